//! What answers say of an error beside its code: in headers, by name, and by words that tell codes apart.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Client, Config, Credentials, Detail, Envelope, Error,
    Meaning, Method, NoRecord, RawCall, Reply, Response, ResultCode, RetryPolicy, Returns, read,
};

use crate::other_api::OTHER_API;
use crate::server::{Server, http};

static IN_BODY: Envelope = Envelope {
    code: Some("error.code"),
    code_may_lack: true,
    message: Some("error.text"),
    errors: Some("errors"),
    other_errors: &["error.reasons", "problems"],
    details: &[
        Detail {
            name: "parameter",
            paths: &["error.param", "error.field"],
            header: None,
        },
        Detail {
            name: "trace",
            paths: &[],
            header: Some("X-Trace"),
        },
    ],
    records: &["data"],
    ..Envelope::BARE
};
static IN_HEADERS: Envelope = Envelope {
    code_header: Some("X-Error-Code"),
    message_header: Some("X-Error-Text"),
    records: &["data"],
    ..Envelope::BARE
};
static ORCHARD: ApiDescriptor = ApiDescriptor {
    name: "orchard",
    result_codes: &[
        ResultCode {
            code: "0",
            means: Meaning::Success,
            ..ResultCode::PLAIN
        },
        ResultCode {
            name: "duplicate",
            code: "invalid",
            says: "already exists",
            means: Meaning::Duplicate,
            ..ResultCode::PLAIN
        },
        ResultCode {
            name: "missing",
            code: "invalid",
            says: "is missing",
            means: Meaning::MissingKey,
            ..ResultCode::PLAIN
        },
        ResultCode {
            code: "invalid",
            means: Meaning::BadRequest,
            ..ResultCode::PLAIN
        },
        ResultCode {
            code: "busy",
            says: "in use",
            means: Meaning::InUse,
            ..ResultCode::PLAIN
        },
        ResultCode {
            name: "gone",
            code: "gone",
            status: Some(410),
            means: Meaning::NotFound,
            ..ResultCode::PLAIN
        },
    ],
    other_codes_name_keys: true,
    envelope: &IN_BODY,
    ..OTHER_API
};
const CALL: CallDescriptor = CallDescriptor::raw(&ORCHARD, Method::Post, "plant");
static PLANT: CallDescriptor = CallDescriptor {
    envelope: &IN_BODY,
    ..CALL
};
static PLANT_BY_HEADERS: CallDescriptor = CallDescriptor {
    envelope: &IN_HEADERS,
    returns: Returns::Outcome,
    ..CALL
};
static LIST_BY_HEADERS: CallDescriptor = CallDescriptor {
    envelope: &IN_HEADERS,
    returns: Returns::Many { found_by: None },
    method: Method::Get,
    ..CALL
};
static STRICT: Envelope = Envelope {
    code_may_lack: false,
    ..IN_BODY
};
static PLANT_STRICTLY: CallDescriptor = CallDescriptor {
    envelope: &STRICT,
    ..CALL
};

fn answer(
    call: &'static CallDescriptor,
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &str,
) -> Result<Reply<NoRecord>, Error> {
    let mut response = Response::new(status, body);
    for (name, value) in headers {
        response.headers.insert(*name, value.parse().unwrap());
    }
    read(call, response)
}

fn refused(status: u16, body: &str) -> Error {
    answer(&PLANT, status, &[], body).unwrap_err()
}

fn detail(error: &Error, name: &str) -> Option<String> {
    error.detail(name).map(|said| said.as_str().to_owned())
}

#[test]
fn details_are_read_from_the_first_path_that_says_something_and_from_headers() {
    for (body, parameter) in [
        (
            r#"{"error":{"code":"invalid","param":"name"}}"#,
            Some("name"),
        ),
        (r#"{"error":{"param":"","field":7}}"#, Some("7")),
        (
            r#"{"error":{"param":null,"field":["a","b"]}}"#,
            Some("a; b"),
        ),
        (r#"{"error":{"field":{}}}"#, None),
        (r#"{"error":"param"}"#, None),
        ("<html>", None),
    ] {
        for status in [400, 422, 500] {
            let error = answer(&PLANT, status, &[("x-trace", " t1 ")], body).unwrap_err();
            assert_eq!(detail(&error, "parameter").as_deref(), parameter, "{body}");
            assert_eq!(detail(&error, "trace").as_deref(), Some("t1"));
            assert_eq!(detail(&error, "other"), None);
        }
    }
    let error = refused(200, r#"{"error":{"code":"invalid","param":"name"}}"#);
    let all: Vec<_> = error.details().map(|(name, _)| name).collect();
    assert_eq!(all, ["parameter"]);
}

#[test]
fn details_are_not_shown_unasked() {
    let error = refused(422, r#"{"error":{"code":"invalid","param":"C4N4RY"}}"#);
    let shown = format!("{error} {error:?} {:?}", error.cause());
    assert!(!shown.contains("C4N4RY"), "{shown}");
    let detail = format!("{:?}", error.detail("parameter"));
    assert!(!detail.contains("C4N4RY"), "{detail}");
}

#[test]
fn a_code_and_a_message_in_headers_count() {
    let headers = [
        ("x-error-code", "invalid"),
        ("x-error-text", "No such soil"),
    ];
    for (status, body) in [(200, "{}"), (422, ""), (400, "<html>"), (200, "")] {
        let error = answer(&PLANT_BY_HEADERS, status, &headers, body).unwrap_err();
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.listed_code(), Some("invalid"), "{status} {body}");
        assert_eq!(refusal.message.as_str(), "No such soil");
    }
    let done = answer(&PLANT_BY_HEADERS, 200, &[("x-error-code", "0")], "").unwrap();
    assert_eq!(done.code(), Some("0"));
    let list = answer(
        &LIST_BY_HEADERS,
        200,
        &[("x-error-code", "0")],
        r#"{"data":[{"a":1}]}"#,
    );
    assert_eq!(list.unwrap().records().len(), 1);
    let error = answer(&LIST_BY_HEADERS, 200, &[], r#"{"data":[]}"#).unwrap_err();
    assert!(
        error.to_string().contains("without a result code"),
        "{error}"
    );
}

#[test]
fn what_headers_tell_of_a_success_counts_whatever_the_body_says() {
    static SPOKEN: Envelope = Envelope {
        code_header: None,
        success: Some("Done"),
        ..IN_HEADERS
    };
    static PLANT_SPOKEN: CallDescriptor = CallDescriptor {
        envelope: &SPOKEN,
        returns: Returns::Outcome,
        ..CALL
    };
    let done = [("x-error-text", "done")];
    for (status, body) in [(204, ""), (200, ""), (200, "[]"), (200, "{}")] {
        let reply = answer(&PLANT_SPOKEN, status, &done, body);
        assert_eq!(reply.unwrap().message(), Some("done"), "{status} {body}");
    }
    let other = [("x-error-text", "No")];
    for status in [200, 204] {
        let error = answer(&PLANT_SPOKEN, status, &other, "{}").unwrap_err();
        assert!(error.refusal().is_some(), "{error:?}");
    }
    let code = [("x-error-code", "0")];
    let body = r#"{"status":"ok","error":"none"}"#;
    assert!(answer(&PLANT_BY_HEADERS, 200, &code, body).is_ok());
    let error = answer(&PLANT_SPOKEN, 200, &[], "[]").unwrap_err();
    assert!(error.to_string().contains("X-Error-Text"), "{error}");
}

#[test]
fn one_code_means_what_its_words_say() {
    let cases = [
        ("ALREADY EXISTS", "duplicate", Meaning::Duplicate),
        ("it is missing", "missing", Meaning::MissingKey),
        ("anything", "invalid", Meaning::BadRequest),
    ];
    for (text, name, meaning) in cases {
        for status in [200, 422] {
            for code in ["invalid", "INVALID"] {
                let body = format!(r#"{{"error":{{"code":"{code}","text":"{text}"}}}}"#);
                let error = refused(status, &body);
                let refusal = error.refusal().unwrap();
                assert_eq!(refusal.meaning, meaning, "{body}");
                assert_eq!(refusal.listed_code(), Some("invalid"));
                assert_eq!(refusal.listed_name(), Some(name));
            }
        }
    }
}

#[test]
fn a_code_whose_words_are_not_there_is_not_listed_and_names_no_key() {
    let error = refused(200, r#"{"error":{"code":"busy","text":"later"}}"#);
    let refusal = error.refusal().unwrap();
    assert_eq!(
        (refusal.meaning, refusal.listed_code()),
        (Meaning::Unknown, None)
    );
    let error = refused(200, r#"{"error":{"code":"busy","text":"in use"}}"#);
    assert!(error.is_in_use(), "{error:?}");
    // Then its status is what is known of it.
    let error = refused(410, r#"{"error":{"code":"busy","text":"later"}}"#);
    assert!(error.is_not_found(), "{error:?}");
    let error = refused(410, r#"{"error":{"code":"busy","text":"in use"}}"#);
    assert!(error.is_in_use(), "{error:?}");
}

#[test]
fn the_words_of_an_error_are_found_at_their_paths() {
    for (body, words) in [
        (r#"{"error":{"code":"x1","text":"Too dry"}}"#, "Too dry"),
        (r#"{"ERROR":{"Text":"Too dry"}}"#, "Too dry"),
        (
            r#"{"error":{"reasons":["Too dry","Too cold"]}}"#,
            "Too dry; Too cold",
        ),
        (r#"{"problems":{"soil":["Too dry"]}}"#, "soil: Too dry"),
        (r#"{"errors":[],"problems":["Too dry"]}"#, "Too dry"),
    ] {
        let error = refused(503, body);
        let said = error.server_words().map(|words| words.as_str().to_owned());
        assert_eq!(said.as_deref(), Some(words), "{body}");
    }
}

#[test]
fn each_path_of_errors_is_looked_at_whatever_else_its_key_holds() {
    const UNCODED: Envelope = Envelope {
        errors: Some("errors"),
        ..Envelope::BARE
    };
    static WHOLE: Envelope = Envelope {
        other_errors: &["problems"],
        records: &["."],
        ..UNCODED
    };
    static BESIDE_RECORDS: Envelope = Envelope {
        other_errors: &["hints", "data.errors"],
        records: &["data"],
        ..UNCODED
    };
    static BELOW_MESSAGE: Envelope = Envelope {
        message: Some("error"),
        other_errors: &["error.reasons"],
        records: &["data"],
        ..UNCODED
    };
    const OUTCOME: CallDescriptor = CallDescriptor {
        returns: Returns::Outcome,
        ..CALL
    };
    static OF_WHOLE: CallDescriptor = CallDescriptor {
        envelope: &WHOLE,
        ..OUTCOME
    };
    static OF_BESIDE: CallDescriptor = CallDescriptor {
        envelope: &BESIDE_RECORDS,
        ..OUTCOME
    };
    static OF_BELOW: CallDescriptor = CallDescriptor {
        envelope: &BELOW_MESSAGE,
        ..OUTCOME
    };
    for (call, body) in [
        (&OF_WHOLE, r#"{"problems":["Too dry"]}"#),
        (&OF_BESIDE, r#"{"data":{"errors":["Too dry"]}}"#),
        (&OF_BESIDE, r#"{"hints":{},"data":{"errors":["Too dry"]}}"#),
        (&OF_BELOW, r#"{"error":{"reasons":["Too dry"]}}"#),
    ] {
        let error = answer(call, 200, &[], body).unwrap_err();
        let refusal = error.refusal().unwrap_or_else(|| panic!("{body}: {error}"));
        assert_eq!(refusal.meaning, Meaning::BadRequest, "{body}");
        assert_eq!(refusal.message.as_str(), "Too dry", "{body}");
    }
    for body in ["{}", r#"{"problems":[],"errors":null}"#, r#"{"id":7}"#] {
        assert!(answer(&OF_WHOLE, 200, &[], body).is_ok(), "{body}");
    }
}

#[test]
fn a_place_within_an_envelope_is_named_in_what_cannot_be_read() {
    let error = answer(&PLANT, 200, &[], r#"{"error":{"param":x}}"#).unwrap_err();
    match error.cause() {
        Cause::Undecodable { path, .. } => assert!(path.starts_with("error.param"), "{path}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_false_code_that_is_not_listed_is_told_as_that() {
    let error = answer(&PLANT_STRICTLY, 200, &[], r#"{"error":{"code":false}}"#).unwrap_err();
    assert!(
        error.to_string().contains("the result code `false`"),
        "{error}"
    );
}

#[tokio::test]
async fn what_explains_the_error_has_the_details_without_what_was_sent() {
    let body = r#"{"error":{"code":"invalid","param":"soil of C4N4RY"}}"#;
    let server = Server::new([http("422 No", body)]).await;
    let config = Config::new()
        .base_url(server.url())
        .retry(RetryPolicy::never());
    let client = Client::new(Credentials::new(&ORCHARD), config).unwrap();
    let call = RawCall::new(&PLANT).with("name", "C4N4RY");
    let error = client.send(call).await.unwrap_err();
    let told = error.explain();
    assert!(told.contains("parameter: soil of <custom>"), "{told}");
    assert!(!told.contains("C4N4RY"), "{told}");
}
