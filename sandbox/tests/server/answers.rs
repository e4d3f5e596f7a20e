//! Answers by script, and answers that take their time.

use std::io::{ErrorKind, Read as _};
use std::time::{Duration, Instant};

use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{Answer, Fault, FaultKind};
use serde_json::json;

use crate::http::{Connection, contacts, control};

fn sandbox() -> Sandbox {
    Sandbox::setup().contacts(3).start().unwrap()
}

#[test]
fn answers_by_script_come_in_their_order_and_the_call_does_not_act() {
    let sandbox = sandbox();
    let code = json!({"ResultCode": "CT_777", "Message": "A code of next year"});
    for answer in [
        Answer::json(&code).header("X-Request-Id", "r-1"),
        Answer::new(503)
            .header("Retry-After", "2")
            .body("Back at noon"),
        Answer::new(200),
    ] {
        sandbox.fault(Fault::new(FaultKind::Answer(answer)).on("create_client"));
    }
    let mut connection = Connection::to(&sandbox);
    let first = connection.create().unwrap();
    assert_eq!((first.status, first.json()), (200, code));
    assert_eq!(first.header("content-type"), Some("application/json"));
    assert_eq!(first.header("x-request-id"), Some("r-1"));
    let second = connection.create().unwrap();
    assert_eq!((second.status, second.body.as_str()), (503, "Back at noon"));
    assert_eq!(second.header("retry-after"), Some("2"));
    assert_eq!(second.header("content-type"), None);
    let third = connection.create().unwrap();
    assert_eq!((third.status, third.body.as_str()), (200, ""));
    assert_eq!(contacts(&sandbox), 3);
    assert!(
        connection.create().unwrap().body.contains("CT_200"),
        "it is over"
    );
    let requests = sandbox.requests();
    assert_eq!(requests[1].fault.as_deref(), Some("answer"));
    assert_eq!((requests[1].status, &requests[1].code), (Some(503), &None));
}

#[test]
fn an_answer_may_lie_about_its_length_and_ends_its_connection() {
    let sandbox = sandbox();
    let answer = Answer::new(200).header("Content-Length", "10").body("abc");
    sandbox.fault(Fault::new(FaultKind::Answer(answer)));
    let mut connection = Connection::to(&sandbox);
    assert_eq!(connection.get("read_user_list").unwrap().body, "abc");
    assert!(
        connection.get("read_user_list").is_err(),
        "the connection has ended"
    );
    assert_eq!(
        Connection::to(&sandbox)
            .get("read_user_list")
            .unwrap()
            .status,
        200
    );
}

#[test]
fn what_no_answer_can_be_is_an_error_or_left_out() {
    let sandbox = sandbox();
    for status in [0, 99, 100, 199, 600, 1000] {
        let answer = Answer::new(status)
            .header("two words", "x")
            .header("x", "a\nb");
        sandbox.fault(Fault::new(FaultKind::Answer(answer)));
        let answer = Connection::to(&sandbox).get("read_user_list").unwrap();
        assert_eq!((answer.status, answer.header("x")), (500, None));
    }
}

#[test]
fn an_answer_by_script_can_be_asked_for_by_http() {
    let sandbox = sandbox();
    let wish = r#"{"trouble": "answer", "on": "read_user_list", "headers": {"X-Day": "bad"},
        "status": 409, "body": {"ResultCode": "CT_901"}}"#;
    let (status, faults) = control(&sandbox, "POST", "faults", wish);
    assert_eq!(status, 200, "{faults}");
    let answer = Connection::to(&sandbox).get("read_user_list").unwrap();
    assert_eq!(answer.status, 409);
    assert_eq!(answer.json(), json!({"ResultCode": "CT_901"}));
    assert_eq!(answer.header("x-day"), Some("bad"));
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[test]
fn a_dribbling_answer_is_whole_and_takes_its_time() {
    let sandbox = sandbox();
    let whole = Connection::to(&sandbox).get("read_tags_list").unwrap();
    let every = Duration::from_millis(40);
    let bytes = whole.body.len().div_ceil(5);
    sandbox.fault(Fault::new(FaultKind::Dribble { bytes, every }));
    let mut connection = Connection::to(&sandbox);
    let started = Instant::now();
    let slow = connection.get("read_tags_list").unwrap();
    assert!(started.elapsed() >= every * 5, "{:?}", started.elapsed());
    assert_eq!((slow.status, &slow.body), (200, &whole.body));
    assert_eq!(slow.announced, whole.announced);
    assert_eq!(
        connection.get("read_tags_list").unwrap().body,
        whole.body,
        "the connection lives on"
    );
    // Pieces of no length would never end.
    let every = Duration::ZERO;
    sandbox.fault(Fault::new(FaultKind::Dribble { bytes: 0, every }));
    assert_eq!(connection.get("read_tags_list").unwrap().body, whole.body);
}

#[test]
fn a_stalling_answer_has_a_head_and_acts_and_holds_up_nobody_else() {
    let sandbox = sandbox();
    sandbox.fault(Fault::new(FaultKind::Stall).on("create_client"));
    let mut connection = Connection::to(&sandbox);
    let contact = r#"{"firstName":"Jo","lastName":"Sample"}"#;
    connection
        .send("POST", "/v2/api/create_client", contact)
        .unwrap();
    let mut head = [0; 4096];
    let length = connection.stream.read(&mut head).unwrap();
    let head = String::from_utf8_lossy(&head[..length]).into_owned();
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert!(
        head.contains("content-length: ") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
    assert_eq!(contacts(&sandbox), 4);
    let patience = Some(Duration::from_millis(200));
    connection.stream.set_read_timeout(patience).unwrap();
    let rest = connection.stream.read(&mut [0; 16]).unwrap_err();
    assert!(
        matches!(rest.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
        "{rest}"
    );
    assert_eq!(sandbox.requests()[0].fault.as_deref(), Some("stall"));
}
