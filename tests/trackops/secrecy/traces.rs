//! What is traced and logged at the finest level, by this client and by what it is made of.

use std::time::Duration;

use prose_runtime::{Config, RetryPolicy, Validation};
use trackops_generated::{CreateClient, PrimaryLocation, ResultCode};
use workspace_tests::trace::Trace;
use workspace_tests::{Loopback, http, kept};

use super::{CANARY, assert_hidden, client_at, contact, echo, new_client, search};

/// A server that treats a call as its `X-Treat` header says.
fn server() -> Loopback {
    Loopback::replying(|request| {
        let treats = |treat: &str| request.contains(&format!("x-treat: {treat}\r\n"));
        if treats("fail") {
            http("503 C4N4RY", CANARY, &echo())
        } else if treats("throttle") {
            http("429 C4N4RY\r\nRetry-After: 0", CANARY, &echo())
        } else if treats("refuse") {
            http("404 C4N4RY", CANARY, &echo())
        } else if treats("garble") {
            kept("200 OK", &format!("<p>{CANARY}"))
        } else if treats("drop") {
            Vec::new()
        } else {
            kept("200 OK\r\nX-Echo: C4N4RY", &format!("[{}]", echo()))
        }
    })
    .unwrap()
}

/// Sends in every way and to every end. One test, because what is logged goes to one place only; other
/// tests of this program log there too, and hide as much.
#[tokio::test]
async fn nothing_that_is_traced_or_logged_shows_a_secret() {
    let trace = Trace::begin();
    let server = server();
    let policy = RetryPolicy::new()
        .max_attempts(2)
        .base(Duration::from_millis(1));
    let config = Config::new().retry(policy);
    let client = client_at(&format!("http://{}/", server.host()), config);
    for treat in ["answer", "fail", "throttle", "refuse", "garble", "drop"] {
        let create = client.create_client(new_client()).header("X-Note", CANARY);
        let created = create.header("X-Treat", treat).await;
        let find = client.list_client_contacts(search());
        let found = find.header("X-Treat", treat).await;
        if treat == "refuse" {
            let codes = [created.map(|_| ()), found.map(|_| ())];
            let codes = codes.map(|result| ResultCode::of(&result.unwrap_err()));
            assert_eq!(codes, [Some(ResultCode::NotFound); 2]);
        }
    }
    let invalid = || CreateClient::new("", PrimaryLocation::new("Main", CANARY, CANARY));
    assert!(client.create_client(invalid()).await.is_err());
    let sending = client.create_client(invalid());
    assert!(sending.validation(Validation::Warn).await.is_ok());
    let _ = client.bulk([contact(), contact()]).in_order().all().await;

    let text = trace.text();
    assert_hidden(&text);
    for there in [
        "call{api=\"trackops\" call=\"create_client\"",
        "answered",
        "outcome=HTTP status 503",
        "outcome=HTTP status 429",
        "sent although it breaks a limit",
        "hyper_util",
    ] {
        assert!(text.contains(there), "{there} is not in: {text}");
    }
}
