//! Answers without a code, of which only the message tells how the call went.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Envelope, Error, Meaning, NoRecord, Reply, Response,
    ResultCode, Returns, read,
};

use crate::api::CALL;
use crate::other_api::OTHER_API;

const fn code(code: &'static str, message: &'static str, means: Meaning) -> ResultCode {
    ResultCode {
        code,
        message,
        means,
        ..ResultCode::PLAIN
    }
}

static FERRY: ApiDescriptor = ApiDescriptor {
    name: "ferry",
    result_codes: &[
        code("fe100", "Aboard", Meaning::Success),
        code("fe101", "Wrong Key", Meaning::AccessDenied),
        code("fe102", "", Meaning::Unknown),
        code("fe104", "Nobody there", Meaning::NotFound),
        code("fe105", "To be told", Meaning::Unknown),
    ],
    envelope: &CODED,
    ..OTHER_API
};
static CODED: Envelope = CODED_BASE;
const CODED_BASE: Envelope = Envelope {
    name: "coded",
    any_case: true,
    code: Some("Code"),
    message: Some("Message"),
    records: &[],
    success: Some("Success"),
    ..Envelope::BARE
};
static SPOKEN: Envelope = Envelope {
    code: None,
    errors: Some("errors"),
    ..CODED_BASE
};

const CROSS_BASE: CallDescriptor = CallDescriptor {
    name: "cross",
    api: &FERRY,
    envelope: &CODED,
    returns: Returns::Outcome,
    ..CALL
};
static CROSS: CallDescriptor = CROSS_BASE;
static CROSS_SPOKEN: CallDescriptor = CallDescriptor {
    envelope: &SPOKEN,
    ..CROSS_BASE
};
static ASK: CallDescriptor = CallDescriptor {
    empty_when_not_found: true,
    ..CROSS_BASE
};

fn cross(status: u16, body: &str) -> Result<Reply<NoRecord>, Error> {
    read(&CROSS, Response::new(status, body))
}

fn spoken(status: u16, body: &str) -> Result<Reply<NoRecord>, Error> {
    read(&CROSS_SPOKEN, Response::new(status, body))
}

#[test]
fn where_the_code_may_lack_the_status_tells_and_a_code_still_counts() {
    static LENIENT: Envelope = Envelope {
        code_may_lack: true,
        success: None,
        ..CODED_BASE
    };
    static CROSS_LENIENT: CallDescriptor = CallDescriptor {
        envelope: &LENIENT,
        ..CROSS_BASE
    };
    let answer = |status, body: &str| -> Result<Reply<NoRecord>, Error> {
        read(&CROSS_LENIENT, Response::new(status, body))
    };
    for body in [r#"{"id":7}"#, "[]", ""] {
        assert!(answer(200, body).is_ok(), "{body}");
        assert!(answer(500, body).is_err(), "{body}");
    }
    let error = answer(200, r#"{"code":"FE101"}"#).unwrap_err();
    assert!(error.is_access_denied(), "{error:?}");
    let error = answer(200, "<html>").unwrap_err();
    assert!(matches!(error.cause(), Cause::Undecodable { .. }));
}

#[test]
fn the_message_of_success_is_a_success_whatever_its_capitals() {
    for body in [
        r#"{"Message":"Success"}"#,
        r#"{"message": "SUCCESS"}"#,
        r#" {"MESSAGE":" success ","extra":1} "#,
    ] {
        for outcome in [cross(200, body), cross(201, body), spoken(200, body)] {
            let reply = outcome.unwrap_or_else(|error| panic!("{body}: {error}"));
            assert_eq!(reply.code(), None);
            assert!(reply.message().is_some());
        }
    }
}

#[test]
fn a_code_says_more_than_the_message() {
    let error = cross(200, r#"{"Code":"fe101","Message":"Success"}"#).unwrap_err();
    assert!(error.is_access_denied());
    assert!(cross(200, r#"{"Code":"FE100","Message":"Wrong Key"}"#).is_ok());
}

#[test]
fn the_message_of_a_listed_code_is_that_code() {
    for outcome in [
        cross(200, r#"{"message":"wrong KEY"}"#),
        spoken(200, r#"{"message":"Wrong Key"}"#),
    ] {
        let error = outcome.unwrap_err();
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.meaning, Meaning::AccessDenied);
        assert_eq!(refusal.listed_code(), Some("fe101"));
        assert_eq!(refusal.code.as_str(), "");
        assert_eq!(
            error.to_string(),
            "cross: refused with fe101 \"Wrong Key\"; check the credentials and what they allow"
        );
    }
    assert!(cross(200, r#"{"message":"Aboard"}"#).is_ok());
}

#[test]
fn any_other_message_is_a_refusal_that_nobody_has_explained() {
    for body in [
        r#"{"Message":"C4N4RY"}"#,
        r#"{"Message":"Successful"}"#,
        r#"{"Message":""}"#,
        r#"{"Message":null}"#,
        r#"{"Message":{"a":"Success"}}"#,
        r#"{"Message":["Success"]}"#,
        r#"{"Code":"","Message":"C4N4RY"}"#,
        r#"{"other":1}"#,
        "{}",
    ] {
        let error = cross(200, body).unwrap_err();
        let refusal = error
            .refusal()
            .unwrap_or_else(|| panic!("{body}: {error:?}"));
        assert_eq!(refusal.meaning, Meaning::Unknown, "{body}");
        assert_eq!(refusal.listed_code(), None, "{body}");
        assert!(error.may_have_acted() && !error.is_retryable());
        assert_eq!(
            error.to_string(),
            "cross: refused without a code or message that the document lists; the document does \
             not say what that means: ask the vendor"
        );
    }
}

#[test]
fn what_has_neither_code_nor_message_cannot_be_read() {
    for body in [
        "",
        "  ",
        "[]",
        r#""Success""#,
        "Success",
        "<html>",
        "true",
        "null",
    ] {
        for outcome in [cross(200, body), spoken(200, body), spoken(204, body)] {
            let error = outcome.unwrap_err();
            assert!(
                matches!(error.cause(), Cause::Undecodable { .. }),
                "{body}: {error:?}"
            );
        }
    }
}

#[test]
fn the_status_counts_before_the_message() {
    let is_status = |status, body: &str| {
        let error = cross(status, body).unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Status { .. }),
            "{status} {body}: {error:?}"
        );
    };
    for status in [302, 400, 500] {
        for body in [
            r#"{"Message":"Success"}"#,
            r#"{"Message":"Out to lunch"}"#,
            "{}",
        ] {
            is_status(status, body);
        }
    }
    for status in [302, 500] {
        is_status(status, r#"{"Message":"Wrong Key"}"#);
    }
}

#[test]
fn the_message_of_a_listed_code_counts_where_the_status_blames_the_caller() {
    for status in [400, 401, 422] {
        let error = cross(status, r#"{"Message":"Wrong Key"}"#).unwrap_err();
        assert_eq!(error.refusal().unwrap().listed_code(), Some("fe101"));
        assert!(error.is_access_denied());
    }
}

#[test]
fn error_texts_count_before_the_message() {
    let error = spoken(200, r#"{"errors":["too wet"],"Message":"Success"}"#).unwrap_err();
    assert_eq!(error.refusal().unwrap().meaning, Meaning::BadRequest);
    let error = spoken(200, r#"{"errors":["too wet"],"Message":"Wrong Key"}"#).unwrap_err();
    assert_eq!(error.refusal().unwrap().listed_code(), None);
}

#[test]
fn a_message_that_no_record_matches_is_an_answer_for_a_call_that_asks() {
    let body = r#"{"Message":"nobody there"}"#;
    assert!(cross(200, body).unwrap_err().is_not_found());
    let reply = read::<NoRecord>(&ASK, Response::new(200, body)).unwrap();
    assert!(reply.records().is_empty());
}

#[test]
fn an_envelope_says_itself_what_codes_stand_for_that_are_not_listed() {
    static NAMING: ApiDescriptor = ApiDescriptor {
        other_codes_name_keys: true,
        ..OTHER_API
    };
    static OPEN: Envelope = Envelope {
        other_codes_name_keys: Some(false),
        ..CODED_BASE
    };
    static NAMES: Envelope = Envelope {
        other_codes_name_keys: Some(true),
        ..CODED_BASE
    };
    static BY_API: CallDescriptor = CallDescriptor {
        api: &NAMING,
        ..CROSS_BASE
    };
    static UNKNOWN: CallDescriptor = CallDescriptor {
        api: &NAMING,
        envelope: &OPEN,
        ..CROSS_BASE
    };
    static BROKEN: CallDescriptor = CallDescriptor {
        envelope: &NAMES,
        ..CROSS_BASE
    };
    for (call, meaning) in [
        (&BY_API, Meaning::BrokenLimit),
        (&UNKNOWN, Meaning::Unknown),
        (&BROKEN, Meaning::BrokenLimit),
        (&CROSS, Meaning::Unknown),
    ] {
        let answer = Response::new(200, r#"{"Code":"tree_height"}"#);
        let error = read::<NoRecord>(call, answer).unwrap_err();
        assert_eq!(error.refusal().unwrap().meaning, meaning, "{error}");
        assert_eq!(error.may_have_acted(), meaning == Meaning::Unknown);
        let speaks_of_field = error.to_string().contains("custom field");
        assert_eq!(speaks_of_field, meaning == Meaning::BrokenLimit, "{error}");
    }
}

#[test]
fn a_message_stands_for_no_code_whose_meaning_is_unknown() {
    let error = cross(200, r#"{"Message":"To be told"}"#).unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(
        (refusal.meaning, refusal.listed_code()),
        (Meaning::Unknown, None)
    );
    let error = cross(400, r#"{"Message":"To be told"}"#).unwrap_err();
    assert!(matches!(error.cause(), Cause::Status { status: 400, .. }));
    let error = cross(200, r#"{"Code":"fe105"}"#).unwrap_err();
    assert_eq!(error.refusal().unwrap().listed_code(), Some("fe105"));
}
