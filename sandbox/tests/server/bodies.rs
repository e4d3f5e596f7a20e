//! Requests that are too long, or not there to their end.

use std::io::Write as _;
use std::net::Shutdown;

use sandbox::clienttether::Sandbox;

use crate::exchange::{Line, contacts};

const LONGEST: usize = 8 * 1024 * 1024;

#[test]
fn a_body_of_8_mib_is_read_and_a_longer_one_is_refused() {
    let sandbox = Sandbox::setup().contacts(1).start().unwrap();
    let call = "/v2/api/create_tag";
    let mut line = Line::to(&sandbox);
    let answer = line.exchange("POST", call, &" ".repeat(LONGEST)).unwrap();
    assert_ne!(answer.status, 413);
    let answer = line
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
    let mut line = Line::at(sandbox.address());
    line.stream.write_all(request.as_bytes()).unwrap();
    line.stream.shutdown(Shutdown::Write).unwrap();
    assert_eq!(line.answer().unwrap().status, 400);
    assert_eq!(contacts(&sandbox), 1);
    assert_eq!(sandbox.requests().len(), 1, "that of the count");
}
