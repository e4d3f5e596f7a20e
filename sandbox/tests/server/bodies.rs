//! Requests that are too long, or not there to their end.

use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::time::{Duration, Instant};

use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{Fault, FaultKind};

use crate::http::{Connection, contacts};

const LONGEST: usize = 8 * 1024 * 1024;

#[test]
fn a_body_of_8_mib_is_read_and_a_longer_one_is_refused() {
    let sandbox = Sandbox::setup().contacts(1).start().unwrap();
    let call = "/v2/api/create_tag";
    let mut connection = Connection::to(&sandbox);
    let answer = connection
        .exchange("POST", call, &" ".repeat(LONGEST))
        .unwrap();
    assert_ne!(answer.status, 413);
    let answer = connection
        .exchange("POST", call, &" ".repeat(LONGEST + 1))
        .unwrap();
    assert_eq!(answer.status, 413);
    let requests = sandbox.requests();
    assert_eq!(requests[1].status, Some(413));
    assert_eq!(requests[1].call.as_deref(), Some("create_tag"));
}

#[test]
fn half_a_request_does_not_act() {
    let sandbox = Sandbox::setup().contacts(1).start().unwrap();
    let (token, key) = (sandbox.access_token(), sandbox.web_key());
    // Half of the body is a good one by itself.
    let request = format!(
        "POST /v2/api/create_client HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: {token}\r\nX-Web-Key: {key}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60\r\n\r\nfirstName=Jo&lastName=Sample"
    );
    let mut connection = Connection::at(sandbox.address());
    connection.stream.write_all(request.as_bytes()).unwrap();
    connection.stream.shutdown(Shutdown::Write).unwrap();
    assert_eq!(connection.answer().unwrap().status, 400);
    assert_eq!(contacts(&sandbox), 1);
    assert_eq!(sandbox.requests().len(), 1, "that of the count");
}

#[test]
fn half_a_head_and_no_head_at_all_end_after_the_time_limit() {
    let limit = Duration::from_millis(300);
    let setup = Sandbox::setup().contacts(1).time_limit(limit);
    let sandbox = setup.start().unwrap();
    let mut used = Connection::to(&sandbox);
    assert_eq!(used.get("read_user_list").unwrap().status, 200);
    let mut lines = [
        Connection::at(sandbox.address()),
        Connection::at(sandbox.address()),
        used,
    ];
    let half = b"GET /v2/api/read_user_list HTTP/1.1\r\nHost: local";
    lines[0].stream.write_all(half).unwrap();
    lines[2].stream.write_all(half).unwrap();
    let started = Instant::now();
    for connection in &mut lines {
        let mut rest = Vec::new();
        // In peace or not.
        let _ = connection.stream.read_to_end(&mut rest);
        let rest = String::from_utf8(rest).unwrap();
        assert!(!rest.contains(" 200 "), "{rest}");
    }
    assert!(started.elapsed() < Duration::from_secs(15));
    assert_eq!(contacts(&sandbox), 1, "others are served");
}

#[test]
fn half_a_body_is_told_so_after_the_time_limit_and_does_not_act() {
    let limit = Duration::from_millis(300);
    let setup = Sandbox::setup().contacts(1).time_limit(limit);
    let sandbox = setup.start().unwrap();
    let (token, key) = (sandbox.access_token(), sandbox.web_key());
    let request = format!(
        "POST /v2/api/create_client HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: {token}\r\nX-Web-Key: {key}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60\r\n\r\nfirstName=Jo&lastName=Sample"
    );
    let mut connection = Connection::at(sandbox.address());
    connection.stream.write_all(request.as_bytes()).unwrap();
    assert_eq!(connection.answer().unwrap().status, 408);
    assert!(matches!(
        connection.stream.read(&mut [0; 16]),
        Ok(0) | Err(_)
    ));
    assert_eq!(contacts(&sandbox), 1);
    assert_eq!(sandbox.requests().len(), 1, "that of the count");
}

#[test]
fn a_slow_answer_is_no_slow_request() {
    let limit = Duration::from_millis(100);
    let setup = Sandbox::setup().contacts(1).time_limit(limit);
    let sandbox = setup.start().unwrap();
    sandbox.fault(Fault::new(FaultKind::Latency(limit * 4)));
    assert_eq!(Connection::to(&sandbox).create().unwrap().status, 200);
}
