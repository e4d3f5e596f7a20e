//! A call is carried out in as many attempts as it takes, and no more than are safe.

use std::error::Error as _;
use std::time::Duration;

use prose_runtime::{
    Attempt, Client, Config, Error, Outcome, RawCall, Reply, RetryPolicy, Then as Next,
};
use tokio::net::TcpSocket;

use crate::api::{ListPlants, Plant, SWAP_PLANT, credentials};
use crate::clock::Clock;
use crate::server::{OK, Server, Then, failing, header, http, http_with, ok, url_of};

pub(crate) const MS: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

pub(crate) fn client_of(url: &str, clock: &Clock, config: Config) -> Client {
    let config = config.base_url(url).timing(clock.clone());
    Client::new(credentials(), config).unwrap()
}

/// What an attempt came to, when it began, and what followed.
pub(crate) fn told(attempts: &[Attempt]) -> Vec<(Outcome, Duration, Next)> {
    let told = attempts.iter();
    told.map(|attempt| (attempt.outcome, attempt.at, attempt.then))
        .collect()
}

pub(crate) async fn list(client: &Client) -> Result<Reply<Plant>, Error> {
    client.send(ListPlants::new()).await
}

#[tokio::test]
async fn a_read_is_sent_again_until_the_server_recovers() {
    let (server, clock) = (
        Server::new([failing(503), failing(503), ok()]).await,
        Clock::new(),
    );
    let client = client_of(server.url(), &clock, Config::new());
    let reply = list(&client).await.unwrap();
    assert_eq!(
        told(reply.failed_attempts()),
        [
            (Outcome::Status(503), Duration::ZERO, Next::Again(250 * MS)),
            (Outcome::Status(503), 250 * MS, Next::Again(500 * MS)),
        ]
    );
    assert_eq!(clock.waits(), [250 * MS, 500 * MS]);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_reply_to_the_first_attempt_has_no_failed_attempts() {
    let (server, clock) = (Server::new([ok()]).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new());
    assert_eq!(list(&client).await.unwrap().failed_attempts(), []);
}

#[tokio::test]
async fn a_read_is_sent_again_after_an_answer_that_is_lost_or_cut_short() {
    for failure in [Then::Close, http("200 OK", ""), http("200 OK", &OK[..40])] {
        let (server, clock) = (Server::new([failure, ok()]).await, Clock::new());
        let client = client_of(server.url(), &clock, Config::new());
        list(&client).await.unwrap();
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn every_attempt_sends_the_same_bytes() {
    let script = [failing(503), Then::Close, ok()];
    let (server, clock) = (Server::new(script).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new());
    let call = RawCall::new(&SWAP_PLANT).with("shade", "half");
    client.send(call).await.unwrap();
    let requests = server.requests();
    assert!(
        requests[0].ends_with("{\"shade\":\"half\"}"),
        "{requests:?}"
    );
    assert_eq!(requests, vec![requests[0].clone(); 3]);
}

async fn waits_after(headers: &str) -> Vec<Duration> {
    let refused = http_with(
        "429 Wait",
        &format!("Connection: close\r\n{headers}\r\n"),
        "",
    );
    let (server, clock) = (Server::new([refused, ok()]).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new());
    list(&client).await.unwrap();
    clock.waits()
}

/// Half of the usual wait: what is added to the server's own.
const ON_TOP: Duration = Duration::from_millis(250);

#[tokio::test]
async fn the_wait_that_the_server_asks_for_is_kept_and_a_little_more() {
    for (headers, wait) in [
        ("Retry-After: 7", 7 * SECOND),
        (
            "Date: Mon, 07 Nov 1994 10:00:00 GMT\r\nRetry-After: Mon, 07 Nov 1994 10:00:09 GMT",
            9 * SECOND,
        ),
        ("Retry-After: Sun, 06 Nov 1994 08:49:57 GMT", 20 * SECOND),
    ] {
        assert_eq!(waits_after(headers).await, [wait + ON_TOP], "{headers}");
    }
}

#[tokio::test]
async fn a_wait_beyond_the_cap_ends_the_call_and_nobody_is_asked_earlier() {
    for (header, seconds) in [
        ("Retry-After: 31", 31),
        ("Retry-After: 86400", 86_400),
        ("Retry-After: 99999999999999999999999", u64::MAX),
        ("Retry-After: Sat, 06 Nov 2094 08:49:37 GMT", 3_155_760_000),
    ] {
        let busy = http_with(
            "503 Wait",
            &format!("Connection: close\r\n{header}\r\n"),
            "",
        );
        let (server, clock) = (Server::new([busy, ok()]).await, Clock::new());
        let config = Config::new().timeout(Duration::MAX);
        let error = list(&client_of(server.url(), &clock, config))
            .await
            .unwrap_err();
        let wait = Duration::from_secs(seconds);
        assert_eq!(error.retry_after(), Some(wait), "{header}");
        assert_eq!(error.attempts()[0].then, Next::ToldToWait(wait), "{header}");
        assert_eq!(
            (server.requests().len(), clock.waits()),
            (1, vec![]),
            "{header}"
        );
    }
}

#[tokio::test]
async fn a_wait_beyond_the_time_of_the_call_is_not_begun() {
    let busy = http_with("429 Wait", "Connection: close\r\nRetry-After: 20\r\n", "");
    let (server, clock) = (Server::new([busy, ok()]).await, Clock::new());
    let config = Config::new().timeout(15 * SECOND);
    let error = list(&client_of(server.url(), &clock, config))
        .await
        .unwrap_err();
    assert_eq!(error.retry_after(), Some(20 * SECOND));
    assert_eq!(error.attempts()[0].then, Next::NoMoreTime);
    assert_eq!((server.requests().len(), clock.waits()), (1, vec![]));
}

#[tokio::test]
async fn the_usual_wait_is_kept_where_the_server_asks_for_less() {
    for headers in ["Retry-After: 0", "Retry-After: soon", "Retry-After: -1"] {
        assert_eq!(waits_after(headers).await, [250 * MS], "{headers}");
    }
}

#[tokio::test]
async fn a_refusal_that_would_be_the_same_again_is_final() {
    let nothing = http("200 OK", r#"{"ResultCode":"GA515"}"#);
    let (server, clock) = (Server::new([nothing, ok()]).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new());
    let error = list(&client).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.attempts()[0].then, Next::Final);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn attempts_end_with_the_last_one_that_is_allowed() {
    let script = [failing(503), failing(503), ok()];
    let (server, clock) = (Server::new(script).await, Clock::new());
    let config = Config::new().retry(RetryPolicy::new().max_attempts(2));
    let error = list(&client_of(server.url(), &clock, config))
        .await
        .unwrap_err();
    assert_eq!(error.attempts()[1].then, Next::NoMoreAttempts);
    assert_eq!(server.requests().len(), 2);
    assert_eq!(clock.waits(), [250 * MS]);
}

#[tokio::test]
async fn a_wait_that_would_outlast_the_call_is_not_begun() {
    let script = [failing(503), failing(503), ok()];
    let (server, clock) = (Server::new(script).await, Clock::new());
    let policy = RetryPolicy::new().base(100 * SECOND).cap(1000 * SECOND);
    let config = Config::new().retry(policy).timeout(150 * SECOND);
    let error = list(&client_of(server.url(), &clock, config))
        .await
        .unwrap_err();
    assert_eq!(
        told(error.attempts()),
        [
            (
                Outcome::Status(503),
                Duration::ZERO,
                Next::Again(50 * SECOND)
            ),
            (Outcome::Status(503), 50 * SECOND, Next::NoMoreTime),
        ]
    );
    assert_eq!(clock.waits(), [50 * SECOND]);
    assert!(error.is_retryable());
}

#[tokio::test]
async fn an_error_tells_all_attempts_in_one_line() {
    let script = [failing(503), Then::Close, failing(503)];
    let (server, clock) = (Server::new(script).await, Clock::new());
    let config = Config::new().retry(RetryPolicy::new().max_attempts(3));
    let error = list(&client_of(server.url(), &clock, config))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_plants: HTTP status 503; the server failed: try again later [3 attempts: at 0 ms HTTP \
         status 503, again after 250 ms; at 250 ms connection lost, again after 500 ms; at 750 ms \
         HTTP status 503, no attempts left]"
    );
}

#[tokio::test]
async fn debug_output_tells_each_attempt_in_a_line_of_its_own() {
    let script = [failing(503), failing(503)];
    let (server, clock) = (Server::new(script).await, Clock::new());
    let config = Config::new().retry(RetryPolicy::new().max_attempts(2));
    let error = list(&client_of(server.url(), &clock, config))
        .await
        .unwrap_err();
    // What a program prints whose `main` returns it.
    assert_eq!(
        format!("{error:?}"),
        "list_plants: HTTP status 503; the server failed: try again later\n  at 0 ms HTTP status 503, again \
         after 250 ms\n  at 250 ms HTTP status 503, no attempts left"
    );
}

async fn read_once(first: Then) -> Error {
    let (server, clock) = (Server::new([first]).await, Clock::new());
    let config = Config::new().retry(RetryPolicy::never());
    list(&client_of(server.url(), &clock, config))
        .await
        .unwrap_err()
}

#[tokio::test]
async fn an_error_of_one_attempt_does_not_list_it() {
    let error = read_once(failing(501)).await;
    assert_eq!(
        error.to_string(),
        "list_plants: HTTP status 501; the server failed: try again later"
    );
}

#[tokio::test]
async fn a_read_may_be_sent_again_by_the_caller_if_the_failure_may_pass() {
    assert!(read_once(failing(503)).await.is_retryable());
    assert!(read_once(Then::Close).await.is_retryable());
    assert!(!read_once(failing(401)).await.is_retryable());
}

#[tokio::test]
async fn a_request_that_the_server_turned_down_did_nothing() {
    for status in [400, 401, 404] {
        assert!(
            !read_once(failing(status)).await.may_have_acted(),
            "{status}"
        );
    }
}

#[tokio::test]
async fn an_earlier_attempt_may_have_acted_although_the_last_one_did_not() {
    let (server, clock) = (Server::new([Then::Close, failing(401)]).await, Clock::new());
    let error = list(&client_of(server.url(), &clock, Config::new()))
        .await
        .unwrap_err();
    assert_eq!(error.cause().outcome(), Some(Outcome::Status(401)));
    assert!(error.may_have_acted());
}

#[tokio::test]
async fn an_error_tells_the_wait_that_the_server_asks_for() {
    let headers = "Connection: close\r\nRetry-After: 86400\r\n";
    let error = read_once(http_with("429 Wait", headers, "")).await;
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(86400 * SECOND));
    assert_eq!(read_once(failing(429)).await.retry_after(), None);
}

#[tokio::test]
async fn the_source_of_an_error_leads_to_the_failure_of_the_system() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = url_of(socket.local_addr().unwrap());
    let client = client_of(
        &url,
        &Clock::new(),
        Config::new().retry(RetryPolicy::never()),
    );
    let error = list(&client).await.unwrap_err();
    assert!(error.is_connect() && !error.may_have_acted() && error.is_retryable());
    let sources = std::iter::successors(error.source(), |source| (*source).source());
    let mut kinds = sources.filter_map(|source| source.downcast_ref::<std::io::Error>());
    assert!(kinds.any(|io| io.kind() == std::io::ErrorKind::ConnectionRefused));
}

#[tokio::test]
async fn the_policy_of_a_call_counts_more_than_that_of_its_client() {
    let (never, twice) = (RetryPolicy::never(), RetryPolicy::new().max_attempts(2));
    for (of_client, of_call, attempts) in [(&never, &twice, 2), (&twice, &never, 1)] {
        let (server, clock) = (
            Server::new([failing(503), failing(503), ok()]).await,
            Clock::new(),
        );
        let client = client_of(server.url(), &clock, Config::new().retry(of_client.clone()));
        let sending = client.send(ListPlants::new()).retry(of_call.clone());
        assert_eq!(sending.await.unwrap_err().attempts().len(), attempts);
        assert_eq!(server.requests().len(), attempts);
    }
}

#[tokio::test]
async fn a_call_whose_policy_allows_no_attempt_is_not_sent() {
    let (server, clock) = (Server::new([ok()]).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new());
    let sending = client
        .send(ListPlants::new())
        .retry(RetryPolicy::new().max_attempts(0));
    let error = sending.await.unwrap_err();
    assert!(error.is_config(), "{error}");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn attempts_carry_the_credentials_each_time() {
    let (server, clock) = (Server::new([failing(503), ok()]).await, Clock::new());
    list(&client_of(server.url(), &clock, Config::new()))
        .await
        .unwrap();
    for request in server.requests() {
        assert_eq!(header(&request, "x-garden-token"), Some("t0ken"));
    }
}
