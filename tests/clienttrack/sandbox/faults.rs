//! The server's faults, and what the client makes of them.

use std::time::{Duration, Instant};

use clienttrack_generated::{
    AuthTest, DescribeObject, GetObject, InsertObject, Query, ResultCode, RunStoredProcedure,
    UpdateObject,
};
use prose_runtime::{Cause, Outcome, Then};
use prose_sandbox::{Fault, FaultKind};

use super::Session;
use crate::{all_clients, assert_code, column, refused, rows};

/// The faults that requests met, in their order.
fn met(session: &Session) -> Vec<String> {
    let requests = session.sandbox.requests().into_iter();
    requests
        .map(|request| request.fault.unwrap_or_default())
        .collect()
}

const PASSING: [(FaultKind, &str); 8] = [
    (FaultKind::TooMany { retry_after: None }, "too-many"),
    (FaultKind::Status(500), "status"),
    (FaultKind::Status(502), "status"),
    (FaultKind::Status(503), "status"),
    (FaultKind::Status(504), "status"),
    (
        FaultKind::Reset {
            after_acting: false,
        },
        "reset",
    ),
    (FaultKind::Reset { after_acting: true }, "reset"),
    (FaultKind::Truncated, "truncated"),
];

#[tokio::test]
async fn every_call_that_reads_is_repeated_after_every_passing_trouble() {
    for (trouble, word) in PASSING {
        let session = Session::new();
        let client = session.eager();
        session
            .sandbox
            .fault(Fault::new(trouble.clone()).on("auth_test"));
        session
            .sandbox
            .fault(Fault::new(trouble.clone()).on("query"));
        session
            .sandbox
            .fault(Fault::new(trouble.clone()).on("get_object"));
        session
            .sandbox
            .fault(Fault::new(trouble.clone()).on("describe_object"));
        let tried = client.auth_test(AuthTest::new()).await.unwrap();
        assert_eq!(tried.failed_attempts().len(), 1, "{trouble:?}");
        let found = client.query(all_clients()).await.unwrap();
        assert_eq!(found.failed_attempts().len(), 1, "{trouble:?}");
        assert_eq!(found.records().len(), 25);
        let row = client.get_object(GetObject::new("cmClient", "1001")).await;
        assert_eq!(row.unwrap().failed_attempts().len(), 1, "{trouble:?}");
        let table = client.describe_object(DescribeObject::new("cmClient"));
        assert_eq!(table.await.unwrap().failed_attempts().len(), 1);
        assert_eq!(met(&session), [word, "", word, "", word, "", word, ""]);
    }
}

/// What a procedure does is known to its author only, and a row could be added twice.
#[tokio::test]
async fn no_call_that_may_act_is_repeated() {
    for (trouble, word) in PASSING {
        let session = Session::empty();
        let client = session.eager();
        session.sandbox.fault(Fault::new(trouble.clone()).times(3));
        let insert = InsertObject::new("cmClient").custom("LastName", "Sample");
        let update = UpdateObject::new("cmClient", "0").custom("City", "Denver");
        let run = RunStoredProcedure::new("usp_RefreshIndex");
        for error in [
            refused(client.insert_object(insert).await),
            refused(client.update_object(update).await),
            refused(client.run_stored_procedure(run).await),
        ] {
            assert_eq!(error.attempts().len(), 1, "{trouble:?}");
            assert_eq!(error.attempts()[0].then, Then::CouldActTwice, "{trouble:?}");
            assert!(error.may_have_acted() && !error.is_retryable(), "{error}");
        }
        assert_eq!(met(&session), [word, word, word]);
        let added = "SELECT ClientID FROM cmClient WHERE LastName IN ('Sample')";
        let count = session.rows(Query::new(added)).await.len();
        let has_acted = matches!(
            trouble,
            FaultKind::Truncated | FaultKind::Reset { after_acting: true }
        );
        assert_eq!(count, usize::from(has_acted), "{trouble:?}");
    }
}

#[tokio::test]
async fn a_query_that_comes_too_often_waits_as_long_as_the_server_asks() {
    let session = Session::new();
    let retry_after = Some(1);
    session
        .sandbox
        .fault(Fault::new(FaultKind::TooMany { retry_after }));
    let start = Instant::now();
    let reply = session.eager().query(all_clients()).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(reply.failed_attempts()[0].outcome, Outcome::Status(429));
}

#[tokio::test]
async fn a_procedure_that_comes_too_often_is_left_to_the_caller() {
    let session = Session::new();
    let retry_after = Some(7);
    session
        .sandbox
        .fault(Fault::new(FaultKind::TooMany { retry_after }));
    let call = RunStoredProcedure::new("usp_RefreshIndex");
    let error = refused(session.eager().run_stored_procedure(call).await);
    assert!(error.is_rate_limited(), "{error}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn trouble_that_does_not_pass_ends_after_four_attempts() {
    let session = Session::new();
    session
        .sandbox
        .fault(Fault::new(FaultKind::Status(502)).always());
    let error = refused(session.eager().query(all_clients()).await);
    assert_code(&error, ResultCode::BadGateway);
    assert!(error.is_server_fault(), "{error}");
    assert_eq!(error.attempts().len(), 4);
    assert_eq!(error.attempts()[3].then, Then::NoMoreAttempts);
}

#[tokio::test]
async fn a_slow_answer_runs_into_the_limit_of_time_and_has_acted() {
    let session = Session::empty();
    let late = FaultKind::Latency(Duration::from_secs(5));
    session.sandbox.fault(Fault::new(late).on("insert_object"));
    let call = InsertObject::new("cmClient").custom("LastName", "Sample");
    let sending = session.client.insert_object(call);
    let error = refused(sending.attempt_timeout(Duration::from_millis(300)).await);
    assert!(error.is_timeout() && error.may_have_acted(), "{error}");
    assert_eq!(
        session.rows(all_clients()).await.len(),
        2,
        "with the template"
    );
}

#[tokio::test]
async fn a_slow_query_within_the_limit_is_an_answer() {
    let session = Session::new();
    let late = Duration::from_millis(250);
    session.sandbox.fault(Fault::new(FaultKind::Latency(late)));
    let start = Instant::now();
    session.client.query(all_clients()).await.unwrap();
    assert!(start.elapsed() >= late);
}

#[tokio::test]
async fn html_in_place_of_json_is_told_and_not_asked_for_again() {
    let session = Session::new();
    session.sandbox.fault(Fault::new(FaultKind::Html).times(2));
    let error = refused(session.eager().query(all_clients()).await);
    assert!(
        matches!(error.cause(), Cause::Undecodable { .. }),
        "{error}"
    );
    let call = RunStoredProcedure::new("usp_RefreshIndex");
    let error = refused(session.eager().run_stored_procedure(call).await);
    assert!(error.may_have_acted(), "nobody knows: {error}");
    assert_eq!(met(&session), ["html", "html"]);
}

#[tokio::test]
async fn all_rows_come_through_a_bad_hour() {
    let session = Session::new();
    for (passing, trouble) in [
        (0, FaultKind::Status(502)),
        (1, FaultKind::Truncated),
        (3, FaultKind::Reset { after_acting: true }),
        (5, FaultKind::TooMany { retry_after: None }),
    ] {
        let fault = Fault::new(trouble).on("query").after(passing);
        session.sandbox.fault(fault);
    }
    let call = all_clients().page_size(7).should_cache(true);
    let rows = rows(&session.eager(), call).await.unwrap();
    let ids: std::collections::BTreeSet<_> =
        rows.iter().map(|row| column(row, "ClientID")).collect();
    assert_eq!((rows.len(), ids.len()), (61, 61));
    assert_eq!(
        met(&session).iter().filter(|word| !word.is_empty()).count(),
        4
    );
}
