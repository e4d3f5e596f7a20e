//! What refusals and failures are told as.

use std::time::Duration;

use prose_runtime::{Cause, Config, Outcome, RetryPolicy, Then};
use trackops_generated::{Client, GetClient, ListClients, ResultCode, UpdateClient, api};
use workspace_tests::{Loopback, http, kept};

use crate::wire::Wire;
use crate::{client_with, new_client, refused};

/// No source shows the body of an error.
const BODIES: [&str; 6] = [
    r#"{"errors":["name is required"]}"#,
    r#"{"errors":{"name":["is required"]}}"#,
    r#"{"error":"no","message":"no","code":"not_found"}"#,
    "[]",
    "<!doctype html><title>No</title>",
    "",
];

#[tokio::test]
async fn listed_statuses_are_result_codes_whatever_the_body() {
    for (status, code, word) in [
        ("400 Bad Request", ResultCode::BadRequest, "bad_request"),
        ("401 Unauthorized", ResultCode::Unauthorized, "unauthorized"),
        ("403 Forbidden", ResultCode::Forbidden, "forbidden"),
        ("404 Not Found", ResultCode::NotFound, "not_found"),
        (
            "422 Unprocessable Entity",
            ResultCode::Unprocessable,
            "unprocessable",
        ),
    ] {
        for body in BODIES {
            let wire = Wire::answering(http(status, "text/html", body));
            let error = refused(wire.client.create_client(new_client("ACME")).await);
            assert_eq!(ResultCode::of(&error), Some(code), "{status}: {body}");
            assert_eq!(code.code(), word);
            let number = error.refusal().unwrap().status;
            assert!(status.starts_with(&number.to_string()));
            assert_eq!(error.is_not_found(), code == ResultCode::NotFound);
            assert_eq!(
                error.is_access_denied(),
                matches!(code, ResultCode::Unauthorized | ResultCode::Forbidden)
            );
            assert!(!error.may_have_acted() && !error.is_retryable(), "{error}");
            let line = error.to_string();
            let start = format!("create_client: refused with {word} (HTTP status {number}); ");
            assert!(line.starts_with(&start) && !line.contains('\n'), "{line}");
        }
    }
}

#[test]
fn every_listed_code_has_its_name() {
    let codes = [
        ResultCode::BadRequest,
        ResultCode::Unauthorized,
        ResultCode::Forbidden,
        ResultCode::NotFound,
        ResultCode::Unprocessable,
    ];
    let listed: Vec<_> = api::API.result_codes.iter().map(|code| code.code).collect();
    assert_eq!(codes.map(ResultCode::code).to_vec(), listed);
}

#[tokio::test]
async fn other_statuses_are_told_by_their_number() {
    for status in [402, 405, 409, 410, 415, 418, 500, 502, 503, 504] {
        for body in BODIES {
            let wire = Wire::answering(http(&format!("{status} No"), "text/html", body));
            let error = refused(wire.client.get_client(GetClient::new(7)).await);
            assert_eq!(ResultCode::of(&error), None, "{status}: {body}");
            assert!(
                matches!(error.cause(), Cause::Status { status: told, .. } if *told == status),
                "{error:?}"
            );
            assert_eq!(error.is_server_fault(), status >= 500, "{error}");
            assert_eq!(error.is_retryable(), status >= 500, "{error}");
        }
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let head = format!("{status}\r\nLocation: https://elsewhere.example.com/");
        let wire = Wire::answering(http(&head, "text/html", ""));
        let error = refused(wire.client.get_client(GetClient::new(7)).await);
        assert!(matches!(error.cause(), Cause::Status { .. }), "{error:?}");
        assert!(error.to_string().contains("redirects are not followed"));
    }
}

#[tokio::test]
async fn a_page_of_html_in_place_of_json_is_no_answer() {
    for body in ["<!doctype html><p>Log in</p>", "Log in", "{", "[{]"] {
        let wire = Wire::answering(http("200 OK", "text/html", body));
        let error = refused(wire.client.get_client(GetClient::new(7)).await);
        assert!(
            matches!(error.cause(), Cause::Undecodable { .. }),
            "{body}: {error:?}"
        );
        let error = refused(wire.client.create_client(new_client("ACME")).await);
        assert!(error.may_have_acted() && !error.is_retryable(), "{error}");
    }
}

/// A client that tries again at once, and whose server answers so in turn.
fn eager(answers: Vec<Vec<u8>>) -> (Client, Loopback) {
    let server = Loopback::answering(answers).unwrap();
    let policy = RetryPolicy::new().base(Duration::from_millis(1));
    (client_with(&server, Config::new().retry(policy)), server)
}

#[tokio::test]
async fn what_comes_too_often_is_sent_again_when_the_server_says() {
    let busy = http(
        "429 Too Many Requests\r\nRetry-After: 1",
        "text/html",
        "<p>Slowly</p>",
    );
    let good = http("200 OK", "application/json", r#"{"id":7}"#);
    let (client, server) = eager(vec![busy.clone(), busy.clone(), good]);
    let reply = client
        .update_client(UpdateClient::new(7).notes("VIP"))
        .await
        .unwrap();
    assert_eq!(reply.first().unwrap().id(), Some(7.into()));
    let second = Duration::from_secs(1);
    for attempt in reply.failed_attempts() {
        assert_eq!(attempt.outcome, Outcome::Status(429));
        assert!(
            matches!(attempt.then, Then::Again(wait) if wait >= second),
            "{attempt:?}"
        );
    }
    let sent = server.requests_so_far();
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|request| *request == sent[0]));
}

#[tokio::test]
async fn a_creation_that_comes_too_often_is_left_to_the_caller() {
    let busy = http("429 Too Many Requests\r\nRetry-After: 7", "text/plain", "");
    let (client, server) = eager(vec![busy]);
    let error = refused(client.create_client(new_client("ACME")).await);
    assert!(error.is_rate_limited(), "{error}");
    assert_eq!(ResultCode::of(&error), None);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.attempts()[0].then, Then::CouldActTwice);
    assert_eq!(server.requests_so_far().len(), 1);
}

#[tokio::test]
async fn reads_and_updates_are_sent_again_after_a_failure_of_the_server() {
    let failed = http("500 Internal Server Error", "text/html", "<p>Oh</p>");
    let good = http("200 OK", "application/json", "[]");
    let (client, _server) = eager(vec![failed.clone(), good.clone(), failed.clone(), good]);
    let reply = client.list_clients(ListClients::new()).await.unwrap();
    assert_eq!(reply.failed_attempts().len(), 1);
    let reply = client.update_client(UpdateClient::new(7)).await.unwrap();
    assert_eq!(reply.failed_attempts().len(), 1);
}

#[tokio::test]
async fn a_creation_is_not_sent_again_after_a_failure_of_the_server() {
    let server = Loopback::replying(|_| kept("500 Internal Server Error", "")).unwrap();
    let client = client_with(&server, Config::new());
    let error = refused(client.create_client(new_client("ACME")).await);
    assert!(error.is_server_fault() && error.may_have_acted(), "{error}");
    assert_eq!(server.requests_so_far().len(), 1);
}

#[tokio::test]
async fn json_that_is_no_record_is_an_answer_that_was_not_understood() {
    for body in [
        "\"Log in\"",
        "7",
        "null",
        r#"{"error":"API access is not enabled"}"#,
        r#"[{"id":7},{"id":8}]"#,
    ] {
        let wire = Wire::json(body);
        let error = refused(wire.client.get_client(GetClient::new(7)).await);
        assert!(
            matches!(error.cause(), Cause::Undecodable { .. }),
            "{body}: {error}"
        );
        assert_eq!(error.response().unwrap().text(), body);
    }
}

#[tokio::test]
async fn the_rule_that_a_record_breaks_is_told_in_whatever_form_it_comes() {
    for (content_type, body) in [
        ("application/json", r#"{"errors":["name is required"]}"#),
        ("application/json", r#"{"errors":{"name":["is required"]}}"#),
        ("application/json", r#"{"message":"name is required"}"#),
        ("text/plain", "name is required"),
    ] {
        let answer = http("422 Unprocessable Entity", content_type, body);
        let wire = Wire::answering(answer);
        let error = refused(
            wire.client
                .update_client(UpdateClient::new(7).notes("VIP"))
                .await,
        );
        let words = error.server_words().unwrap().as_str();
        assert!(
            ["name is required", "name: is required"].contains(&words),
            "{body}: {words}"
        );
        assert!(error.explain().contains(words), "{}", error.explain());
        assert_eq!(error.refusal().unwrap().message.as_str(), words);
    }
}

#[tokio::test]
async fn the_number_of_an_incident_at_a_firewall_is_kept() {
    let page = "<html><head><title>Request Rejected</title></head><body>Support ID: 1234567890</body></html>";
    let wire = Wire::answering(http("403 Forbidden", "text/html", page));
    let error = refused(wire.client.get_client(GetClient::new(7)).await);
    assert_eq!(error.server_words().unwrap().as_str(), "Request Rejected");
    assert!(
        error
            .response()
            .unwrap()
            .text()
            .contains("Support ID: 1234567890")
    );
}
