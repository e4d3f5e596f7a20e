//! Waiting for a request, and what is told of those that came instead.

use std::thread;
use std::time::{Duration, Instant};

use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{Fault, FaultKind, Wanted};

use crate::http::Connection;

const SHORT: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_secs(20);

fn sandbox() -> Sandbox {
    Sandbox::setup().contacts(2).start().unwrap()
}

#[test]
fn a_request_that_comes_later_ends_the_waiting_at_once() {
    let sandbox = sandbox();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut connection = Connection::to(&sandbox);
            thread::sleep(Duration::from_millis(100));
            connection.get("read_user_list").unwrap();
            connection.create().unwrap();
        });
        let started = Instant::now();
        let wanted = Wanted::call("create_client").parameter("firstName", "Jo");
        let received = sandbox.wait_for(&wanted, LONG).unwrap();
        assert!(started.elapsed() >= Duration::from_millis(100));
        assert!(started.elapsed() < LONG);
        assert_eq!((received.number, received.status), (2, Some(200)));
    });
}

#[test]
fn secrets_cannot_be_waited_for_and_are_not_told() {
    let sandbox = sandbox();
    let body = format!("web_key={}&name=Ann+Lee", sandbox.web_key());
    let mut connection = Connection::at(sandbox.address()).of_forms();
    connection
        .exchange("POST", "/v1/external-api/external-form-lead", &body)
        .unwrap();
    let wanted = Wanted::call("external_form_lead").parameter("web_key", sandbox.web_key());
    let error = sandbox.wait_for(&wanted, SHORT).unwrap_err().to_string();
    assert!(error.contains("web_key is secret"), "{error}");
    assert!(!error.contains(sandbox.web_key()), "{error}");
    let long = "x".repeat(3_000);
    let wanted = Wanted::call("external_form_lead").parameter("name", "Ann Lee");
    sandbox.wait_for(&wanted, SHORT).unwrap();
    let body = format!("{body}&whiteboard={long}");
    connection
        .exchange("POST", "/v1/external-api/external-form-lead", &body)
        .unwrap();
    let wanted = Wanted::any().parameter("whiteboard", long);
    sandbox.wait_for(&wanted, SHORT).unwrap();
}

#[test]
fn a_request_that_is_there_already_will_do_until_it_is_forgotten() {
    let sandbox = sandbox();
    Connection::to(&sandbox)
        .get("read_client_by_id/8051001")
        .unwrap();
    let wanted = Wanted::call("read_client_by_id")
        .method("GET")
        .path("/v2/api/read_client_by_id/8051001")
        .parameter("client_id", 8_051_001)
        .status(200)
        .code("CT200");
    assert_eq!(sandbox.wait_for(&wanted, Duration::ZERO).unwrap().number, 1);
    sandbox.wait_for(&Wanted::any(), Duration::ZERO).unwrap();
    sandbox.forget_requests();
    assert!(sandbox.wait_for(&wanted, SHORT).is_err());
}

#[test]
fn the_failure_shows_what_was_wanted_and_the_nearest_miss() {
    let sandbox = sandbox();
    let wanted = Wanted::call("create_client")
        .parameter("firstName", "Ann")
        .parameter("email", "ann@example.com")
        .status(200);
    let error = sandbox.wait_for(&wanted, SHORT).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a request of create_client with firstName \"Ann\", email \"ann@example.com\", status 200 \
         did not come within 50ms; none came at all"
    );
    assert!(error.nearest().is_none());

    let mut connection = Connection::to(&sandbox);
    connection.create().unwrap();
    sandbox.fault(Fault::new(FaultKind::Status(503)).on("create_client"));
    let ann = r#"{"firstName":"Ann","lastName":"Lee","email":"lee@example.com"}"#;
    connection
        .exchange("POST", "/v2/api/create_client", ann)
        .unwrap();
    sandbox.fault(Fault::new(FaultKind::Status(503)).on("create_client"));
    connection.create().unwrap();
    connection.get("read_user_list").unwrap();
    let error = sandbox.wait_for(&wanted, SHORT).unwrap_err();
    let text = error.to_string();
    assert_eq!(error.nearest().unwrap().number, 1, "{text}");
    assert!(
        text.contains("the nearest of 4 is number 1, create_client: "),
        "{text}"
    );
    assert!(text.contains("firstName is \"Jo\", not \"Ann\""), "{text}");
    assert!(
        text.contains("email is missing, not \"ann@example.com\""),
        "{text}"
    );
    assert!(!text.contains("status is"), "{text}");
    assert_eq!(text.lines().count(), 1);
    assert_eq!(format!("{error:?}"), text);
}

#[test]
fn the_same_call_comes_nearer_than_another_and_the_newest_of_equals() {
    let sandbox = sandbox();
    let mut connection = Connection::to(&sandbox);
    connection.create().unwrap();
    connection.create().unwrap();
    connection.get("read_user_list").unwrap();
    let wanted = Wanted::call("create_client")
        .method("GET")
        .parameter("city", "Denver")
        .code("CT_520");
    let error = sandbox.wait_for(&wanted, SHORT).unwrap_err();
    assert_eq!(error.nearest().unwrap().number, 2, "{error}");
}
