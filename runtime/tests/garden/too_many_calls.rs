//! Calls that come too fast: what the API says of the wait, of what was done, and of rates of some calls.

use std::time::Duration;

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Client, Config, Credentials, Error, Method, Outcome, OwnRate,
    Place, Rate, RawCall, Retry, Wait, WaitForm,
};

use crate::api::API;
use crate::clock::Clock;
use crate::other_api::OTHER_API;
use crate::server::{Server, Then, failing, http_with, ok};

const fn telling(is: WaitForm) -> ApiDescriptor {
    ApiDescriptor {
        name: "busy",
        result_codes: API.result_codes,
        wait: Some(Wait {
            header: "X-Reset",
            is,
        }),
        not_acted: &[429, 503],
        ..OTHER_API
    }
}

static SECONDS: ApiDescriptor = telling(WaitForm::Seconds);
static EPOCH: ApiDescriptor = telling(WaitForm::EpochSeconds);
static MILLISECONDS: ApiDescriptor = telling(WaitForm::EpochMilliseconds);
static DATE: ApiDescriptor = telling(WaitForm::HttpDate);

static READ_SECONDS: CallDescriptor = reading(&SECONDS);
static READ_EPOCH: CallDescriptor = reading(&EPOCH);
static READ_MILLISECONDS: CallDescriptor = reading(&MILLISECONDS);
static READ_DATE: CallDescriptor = reading(&DATE);

const fn reading(api: &'static ApiDescriptor) -> CallDescriptor {
    CallDescriptor {
        retry: Retry::Safe,
        ..CallDescriptor::raw(api, Method::Get, "read")
    }
}

/// Creates, and is not to be sent twice.
static CREATE: CallDescriptor = CallDescriptor {
    sends: &[Place::Json],
    ..CallDescriptor::raw(&SECONDS, Method::Post, "create")
};

async fn sent(call: &'static CallDescriptor, first: Then) -> (Result<u16, Error>, Vec<u64>) {
    let (server, clock) = (Server::new([first, ok()]).await, Clock::new());
    let config = Config::new().base_url(server.url()).timing(clock.clone());
    let client = Client::new(Credentials::new(call.api), config).unwrap();
    let outcome = client.send(RawCall::new(call)).await;
    let waits = clock.waits().iter().map(Duration::as_secs).collect();
    (outcome.map(|reply| reply.status()), waits)
}

fn busy(headers: &str) -> Then {
    http_with(
        "429 Too Many Requests",
        &format!("Connection: close\r\n{headers}"),
        "",
    )
}

#[tokio::test]
async fn the_header_of_the_api_tells_the_wait_in_its_form() {
    for (call, headers, wait) in [
        (&READ_SECONDS, "X-Reset: 7\r\n", 7),
        (&READ_SECONDS, "X-Reset: 6.5\r\n", 7),
        (&READ_EPOCH, "X-Reset: 784111790\r\n", 13),
        (&READ_MILLISECONDS, "X-Reset: 784111790000\r\n", 13),
        (&READ_DATE, "X-Reset: Sun, 06 Nov 1994 08:49:50 GMT\r\n", 13),
        // By the clock of the answer.
        (
            &READ_EPOCH,
            "Date: Sun, 06 Nov 1994 08:49:47 GMT\r\nX-Reset: 784111790\r\n",
            3,
        ),
        (&READ_EPOCH, "X-Reset: 5\r\n", 0),
        // Of two, the longer one.
        (&READ_SECONDS, "X-Reset: 3\r\nRetry-After: 9\r\n", 9),
        (&READ_SECONDS, "X-Reset: 9\r\nRetry-After: 3\r\n", 9),
        (&READ_SECONDS, "X-Reset: soon\r\nRetry-After: 4\r\n", 4),
        (&READ_SECONDS, "X-Reset: -1\r\n", 0),
    ] {
        let (outcome, waits) = sent(call, busy(headers)).await;
        assert!(outcome.is_ok(), "{headers}");
        assert_eq!(waits, [wait], "{headers}");
    }
}

#[tokio::test]
async fn a_wait_that_is_longer_than_anybody_waits_ends_the_call() {
    let (outcome, waits) = sent(&READ_EPOCH, busy("X-Reset: 99999999999999999999\r\n")).await;
    assert!(outcome.unwrap_err().is_rate_limited());
    assert!(waits.is_empty());
}

#[tokio::test]
async fn it_counts_only_where_calls_come_too_fast() {
    // Such headers are in every answer: another failure is not about them.
    let failure = "Connection: close\r\nX-Reset: 20\r\n";
    let (outcome, waits) = sent(&READ_SECONDS, http_with("502 Bad", failure, "")).await;
    assert!(outcome.is_ok());
    assert_eq!(waits, [0]);
}

#[tokio::test]
async fn a_call_that_may_act_once_is_repeated_after_a_status_that_says_that_nothing_was_done() {
    for status in [429, 503] {
        let (outcome, _) = sent(&CREATE, failing(status)).await;
        assert_eq!(outcome.unwrap(), 200, "{status}");
    }
    let (outcome, waits) = sent(&CREATE, failing(502)).await;
    assert!(outcome.unwrap_err().may_have_acted());
    assert!(waits.is_empty());
}

#[tokio::test]
async fn an_error_of_such_a_status_tells_that_nothing_was_done() {
    let (server, clock) = (
        Server::new([failing(503), failing(503)]).await,
        Clock::new(),
    );
    let config = Config::new().base_url(server.url()).timing(clock);
    let retry = prose_runtime::RetryPolicy::new().max_attempts(2);
    let client = Client::new(Credentials::new(&SECONDS), config.retry(retry)).unwrap();
    let error = client.send(RawCall::new(&CREATE)).await.unwrap_err();
    assert_eq!(error.outcome(), Some(Outcome::NotActed(503)));
    assert!(!error.may_have_acted() && error.is_retryable() && error.is_server_fault());
    let outcomes: Vec<_> = error.attempts().iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::NotActed(503), Outcome::NotActed(503)]);
}

static FAST: ApiDescriptor = ApiDescriptor {
    name: "fast",
    result_codes: API.result_codes,
    rate: Some(Rate {
        calls: 1,
        seconds: 1,
    }),
    ..OTHER_API
};
const SEEDS: OwnRate = OwnRate {
    shared_by: "family seeds",
    rate: Rate {
        calls: 1,
        seconds: 10,
    },
};
static SOW: CallDescriptor = CallDescriptor {
    rate: Some(SEEDS),
    ..CallDescriptor::raw(&FAST, Method::Get, "sow")
};
static SOW_MANY: CallDescriptor = CallDescriptor {
    rate: Some(SEEDS),
    ..CallDescriptor::raw(&FAST, Method::Get, "sow_many")
};
static WATER: CallDescriptor = CallDescriptor::raw(&FAST, Method::Get, "water");
static NEVER: CallDescriptor = CallDescriptor {
    rate: Some(OwnRate {
        shared_by: "call never",
        rate: Rate {
            calls: 0,
            seconds: 1,
        },
    }),
    ..CallDescriptor::raw(&FAST, Method::Get, "never")
};

async fn elapsed(config: Config, calls: &[&'static CallDescriptor]) -> u64 {
    let script: Vec<Then> = calls.iter().map(|_| ok()).collect();
    let (server, clock) = (Server::new(script).await, Clock::new());
    let config = config.base_url(server.url()).timing(clock.clone());
    let client = Client::new(Credentials::new(&FAST), config).unwrap();
    for call in calls {
        client.send(RawCall::new(call)).await.unwrap();
    }
    clock.elapsed().as_secs()
}

#[tokio::test]
async fn calls_that_share_a_rate_keep_to_it_together_and_others_do_not() {
    assert_eq!(elapsed(Config::new(), &[&SOW, &SOW_MANY, &SOW]).await, 20);
    assert_eq!(elapsed(Config::new(), &[&SOW, &WATER, &WATER]).await, 2);
}

#[tokio::test]
async fn they_keep_to_the_rate_of_the_api_too() {
    let config = || Config::new().rate_limit(1, Duration::from_secs(30));
    assert_eq!(elapsed(config(), &[&SOW, &SOW_MANY]).await, 30);
    assert_eq!(elapsed(config(), &[&WATER, &SOW]).await, 30);
}

#[tokio::test]
async fn a_caller_can_do_without_any_rate() {
    let config = Config::new().no_rate_limit();
    assert_eq!(elapsed(config, &[&SOW, &SOW_MANY, &SOW]).await, 0);
}

#[tokio::test]
async fn an_own_rate_of_nothing_is_told() {
    let client = Client::new(Credentials::new(&FAST), Config::new()).unwrap();
    let error = client.send(RawCall::new(&NEVER)).await.unwrap_err();
    assert!(error.is_config(), "{error:?}");
}

#[tokio::test]
async fn calls_of_a_bulk_keep_to_their_own_rate() {
    let (server, clock) = (Server::new([ok(), ok(), ok()]).await, Clock::new());
    let config = Config::new().base_url(server.url()).timing(clock.clone());
    let client = Client::new(Credentials::new(&FAST), config).unwrap();
    let calls = (0..3).map(|_| RawCall::new(&SOW));
    let mut sent = client.bulk(calls).in_order();
    while let Some(outcome) = sent.next().await {
        outcome.result.unwrap();
    }
    assert_eq!(clock.elapsed().as_secs(), 20);
}
