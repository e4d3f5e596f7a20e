//! The stock of retries that all calls of a client share.

use std::time::Duration;

use prose_runtime::{Client, Config, Outcome, RetryPolicy, Then as Next};

use crate::attempts::{client_of, list, told};
use crate::clock::Clock;
use crate::server::{Server, failing, ok};

#[tokio::test]
async fn calls_fail_at_once_when_the_stock_of_retries_is_empty() {
    let (server, clock) = (Server::new([failing(503), ok()]).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new().retry_budget(0));
    let error = list(&client).await.unwrap_err();
    assert_eq!(
        told(error.attempts()),
        [(Outcome::Status(503), Duration::ZERO, Next::NoMoreBudget)]
    );
    assert_eq!(server.requests().len(), 1);
}

/// A client whose only retry was taken by a call that failed twice.
async fn client_without_retries(server: &Server) -> Client {
    let config = Config::new()
        .retry_budget(1)
        .retry(RetryPolicy::new().max_attempts(2));
    let client = client_of(server.url(), &Clock::new(), config);
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.attempts()[1].then, Next::NoMoreAttempts);
    client
}

#[tokio::test]
async fn ten_calls_that_succeed_give_a_retry_back() {
    let mut script = vec![failing(503); 2];
    script.extend(vec![ok(); 10]);
    script.extend([failing(503), ok()]);
    let server = Server::new(script).await;
    let client = client_without_retries(&server).await;
    for _ in 0..10 {
        list(&client).await.unwrap();
    }
    assert_eq!(list(&client).await.unwrap().failed_attempts().len(), 1);
}

#[tokio::test]
async fn nine_calls_that_succeed_give_no_retry_back() {
    let mut script = vec![failing(503); 2];
    script.extend(vec![ok(); 9]);
    script.extend([failing(503), ok()]);
    let server = Server::new(script).await;
    let client = client_without_retries(&server).await;
    for _ in 0..9 {
        list(&client).await.unwrap();
    }
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.attempts()[0].then, Next::NoMoreBudget);
}

#[tokio::test]
async fn the_stock_of_retries_does_not_grow_beyond_its_beginning() {
    let mut script = vec![ok(); 20];
    script.extend([failing(503), ok(), failing(503), ok()]);
    let (server, clock) = (Server::new(script).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new().retry_budget(1));
    for _ in 0..21 {
        list(&client).await.unwrap();
    }
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.attempts()[0].then, Next::NoMoreBudget);
}

#[tokio::test]
async fn the_stock_of_retries_is_shared_by_accounts() {
    let script = [failing(503), ok(), failing(503), ok()];
    let (server, clock) = (Server::new(script).await, Clock::new());
    let client = client_of(server.url(), &clock, Config::new().retry_budget(1));
    list(&client).await.unwrap();
    let error = list(&client.account("p2").unwrap()).await.unwrap_err();
    assert_eq!(error.attempts()[0].then, Next::NoMoreBudget);
}
