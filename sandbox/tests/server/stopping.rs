//! The end of a sandbox, and many of them at once.

use std::io::Read as _;
use std::net::TcpStream;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{Fault, FaultKind, StartError};

use crate::http::{Connection, contacts};

fn sandbox() -> Sandbox {
    Sandbox::setup().contacts(2).start().unwrap()
}

#[test]
fn dropping_it_frees_its_port() {
    let first = sandbox();
    let address = first.address();
    drop(first);
    assert!(TcpStream::connect(address).is_err());
    let second = Sandbox::setup()
        .contacts(2)
        .port(address.port())
        .start()
        .unwrap();
    assert_eq!(contacts(&second), 2);
}

#[test]
fn dropping_it_waits_for_no_open_connection_and_ends_them_all() {
    let sandbox = sandbox();
    sandbox.fault(Fault::new(FaultKind::Latency(Duration::from_secs(3600))).on("create_client"));
    let mut idle = Connection::to(&sandbox);
    assert_eq!(idle.get("read_user_list").unwrap().status, 200);
    let mut waiting = Connection::to(&sandbox);
    let body = r#"{"firstName":"Jo","lastName":"Sample"}"#;
    waiting.send("POST", "/v2/api/create_client", body).unwrap();
    while sandbox.requests().len() < 2 {
        thread::sleep(Duration::from_millis(5));
    }
    let started = Instant::now();
    drop(sandbox);
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
    for mut connection in [idle, waiting] {
        // The end, in peace or not.
        let rest = connection.stream.read(&mut [0; 16]);
        assert!(!matches!(rest, Ok(1..)), "{rest:?}");
    }
}

#[test]
fn finishing_it_waits_for_calls_in_flight_and_takes_no_more() {
    let sandbox = sandbox();
    let address = sandbox.address();
    sandbox.fault(Fault::new(FaultKind::Latency(Duration::from_millis(400))).on("create_client"));
    let mut idle = Connection::to(&sandbox);
    assert_eq!(idle.get("read_user_list").unwrap().status, 200);
    let mut waiting = Connection::to(&sandbox);
    let body = r#"{"firstName":"Jo","lastName":"Sample"}"#;
    waiting.send("POST", "/v2/api/create_client", body).unwrap();
    while sandbox.requests().len() < 2 {
        thread::sleep(Duration::from_millis(5));
    }
    let started = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| sandbox.finish(Duration::from_secs(60)));
        let answer = waiting.answer().unwrap();
        assert_eq!((answer.status, answer.is_whole()), (200, true));
    });
    assert!(started.elapsed() < Duration::from_secs(30));
    assert!(TcpStream::connect(address).is_err());
    assert!(matches!(idle.stream.read(&mut [0; 16]), Ok(0) | Err(_)));
}

#[test]
fn finishing_it_cuts_off_what_takes_longer_than_it_may() {
    let sandbox = sandbox();
    sandbox.fault(Fault::new(FaultKind::Latency(Duration::from_secs(3600))));
    let mut waiting = Connection::to(&sandbox);
    waiting.send("GET", "/v2/api/read_user_list", "").unwrap();
    while sandbox.requests().is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    let started = Instant::now();
    sandbox.finish(Duration::from_millis(200));
    assert!(started.elapsed() >= Duration::from_millis(200));
    assert!(started.elapsed() < Duration::from_secs(20));
    assert!(waiting.answer().is_err());
}

#[test]
fn it_starts_and_ends_within_another_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let sandbox = sandbox();
        assert_eq!(contacts(&sandbox), 2);
    });
}

#[test]
fn many_run_side_by_side_with_states_of_their_own() {
    const MANY: usize = 16;
    let all_there = Barrier::new(MANY);
    thread::scope(|scope| {
        for number in 0..MANY {
            let all_there = &all_there;
            scope.spawn(move || {
                let sandbox = sandbox();
                all_there.wait();
                let mut connection = Connection::to(&sandbox);
                for _ in 0..number {
                    assert_eq!(connection.create().unwrap().status, 200);
                }
                all_there.wait();
                assert_eq!(contacts(&sandbox), 2 + number as u64);
            });
        }
    });
}

#[test]
fn a_panic_of_its_owner_stops_nothing() {
    let sandbox = sandbox();
    thread::scope(|scope| {
        let panicking = scope.spawn(|| sandbox.switch(|_| panic!("on purpose")));
        assert!(panicking.join().is_err());
    });
    assert_eq!(Connection::to(&sandbox).create().unwrap().status, 200);
    assert_eq!(contacts(&sandbox), 3);
}

#[test]
fn a_port_in_use_is_an_error_and_names_the_address() {
    let first = sandbox();
    let error = Sandbox::setup()
        .port(first.address().port())
        .start()
        .unwrap_err();
    assert!(matches!(error, StartError::Listen { .. }), "{error}");
    assert!(
        error.to_string().contains(&first.address().to_string()),
        "{error}"
    );
}

#[test]
fn a_file_is_free_again_when_its_sandbox_is_gone() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let on_file = || Sandbox::setup().contacts(2).data(file.path()).start();
    let first = on_file().unwrap();
    assert_eq!(Connection::to(&first).create().unwrap().status, 200);
    // Taken as long as it runs.
    let error = on_file().unwrap_err();
    assert!(matches!(error, StartError::State(_)), "{error}");
    drop(first);
    assert_eq!(contacts(&on_file().unwrap()), 3);
}

#[test]
fn a_file_of_something_else_is_refused_and_left_alone() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(
        file.path(),
        "Shopping: apples, pears, and a rake for the garden.".repeat(100),
    )
    .unwrap();
    let before = std::fs::read(file.path()).unwrap();
    let error = Sandbox::setup().data(file.path()).start().unwrap_err();
    assert!(matches!(error, StartError::State(_)), "{error}");
    assert_eq!(std::fs::read(file.path()).unwrap(), before);
}

#[test]
fn a_database_of_something_else_is_refused_and_left_alone() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let other = rusqlite::Connection::open(file.path()).unwrap();
    other.execute_batch("CREATE TABLE apples (colour)").unwrap();
    drop(other);
    let before = std::fs::read(file.path()).unwrap();
    let error = Sandbox::setup().data(file.path()).start().unwrap_err();
    assert!(matches!(error, StartError::State(_)), "{error}");
    assert_eq!(std::fs::read(file.path()).unwrap(), before);
}

#[test]
fn requests_and_the_sandbox_show_no_parameters_and_no_secrets_in_debug_output() {
    let sandbox = sandbox();
    Connection::to(&sandbox).create().unwrap();
    let shown = format!("{sandbox:?} {:?}", sandbox.requests());
    for text in ["Sample", sandbox.web_key(), sandbox.access_token()] {
        assert!(!shown.contains(text), "{shown}");
    }
}
