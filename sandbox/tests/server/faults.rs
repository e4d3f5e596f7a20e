//! Each fault as it arrives at the other end, and what it leaves behind.

use std::io::ErrorKind;
use std::thread;
use std::time::{Duration, Instant};

use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{Fault, FaultKind};

use crate::http::{Connection, contacts};

fn sandbox() -> Sandbox {
    Sandbox::setup().contacts(40).start().unwrap()
}

#[test]
fn too_many_requests_says_when_to_come_again_and_does_not_act() {
    let sandbox = sandbox();
    let retry_after = Some(7);
    sandbox.fault(Fault::new(FaultKind::TooMany { retry_after }).on("create_client"));
    let mut connection = Connection::to(&sandbox);
    let answer = connection.create().unwrap();
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (429, Some("7"))
    );
    assert_eq!(contacts(&sandbox), 40);
    // The connection lives on, and the fault is over.
    assert_eq!(connection.create().unwrap().status, 200);
    assert_eq!(contacts(&sandbox), 41);
}

#[test]
fn too_many_requests_need_not_say_when_to_come_again() {
    let sandbox = sandbox();
    sandbox.fault(Fault::new(FaultKind::TooMany { retry_after: None }));
    let answer = Connection::to(&sandbox).create().unwrap();
    assert_eq!((answer.status, answer.header("retry-after")), (429, None));
}

#[test]
fn a_status_comes_with_plain_text_and_does_not_act() {
    let sandbox = sandbox();
    for status in [500, 502, 503, 504, 599] {
        sandbox.fault(Fault::new(FaultKind::Status(status)));
        let answer = Connection::to(&sandbox).create().unwrap();
        assert_eq!(answer.status, status);
        let content_type = answer.header("content-type").unwrap();
        assert!(content_type.starts_with("text/plain"), "{content_type}");
    }
    assert_eq!(contacts(&sandbox), 40);
}

#[test]
fn a_page_of_html_comes_with_200_and_does_not_act() {
    let sandbox = sandbox();
    sandbox.fault(Fault::new(FaultKind::Html));
    let answer = Connection::to(&sandbox).create().unwrap();
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    assert!(answer.body.contains("<html"), "{}", answer.body);
    assert_eq!(contacts(&sandbox), 40);
}

#[test]
fn a_reset_acts_only_if_it_is_told_to() {
    for (after_acting, there) in [(false, 40), (true, 41)] {
        let sandbox = sandbox();
        let mut other = Connection::to(&sandbox);
        assert_eq!(other.get("read_user_list").unwrap().status, 200);
        sandbox.fault(Fault::new(FaultKind::Reset { after_acting }).on("create_client"));
        let error = Connection::to(&sandbox).create().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        assert_eq!(contacts(&sandbox), there);
        // It is a matter of that connection alone.
        assert_eq!(other.get("read_user_list").unwrap().status, 200);
        let requests = sandbox.requests();
        let reset = requests
            .iter()
            .find(|request| request.fault.is_some())
            .unwrap();
        assert_eq!(reset.fault.as_deref(), Some("reset"));
        assert_eq!((reset.status, reset.code.is_some()), (None, after_acting));
    }
}

#[test]
fn a_connection_can_be_reset_after_good_answers() {
    let sandbox = sandbox();
    sandbox.fault(
        Fault::new(FaultKind::Reset {
            after_acting: false,
        })
        .after(3),
    );
    let mut connection = Connection::to(&sandbox);
    for _ in 0..3 {
        assert_eq!(connection.get("read_user_list").unwrap().status, 200);
    }
    let error = connection.get("read_user_list").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
}

#[test]
fn a_truncated_answer_ends_in_peace_after_half_of_what_it_announced() {
    let sandbox = Sandbox::start().unwrap();
    // A few bytes, and more than a socket takes at once.
    for call in ["read_client_list?limit=1", "read_client_list?limit=250"] {
        let whole = Connection::to(&sandbox).get(call).unwrap();
        assert!(whole.is_whole());
        sandbox.fault(Fault::new(FaultKind::Truncated));
        let half = Connection::to(&sandbox).get(call).unwrap();
        assert_eq!((half.status, half.announced), (200, whole.announced));
        assert_eq!(half.body, whole.body[..whole.body.len() / 2]);
    }
}

#[test]
fn a_call_with_a_truncated_answer_acts() {
    let sandbox = sandbox();
    sandbox.fault(Fault::new(FaultKind::Truncated));
    assert!(!Connection::to(&sandbox).create().unwrap().is_whole());
    assert_eq!(contacts(&sandbox), 41);
}

#[test]
fn a_late_answer_holds_up_no_other_connection() {
    let sandbox = sandbox();
    let late = Duration::from_millis(600);
    sandbox.fault(Fault::new(FaultKind::Latency(late)).on("create_client"));
    let started = Instant::now();
    thread::scope(|scope| {
        let slow = scope.spawn(|| {
            let answer = Connection::to(&sandbox).create().unwrap();
            (answer.status, started.elapsed())
        });
        while sandbox.requests().is_empty() {
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(contacts(&sandbox), 41, "it acts at once");
        assert!(started.elapsed() < late);
        let (status, waited) = slow.join().unwrap();
        assert_eq!(status, 200);
        assert!(waited >= late, "{waited:?}");
    });
}

#[test]
fn a_call_acts_even_if_its_caller_gives_up_waiting() {
    let sandbox = sandbox();
    sandbox.fault(Fault::new(FaultKind::Latency(Duration::from_secs(3600))));
    let mut connection = Connection::to(&sandbox);
    connection
        .stream
        .set_read_timeout(Some(Duration::from_millis(200)))
        .unwrap();
    assert!(connection.create().is_err());
    drop(connection);
    assert_eq!(contacts(&sandbox), 41);
}

#[test]
fn other_troubles_come_late_too() {
    let sandbox = sandbox();
    let late = Duration::from_millis(150);
    sandbox.fault(Fault::new(FaultKind::Latency(late)));
    sandbox.fault(Fault::new(FaultKind::Status(503)));
    let started = Instant::now();
    assert_eq!(Connection::to(&sandbox).create().unwrap().status, 503);
    assert!(started.elapsed() >= late);
    let fault = sandbox.requests()[0].fault.clone();
    assert_eq!(fault.as_deref(), Some("latency+status"));
}

#[test]
fn a_fault_knows_its_call_by_the_path_whatever_comes_after() {
    let sandbox = sandbox();
    let fault = Fault::new(FaultKind::Status(503)).on("read_client_by_id");
    sandbox.fault(fault.always());
    let mut connection = Connection::to(&sandbox);
    for call in [
        "read_client_by_id/7",
        "read_client_by_id?client_id=7",
        "read_client_by_id",
    ] {
        assert_eq!(connection.get(call).unwrap().status, 503, "{call}");
    }
    assert_eq!(connection.get("read_client_list").unwrap().status, 200);
    sandbox.clear_faults();
    assert_ne!(connection.get("read_client_by_id/7").unwrap().status, 503);
}

#[test]
fn chances_come_out_the_same_from_the_same_seed_and_after_a_reset() {
    let statuses = |sandbox: &Sandbox| -> Vec<u16> {
        sandbox.fault(Fault::new(FaultKind::Status(503)).chance(0.5).always());
        let mut connection = Connection::to(sandbox);
        (0..40)
            .map(|_| connection.get("read_tags_list").unwrap().status)
            .collect()
    };
    let sandbox = sandbox();
    let first = statuses(&sandbox);
    assert!(first.contains(&503) && first.contains(&200), "{first:?}");
    sandbox.reset().unwrap();
    assert_eq!(statuses(&sandbox), first);
    let other = Sandbox::setup().seed(2).contacts(1).start().unwrap();
    assert_ne!(statuses(&other), first);
}
