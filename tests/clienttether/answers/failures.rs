//! Answers that are none: not JSON, not from the API, or not there at all.

use std::net::TcpListener;
use std::time::Duration;

use clienttether_generated::{CreateClient, ReadClientList};
use prose_runtime::{Cause, Config, Error, TimeLimit};
use workspace_tests::http;

use super::{answered, answered_with, client};

async fn error_of(answer: Vec<u8>) -> Result<Error, Box<dyn std::error::Error>> {
    let outcome = answered_with(answer)
        .read_client_list(ReadClientList::new())
        .await;
    Ok(outcome.err().ok_or("the answer was taken")?)
}

async fn undecodable(body: &str) -> Result<(String, String), Box<dyn std::error::Error>> {
    let error = error_of(http("200 OK", "application/json", body)).await?;
    match error.cause() {
        Cause::Undecodable { path, found, .. } => Ok((path.clone(), found.clone())),
        _ => Err(error.into()),
    }
}

fn pair(path: &str, found: &str) -> (String, String) {
    (path.to_owned(), found.to_owned())
}

#[tokio::test]
async fn html_with_a_good_status_is_no_answer() {
    let page = "<!DOCTYPE html>\n<html><body>Down for maintenance</body></html>";
    assert_eq!(
        undecodable(page).await.unwrap(),
        pair("byte 0", "HTML of 62 bytes")
    );
}

#[tokio::test]
async fn an_empty_body_is_no_answer() {
    assert_eq!(
        undecodable("").await.unwrap(),
        pair("byte 0", "an empty body")
    );
    assert_eq!(
        undecodable(" \r\n").await.unwrap(),
        pair("byte 0", "an empty body")
    );
}

#[tokio::test]
async fn json_without_a_result_code_is_no_answer() {
    for (body, found) in [
        (
            r#"{"data":[{"client_id":"1"}]}"#,
            "an object without a result code",
        ),
        (r#"{"ResultCode":""}"#, "an object without a result code"),
        (
            r#"{"ResultCode":null,"data":[]}"#,
            "an object without a result code",
        ),
        (
            r#"[{"client_id":"1"}]"#,
            "an array of 19 bytes instead of an object",
        ),
        (r#""Success""#, "a text of 9 bytes instead of an object"),
        ("200", "a number of 3 bytes instead of an object"),
        ("true", "true of 4 bytes instead of an object"),
        ("null", "null of 4 bytes instead of an object"),
    ] {
        assert_eq!(
            undecodable(body).await.unwrap(),
            pair("ResultCode", found),
            "{body}"
        );
    }
}

#[tokio::test]
async fn truncated_json_is_no_answer_and_loses_no_record_silently() {
    let whole = r#"{"ResultCode":"CT_200","data":[{"client_id":"1"},{"client_id":"2"}]}"#;
    assert!(
        answered(whole)
            .read_client_list(ReadClientList::new())
            .await
            .is_ok()
    );
    for length in 1..whole.len() {
        let (_, found) = undecodable(&whole[..length]).await.unwrap();
        assert_eq!(found, format!("JSON of {length} bytes that ends too early"));
    }
}

#[tokio::test]
async fn what_is_nearly_json_is_no_answer() {
    for body in [
        "{'ResultCode':'CT_200'}",
        "{“ResultCode”:“CT200”}",
        r#"{"ResultCode":"CT_200"}}"#,
        "Success",
    ] {
        let (path, found) = undecodable(body).await.unwrap();
        assert!(path.contains("byte "), "{path}");
        assert_eq!(found, format!("invalid JSON in {} bytes", body.len()));
    }
}

#[tokio::test]
async fn text_that_is_not_utf_8_is_no_answer() {
    let mut answer = http("200 OK", "application/json", "{\"ResultCode\":\"CT_200\"}");
    // The first letter of the code, as Latin-1 has an é.
    let last = answer.len() - 8;
    answer[last] = 0xe9;
    let error = error_of(answer).await.unwrap();
    assert!(
        matches!(error.cause(), Cause::Undecodable { path, .. } if path == "ResultCode, byte 15"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_bad_status_with_text_is_told_by_its_number() {
    for (line, status, advice) in [
        (
            "401 Unauthorized",
            401,
            "check the credentials and what they allow",
        ),
        (
            "403 Forbidden",
            403,
            "check the credentials and what they allow",
        ),
        ("404 Not Found", 404, "check the base URL"),
        ("429 Too Many Requests", 429, "wait, then send again"),
        (
            "302 Found",
            302,
            "redirects are not followed: set the base URL to the new address",
        ),
        (
            "500 Internal Server Error",
            500,
            "the server failed: try again later",
        ),
    ] {
        for body in ["Unauthorized", "<html></html>", "", "[1]", "{\"data\":[]}"] {
            let error = error_of(http(line, "text/plain", body)).await.unwrap();
            assert!(
                matches!(error.cause(), Cause::Status { status: told, .. } if *told == status),
                "{error:?}"
            );
            assert_eq!(
                error.to_string(),
                format!("read_client_list: HTTP status {status}; {advice}")
            );
        }
    }
}

#[tokio::test]
async fn the_message_of_a_bad_status_is_there_for_those_who_ask() {
    let body = r#"{"message":"Missing Authentication Token"}"#;
    let error = error_of(http("403 Forbidden", "application/json", body))
        .await
        .unwrap();
    let Cause::Status { message, .. } = error.cause() else {
        panic!("{error:?}");
    };
    let told = message.as_ref().map(|message| message.as_str());
    assert_eq!(told, Some("Missing Authentication Token"));
    assert!(!format!("{error} {error:?}").contains("Token"), "{error:?}");
}

#[tokio::test]
async fn a_page_of_somebody_in_between_breaks_no_limit() {
    // The text under `code` is no key of the call, and the status says that anybody may speak.
    let body = r#"{"resultCode":"gateway_timeout","message":"upstream"}"#;
    let error = error_of(http("504 Gateway Timeout", "application/json", body))
        .await
        .unwrap();
    assert!(
        matches!(error.cause(), Cause::Status { status: 504, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn every_kind_of_error_is_one_line_that_names_the_call() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let impatient = Config::new()
        .base_url(format!("http://{}/", silent.local_addr().unwrap()))
        .timeout(Duration::from_millis(100));
    let good = http("200 OK", "application/json", r#"{"ResultCode":"CT_200"}"#);
    let clients = [
        (
            "refused",
            answered("{\"ResultCode\":\"CT_400\",\"Message\":\"a\\nb\"}"),
        ),
        (
            "status",
            answered_with(http("500 No", "text/html", "<p>\n</p>")),
        ),
        ("closed", answered_with(Vec::new())),
        ("cut", answered_with(good[..good.len() - 5].to_vec())),
        (
            "nobody",
            client(Config::new().base_url("http://127.0.0.1:1/")),
        ),
        ("silent", client(impatient)),
        ("undecodable", answered("a\nb")),
    ];
    for (kind, client) in clients {
        let error = client
            .create_client(CreateClient::new("Jo", "Sample"))
            .await
            .unwrap_err();
        let told = error.to_string();
        assert!(told.starts_with("create_client: "), "{kind}: {told}");
        assert!(!told.contains('\n'), "{kind}: {told}");
        assert_eq!(error.call(), Some("create_client"), "{kind}");
        let expected = match kind {
            "refused" => matches!(error.cause(), Cause::Refused(_)),
            "status" => matches!(error.cause(), Cause::Status { .. }),
            "closed" | "cut" | "nobody" => matches!(error.cause(), Cause::Transport { .. }),
            "silent" => matches!(
                error.cause(),
                Cause::Timeout {
                    which: TimeLimit::Total,
                    ..
                }
            ),
            _ => matches!(error.cause(), Cause::Undecodable { .. }),
        };
        assert!(expected, "{kind}: {error:?}");
    }
}

#[tokio::test]
async fn a_call_that_breaks_limits_is_one_line_too() {
    let client = client(Config::new().base_url("http://127.0.0.1:1/"));
    let call = CreateClient::new("", "Sample").created("29.2.2024\n");
    let error = client.create_client(call).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "create_client: not sent; change the call: `created` must exist and be written \
         YYYY-MM-DD, is \"29.2.2024 \" (limit date: A day that exists, as YYYY-MM-DD; revision current); `firstName` is required \
         (revision current)"
    );
}

#[tokio::test]
async fn an_answer_larger_than_allowed_is_not_taken() {
    let server = workspace_tests::Loopback::answering_json(&" ".repeat(2000)).unwrap();
    let config = Config::new()
        .base_url(server.base_url())
        .max_response_bytes(1999);
    let error = client(config)
        .read_client_list(ReadClientList::new())
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "read_client_list: the answer has more than 1999 bytes; ask for less, or raise \
         max_response_bytes"
    );
}
