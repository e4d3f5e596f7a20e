//! Many calls at once.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use clienttether_generated::{Client, CreateClient, records};
use futures_util::StreamExt as _;
use prose_runtime::{Cause, Config, Sent};
use workspace_tests::{Loopback, kept};

use crate::{client_at, client_with};

/// A server of creates that counts how many it works on at once.
struct Server {
    loopback: Loopback,
    most_open: Arc<AtomicUsize>,
    client: Client,
}

/// The name of a contact says how the server treats it, and its last name is its number.
fn call(treatment: &str, number: usize) -> CreateClient {
    CreateClient::new(treatment, number.to_string())
}

fn calls(count: usize) -> impl Iterator<Item = CreateClient> + Send {
    (0..count).map(|number| call("Good", number))
}

impl Server {
    fn new() -> Self {
        let most_open = Arc::new(AtomicUsize::new(0));
        let (open, most) = (AtomicUsize::new(0), Arc::clone(&most_open));
        let loopback = Loopback::replying(move |request| {
            let now = open.fetch_add(1, Ordering::SeqCst) + 1;
            most.fetch_max(now, Ordering::SeqCst);
            let number = number_of(request);
            // Every eighth one takes longer than those after it.
            if number.is_multiple_of(8) {
                thread::sleep(Duration::from_millis(4));
            }
            open.fetch_sub(1, Ordering::SeqCst);
            answer(request, number)
        })
        .unwrap();
        let client = client_at(&loopback);
        Self {
            loopback,
            most_open,
            client,
        }
    }
}

fn number_of(request: &str) -> usize {
    let (_, rest) = request.split_once(r#""lastName":""#).unwrap();
    rest.split('"').next().unwrap().parse().unwrap()
}

fn answer(request: &str, number: usize) -> Vec<u8> {
    if request.contains("Refused") {
        kept("200 OK", r#"{"ResultCode":"CT_520","Message":"Duplicate"}"#)
    } else if request.contains("Failed") {
        kept("500 Internal Server Error", "")
    } else if request.contains("Lost") {
        Vec::new()
    } else {
        let data = format!(r#"{{"client_id":"{number}"}}"#);
        kept(
            "200 OK",
            &format!(r#"{{"ResultCode":"CT_200","data":{data}}}"#),
        )
    }
}

fn id(sent: &Sent<records::ClientReference>) -> usize {
    let reply = sent.result.as_ref().unwrap();
    let id = reply.first().unwrap().client_id().unwrap();
    id.as_str().parse().unwrap()
}

#[tokio::test]
async fn no_more_calls_are_open_than_allowed() {
    let server = Server::new();
    let sent = server.client.bulk(calls(1000)).concurrency(8).as_finished();
    assert_eq!(sent.all().await.len(), 1000);
    let most = server.most_open.load(Ordering::SeqCst);
    assert!((2..=8).contains(&most), "{most}");
}

#[tokio::test]
async fn outcomes_come_in_the_order_of_the_calls() {
    let server = Server::new();
    let sent = server
        .client
        .bulk(calls(200))
        .concurrency(8)
        .in_order()
        .all()
        .await;
    let indices: Vec<_> = sent.iter().map(|sent| sent.index).collect();
    assert_eq!(indices, (0..200).collect::<Vec<_>>());
    assert!(sent.iter().all(|sent| id(sent) == sent.index));
}

#[tokio::test]
async fn each_outcome_comes_once_as_the_calls_finish() {
    let server = Server::new();
    let sent = server
        .client
        .bulk(calls(200))
        .concurrency(8)
        .as_finished()
        .all()
        .await;
    let indices: BTreeSet<_> = sent.iter().map(|sent| sent.index).collect();
    assert_eq!((sent.len(), indices.len()), (200, 200));
    assert!(sent.iter().all(|sent| id(sent) == sent.index));
}

#[tokio::test]
async fn a_call_that_is_slow_holds_up_none_that_finish() {
    let (release, held) = mpsc::channel();
    let held = Mutex::new(held);
    let server = Loopback::replying(move |request| {
        let number = number_of(request);
        if number == 0 {
            let wait = held.lock().unwrap().recv_timeout(Duration::from_secs(10));
            wait.unwrap();
        }
        answer(request, number)
    })
    .unwrap();
    let mut sent = client_at(&server).bulk(calls(2)).as_finished();
    assert_eq!(sent.next().await.unwrap().index, 1);
    release.send(()).unwrap();
    assert_eq!(sent.next().await.unwrap().index, 0);
}

/// Calls that end in every way, over and over.
fn mixed(count: usize) -> Vec<CreateClient> {
    let treatments = ["Good", "Refused", "Good", "Failed", "Lost", "Invalid"];
    let each = treatments.iter().cycle().enumerate().take(count);
    each.map(|(number, treatment)| match *treatment {
        "Invalid" => call("Good", number).email("not an address"),
        treatment => call(treatment, number),
    })
    .collect()
}

#[tokio::test]
async fn calls_that_fail_lose_no_other() {
    let server = Server::new();
    let sent = server
        .client
        .bulk(mixed(300))
        .concurrency(8)
        .in_order()
        .all()
        .await;
    assert_eq!(sent.len(), 300);
    for (number, sent) in sent.iter().enumerate() {
        assert_eq!(sent.index, number);
        let cause = sent.result.as_ref().map_err(|error| error.cause());
        let as_expected = match number % 6 {
            1 => matches!(cause, Err(Cause::Refused(_))),
            3 => matches!(cause, Err(Cause::Status { status: 500, .. })),
            4 => matches!(cause, Err(Cause::Transport { .. })),
            5 => matches!(cause, Err(Cause::Invalid(_))),
            _ => id(sent) == number,
        };
        assert!(as_expected, "{number}: {cause:?}");
    }
}

#[tokio::test]
async fn progress_adds_up_and_can_be_watched_from_elsewhere() {
    let server = Server::new();
    let bulk = server.client.bulk(mixed(300)).concurrency(8);
    let progress = bulk.progress();
    let watched = bulk.progress();
    assert_eq!((progress.started(), progress.finished()), (0, 0));
    let watcher = tokio::spawn(async move {
        let mut last = 0;
        while watched.finished() < 300 {
            // What is told never goes back, and nothing ends before it begins.
            let finished = watched.finished();
            assert!(finished >= last && finished <= watched.started());
            last = finished;
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        watched.succeeded() + watched.failed()
    });
    let failed = bulk
        .as_finished()
        .filter(|sent| std::future::ready(sent.result.is_err()));
    assert_eq!(failed.count().await, 200);
    assert_eq!(
        (progress.started(), progress.succeeded(), progress.failed()),
        (300, 100, 200)
    );
    assert_eq!(watcher.await.unwrap(), 300);
}

#[tokio::test]
async fn calls_can_come_as_a_stream() {
    let server = Server::new();
    let calls = futures_util::stream::iter(0..50).then(|number| async move {
        tokio::task::yield_now().await;
        call("Good", number)
    });
    let sent = server
        .client
        .runtime()
        .bulk_stream(calls)
        .in_order()
        .all()
        .await;
    assert_eq!(
        sent.iter().map(id).collect::<Vec<_>>(),
        (0..50).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn calls_are_taken_from_their_source_as_there_is_room() {
    let server = Server::new();
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&taken);
    let calls = calls(100).inspect(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let mut sent = server.client.bulk(calls).concurrency(4).in_order();
    sent.next().await.unwrap();
    assert!(taken.load(Ordering::SeqCst) < 100);
}

#[tokio::test]
async fn options_apply_to_each_call() {
    let server = Server::new();
    let bulk = server
        .client
        .bulk(calls(5))
        .each(|sending| sending.header("X-Batch", "night").account("CT_other"));
    assert_eq!(bulk.in_order().all().await.len(), 5);
    let requests = server.loopback.requests_so_far();
    assert_eq!(requests.len(), 5);
    for request in requests {
        assert!(request.contains("x-batch: night") && request.contains("x-web-key: CT_other"));
    }
}

#[tokio::test]
async fn a_dropped_bulk_sends_no_more() {
    let server = Server::new();
    let mut sent = server.client.bulk(calls(1000)).concurrency(4).as_finished();
    for _ in 0..10 {
        sent.next().await.unwrap();
    }
    drop(sent);
    // One more call, after which nothing of the bulk can be on its way.
    server
        .client
        .create_client(call("Good", 5000))
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let requests = server.loopback.requests_so_far().len();
    assert!((11..=10 + 4 + 1).contains(&requests), "{requests}");
}

#[tokio::test]
async fn no_calls_give_no_outcomes() {
    let server = Server::new();
    assert!(
        server
            .client
            .bulk(calls(0))
            .in_order()
            .all()
            .await
            .is_empty()
    );
}

const CREATED: &str = r#"{"ResultCode":"CT_200","data":[{"client_id":"7"}]}"#;

#[tokio::test]
async fn no_call_of_a_bulk_fails_for_the_queue_that_the_bulk_made() {
    let loopback = Loopback::replying(|_| kept("200 OK", CREATED)).unwrap();
    let config = Config::new()
        .rate_limit(1, Duration::from_millis(10))
        .timeout(Duration::from_millis(300));
    let client = client_with(&loopback, config);
    // The last ones wait for more than twice the time of a call.
    let outcomes = client
        .bulk(calls(80))
        .concurrency(64)
        .in_order()
        .all()
        .await;
    let failed = outcomes.iter().find(|sent| sent.result.is_err());
    assert!(failed.is_none(), "{failed:?}");
}

#[tokio::test]
async fn a_bulk_does_not_keep_another_call_waiting_for_all_of_its_own() {
    let loopback = Loopback::replying(|_| kept("200 OK", CREATED)).unwrap();
    let config = Config::new().rate_limit(1, Duration::from_millis(20));
    let client = client_with(&loopback, config);
    let mut outcomes = client.bulk(calls(100)).concurrency(64).as_finished();
    outcomes.next().await.unwrap().result.unwrap();
    // All others of the bulk would take more than a second.
    let single = client.create_client(call("Good", 0));
    single.timeout(Duration::from_millis(500)).await.unwrap();
}
