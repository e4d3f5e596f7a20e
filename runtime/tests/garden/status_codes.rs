//! Result codes of answers that have none: the HTTP status and the words of the body stand for them.

use std::time::Duration;

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Client, Config, Credentials, Envelope, Error, Meaning,
    NoRecord, Outcome, RawCall, Response, ResultCode, Retry, Returns, Then, read,
};

use crate::api::CALL;
use crate::clock::Clock;
use crate::other_api::OTHER_API;
use crate::server::{Server, http_with};

const fn code(code: &'static str, status: u16, says: &'static str, means: Meaning) -> ResultCode {
    ResultCode {
        code,
        means,
        status: Some(status),
        says,
        ..ResultCode::PLAIN
    }
}

static CODES: [ResultCode; 9] = [
    code("no_key", 401, "Missing Garden Key", Meaning::AccessDenied),
    ResultCode {
        message: "Closed",
        ..code("not_open", 401, "is not available", Meaning::NotEnabled)
    },
    code("other_401", 401, "", Meaning::Unknown),
    code("never", 401, "garden", Meaning::Duplicate),
    code("gone", 404, "", Meaning::NotFound),
    code("busy", 429, "", Meaning::BadRequest),
    code("fault", 500, "", Meaning::ServerFault),
    code("fine", 418, "", Meaning::Success),
    code("done", 200, "", Meaning::Success),
];
static GATE: ApiDescriptor = ApiDescriptor {
    name: "gate",
    result_codes: &CODES,
    envelope: &BARE,
    ..OTHER_API
};
static BARE: Envelope = Envelope {
    any_case: true,
    message: Some("message"),
    errors: Some("errors"),
    ..Envelope::BARE
};
static CODED: Envelope = Envelope {
    name: "coded",
    any_case: true,
    code: Some("code"),
    message: Some("message"),
    errors: Some("errors"),
    ..Envelope::BARE
};

const OPEN_BASE: CallDescriptor = CallDescriptor {
    name: "open",
    api: &GATE,
    envelope: &BARE,
    returns: Returns::Many { found_by: None },
    ..CALL
};
static OPEN: CallDescriptor = OPEN_BASE;
static OPEN_AGAIN: CallDescriptor = CallDescriptor {
    retry: Retry::Safe,
    ..OPEN_BASE
};
static OPEN_CODED: CallDescriptor = CallDescriptor {
    envelope: &CODED,
    ..OPEN_BASE
};
static ASK: CallDescriptor = CallDescriptor {
    empty_when_not_found: true,
    ..OPEN_BASE
};

fn error(call: &'static CallDescriptor, status: u16, body: impl Into<Vec<u8>>) -> Error {
    read::<NoRecord>(call, Response::new(status, body)).unwrap_err()
}

fn listed(status: u16, body: impl Into<Vec<u8>>) -> Option<&'static str> {
    error(&OPEN, status, body)
        .refusal()
        .and_then(|refusal| refusal.listed_code())
}

#[test]
fn the_words_of_the_body_tell_codes_of_one_status_apart_whatever_their_capitals() {
    for body in [
        "Access denied: missing garden key",
        r#"{"statusCode":401,"message":"MISSING GARDEN KEY. Get one."}"#,
        "<html>Missing Garden Key</html>",
        "Missing Garden Key, and it is not available",
    ] {
        assert_eq!(listed(401, body), Some("no_key"), "{body}");
    }
    assert_eq!(
        listed(401, "x is NOT available at this time"),
        Some("not_open")
    );
    assert_eq!(
        listed(401, b"\xff\xfe is not available \xff".to_vec()),
        Some("not_open")
    );
}

#[test]
fn a_code_without_words_takes_the_rest_of_its_status_and_later_ones_get_none() {
    for body in ["", "no", "garden", "{}", "{\"message\":\"no\"}"] {
        assert_eq!(listed(401, body), Some("other_401"), "{body}");
    }
}

#[test]
fn words_are_looked_for_in_the_first_64_kib_only() {
    let says = "missing garden key";
    let before = |bytes: usize| format!("{}{says}", "x".repeat(bytes));
    assert_eq!(listed(401, before(64 * 1024 - says.len())), Some("no_key"));
    assert_eq!(
        listed(401, before(64 * 1024 - says.len() + 1)),
        Some("other_401")
    );
    assert_eq!(
        listed(401, "missing garden key".repeat(1 << 18)),
        Some("no_key")
    );
    // As slow as it gets.
    assert_eq!(
        listed(401, "missing garden ke".repeat(1 << 18)),
        Some("other_401")
    );
}

#[test]
fn other_statuses_and_codes_of_success_stay_a_status() {
    for status in [400, 403, 418, 502] {
        let error = error(&OPEN, status, "missing garden key");
        assert!(matches!(error.cause(), Cause::Status { .. }), "{error:?}");
    }
}

#[test]
fn an_answer_with_a_success_status_needs_no_code() {
    assert!(read::<NoRecord>(&OPEN, Response::new(200, "[]")).is_ok());
}

#[test]
fn a_listed_code_of_its_own_counts_first() {
    let own = error(
        &OPEN_CODED,
        401,
        r#"{"code":"GONE","message":"missing garden key"}"#,
    );
    assert!(own.is_not_found());
    assert_eq!(
        own.cause().outcome(),
        Some(Outcome::Refused(Meaning::NotFound))
    );
    let unlisted = error(
        &OPEN_CODED,
        401,
        r#"{"code":"oops","message":"missing garden key"}"#,
    );
    assert_eq!(unlisted.refusal().unwrap().listed_code(), Some("no_key"));
    let contradiction = error(&OPEN_CODED, 500, r#"{"code":"done"}"#);
    assert!(matches!(
        contradiction.cause(),
        Cause::Status { status: 500, .. }
    ));
}

#[test]
fn the_error_says_code_and_status_and_no_word_of_the_body() {
    let error = error(&OPEN, 401, r#"{"message":"C4N4RY is not available"}"#);
    assert_eq!(
        error.to_string(),
        "open: refused with not_open \"Closed\" (HTTP status 401); the vendor has not opened this \
         for these credentials: ask for it"
    );
    assert!(!format!("{error:?}").contains("C4N4RY"), "{error:?}");
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.message.as_str(), "C4N4RY is not available");
    assert_eq!((refusal.status, refusal.code.as_str()), (401, ""));
    assert!(!error.is_access_denied());
}

#[test]
fn an_error_text_is_kept_with_the_code_and_without() {
    let body = r#"{"errors":["no such column"]}"#;
    let coded = error(&OPEN, 401, body);
    assert_eq!(coded.refusal().unwrap().message.as_str(), "no such column");
    let Cause::Status { message, .. } = error(&OPEN, 400, body).into_cause() else {
        panic!("no status error")
    };
    assert_eq!(
        message.as_ref().map(|text| text.as_str()),
        Some("no such column")
    );
    let error = error(&OPEN, 200, body);
    assert_eq!(error.refusal().unwrap().meaning, Meaning::BadRequest);
}

#[test]
fn a_message_alone_is_no_error_where_the_status_is_a_success() {
    let reply = read::<NoRecord>(&OPEN, Response::new(200, r#"{"message":"Hello"}"#)).unwrap();
    assert_eq!(reply.message(), Some("Hello"));
}

#[test]
fn the_status_still_decides_what_may_be_repeated() {
    for (status, may_pass) in [(401, false), (404, false), (429, true), (500, true)] {
        let again = error(&OPEN_AGAIN, status, "");
        assert!(again.refusal().is_some(), "{again:?}");
        assert_eq!(again.cause().outcome(), Some(Outcome::Status(status)));
        assert_eq!(again.is_retryable(), may_pass, "{status}");
        assert!(!error(&OPEN, status, "").is_retryable(), "{status}");
    }
    assert!(error(&OPEN, 429, "").is_rate_limited());
    assert!(error(&OPEN, 500, "").is_server_fault());
    assert!(error(&OPEN, 500, "").may_have_acted());
    assert!(error(&OPEN, 429, "").may_have_acted());
    assert!(!error(&OPEN, 404, "").may_have_acted());
}

#[test]
fn a_call_that_may_have_acted_gets_the_advice_to_look() {
    assert_eq!(
        error(&OPEN, 500, "").to_string(),
        "open: refused with fault (HTTP status 500); the server failed: try again later; check \
         whether the server acted before sending again"
    );
    assert_eq!(
        error(&OPEN_AGAIN, 500, "").to_string(),
        "open: refused with fault (HTTP status 500); the server failed: try again later"
    );
}

#[test]
fn a_status_that_means_no_record_is_an_answer_for_a_call_that_asks() {
    for body in [
        &b"Not Found"[..],
        b"",
        b"\xff",
        b"{\"message\":\"no\"}",
        b"[1",
    ] {
        let reply = read::<NoRecord>(&ASK, Response::new(404, body)).unwrap();
        assert!(reply.records().is_empty());
        assert_eq!(reply.status(), 404);
        assert!(error(&OPEN, 404, body).is_not_found());
    }
}

fn client(server: &Server, clock: &Clock) -> Client {
    let config = Config::new().base_url(server.url()).timing(clock.clone());
    Client::new(Credentials::new(&GATE), config).unwrap()
}

fn busy() -> crate::server::Then {
    http_with(
        "429 Wait",
        "Connection: close\r\nRetry-After: 7\r\n",
        "slow down",
    )
}

#[tokio::test]
async fn a_call_that_may_be_repeated_waits_as_long_as_the_server_asks() {
    let clock = Clock::new();
    let server = Server::new([busy(), http_with("200 OK", "Connection: close\r\n", "[]")]).await;
    let sending = client(&server, &clock).send(RawCall::new(&OPEN_AGAIN));
    let reply = sending.await.unwrap();
    let [attempt] = reply.failed_attempts() else {
        panic!("{reply:?}")
    };
    assert_eq!(attempt.outcome, Outcome::Status(429));
    // The half of what it would have waited for by itself comes on top.
    assert_eq!(clock.waits(), [Duration::from_millis(7_250)]);
}

#[tokio::test]
async fn a_call_that_may_not_is_sent_once() {
    let clock = Clock::new();
    let server = Server::new([busy(), busy()]).await;
    let sending = client(&server, &clock).send(RawCall::new(&OPEN));
    let error = sending.await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.attempts()[0].then, Then::CouldActTwice);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn codes_that_differ_in_capitals_only_are_told_apart() {
    static SHELF: ApiDescriptor = ApiDescriptor {
        name: "shelf",
        result_codes: &[
            code("Ab", 409, "", Meaning::Duplicate),
            code("aB", 409, "", Meaning::InUse),
        ],
        envelope: &CODED,
        ..OTHER_API
    };
    static PUT: CallDescriptor = CallDescriptor {
        api: &SHELF,
        envelope: &CODED,
        ..CALL
    };
    for (code, listed) in [("Ab", "Ab"), ("aB", "aB"), ("AB", "Ab")] {
        let body = format!(r#"{{"code":"{code}"}}"#);
        let error = read::<NoRecord>(&PUT, Response::new(200, body)).unwrap_err();
        assert_eq!(
            error.refusal().unwrap().listed_code(),
            Some(listed),
            "{code}"
        );
    }
}
