//! Answers that are text or bytes.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Client, Config, Credentials, Envelope, Error, Meaning,
    Method, NoRecord, RawCall, Reply, ResultCode, RetryPolicy, Returns,
};

use crate::other_api::OTHER_API;
use crate::server::{Server, Then, header, http};

static SAYS_CODES: Envelope = Envelope {
    code: Some("code"),
    message: Some("text"),
    records: &["data"],
    ..Envelope::BARE
};
static PAPERS: ApiDescriptor = ApiDescriptor {
    result_codes: &[ResultCode {
        code: "gone",
        means: Meaning::NotFound,
        ..ResultCode::PLAIN
    }],
    envelope: &SAYS_CODES,
    ..OTHER_API
};
const CALL: CallDescriptor = CallDescriptor {
    envelope: &SAYS_CODES,
    ..CallDescriptor::raw(&PAPERS, Method::Get, "paper")
};
static TEXT: CallDescriptor = CallDescriptor {
    returns: Returns::Text,
    ..CALL
};
static BYTES: CallDescriptor = CallDescriptor {
    returns: Returns::Bytes { max: 8 },
    accept: Some("application/pdf"),
    ..CALL
};

async fn sent(
    call: &'static CallDescriptor,
    then: Then,
) -> (Result<Reply<NoRecord>, Error>, String) {
    let server = Server::new([then]).await;
    let config = Config::new()
        .base_url(server.url())
        .retry(RetryPolicy::never());
    let client = Client::new(Credentials::new(&PAPERS), config).unwrap();
    let reply = client.send(RawCall::new(call)).await;
    (reply, server.request())
}

#[tokio::test]
async fn a_body_is_returned_as_it_is_whatever_it_looks_like() {
    for body in [
        "",
        "plain",
        "<html>",
        r#"{"code":"gone"}"#,
        "[1,2",
        "\u{e9}t\u{e9}",
    ] {
        let (reply, request) = sent(&TEXT, http("200 OK", body)).await;
        let reply = reply.unwrap();
        assert_eq!((reply.text(), reply.bytes()), (body, body.as_bytes()));
        assert!(reply.records().is_empty() && reply.code().is_none());
        assert_eq!(header(&request, "accept"), Some("*/*"));
    }
}

#[tokio::test]
async fn bytes_come_up_to_the_most_that_there_may_be() {
    let (reply, request) = sent(&BYTES, http("200 OK", "12345678")).await;
    let reply = reply.unwrap();
    assert_eq!((reply.bytes(), reply.body()), (&b"12345678"[..], ""));
    assert_eq!(reply.into_bytes(), b"12345678");
    assert_eq!(header(&request, "accept"), Some("application/pdf"));
    for body in ["123456789".to_owned(), "x".repeat(100_000)] {
        let (reply, _) = sent(&BYTES, http("200 OK", &body)).await;
        let error = reply.unwrap_err();
        assert!(
            matches!(
                error.cause(),
                Cause::TooLarge {
                    limit: 8,
                    by_spec: true,
                    ..
                }
            ),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_refusal_is_read_by_its_status_and_its_envelope() {
    for call in [&TEXT, &BYTES] {
        let body = r#"{"code":"gone","text":"There is no such paper any more"}"#;
        let error = sent(call, http("404 Not Found", body)).await.0.unwrap_err();
        assert!(error.is_not_found(), "{error:?}");
        let error = sent(call, http("500 Oh", "%PDF-1.4 ..."))
            .await
            .0
            .unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Status { status: 500, .. }),
            "{error:?}"
        );
    }
}

#[test]
fn bytes_that_are_no_text_stay_as_they_are() {
    let bytes = b"\xff\x00\xd8".to_vec();
    let response = prose_runtime::Response::new(200, bytes.clone());
    let reply: Reply<NoRecord> = prose_runtime::read(&BYTES, response).unwrap();
    assert_eq!(reply.bytes(), bytes);
    let response = prose_runtime::Response::new(200, bytes);
    let reply: Reply<NoRecord> = prose_runtime::read(&TEXT, response).unwrap();
    assert_eq!(reply.text(), "\u{fffd}\0\u{fffd}");
}
