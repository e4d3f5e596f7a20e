//! What is traced and logged at the finest level, by this client and by what it is made of.

use std::process::Command;
use std::time::Duration;

use clienttether_generated::{CreateClient, ReadClientList};
use futures_util::StreamExt as _;
use prose_runtime::{Config, RetryPolicy, Validation};
use workspace_tests::trace::Trace;
use workspace_tests::{Loopback, http, kept};

use super::{CANARY, assert_hidden, client_with, contact, echo, from_thumbtack, lead, search};

/// An address that says everything it could.
const LOCATION: &str =
    "https://C4N4RY@example.com/C4N4RY?error_Code=ct103&msg=C4N4RY&a=C4N4RY#C4N4RY";

/// A server that treats a call as its `X-Treat` header says.
fn server() -> Loopback {
    Loopback::replying(|request| {
        let treats = |treat: &str| request.contains(&format!("x-treat: {treat}\r\n"));
        if treats("lead on") {
            http(
                &format!("302 Found\r\nLocation: {LOCATION}"),
                CANARY,
                &echo(""),
            )
        } else if treats("fail") {
            http("503 C4N4RY", CANARY, &echo(""))
        } else if treats("redirect") {
            kept("302 Found\r\nLocation: /C4N4RY", &echo(""))
        } else if treats("refuse") {
            kept("200 OK", &echo(CANARY))
        } else if treats("garble") {
            format!("HTTP/1.1 200 OK\r\n{CANARY} {CANARY}: {CANARY}\r\n\r\n").into_bytes()
        } else if treats("cut") {
            format!("HTTP/1.1 200 OK\r\nContent-Length: 999\r\nConnection: close\r\n\r\n{CANARY}")
                .into_bytes()
        } else if treats("drop") {
            Vec::new()
        } else if treats("hang") {
            std::thread::sleep(Duration::from_millis(500));
            Vec::new()
        } else {
            kept("200 OK\r\nX-Echo: C4N4RY", &echo("CT_200"))
        }
    })
    .unwrap()
}

/// In a process of its own: what is traced and logged goes to one place, and there are other tests.
#[test]
fn nothing_that_is_traced_or_logged_shows_a_secret() {
    let traced = [
        "--exact",
        "secrecy::traces::sends_in_every_way",
        "--ignored",
    ];
    let program = std::env::current_exe().unwrap();
    let child = Command::new(program).args(traced).output().unwrap();
    let output = String::from_utf8_lossy(&child.stdout);
    assert!(output.contains("1 passed"), "{output}");
}

/// Sends in every way and to every end.
#[tokio::test]
#[ignore = "another test runs it in a process of its own"]
async fn sends_in_every_way() {
    let trace = Trace::begin();
    let server = server();
    let config = Config::new()
        .base_url(server.base_url())
        // It would write down all that is sent.
        .http_setup(|http| http.connection_verbose(true))
        .attempt_timeout(Duration::from_millis(200))
        .retry(
            RetryPolicy::new()
                .max_attempts(2)
                .base(Duration::from_millis(1)),
        );
    let client = client_with(config)
        .account(format!("CT_other_{CANARY}"))
        .unwrap();
    for treat in [
        "answer", "fail", "redirect", "lead on", "refuse", "garble", "cut", "drop", "hang",
    ] {
        let post = client.external_form_lead(lead()).header("X-Note", CANARY);
        let _ = post.header("X-Treat", treat).await;
        let post = client.thumbtack_lead(from_thumbtack());
        let _ = post.header("X-Treat", treat).await;
        let create = client.create_client(contact()).header("X-Note", CANARY);
        let _ = create.header("X-Treat", treat).await;
        let read = client.read_client_exist(search()).header("X-Treat", treat);
        let _ = read.account(format!("CT_third_{CANARY}")).await;
    }
    let invalid = || {
        CreateClient::new(CANARY, CANARY)
            .phone(CANARY)
            .custom("Mine", CANARY.repeat(90))
    };
    let _ = client.create_client(invalid()).await;
    let _ = client
        .create_client(invalid())
        .validation(Validation::Warn)
        .await;
    let _ = client
        .read_client_list(ReadClientList::new())
        .records()
        .count()
        .await;
    let _ = client.bulk([contact(), invalid()]).in_order().all().await;
    let _ = client.read_client_exist(search()).wait();

    let text = trace.text();
    assert_hidden(&text);
    for there in [
        "call{api=\"clienttether\" call=\"create_client\"",
        "call{api=\"clienttether\" call=\"external_form_lead\"",
        "answered",
        "outcome=HTTP status 503 then=again",
        "outcome=HTTP status 302 then=final",
        "outcome=no answer in time",
        "outcome=connection lost",
        "outcome=refused",
        "sent although it breaks a limit",
        // By reqwest, through `log`.
        "starting new connection",
        // By hyper.
        "hyper_util",
    ] {
        assert!(text.contains(there), "{there} is not in: {text}");
    }
}
