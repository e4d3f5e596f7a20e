//! Codes, messages, totals and errors that stand below other keys, and answers without any of them.

use prose_runtime::{
    ApiDescriptor, BaseUrl, CallDescriptor, Cause, Config, Credentials, Envelope, Error, Key,
    Limit, Meaning, Method, NoRecord, Outcome, Params, Place, Reply, Response, ResultCode, Returns,
    Value, encode, read,
};

use crate::api::CALL;
use crate::other_api::OTHER_API;

const fn code(code: &'static str, means: Meaning) -> ResultCode {
    ResultCode {
        code,
        means,
        ..ResultCode::PLAIN
    }
}

static ORCHARD: ApiDescriptor = ApiDescriptor {
    name: "orchard",
    result_codes: &[
        code("true", Meaning::Success),
        code("false", Meaning::BadRequest),
        code("slow_down", Meaning::TooMany),
        code("gone", Meaning::NotFound),
    ],
    ..OTHER_API
};
static NESTED: Envelope = Envelope {
    name: "nested",
    code: Some("error.code"),
    code_may_lack: true,
    message: Some("error.detail.text"),
    total: Some("meta.total"),
    errors: Some("error.fields"),
    records: &["data"],
    ..Envelope::BARE
};
static SPOKEN: Envelope = Envelope {
    name: "spoken",
    code: Some("success"),
    ..Envelope::BARE
};
static SILENT: Envelope = Envelope {
    name: "silent",
    message: Some("note"),
    ..Envelope::BARE
};
const PICK_BASE: CallDescriptor = CallDescriptor {
    name: "pick",
    api: &ORCHARD,
    envelope: &NESTED,
    returns: Returns::Outcome,
    ..CALL
};
static PICK: CallDescriptor = PICK_BASE;
static PICK_SPOKEN: CallDescriptor = CallDescriptor {
    envelope: &SPOKEN,
    ..PICK_BASE
};
static PICK_SILENT: CallDescriptor = CallDescriptor {
    envelope: &SILENT,
    ..PICK_BASE
};

fn answer(
    call: &'static CallDescriptor,
    status: u16,
    body: &str,
) -> Result<Reply<NoRecord>, Error> {
    read(call, Response::new(status, body))
}

#[test]
fn a_code_and_a_message_below_another_key_are_a_refusal_whatever_the_status() {
    let body = r#"{"error":{"code":"gone","detail":{"text":"No such tree"}}}"#;
    for status in [200, 404] {
        let error = answer(&PICK, status, body).unwrap_err();
        assert!(error.is_not_found(), "{status}: {error}");
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.code.as_str(), "gone");
        assert_eq!(refusal.message.as_str(), "No such tree");
    }
}

#[test]
fn a_total_below_another_key_is_the_total_and_what_is_beside_it_is_kept() {
    let body = r#"{"data":[],"meta":{"total":12,"page":3}}"#;
    let reply = answer(&PICK, 200, body).unwrap();
    assert_eq!(reply.total(), Some(12));
    assert!(reply.extra().any(|(key, _)| key == "meta"));
}

#[test]
fn what_is_not_at_the_path_says_nothing() {
    for body in [r#"{"error":null}"#, r#"{"error":{}}"#, r#"{"code":"gone"}"#] {
        let reply = answer(&PICK, 200, body);
        assert!(reply.is_ok(), "{body}: {:?}", reply.err());
    }
    // An error without a code that is known is no success.
    for body in [
        r#"{"error":"gone"}"#,
        r#"{"error":{"type":"forbidden","message":"Not allowed"}}"#,
    ] {
        let error = answer(&PICK, 200, body).unwrap_err();
        let is_told = matches!(error.cause(), Cause::Undecodable { .. });
        assert!(is_told, "{body}: {error}");
    }
}

#[test]
fn a_false_is_a_code_where_it_is_listed() {
    assert!(answer(&PICK_SPOKEN, 200, r#"{"success":true}"#).is_ok());
    let error = answer(&PICK_SPOKEN, 200, r#"{"success":false}"#).unwrap_err();
    assert_eq!(error.refusal().unwrap().meaning, Meaning::BadRequest);
    // A status that is no success says more.
    let error = answer(&PICK_SPOKEN, 429, r#"{"success":false}"#).unwrap_err();
    assert!(error.is_rate_limited(), "{error}");
    // Where it is not listed it is none, as ever.
    static OTHER: ApiDescriptor = ApiDescriptor {
        result_codes: &[code("true", Meaning::Success)],
        ..ORCHARD_BASE
    };
    static PICK_OTHER: CallDescriptor = CallDescriptor {
        api: &OTHER,
        envelope: &SPOKEN,
        ..PICK_BASE
    };
    let error = answer(&PICK_OTHER, 200, r#"{"success":false}"#).unwrap_err();
    let is_told = matches!(error.cause(), Cause::Undecodable { .. });
    assert!(is_told, "{error}");
}

const ORCHARD_BASE: ApiDescriptor = ApiDescriptor {
    name: "orchard",
    ..OTHER_API
};

#[test]
fn a_code_that_means_too_many_calls_limits_the_rate() {
    let error = answer(&PICK, 200, r#"{"error":{"code":"slow_down"}}"#).unwrap_err();
    assert!(error.is_rate_limited(), "{error}");
    assert!(error.to_string().contains("wait"), "{error}");
    static FULL: ApiDescriptor = ApiDescriptor {
        result_codes: &[ResultCode {
            status: Some(403),
            says: "rate limit",
            ..code("full", Meaning::TooMany)
        }],
        ..ORCHARD_BASE
    };
    static PICK_FULL: CallDescriptor = CallDescriptor {
        api: &FULL,
        ..PICK_BASE
    };
    let error = answer(&PICK_FULL, 403, r#"{"message":"Rate limit exceeded"}"#).unwrap_err();
    assert!(error.is_rate_limited(), "{error}");
    assert_eq!(
        error.cause().outcome(),
        Some(Outcome::Refused(Meaning::TooMany))
    );
}

#[test]
fn where_only_the_status_tells_the_body_of_an_outcome_may_be_any_text() {
    for body in ["OK", "1 tree picked\n", r#"{"note":"fine"}"#, ""] {
        let reply = answer(&PICK_SILENT, 200, body).unwrap();
        assert_eq!(reply.body(), body);
    }
    // A page that something on the way has sent is no answer, and a failure stays one.
    for (status, body) in [
        (200, "<html>Sign in</html>"),
        (200, r#"{"note":"fi"#),
        (200, "\u{1}\u{2}\u{3}"),
        (500, "OK"),
    ] {
        let error = answer(&PICK_SILENT, status, body).unwrap_err();
        let is_told = matches!(
            error.cause(),
            Cause::Undecodable { .. } | Cause::Status { .. }
        );
        assert!(is_told, "{error}");
    }
    // Where a code tells, a text without one is no answer.
    assert!(answer(&PICK_SPOKEN, 200, "OK").is_err());
}

#[test]
fn parameters_are_nested_below_each_key_of_a_root() {
    static NAME: Key = Key {
        wire: "name",
        limit: &Limit::PLAIN,
        ..Key::PLAIN
    };
    static GRAFT: CallDescriptor = CallDescriptor {
        name: "graft",
        path: "graft",
        method: Method::Post,
        sends: &[Place::Json],
        root: Some("data.tree"),
        accepts: &[&NAME],
        ..PICK_BASE
    };
    let params = Params::of_call(&GRAFT).with(&NAME, Value::text("Apple"));
    let base_url = BaseUrl::new(&ORCHARD, &Config::new()).unwrap();
    let request = encode(
        &params,
        &base_url,
        &Credentials::none(&ORCHARD),
        Place::Json,
    )
    .unwrap();
    assert_eq!(
        String::from_utf8_lossy(request.body().unwrap()),
        r#"{"data":{"tree":{"name":"Apple"}}}"#
    );
}
