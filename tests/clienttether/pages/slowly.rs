//! Callers that take their time between two items: what is under way meanwhile comes to its end.

use std::thread;
use std::time::Duration;

use clienttether_generated::{CreateClient, ReadClientById, ReadClientList};
use prose_runtime::{Config, RetryPolicy};
use workspace_tests::{Loopback, kept};

use super::{List, asked, parameter};
use crate::client_with;

/// A limit for an attempt, and a pause that outlasts it.
const LIMIT: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(1300);

/// An answer that comes while the caller is busy with the one before, and that is too large to be
/// received in one go.
fn late(body: &str) -> Vec<u8> {
    thread::sleep(Duration::from_millis(100));
    kept("200 OK", &format!("{body}{}", " ".repeat(1 << 20)))
}

const DONE: &str = r#"{"ResultCode":"CT_200"}"#;

fn config() -> Config {
    Config::new()
        .attempt_timeout(LIMIT)
        .retry(RetryPolicy::never())
}

#[tokio::test]
async fn a_page_that_was_asked_for_ahead_does_not_wait_for_the_caller() {
    let server = Loopback::replying(|request| {
        let offset = parameter(request, "offset");
        let page = List::of(300).page(offset, 100);
        match offset {
            Some(200) => late(&page),
            _ => kept("200 OK", &page),
        }
    })
    .unwrap();
    let client = client_with(&server, config());
    let mut pages = client.read_client_list(ReadClientList::new()).pages();
    for _ in 0..2 {
        pages.next().await.unwrap().unwrap();
    }
    // The third one is under way.
    tokio::time::sleep(PAUSE).await;
    pages.next().await.unwrap().unwrap();
    assert_eq!(asked(&server, "offset").len(), 3);
}

#[tokio::test]
async fn a_call_of_a_bulk_does_not_wait_for_the_caller() {
    let server = Loopback::replying(|request| match request.contains("Late") {
        true => late(DONE),
        false => kept("200 OK", DONE),
    })
    .unwrap();
    let client = client_with(&server, config());
    let calls = ["Soon", "Late"].map(|name| CreateClient::new(name, "Sample"));
    let mut replies = client.bulk(calls).concurrency(2).in_order();
    replies.next().await.unwrap().result.unwrap();
    tokio::time::sleep(PAUSE).await;
    replies.next().await.unwrap().result.unwrap();
}

#[tokio::test]
async fn a_call_between_two_outcomes_of_a_bulk_gets_its_turn() {
    let server = Loopback::replying(|_| kept("200 OK", DONE)).unwrap();
    let config = Config::new()
        .timeout(Duration::from_secs(20))
        .retry(RetryPolicy::never())
        .max_concurrency(2);
    let client = client_with(&server, config);
    let calls = (0..8).map(|_| CreateClient::new("Jo", "Sample"));
    let mut replies = client.bulk(calls).concurrency(4).in_order();
    while let Some(sent) = replies.next().await {
        sent.result.unwrap();
        client
            .read_client_by_id(ReadClientById::new(1))
            .await
            .unwrap();
    }
}
