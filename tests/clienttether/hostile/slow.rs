//! Answers that come slowly, not at all, or never end.

use std::io::Write as _;
use std::thread;
use std::time::Duration;

use clienttether_generated::ReadClientList;
use prose_runtime::{Cause, Error, TimeLimit};
use workspace_tests::{Connection, Loopback};

use super::{GOOD, ended, hasty_client, listed, patient};
use crate::client_with;

async fn error_of(serve: impl Fn(Connection) + Send + Sync + 'static) -> Error {
    let server = Loopback::serving(serve).unwrap();
    let client = hasty_client(&server);
    ended(client.read_client_list(ReadClientList::new()))
        .await
        .unwrap_err()
}

fn is_attempt_timeout(error: &Error) -> bool {
    matches!(
        error.cause(),
        Cause::Timeout {
            which: TimeLimit::Attempt,
            ..
        }
    )
}

/// Writes these bytes first, then this again and again until the client goes.
fn forever(mut connection: Connection, first: &str, again: &[u8], pause: Duration) {
    let mut open = connection.stream.write_all(first.as_bytes()).is_ok();
    while open {
        open = connection.stream.write_all(again).is_ok();
        thread::sleep(pause);
    }
}

const SLOWLY: Duration = Duration::from_millis(5);
const OK: &str = "HTTP/1.1 200 OK\r\n";

#[tokio::test]
async fn a_server_that_says_nothing_is_a_timeout() {
    let error = error_of(|connection| {
        thread::sleep(Duration::from_secs(5));
        drop(connection);
    })
    .await;
    assert!(is_attempt_timeout(&error), "{error:?}");
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte_is_a_timeout() {
    let error = error_of(|connection| {
        let first = format!("{OK}X-Slow: ");
        forever(connection, &first, b"a", SLOWLY);
    })
    .await;
    assert!(is_attempt_timeout(&error), "{error:?}");
}

#[tokio::test]
async fn a_body_that_comes_byte_by_byte_is_a_timeout() {
    let error = error_of(|connection| {
        let first = format!("{OK}Content-Length: 1000000\r\n\r\n");
        forever(connection, &first, b" ", SLOWLY);
    })
    .await;
    assert!(is_attempt_timeout(&error), "{error:?}");
}

#[tokio::test]
async fn a_slow_answer_that_comes_to_its_end_is_read() {
    let reply = listed(|mut connection| {
        let head = format!("{OK}Content-Length: {}\r\n\r\n", GOOD.len());
        for byte in head.bytes().chain(GOOD.bytes()) {
            let _ = connection.stream.write_all(&[byte]);
        }
    })
    .await;
    assert_eq!(reply.unwrap().records().len(), 1);
}

#[tokio::test]
async fn interim_answers_without_end_are_a_timeout() {
    let error = error_of(|connection| {
        forever(connection, "", b"HTTP/1.1 100 Continue\r\n\r\n", SLOWLY);
    })
    .await;
    assert!(is_attempt_timeout(&error), "{error:?}");
}

#[tokio::test]
async fn header_lines_without_end_are_an_error() {
    let error = listed(|connection| {
        forever(connection, OK, b"X-More: and more\r\n", Duration::ZERO);
    })
    .await
    .unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Transport { .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_header_line_without_end_is_an_error() {
    let error = listed(|connection| {
        let first = format!("{OK}X-Long: ");
        forever(connection, &first, &[b'a'; 4096], Duration::ZERO);
    })
    .await
    .unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Transport { .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_body_without_end_is_too_large() {
    let head = format!("{OK}Transfer-Encoding: chunked\r\n\r\n");
    let chunk = format!("1000\r\n{}\r\n", " ".repeat(0x1000)).into_bytes();
    let server = Loopback::serving(move |connection| {
        forever(connection, &head, &chunk, Duration::ZERO);
    })
    .unwrap();
    let client = client_with(&server, patient().max_response_bytes(100_000));
    let error = ended(client.read_client_list(ReadClientList::new()))
        .await
        .unwrap_err();
    assert!(
        matches!(error.cause(), Cause::TooLarge { limit: 100_000, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn chunks_of_one_byte_without_end_are_too_large() {
    let head = format!("{OK}Transfer-Encoding: chunked\r\n\r\n");
    let chunks = "1\r\n \r\n".repeat(1000).into_bytes();
    let server = Loopback::serving(move |connection| {
        forever(connection, &head, &chunks, Duration::ZERO);
    })
    .unwrap();
    let client = client_with(&server, patient().max_response_bytes(5_000));
    let error = ended(client.read_client_list(ReadClientList::new()))
        .await
        .unwrap_err();
    assert!(matches!(error.cause(), Cause::TooLarge { .. }), "{error:?}");
}
