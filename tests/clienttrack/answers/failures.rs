//! What the server refuses, told apart by status and words; and what is sent again.

use clienttrack_generated::{
    AuthTest, InsertObject, ResultCode, RunStoredProcedure, UpdateObject, calls,
};
use prose_runtime::{Cause, Config, Error, Meaning, Outcome, Response, Then};
use workspace_tests::{Loopback, http};

use crate::{all_clients, assert_code, client_with, eager, refused};

/// What a query says to this answer.
fn refusal(status: u16, body: &str) -> Error {
    let call = clienttrack_generated::Query::DESCRIPTOR;
    let read = prose_runtime::read::<clienttrack_generated::records::CrqlRow>;
    refused(read(call, Response::new(status, body)))
}

/// The texts in the forms that they may have.
fn forms(text: &str) -> [String; 5] {
    [
        text.to_owned(),
        format!(r#""{text}""#),
        format!(r#"{{"message":"{text}"}}"#),
        format!(r#"{{"statusCode":401,"message":"{text}"}}"#),
        format!(r#"{{"errors":["{text}"]}}"#),
    ]
}

#[test]
fn the_causes_of_401_are_told_apart() {
    for (text, code, is_denied) in [
        (
            "Access denied due to missing subscription key. Give it with requests.",
            ResultCode::MissingSubscriptionKey,
            true,
        ),
        (
            "ACCESS DENIED DUE TO MISSING SUBSCRIPTION KEY",
            ResultCode::MissingSubscriptionKey,
            true,
        ),
        (
            "Not authorized: missing or incorrect ApiKey.",
            ResultCode::WrongApiKey,
            true,
        ),
        (
            "not authorized: Missing Or Incorrect apikey",
            ResultCode::WrongApiKey,
            true,
        ),
        (
            "dbo.usp_Report is not available at this time.",
            ResultCode::NotAvailable,
            false,
        ),
        ("Something new.", ResultCode::Unauthorized, true),
        ("", ResultCode::Unauthorized, true),
    ] {
        for body in forms(text) {
            let error = refusal(401, &body);
            assert_code(&error, code);
            assert_eq!(error.is_access_denied(), is_denied, "{body}");
            assert!(!error.is_retryable() && !error.may_have_acted(), "{body}");
            let line = error.to_string();
            assert!(line.contains(code.code()) && line.contains("401"), "{line}");
            assert_eq!(line.lines().count(), 1, "{line}");
        }
    }
    let html = "<html><body>401 Unauthorized</body></html>";
    assert_code(&refusal(401, html), ResultCode::Unauthorized);
}

/// Only the procedure is closed: new keys would not help.
#[test]
fn a_procedure_that_is_not_enabled_is_no_fault_of_the_credentials() {
    let error = refusal(401, "a is not available at this time.");
    assert_eq!(error.refusal().unwrap().meaning, Meaning::NotEnabled);
    let line = error.to_string();
    assert!(!line.contains("credentials and"), "{line}");
    assert!(line.contains("the vendor has not opened this"), "{line}");
}

#[test]
fn statuses_of_the_document_have_codes_and_others_have_none() {
    for (status, code) in [
        (400, Some(ResultCode::BadRequest)),
        (401, Some(ResultCode::Unauthorized)),
        (404, Some(ResultCode::NotFound)),
        (500, Some(ResultCode::ServerError)),
        (502, Some(ResultCode::BadGateway)),
        (403, None),
        (409, None),
        (429, None),
        (503, None),
        (504, None),
    ] {
        for body in ["", "Words.", r#"{"message":"Words."}"#, "<p>Words.</p>"] {
            let error = refusal(status, body);
            assert_eq!(ResultCode::of(&error), code, "{status} {body}");
            assert_eq!(error.is_not_found(), status == 404, "{status} {body}");
            assert_eq!(error.is_server_fault(), status >= 500, "{status} {body}");
            assert_eq!(error.is_rate_limited(), status == 429, "{status} {body}");
            assert!(!error.to_string().contains("Words"), "{error}");
            let has_status = match error.cause() {
                Cause::Refused(refusal) => refusal.status == status,
                Cause::Status { status: own, .. } => *own == status,
                _ => false,
            };
            assert!(has_status, "{error:?}");
        }
    }
}

#[test]
fn every_code_has_a_name_of_its_own_and_every_call_lists_known_ones() {
    let listed: Vec<&str> = clienttrack_generated::api::API
        .result_codes
        .iter()
        .map(|code| code.code)
        .collect();
    assert_eq!(listed.len(), 11);
    for call in calls::CALLS {
        assert!(
            call.codes.iter().all(|code| listed.contains(code)),
            "{call:?}"
        );
        let is_procedure = call.name == "run_stored_procedure";
        assert_eq!(call.codes.contains(&"not_available"), is_procedure);
    }
}

/// A reply has no code of its own: what was only accepted looks like what was done, save for the status.
#[tokio::test]
async fn a_call_that_was_accepted_is_told_by_its_status_alone() {
    for (status, number) in [("200 OK", 200), ("201 Created", 201), ("202 Accepted", 202)] {
        for body in ["", "{}", r#"{"ClientID":7,"message":"later"}"#] {
            let server =
                Loopback::replying(move |_| http(status, "application/json", body)).unwrap();
            let client = client_with(&server, Config::new().retry(eager()));
            let insert = InsertObject::new("cmClient").custom("LastName", "Sample");
            let update = UpdateObject::new("cmClient", "1").custom("LastName", "Sample");
            let run = RunStoredProcedure::new("a");
            let inserted = client.insert_object(insert).await.unwrap();
            let updated = client.update_object(update).await.unwrap();
            let ran = client.run_stored_procedure(run).await.unwrap();
            for (told, code) in [
                (inserted.status(), inserted.code()),
                (updated.status(), updated.code()),
                (ran.status(), ran.code()),
            ] {
                assert_eq!((told, code), (number, None), "{status} {body}");
            }
        }
    }
    // A message in the place of a row is no row, and none is due yet.
    let server =
        Loopback::replying(|_| http("202 Accepted", "application/json", r#"{"message":"later"}"#));
    let server = server.unwrap();
    let client = client_with(&server, Config::new().retry(eager()));
    let insert = InsertObject::new("cmClient").custom("LastName", "Sample");
    let reply = client.insert_object(insert).await.unwrap();
    assert_eq!((reply.status(), reply.records().len()), (202, 0));
    let run = RunStoredProcedure::new("a");
    let reply = client.run_stored_procedure(run).await.unwrap();
    assert_eq!((reply.status(), reply.records().len()), (202, 0));
    for name in ["run_stored_procedure", "insert_object", "update_object"] {
        let call = calls::CALLS.iter().find(|call| call.name == name).unwrap();
        for code in ["ok", "created", "accepted"] {
            assert!(call.codes.contains(&code), "{name} {code}");
        }
    }
}

/// Each call once, at a server that always answers so: the outcome of every attempt.
async fn attempts(status: &'static str) -> [(&'static str, Error); 4] {
    let server = Loopback::replying(move |_| http(status, "text/plain", "")).unwrap();
    let client = client_with(&server, Config::new().retry(eager()));
    let insert = InsertObject::new("cmClient").custom("LastName", "Sample");
    let update = UpdateObject::new("cmClient", "1").custom("LastName", "Sample");
    let procedure = RunStoredProcedure::new("a");
    [
        ("query", refused(client.query(all_clients()).await)),
        ("insert", refused(client.insert_object(insert).await)),
        ("update", refused(client.update_object(update).await)),
        ("run", refused(client.run_stored_procedure(procedure).await)),
    ]
}

/// Where there is no procedure or object of a name, the server answers the same as when it fails.
#[tokio::test]
async fn failures_that_may_pass_are_sent_again_for_what_only_reads() {
    for (status, number) in [
        ("500 Internal Server Error", 500),
        ("502 Bad Gateway", 502),
        ("503 Service Unavailable", 503),
        ("504 Gateway Timeout", 504),
        ("429 Too Many Requests", 429),
    ] {
        for (call, error) in attempts(status).await {
            let tries = error.attempts();
            let is_read = call == "query";
            assert_eq!(tries.len(), if is_read { 4 } else { 1 }, "{call} {status}");
            assert_eq!(tries[0].outcome, Outcome::Status(number), "{call}");
            assert_eq!(error.is_retryable(), is_read, "{call} {status}: {error}");
            assert!(error.may_have_acted(), "{call} {status}: {error}");
            if !is_read {
                assert_eq!(tries[0].then, Then::CouldActTwice, "{call} {status}");
                let line = error.to_string();
                assert!(line.contains("check whether"), "{line}");
            }
            match number {
                500 => assert_code(&error, ResultCode::ServerError),
                502 => assert_code(&error, ResultCode::BadGateway),
                _ => assert_eq!(ResultCode::of(&error), None),
            }
        }
    }
}

#[tokio::test]
async fn what_would_be_refused_again_is_not_sent_again() {
    for status in ["400 Bad Request", "401 Unauthorized", "404 Not Found"] {
        for (call, error) in attempts(status).await {
            assert_eq!(error.attempts().len(), 1, "{call} {status}");
            assert_eq!(error.attempts()[0].then, Then::Final, "{call} {status}");
            assert!(!error.may_have_acted(), "{call} {status}: {error}");
        }
    }
}

#[tokio::test]
async fn an_empty_500_that_passes_is_only_remembered() {
    let answers = vec![
        http("500 Internal Server Error", "text/plain", ""),
        http("200 OK", "application/json", r#"{"message":"Hello"}"#),
    ];
    let server = Loopback::answering(answers).unwrap();
    let client = client_with(&server, Config::new().retry(eager()));
    let reply = client.auth_test(AuthTest::new()).await.unwrap();
    assert_eq!(reply.failed_attempts().len(), 1);
}
