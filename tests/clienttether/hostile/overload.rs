//! Servers that fail for a while, and servers that say how long to wait. Waits take no time here.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use clienttether_generated::{Client, CreateClient, ReadClientList};
use prose_runtime::{Config, Error, RetryPolicy, Then, Timing};
use workspace_tests::{Loopback, http};

use super::{GOOD, ended};
use crate::client_with;

/// A clock that waits move, and nothing else.
#[derive(Clone)]
struct Clock {
    start: Instant,
    waited: Arc<Mutex<Duration>>,
}

impl Clock {
    fn new() -> Self {
        Self {
            start: Instant::now(),
            waited: Arc::default(),
        }
    }

    fn waited(&self) -> Duration {
        *self.waited.lock().unwrap()
    }
}

impl Timing for Clock {
    fn now(&self) -> Instant {
        self.start + self.waited()
    }

    fn date(&self) -> SystemTime {
        // 1 January 2024.
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_704_067_200)
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        *self.waited.lock().unwrap() += wait;
        Box::pin(std::future::ready(()))
    }

    fn fraction(&self) -> f64 {
        1.0
    }
}

/// A server that fails this often, in this way, and then gives good answers.
struct Failing {
    server: Loopback,
    clock: Clock,
    client: Client,
}

impl Failing {
    fn times(failures: usize, answer: Vec<u8>) -> Self {
        let asked = AtomicUsize::new(0);
        let server = Loopback::serving(move |connection| {
            if asked.fetch_add(1, Ordering::SeqCst) < failures {
                super::write(connection, &answer);
            } else {
                super::write(connection, &http("200 OK", "application/json", GOOD));
            }
        })
        .unwrap();
        let clock = Clock::new();
        let config = Config::new()
            .timeout(TIMEOUT)
            .retry(RetryPolicy::new().max_attempts(8))
            .timing(clock.clone());
        let client = client_with(&server, config);
        Self {
            server,
            clock,
            client,
        }
    }

    async fn read_error(&self) -> Error {
        let call = self.client.read_client_list(ReadClientList::new());
        ended(call).await.unwrap_err()
    }
}

const TIMEOUT: Duration = Duration::from_secs(60);

fn too_many(retry_after: &str) -> Vec<u8> {
    let head = "HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0";
    format!("{head}\r\nRetry-After: {retry_after}\r\n\r\n").into_bytes()
}

#[tokio::test]
async fn a_read_outlasts_a_burst_of_failures() {
    for status in [500, 502, 503, 504, 429, 408] {
        let failing = Failing::times(3, http(&format!("{status} No"), "text/html", "<html>"));
        let call = failing.client.read_client_list(ReadClientList::new());
        let reply = ended(call).await.unwrap();
        assert_eq!(reply.records().len(), 1, "{status}");
        assert_eq!(reply.failed_attempts().len(), 3);
        assert_eq!(failing.server.requests_so_far().len(), 4);
    }
}

#[tokio::test]
async fn a_read_outlasts_a_burst_of_lost_answers() {
    let failing = Failing::times(3, Vec::new());
    let call = failing.client.read_client_list(ReadClientList::new());
    assert_eq!(ended(call).await.unwrap().failed_attempts().len(), 3);
}

#[tokio::test]
async fn a_create_is_not_repeated_whatever_the_failure() {
    for answer in [
        http("500 No", "text/html", "<html>"),
        http("503 No", "application/json", r#"{"ResultCode":"CT_500"}"#),
        http("200 OK", "application/json", r#"{"ResultCode":"CT_500"}"#),
        http("200 OK", "application/json", "{\"ResultCode\":"),
        too_many("1"),
        Vec::new(),
    ] {
        let failing = Failing::times(3, answer);
        let call = failing
            .client
            .create_client(CreateClient::new("Jo", "Sample"));
        let error = ended(call).await.unwrap_err();
        assert_eq!(error.attempts()[0].then, Then::CouldActTwice, "{error}");
        assert_eq!(failing.server.requests_so_far().len(), 1);
    }
}

/// What comes on top of a wait that the server names, with the draws of the clock.
const ON_TOP: Duration = Duration::from_millis(500);

#[tokio::test]
async fn a_wait_in_seconds_is_kept() {
    let failing = Failing::times(1, too_many("7"));
    let call = failing.client.read_client_list(ReadClientList::new());
    ended(call).await.unwrap();
    assert_eq!(failing.clock.waited(), Duration::from_secs(7) + ON_TOP);
}

#[tokio::test]
async fn a_wait_until_a_date_is_kept() {
    let failing = Failing::times(1, too_many("Mon, 01 Jan 2024 00:00:09 GMT"));
    let call = failing.client.read_client_list(ReadClientList::new());
    ended(call).await.unwrap();
    assert_eq!(failing.clock.waited(), Duration::from_secs(9) + ON_TOP);
}

#[tokio::test]
async fn no_wait_outlasts_the_time_for_the_call_whatever_the_server_asks_for() {
    for asked in [
        "99999999999999999999",
        "18446744073709551615",
        "31536000",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "59",
    ] {
        let failing = Failing::times(usize::MAX, too_many(asked));
        let error = failing.read_error().await;
        assert!(error.is_rate_limited(), "{error:?}");
        assert!(
            error.retry_after() >= Some(Duration::from_secs(59)),
            "{error:?}"
        );
        let then = error.attempts().last().unwrap().then;
        assert!(
            matches!(then, Then::NoMoreTime | Then::ToldToWait(_)),
            "{error:?}"
        );
        assert_eq!(failing.server.requests_so_far().len(), 1, "{asked}");
        assert_eq!(failing.clock.waited(), Duration::ZERO, "{asked}");
    }
}

#[tokio::test]
async fn what_is_no_time_to_wait_counts_as_not_said() {
    for asked in [
        "-1",
        "soon",
        "1.5",
        "",
        "0x10",
        "Fri, 31 Dec 99999",
        "\u{e9}",
    ] {
        let failing = Failing::times(usize::MAX, too_many(asked));
        let error = failing.read_error().await;
        assert!(error.is_rate_limited(), "{asked}: {error:?}");
        assert_eq!(error.retry_after(), None, "{asked}");
    }
}

#[tokio::test]
async fn a_date_in_the_past_is_no_wait() {
    for asked in [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 1999 23:59:59 GMT",
    ] {
        let failing = Failing::times(usize::MAX, too_many(asked));
        let error = failing.read_error().await;
        assert_eq!(error.retry_after(), Some(Duration::ZERO), "{error:?}");
        assert!(failing.clock.waited() < TIMEOUT);
    }
}
