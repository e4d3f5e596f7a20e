use std::error::Error as _;
use std::time::Duration;

use runtime::{Client, Config, Error, Place, TimeLimit, Value};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::api::{CreatePlant, ListPlants, OWNER, client_at, credentials};

const OK: &str =
    r#"{"ResultCode":"GA_200","Message":"Success","Total":1,"data":[{"plant_id":"7"}]}"#;

/// What the server does with its only connection, after it has read the request.
enum Then {
    Answer(String),
    /// Answers this much, and hangs.
    Stall(&'static str),
    Close,
}

fn http(status: &str, body: &str) -> Then {
    Then::Answer(format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nX-Bee: 1\r\n\r\n{body}",
        body.len()
    ))
}

/// A server for one request. Gives its address, and the request as text.
async fn server(then: Then) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1/", listener.local_addr().unwrap());
    let request = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let request = read_request(&mut connection).await;
        match then {
            Then::Answer(answer) => connection.write_all(answer.as_bytes()).await.unwrap(),
            Then::Stall(start) => {
                connection.write_all(start.as_bytes()).await.unwrap();
                tokio::time::sleep(Duration::from_secs(30)).await;
            }
            Then::Close => {}
        }
        request
    });
    (url, request)
}

async fn read_request(connection: &mut TcpStream) -> String {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| {
                    line.to_lowercase()
                        .strip_prefix("content-length: ")?
                        .parse()
                        .ok()
                })
                .next()
                .unwrap_or(0);
            if body.len() >= length {
                return text;
            }
        }
        let mut buffer = [0; 4096];
        let read = connection.read(&mut buffer).await.unwrap();
        assert_ne!(read, 0, "the request ended early: {text}");
        request.extend_from_slice(&buffer[..read]);
    }
}

async fn error_of(then: Then, config: Config) -> Error {
    let (url, request) = server(then).await;
    let client = Client::new(credentials(), config.base_url(url)).unwrap();
    let error = client.send(ListPlants::new()).await.unwrap_err();
    request.abort();
    error
}

#[tokio::test]
async fn a_call_is_sent_and_its_reply_is_read() {
    let (url, request) = server(http("200 OK", OK)).await;
    let client = client_at(&url);
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
    let request = request.await.unwrap();
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
    let (url, request) = server(http("200 OK", OK)).await;
    let client = client_at(&url);
    client
        .send(CreatePlant::new("Rose"))
        .parameters_in(Place::Query)
        .await
        .unwrap();
    let request = request.await.unwrap();
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
    let (url, _request) = server(http("200 OK", OK)).await;
    let client = client_at(&url);
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
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
}

#[tokio::test]
async fn a_server_that_hangs_is_a_timeout_that_says_how_long() {
    let timeout = Duration::from_millis(100);
    let error = error_of(Then::Stall(""), Config::new().timeout(timeout)).await;
    assert!(
        matches!(error, Error::Timeout { which: TimeLimit::Total, after: Some(after), .. } if after == timeout),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "list_plants: no complete answer within 100ms; check whether the server acted before sending again"
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
            error,
            Error::Timeout {
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
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
}

#[tokio::test]
async fn an_announced_body_that_is_too_large_is_not_received() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{".to_owned();
    let error = error_of(Then::Answer(answer), Config::new()).await;
    assert!(
        matches!(
            error,
            Error::TooLarge {
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
    assert!(matches!(error, Error::TooLarge { .. }), "{error:?}");
}

#[tokio::test]
async fn a_body_as_large_as_allowed_is_received() {
    let (url, _request) = server(http("200 OK", OK)).await;
    let config = Config::new().base_url(url).max_response_bytes(OK.len());
    let client = Client::new(credentials(), config).unwrap();
    assert!(client.send(ListPlants::new()).await.is_ok());
}

#[tokio::test]
async fn a_connection_that_is_closed_is_a_transport_error_with_its_cause() {
    let error = error_of(Then::Close, Config::new()).await;
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
    assert!(error.source().is_some());
    assert_eq!(
        error.to_string(),
        "list_plants: no complete answer came; check the network, and whether the server acted before sending again"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (elsewhere, followed) = server(http("200 OK", OK)).await;
    let answer =
        format!("HTTP/1.1 302 Found\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n");
    let error = error_of(Then::Answer(answer), Config::new()).await;
    assert!(
        matches!(error, Error::Status { status: 302, .. }),
        "{error:?}"
    );
    assert!(!followed.is_finished());
}

#[tokio::test]
async fn a_ready_http_client_is_used() {
    let (url, request) = server(http("200 OK", OK)).await;
    let http_client = runtime::reqwest::Client::builder()
        .tls_backend_preconfigured(tls())
        .default_headers(
            [(
                runtime::reqwest::header::COOKIE,
                runtime::HeaderValue::from_static("bee=1"),
            )]
            .into_iter()
            .collect(),
        )
        .build()
        .unwrap();
    let config = Config::new().base_url(url).http_client(http_client);
    Client::new(credentials(), config)
        .unwrap()
        .send(ListPlants::new())
        .await
        .unwrap();
    assert!(request.await.unwrap().contains("cookie: bee=1"));
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
