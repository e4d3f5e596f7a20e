//! The sandbox's faults, and what the client makes of them.

use std::time::Duration;

use prose_runtime::{Cause, Config, Outcome, RetryPolicy, Then};
use prose_sandbox::{Fault, FaultKind};
use trackops_generated::{
    Client, CountClients, Credentials, GetClient, ListClients, ResultCode, UpdateClient,
};

use super::{Session, client_of};
use crate::{new_client, refused};

impl Session {
    /// A client that tries again at once.
    fn eager(&self) -> Client {
        let policy = RetryPolicy::new().base(Duration::from_millis(1));
        client_of(&self.sandbox, Config::new().no_rate_limit().retry(policy))
    }

    async fn number(&self) -> u64 {
        let count = self
            .client
            .count_clients(CountClients::new())
            .await
            .unwrap();
        count.first().unwrap().record_count().unwrap()
    }
}

const PASSING: [FaultKind; 6] = [
    FaultKind::TooMany { retry_after: None },
    FaultKind::Status(500),
    FaultKind::Status(503),
    FaultKind::Reset {
        after_acting: false,
    },
    FaultKind::Reset { after_acting: true },
    FaultKind::Truncated,
];

#[tokio::test]
async fn reads_and_updates_are_repeated_after_every_passing_trouble() {
    let session = Session::quiet();
    let reply = session
        .client
        .create_client(new_client("ACME"))
        .await
        .unwrap();
    let id = reply.first().unwrap().id().unwrap();
    for (round, trouble) in PASSING.into_iter().enumerate() {
        session
            .sandbox
            .fault(Fault::new(trouble.clone()).on("update_client").times(2));
        let code = format!("AC-{round}");
        let change = UpdateClient::new(&id).account_code(&code);
        let reply = session.eager().update_client(change).await.unwrap();
        assert_eq!(reply.failed_attempts().len(), 2, "{trouble:?}");
        session
            .sandbox
            .fault(Fault::new(trouble.clone()).on("get_client"));
        let reply = session
            .eager()
            .get_client(GetClient::new(&id))
            .await
            .unwrap();
        assert_eq!(reply.failed_attempts().len(), 1, "{trouble:?}");
        assert_eq!(reply.first().unwrap().account_code(), Some(&*code));
    }
}

#[tokio::test]
async fn a_creation_is_sent_once_whatever_becomes_of_it() {
    for trouble in PASSING {
        let session = Session::quiet();
        session
            .sandbox
            .fault(Fault::new(trouble.clone()).on("create_client"));
        let error = refused(session.eager().create_client(new_client("ACME")).await);
        assert!(error.may_have_acted() && !error.is_retryable(), "{error}");
        assert_eq!(error.attempts().len(), 1);
        assert_eq!(error.attempts()[0].then, Then::CouldActTwice, "{trouble:?}");
        let acted = matches!(
            trouble,
            FaultKind::Reset { after_acting: true } | FaultKind::Truncated
        );
        assert_eq!(session.number().await, u64::from(acted), "{trouble:?}");
        assert_eq!(session.calls(), ["create_client", "count_clients"]);
    }
}

#[tokio::test]
async fn what_comes_too_often_waits_as_long_as_the_server_says() {
    let session = Session::busy();
    let trouble = FaultKind::TooMany {
        retry_after: Some(1),
    };
    session
        .sandbox
        .fault(Fault::new(trouble).on("list_clients"));
    let reply = session
        .eager()
        .list_clients(ListClients::new())
        .await
        .unwrap();
    let attempt = &reply.failed_attempts()[0];
    assert_eq!(attempt.outcome, Outcome::Status(429));
    let second = Duration::from_secs(1);
    assert!(
        matches!(attempt.then, Then::Again(wait) if wait >= second),
        "{attempt:?}"
    );
}

#[tokio::test]
async fn trouble_that_does_not_pass_is_told_with_its_attempts() {
    let session = Session::quiet();
    session
        .sandbox
        .fault(Fault::new(FaultKind::Status(503)).always());
    let error = refused(session.eager().list_clients(ListClients::new()).await);
    assert!(
        error.is_server_fault() && error.attempts().len() == 4,
        "{error}"
    );
    assert_eq!(ResultCode::of(&error), None);
}

#[tokio::test]
async fn html_and_late_answers_are_told_as_what_they_are() {
    let session = Session::quiet();
    session.sandbox.fault(Fault::new(FaultKind::Html));
    let error = refused(session.eager().list_clients(ListClients::new()).await);
    assert!(
        matches!(error.cause(), Cause::Undecodable { .. }),
        "{error}"
    );
    let late = FaultKind::Latency(Duration::from_secs(5));
    session.sandbox.fault(Fault::new(late).on("create_client"));
    let sending = session.client.create_client(new_client("ACME"));
    let error = refused(sending.attempt_timeout(Duration::from_millis(200)).await);
    assert!(error.is_timeout() && error.may_have_acted(), "{error}");
    assert_eq!(session.number().await, 1);
}

#[tokio::test]
async fn a_list_of_60_comes_whole_through_a_bad_hour() {
    let session = Session::busy();
    for trouble in PASSING {
        session
            .sandbox
            .fault(Fault::new(trouble).on("list_clients").after(1));
    }
    let call = ListClients::new().per_page(7);
    let mut records = session.eager().list_clients(call).records();
    let mut ids = std::collections::BTreeSet::new();
    while let Some(client) = records.next().await {
        ids.insert(client.unwrap().id().unwrap());
    }
    assert_eq!(ids.len(), 60);
    let met = session.sandbox.requests();
    let met = met.iter().filter(|request| request.fault.is_some()).count();
    assert_eq!(met, PASSING.len());
}

#[tokio::test]
async fn credentials_that_are_not_the_company_s_open_nothing() {
    let session = Session::quiet();
    let (user, token) = (session.sandbox.username(), session.sandbox.api_token());
    for (user, token) in [(user, "other"), ("other", token)] {
        let config = Config::new().base_url(session.sandbox.base_url());
        let client = Client::with_config(Credentials::new(user, token), config).unwrap();
        let error = refused(client.create_client(new_client("ACME")).await);
        assert_eq!(
            ResultCode::of(&error),
            Some(ResultCode::Unauthorized),
            "{error}"
        );
        assert!(error.is_access_denied());
    }
    assert_eq!(session.number().await, 0);
}
