//! What could act twice is sent once, unless it provably never left.

use std::sync::mpsc;
use std::time::Duration;

use prose_runtime::{
    Call as _, CallDescriptor, Cause, Config, Error, Idempotency, Outcome, RawCall, Retry, Safety,
    Then as Next, TimeLimit,
};
use tokio::net::TcpSocket;

use crate::api::{CALL, CreatePlant, OWNER, SWAP_PLANT};
use crate::attempts::{MS, client_of, told};
use crate::clock::Clock;
use crate::server::{Server, Then, failing, http, ok, url_of};

/// What comes of a create whose first attempt ends like this, and whose second one would succeed.
async fn create_once(first: Then, config: Config) -> Error {
    let (server, clock) = (Server::new([first, ok()]).await, Clock::new());
    let client = client_of(server.url(), &clock, config);
    let error = client.send(CreatePlant::new("Rose")).await.unwrap_err();
    assert!(server.requests().len() < 2, "{:?}", server.requests());
    assert!(clock.waits().is_empty());
    assert_eq!(error.attempts().len(), 1, "{error}");
    error
}

fn is_sent_once(error: &Error, outcome: Outcome) {
    assert_eq!(
        told(error.attempts()),
        [(outcome, Duration::ZERO, Next::CouldActTwice)]
    );
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_create_is_not_sent_twice_after_a_lost_answer() {
    let error = create_once(Then::Close, Config::new()).await;
    is_sent_once(&error, Outcome::Lost);
    assert!(error.may_have_acted());
}

#[tokio::test]
async fn a_create_is_not_sent_twice_after_an_answer_that_is_cut_short() {
    let error = create_once(http("200 OK", "{"), Config::new()).await;
    is_sent_once(&error, Outcome::CutShort);
    assert!(error.may_have_acted());
}

#[tokio::test]
async fn a_create_is_not_sent_twice_after_a_status_of_the_server() {
    for status in [408, 500, 502, 503, 504] {
        let error = create_once(failing(status), Config::new()).await;
        is_sent_once(&error, Outcome::Status(status));
        assert!(error.may_have_acted());
    }
}

#[tokio::test]
async fn a_create_is_not_sent_twice_after_a_timeout() {
    let config = Config::new().attempt_timeout(100 * MS);
    let error = create_once(Then::Stall(""), config).await;
    is_sent_once(&error, Outcome::TimedOut);
    assert!(error.may_have_acted());
    assert!(matches!(
        error.cause(),
        Cause::Timeout {
            which: TimeLimit::Attempt,
            ..
        }
    ));
}

#[tokio::test]
async fn a_call_that_is_unsafe_with_a_key_is_sent_once_with_it() {
    let (server, clock) = (Server::new([failing(503), ok()]).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new());
    let call = RawCall::new(&SWAP_PLANT).with("friend", "yes");
    is_sent_once(&client.send(call).await.unwrap_err(), Outcome::Status(503));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn what_a_body_of_ones_own_holds_could_be_unsafe() {
    static ADD: CallDescriptor = CallDescriptor {
        accepts: &[&OWNER],
        idempotency: Some(Idempotency::Key("owner")),
        ..CALL
    };
    static ADD_BY_HEADER: CallDescriptor = CallDescriptor {
        idempotency: Some(Idempotency::Header("Idempotency-Key")),
        ..CALL
    };
    static LOOK: CallDescriptor = CallDescriptor {
        retry: Retry::Safe,
        ..ADD
    };
    for (call, with_own_body) in [
        (&SWAP_PLANT, Safety::Once),
        (&ADD, Safety::Once),
        (&ADD_BY_HEADER, Safety::Repeatable),
        (&LOOK, Safety::Repeatable),
    ] {
        let raw = RawCall::new(call);
        assert_eq!(Safety::of(raw.params()), Safety::Repeatable, "{call:?}");
        let raw = raw.body("application/json", r#"{"friend":"yes"}"#);
        assert_eq!(Safety::of(raw.params()), with_own_body, "{call:?}");
    }
}

#[tokio::test]
async fn a_create_is_sent_again_if_nobody_listened() {
    // Bound, so that nobody else can have the port, and not listening yet.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let (url, clock) = (url_of(socket.local_addr().unwrap()), Clock::new());
    let (started, server) = mpsc::channel();
    clock.while_waiting(move || {
        let server = Server::at(socket.listen(8).unwrap(), [ok()]);
        started.send(server).unwrap();
    });
    let client = client_of(&url, &clock, Config::new());
    let reply = client.send(CreatePlant::new("Rose")).await.unwrap();
    assert_eq!(
        told(reply.failed_attempts()),
        [(Outcome::NotSent, Duration::ZERO, Next::Again(250 * MS))]
    );
    assert!(
        server
            .recv()
            .unwrap()
            .request()
            .starts_with("POST /v1/create_plant")
    );
}
