//! The server's faults, and what the client makes of them.

use std::time::{Duration, Instant};

use clienttether_generated::{
    Client, CreateClient, ReadClientList, ReadTagsList, ReadUserList, UpdateClientById,
};
use prose_runtime::{Cause, Config, Outcome, RetryPolicy, Then};
use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{Fault, FaultKind};

use super::{Session, client_of, refused};

impl Session {
    /// A client that tries again at once.
    fn eager(&self) -> Client {
        let policy = RetryPolicy::new().base(Duration::from_millis(1));
        client_of(&self.sandbox, Config::new().retry(policy))
    }

    /// The faults that requests met, in their order.
    fn met(&self) -> Vec<Option<String>> {
        let requests = self.sandbox.requests().into_iter();
        requests.map(|request| request.fault).collect()
    }

    async fn contacts(&self) -> usize {
        let list = self.client.read_client_list(ReadClientList::new()).await;
        list.unwrap().records().len()
    }
}

fn met(words: &[&str]) -> Vec<Option<String>> {
    words
        .iter()
        .map(|word| (!word.is_empty()).then(|| (*word).to_owned()))
        .collect()
}

#[tokio::test]
async fn a_read_that_comes_too_often_is_sent_again_when_the_server_says() {
    let session = Session::quiet();
    let retry_after = Some(1);
    session
        .sandbox
        .fault(Fault::new(FaultKind::TooMany { retry_after }).on("read_user_list"));
    let start = Instant::now();
    let reply = session
        .eager()
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(reply.failed_attempts().len(), 1);
    assert_eq!(reply.failed_attempts()[0].outcome, Outcome::Status(429));
    assert_eq!(session.met(), met(&["too-many", ""]));
    assert_eq!(session.sandbox.requests()[0].status, Some(429));
}

#[tokio::test]
async fn a_creation_that_comes_too_often_is_left_to_the_caller() {
    let session = Session::quiet();
    let retry_after = Some(7);
    session
        .sandbox
        .fault(Fault::new(FaultKind::TooMany { retry_after }));
    let error = refused(
        session
            .eager()
            .create_client(CreateClient::new("Jo", "Sample"))
            .await,
    );
    assert!(error.is_rate_limited(), "{error}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(session.met(), met(&["too-many"]));
    assert_eq!(session.contacts().await, 0);
}

#[tokio::test]
async fn a_creation_whose_answer_is_lost_is_not_repeated() {
    let session = Session::quiet();
    let after_acting = true;
    session
        .sandbox
        .fault(Fault::new(FaultKind::Reset { after_acting }).on("create_client"));
    let error = refused(
        session
            .eager()
            .create_client(CreateClient::new("Jo", "Sample"))
            .await,
    );
    assert!(matches!(error.cause(), Cause::Transport { .. }), "{error}");
    assert!(error.may_have_acted() && !error.is_retryable(), "{error}");
    assert_eq!(error.attempts().len(), 1);
    assert_eq!(error.attempts()[0].then, Then::CouldActTwice);
    assert_eq!(session.met(), met(&["reset"]));
    assert_eq!(session.contacts().await, 1, "it was created, and once");
}

#[tokio::test]
async fn a_creation_that_is_lost_on_its_way_is_not_repeated_either() {
    let session = Session::quiet();
    let after_acting = false;
    session
        .sandbox
        .fault(Fault::new(FaultKind::Reset { after_acting }).on("create_client"));
    let error = refused(
        session
            .eager()
            .create_client(CreateClient::new("Jo", "Sample"))
            .await,
    );
    assert!(error.may_have_acted(), "the client cannot know: {error}");
    assert_eq!(session.contacts().await, 0);
}

#[tokio::test]
async fn reads_and_updates_are_repeated_after_every_passing_trouble() {
    for (trouble, word) in [
        (FaultKind::TooMany { retry_after: None }, "too-many"),
        (FaultKind::Status(500), "status"),
        (FaultKind::Status(502), "status"),
        (FaultKind::Status(503), "status"),
        (
            FaultKind::Reset {
                after_acting: false,
            },
            "reset",
        ),
        (FaultKind::Reset { after_acting: true }, "reset"),
        (FaultKind::Truncated, "truncated"),
    ] {
        let session = Session::quiet();
        let id = session.contact("Jo").await;
        session.sandbox.forget_requests();
        session.sandbox.fault(Fault::new(trouble.clone()).times(2));
        let client = session.eager();
        let call = UpdateClientById::new(&id).city("Denver");
        let reply = client.update_client_by_id(call).await.unwrap();
        assert_eq!(reply.failed_attempts().len(), 2, "{trouble:?}");
        assert_eq!(session.met(), met(&[word, word, ""]), "{trouble:?}");
        assert_eq!(session.read(&id).await.city(), Some("Denver"));
    }
}

#[tokio::test]
async fn what_is_added_to_a_whiteboard_is_added_once() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    for trouble in [
        FaultKind::Reset { after_acting: true },
        FaultKind::Truncated,
    ] {
        session.sandbox.fault(Fault::new(trouble));
        let call = UpdateClientById::new(&id).append_whiteboard("Paid.");
        let error = refused(session.eager().update_client_by_id(call).await);
        assert!(error.may_have_acted(), "{error}");
    }
    let contact = session.read(&id).await;
    let count = contact.whiteboard().unwrap().matches("Paid.").count();
    assert_eq!(count, 2, "once for each of the two calls");
}

#[tokio::test]
async fn trouble_that_does_not_pass_ends_after_four_attempts() {
    let session = Session::quiet();
    session
        .sandbox
        .fault(Fault::new(FaultKind::Status(503)).always());
    let error = refused(session.eager().read_user_list(ReadUserList::new()).await);
    assert!(error.is_server_fault(), "{error}");
    assert_eq!(error.attempts().len(), 4);
    assert_eq!(error.attempts()[3].then, Then::NoMoreAttempts);
    session.sandbox.clear_faults();
    session
        .eager()
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
}

#[tokio::test]
async fn html_in_place_of_json_is_told_and_not_asked_for_again() {
    let session = Session::quiet();
    session
        .sandbox
        .fault(Fault::new(FaultKind::Html).on("read_user_list"));
    let error = refused(session.eager().read_user_list(ReadUserList::new()).await);
    assert!(
        matches!(error.cause(), Cause::Undecodable { .. }),
        "{error}"
    );
    assert_eq!(session.met(), met(&["html"]));
    session.sandbox.fault(Fault::new(FaultKind::Html));
    let call = CreateClient::new("Jo", "Sample");
    refused(session.eager().create_client(call).await);
    assert_eq!(
        session.contacts().await,
        0,
        "the page came instead of acting"
    );
}

#[tokio::test]
async fn a_slow_answer_runs_into_the_limit_of_time_and_has_acted() {
    let session = Session::quiet();
    let late = Duration::from_secs(5);
    session
        .sandbox
        .fault(Fault::new(FaultKind::Latency(late)).on("create_client"));
    let call = session
        .client
        .create_client(CreateClient::new("Jo", "Sample"));
    let error = refused(call.attempt_timeout(Duration::from_millis(300)).await);
    assert!(error.is_timeout() && error.may_have_acted(), "{error}");
    assert_eq!(session.contacts().await, 1);
}

#[tokio::test]
async fn a_slow_answer_within_the_limit_is_an_answer() {
    let session = Session::quiet();
    let late = Duration::from_millis(250);
    session.sandbox.fault(Fault::new(FaultKind::Latency(late)));
    let start = Instant::now();
    session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    assert!(start.elapsed() >= late);
    assert_eq!(session.met(), met(&["latency"]));
}

#[tokio::test]
async fn a_fault_hits_the_call_that_it_names_after_those_that_it_lets_pass() {
    let session = Session::quiet();
    let fault = Fault::new(FaultKind::Status(503))
        .on("read_tags_list")
        .after(1)
        .times(2);
    session.sandbox.fault(fault);
    let never = || RetryPolicy::never();
    for (index, fails) in [false, true, true, false].into_iter().enumerate() {
        session
            .client
            .read_user_list(ReadUserList::new())
            .await
            .unwrap();
        let tags = session
            .client
            .read_tags_list(ReadTagsList::new())
            .retry(never());
        assert_eq!(tags.await.is_err(), fails, "{index}");
    }
}

#[tokio::test]
async fn latency_adds_up_with_the_trouble_behind_it() {
    let session = Session::quiet();
    let late = Duration::from_millis(200);
    session.sandbox.fault(Fault::new(FaultKind::Latency(late)));
    session.sandbox.fault(Fault::new(FaultKind::Status(503)));
    let start = Instant::now();
    let call = session.client.read_user_list(ReadUserList::new());
    refused(call.retry(RetryPolicy::never()).await);
    assert!(start.elapsed() >= late);
    assert_eq!(session.met(), met(&["latency+status"]));
}

#[tokio::test]
async fn chance_falls_the_same_way_with_the_same_seed() {
    let falls = async |seed| {
        let session = Session::of(Sandbox::setup().contacts(0).seed(seed));
        let fault = Fault::new(FaultKind::Status(503)).always().chance(0.5);
        session.sandbox.fault(fault);
        for _ in 0..64 {
            let call = session.client.read_tags_list(ReadTagsList::new());
            let _ = call.retry(RetryPolicy::never()).await;
        }
        session.met()
    };
    let (one, same, other) = (falls(3).await, falls(3).await, falls(4).await);
    assert_eq!(one, same);
    assert_ne!(one, other);
    let hits = one.iter().filter(|fault| fault.is_some()).count();
    assert!((12..=52).contains(&hits), "{hits} of 64");
}

#[tokio::test]
async fn a_list_of_250_comes_whole_through_a_bad_hour() {
    let session = Session::busy();
    for trouble in [
        FaultKind::Status(502),
        FaultKind::Truncated,
        FaultKind::Reset { after_acting: true },
    ] {
        session
            .sandbox
            .fault(Fault::new(trouble).on("read_client_list"));
    }
    let mut records = session
        .eager()
        .read_client_list(ReadClientList::new())
        .records();
    let mut ids = std::collections::BTreeSet::new();
    while let Some(contact) = records.next().await {
        ids.insert(contact.unwrap().client_id().unwrap());
    }
    assert_eq!(ids.len(), 250);
    assert_eq!(
        session.met().iter().filter(|fault| fault.is_some()).count(),
        3
    );
}

#[tokio::test]
async fn a_reset_of_the_sandbox_takes_faults_away() {
    let session = Session::quiet();
    session
        .sandbox
        .fault(Fault::new(FaultKind::Status(503)).always());
    session.sandbox.reset().unwrap();
    let call = session.client.read_user_list(ReadUserList::new());
    call.retry(RetryPolicy::never()).await.unwrap();
}

#[tokio::test]
async fn a_slow_answer_holds_up_no_other() {
    let session = Session::quiet();
    let late = Duration::from_secs(2);
    session
        .sandbox
        .fault(Fault::new(FaultKind::Latency(late)).on("create_client"));
    let slow = session
        .client
        .create_client(CreateClient::new("Jo", "Sample"));
    let slow = tokio::spawn(slow.into_future());
    let start = Instant::now();
    while session.sandbox.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    assert!(start.elapsed() < late);
    assert!(!slow.is_finished());
    slow.await.unwrap().unwrap();
}
