//! What one call can have otherwise than its client.

use std::future::IntoFuture as _;
use std::time::Duration;

use futures_util::FutureExt as _;
use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Client, Config, Credentials, Error, Method, Place,
    RawCall, RetryPolicy, TimeLimit, Validation,
};

use crate::api::{CreatePlant, ListPlants, client_at, credentials};
use crate::server::{Server, Then, header, ok};

/// Longer than its limit of 10 characters.
const LONG: &str = "Rosa rugosa";

fn client_of(server: &Server, config: Config) -> Client {
    Client::new(credentials(), config.base_url(server.url())).unwrap()
}

fn timed_out(error: &Error, limit: TimeLimit, time: Duration) {
    assert!(
        matches!(
            error.cause(),
            Cause::Timeout { which, after: Some(after), .. } if *which == limit && *after == time
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn the_time_of_a_call_ends_it() {
    let server = Server::new([Then::Stall("")]).await;
    let time = Duration::from_millis(100);
    let client = client_at(server.url());
    let error = client
        .send(ListPlants::new())
        .timeout(time)
        .await
        .unwrap_err();
    timed_out(&error, TimeLimit::Total, time);
}

#[tokio::test]
async fn the_time_of_an_attempt_ends_it() {
    let server = Server::new([Then::Stall("")]).await;
    let time = Duration::from_millis(100);
    let sending = client_at(server.url())
        .send(ListPlants::new())
        .attempt_timeout(time)
        .retry(RetryPolicy::never());
    timed_out(&sending.await.unwrap_err(), TimeLimit::Attempt, time);
}

#[tokio::test]
async fn the_times_of_a_call_count_more_than_those_of_its_client() {
    let server = Server::new([ok()]).await;
    let config = Config::new()
        .timeout(Duration::ZERO)
        .attempt_timeout(Duration::ZERO);
    let sending = client_of(&server, config)
        .send(ListPlants::new())
        .timeout(Duration::from_secs(60))
        .attempt_timeout(Duration::from_secs(60));
    sending.await.unwrap();
}

#[tokio::test]
async fn a_call_without_any_time_is_not_sent() {
    let server = Server::new([ok()]).await;
    let sending = client_at(server.url()).send(CreatePlant::new("Rose"));
    let error = sending.timeout(Duration::ZERO).await.unwrap_err();
    assert!(error.is_timeout() && !error.may_have_acted(), "{error:?}");
    assert_eq!(server.connections(), 0);
}

#[test]
fn the_place_of_a_call_counts_more_than_that_of_its_client() {
    let config = Config::new()
        .base_url("http://localhost/")
        .send_parameters(Method::Post, Place::Query);
    let client = Client::new(credentials(), config).unwrap();
    let sending = client.send(CreatePlant::new("Rose"));
    let request = sending.parameters_in(Place::Form).request().unwrap();
    assert_eq!(request.body().unwrap().as_ref(), b"plantName=Rose");
}

#[test]
fn a_place_that_the_call_does_not_take_is_told() {
    let sending = client_at("http://localhost/").send(ListPlants::new());
    let error = sending.parameters_in(Place::Json).request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_plants: takes no parameters in JSON"
    );
}

#[tokio::test]
async fn a_header_is_sent_with_the_call() {
    let server = Server::new([ok()]).await;
    let sending = client_at(server.url())
        .send(ListPlants::new())
        .header("X-Shift", "night")
        .header("User-Agent", "gnome/1");
    sending.await.unwrap();
    let request = server.request();
    assert_eq!(header(&request, "x-shift"), Some("night"));
    assert_eq!(header(&request, "user-agent"), Some("gnome/1"));
    assert_eq!(request.to_lowercase().matches("user-agent").count(), 1);
}

#[test]
fn a_header_that_is_set_twice_has_its_last_value() {
    let sending = client_at("http://localhost/")
        .send(ListPlants::new())
        .header("X-Shift", "night")
        .header("x-shift", "day");
    let request = sending.request().unwrap();
    let values: Vec<_> = request.headers().get_all("x-shift").iter().collect();
    assert_eq!(values, ["day"]);
}

#[test]
fn a_header_of_a_call_is_not_shown() {
    let sending = client_at("http://localhost/")
        .send(ListPlants::new())
        .header("X-Shift", "C4N4RY");
    let request = sending.request().unwrap();
    let shown = format!("{sending:?} {request:?} {}", request.to_curl());
    assert!(!shown.contains("C4N4RY"), "{shown}");
}

fn refused_header(name: &str, value: &str) -> String {
    let sending = client_at("http://localhost/")
        .send(CreatePlant::new("Rose"))
        .header(name, value);
    let error = sending.request().unwrap_err();
    assert!(error.is_config(), "{error:?}");
    error.to_string()
}

#[test]
fn headers_of_the_credentials_and_of_the_body_are_not_for_a_caller_to_set() {
    for name in [
        "x-garden-token",
        "X-Garden-Token",
        "Content-Length",
        "content-type",
        "Host",
        "Transfer-Encoding",
    ] {
        assert_eq!(
            refused_header(name, "4"),
            format!(
                "create_plant: the header {} is not for a caller to set: it follows from the call \
                 and the credentials",
                name.to_lowercase()
            )
        );
    }
}

#[test]
fn headers_that_cannot_be_written_are_told_in_one_line() {
    for (name, value) in [
        ("", "a"),
        ("a b", "a"),
        ("a\nb", "a"),
        ("a:", "a"),
        ("ž", "a"),
        ("a", "a\nb"),
        ("a", "a\r\nX-Garden-Token: b"),
        ("a", "\0"),
    ] {
        assert_eq!(
            refused_header(name, value),
            "create_plant: an extra header has a name or a value that cannot be written in a header"
        );
    }
}

#[tokio::test]
async fn with_warnings_a_call_that_breaks_limits_is_sent_and_the_reply_lists_them() {
    let server = Server::new([ok()]).await;
    let sending = client_at(server.url()).send(CreatePlant::new(LONG));
    let reply = sending.validation(Validation::Warn).await.unwrap();
    let warnings: Vec<_> = reply.warnings().unwrap().iter().collect();
    assert_eq!(warnings.len(), 1);
    assert_eq!(
        (warnings[0].key.as_str(), warnings[0].limit),
        ("plantName", Some("name"))
    );
    assert!(
        server
            .request()
            .ends_with("{\"plantName\":\"Rosa rugosa\"}")
    );
}

#[tokio::test]
async fn with_warnings_a_call_that_breaks_nothing_has_none() {
    let server = Server::new([ok()]).await;
    let sending = client_at(server.url()).send(CreatePlant::new("Rose"));
    let reply = sending.validation(Validation::Warn).await.unwrap();
    assert_eq!(reply.warnings(), None);
}

#[tokio::test]
async fn without_validation_nobody_looks() {
    let server = Server::new([ok()]).await;
    let sending = client_at(server.url()).send(CreatePlant::new(LONG));
    let reply = sending.validation(Validation::Off).await.unwrap();
    assert_eq!(reply.warnings(), None);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_validation_of_a_call_counts_more_than_that_of_its_client() {
    let server = Server::new([ok()]).await;
    let client = client_of(&server, Config::new().validation(Validation::Off));
    let sending = client.send(CreatePlant::new(LONG));
    let error = sending.validation(Validation::Enforce).await.unwrap_err();
    assert!(error.is_invalid(), "{error:?}");
    assert_eq!(error.attempts(), []);
    assert_eq!(server.connections(), 0);
}

#[test]
fn awaiting_without_a_runtime_is_an_error_that_says_what_to_do() {
    let sending = client_at("http://localhost/").send(ListPlants::new());
    // It ends at once, so nothing has to run it.
    let error = sending.into_future().now_or_never().unwrap().unwrap_err();
    assert!(error.is_config(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "list_plants: calls need a tokio runtime: await within one, or use wait() of the feature \
         blocking"
    );
}

#[tokio::test]
async fn the_user_agent_is_the_crate_of_the_api_and_the_runtime() {
    static SHED: ApiDescriptor = ApiDescriptor {
        name: "shed",
        product: "shed-generated/2.1.0",
        ..ApiDescriptor::PLAIN
    };
    static OPEN: CallDescriptor = CallDescriptor::raw(&SHED, Method::Get, "open");
    let config = Config::new().base_url("http://localhost/");
    let client = Client::new(Credentials::new(&SHED), config).unwrap();
    let curl = client
        .send(RawCall::new(&OPEN))
        .request()
        .unwrap()
        .to_curl();
    let version = env!("CARGO_PKG_VERSION");
    let product = format!("-H 'user-agent: shed-generated/2.1.0 prose-runtime/{version}'");
    assert!(curl.contains(&product), "{curl}");
}
