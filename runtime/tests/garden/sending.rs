//! Calls over a connection.

use std::error::Error as _;
use std::time::Duration;

use prose_runtime::{
    CallDescriptor, Cause, Client, Config, Error, Method, Place, RawCall, RetryPolicy, TimeLimit,
    Value,
};

use crate::api::{API, CreatePlant, ListPlants, OWNER, client_at, credentials};
use crate::server::{OK, Server, Then, header, http_with, ok};

async fn error_of(then: Then, config: Config) -> Error {
    let server = Server::new([then]).await;
    let config = config.base_url(server.url()).retry(RetryPolicy::never());
    let client = Client::new(credentials(), config).unwrap();
    client.send(ListPlants::new()).await.unwrap_err()
}

#[tokio::test]
async fn a_call_is_sent_and_its_reply_is_read() {
    let server = Server::new([ok()]).await;
    let client = client_at(server.url());
    let reply = client.send(CreatePlant::new("Rose")).await.unwrap();
    assert_eq!(
        reply
            .first()
            .and_then(|plant| plant.plant_id())
            .unwrap()
            .as_str(),
        "7"
    );
    assert_eq!(reply.headers()["x-bee"], "1");
    let request = server.request();
    assert!(
        request.starts_with("POST /v1/create_plant HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.ends_with("\r\n\r\n{\"plantName\":\"Rose\"}"),
        "{request}"
    );
    let head = request.to_lowercase();
    for header in [
        "x-garden-token: t0ken",
        "accept: application/json",
        "content-type: application/json",
        "user-agent: prose-runtime/",
    ] {
        assert!(
            head.contains(&format!("\r\n{header}")),
            "{header} is not in {request}"
        );
    }
}

#[tokio::test]
async fn parameters_travel_where_the_caller_says() {
    let server = Server::new([ok()]).await;
    let client = client_at(server.url());
    client
        .send(CreatePlant::new("Rose"))
        .parameters_in(Place::Query)
        .await
        .unwrap();
    let request = server.request();
    assert!(
        request.starts_with("POST /v1/create_plant?plantName=Rose HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.to_lowercase().contains("\r\ncontent-length: 0\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn a_sent_call_can_be_awaited_in_a_task() {
    let server = Server::new([ok()]).await;
    let client = client_at(server.url());
    let task = tokio::spawn(async move {
        client
            .send(ListPlants::new())
            .await
            .map(|reply| reply.total())
    });
    assert_eq!(task.await.unwrap().unwrap(), Some(1));
}

#[tokio::test]
async fn an_invalid_call_is_not_sent() {
    // Nobody listens there: sending would be a transport error.
    let client = client_at("http://127.0.0.1:1/");
    let error = client
        .send(CreatePlant::new("").with(&OWNER, Value::text("Ann")))
        .await
        .unwrap_err();
    assert!(matches!(error.cause(), Cause::Invalid(_)), "{error:?}");
}

#[tokio::test]
async fn a_server_that_hangs_is_a_timeout_that_says_how_long() {
    let timeout = Duration::from_millis(100);
    let error = error_of(Then::Stall(""), Config::new().timeout(timeout)).await;
    assert!(
        matches!(error.cause(), Cause::Timeout { which: TimeLimit::Total, after: Some(after), .. } if *after == timeout),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "list_plants: no complete answer within 100ms; ask for less, or give it more time"
    );
}

#[tokio::test]
async fn a_body_that_stops_is_a_timeout() {
    let start = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{";
    let error = error_of(
        Then::Stall(start),
        Config::new().timeout(Duration::from_millis(200)),
    )
    .await;
    assert!(
        matches!(
            error.cause(),
            Cause::Timeout {
                which: TimeLimit::Total,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_body_that_is_cut_is_a_transport_error() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_owned();
    let error = error_of(Then::Answer(answer), Config::new()).await;
    assert!(
        matches!(error.cause(), Cause::Transport { .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn an_announced_body_that_is_too_large_is_not_received() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{".to_owned();
    let error = error_of(Then::Answer(answer), Config::new()).await;
    assert!(
        matches!(
            error.cause(),
            Cause::TooLarge {
                limit: 67_108_864,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_body_of_unknown_length_that_is_too_large_is_not_received() {
    let answer = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{OK}");
    let error = error_of(
        Then::Answer(answer),
        Config::new().max_response_bytes(OK.len() - 1),
    )
    .await;
    assert!(matches!(error.cause(), Cause::TooLarge { .. }), "{error:?}");
}

#[tokio::test]
async fn a_body_as_large_as_allowed_is_received() {
    let server = Server::new([ok()]).await;
    let config = Config::new()
        .base_url(server.url())
        .max_response_bytes(OK.len());
    let client = Client::new(credentials(), config).unwrap();
    assert!(client.send(ListPlants::new()).await.is_ok());
}

#[tokio::test]
async fn a_connection_that_is_closed_is_a_transport_error_with_its_cause() {
    let error = error_of(Then::Close, Config::new()).await;
    assert!(
        matches!(error.cause(), Cause::Transport { .. }),
        "{error:?}"
    );
    assert!(error.source().is_some());
    assert_eq!(
        error.to_string(),
        "list_plants: no complete answer came: the connection was closed; check the network, then send \
         again"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::new([ok()]).await;
    let answer = format!(
        "HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
        elsewhere.url()
    );
    let error = error_of(Then::Answer(answer), Config::new()).await;
    assert!(
        matches!(error.cause(), Cause::Status { status: 302, .. }),
        "{error:?}"
    );
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn a_ready_http_client_is_used() {
    let server = Server::new([ok()]).await;
    let http_client = prose_runtime::reqwest::Client::builder()
        .tls_backend_preconfigured(tls())
        .default_headers(
            [(
                prose_runtime::reqwest::header::COOKIE,
                prose_runtime::HeaderValue::from_static("bee=1"),
            )]
            .into_iter()
            .collect(),
        )
        .build()
        .unwrap();
    let config = Config::new()
        .base_url(server.url())
        .http_client(http_client);
    Client::new(credentials(), config)
        .unwrap()
        .send(ListPlants::new())
        .await
        .unwrap();
    assert_eq!(header(&server.request(), "cookie"), Some("bee=1"));
}

fn tls() -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

#[test]
fn a_client_with_tls_can_be_made_where_the_system_has_certificates() {
    // Whether it has any is not for this test to say: making a client must not panic.
    match Client::new(credentials(), Config::new()) {
        Ok(_) => {}
        Err(error) => assert!(error.to_string().contains("CA certificates"), "{error}"),
    }
    assert!(
        rustls::crypto::CryptoProvider::get_default().is_none(),
        "a process-wide default was set"
    );
}

#[tokio::test]
async fn a_path_that_looks_like_an_address_stays_below_the_base() {
    static LIKE_A_SCHEME: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "mailto:{plant}");
    let server = Server::new([ok()]).await;
    let call = RawCall::new(&LIKE_A_SCHEME).with("plant", "7");
    client_at(server.url()).send(call).await.unwrap();
    let request = server.request();
    assert_eq!(
        request.lines().next(),
        Some("GET /v1/mailto:7 HTTP/1.1"),
        "{request}"
    );
}

#[test]
fn a_path_that_would_leave_the_base_or_hold_a_query_is_refused() {
    static PATHS: [CallDescriptor; 5] = [
        CallDescriptor::raw(&API, Method::Get, "//evil.example/x"),
        CallDescriptor::raw(&API, Method::Get, "/\t/evil.example/x"),
        CallDescriptor::raw(&API, Method::Get, "x?y=1"),
        CallDescriptor::raw(&API, Method::Get, "x#y"),
        CallDescriptor::raw(&API, Method::Get, "x\\y"),
    ];
    let client = client_at("http://127.0.0.1:1/");
    for call in &PATHS {
        let error = client.send(RawCall::new(call)).request().unwrap_err();
        assert!(error.is_config(), "{}: {error:?}", call.path);
    }
}

#[tokio::test]
async fn a_given_client_that_follows_redirects_is_told() {
    let elsewhere = Server::new([ok()]).await;
    let redirect = http_with(
        "302 Found",
        &format!("Location: {}x\r\n", elsewhere.url()),
        "",
    );
    let server = Server::new([redirect]).await;
    let following = prose_runtime::reqwest::Client::builder()
        .tls_backend_preconfigured(tls())
        .build()
        .unwrap();
    let config = Config::new().base_url(server.url()).http_client(following);
    let client = Client::new(credentials(), config).unwrap();
    let error = client.send(ListPlants::new()).await.unwrap_err();
    assert!(error.is_config(), "{error:?}");
    assert!(error.to_string().contains("redirect"), "{error}");
}

#[tokio::test]
async fn a_create_through_a_given_client_that_cannot_connect_is_not_sent_again() {
    // It could have followed a redirect there, after the server acted.
    let given = prose_runtime::reqwest::Client::builder()
        .tls_backend_preconfigured(tls())
        .build()
        .unwrap();
    let config = Config::new()
        .base_url("http://127.0.0.1:1/")
        .http_client(given);
    let client = Client::new(credentials(), config).unwrap();
    let error = client.send(CreatePlant::new("Rose")).await.unwrap_err();
    assert_eq!(error.attempts().len(), 1);
    assert!(error.may_have_acted(), "{error:?}");
}

#[tokio::test]
async fn a_client_that_is_set_up_further_still_follows_no_redirect() {
    let server = Server::new([http_with("302 Found", "Location: /v1/elsewhere\r\n", "")]).await;
    let config = Config::new().base_url(server.url()).http_setup(|http| {
        let cookie = prose_runtime::HeaderValue::from_static("bee=1");
        http.redirect(prose_runtime::reqwest::redirect::Policy::limited(5))
            .default_headers(
                [(prose_runtime::reqwest::header::COOKIE, cookie)]
                    .into_iter()
                    .collect(),
            )
    });
    let client = Client::new(credentials(), config).unwrap();
    let error = client.send(ListPlants::new()).await.unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Status { status: 302, .. }),
        "{error:?}"
    );
    assert_eq!(header(&server.request(), "cookie"), Some("bee=1"));
}
