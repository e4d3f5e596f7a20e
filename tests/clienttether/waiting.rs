//! `wait()` in place of `.await`: from every kind of thread, mixed with `.await`, and never a panic.

use std::thread;

use clienttether_generated::{Client, CreateClient, Credentials, ReadClientList, records};
use prose_runtime::{Config, RetryPolicy};
use workspace_tests::{Loopback, kept};

use crate::client_at;

/// A server with a list of 250 contacts, which takes new ones too, and a client of it.
fn served() -> (Loopback, Client) {
    let server = Loopback::replying(|request| {
        let offset = request.split_once("offset=");
        let digits = offset.map_or("0", |(_, rest)| {
            rest.split(|c: char| !c.is_ascii_digit()).next().unwrap()
        });
        let from: u64 = digits.parse().unwrap();
        let ids = (from..(from + 100).min(250)).map(|id| format!(r#"{{"client_id":"{id}"}}"#));
        let data = ids.collect::<Vec<_>>().join(",");
        let head = r#""ResultCode":"CT_200","TotalRecord":250"#;
        kept("200 OK", &format!(r#"{{{head},"data":[{data}]}}"#))
    })
    .unwrap();
    let client = client_at(&server);
    (server, client)
}

/// Waits for one page.
fn waits(client: &Client) {
    let reply = client.read_client_list(ReadClientList::new()).wait();
    assert_eq!(reply.unwrap().records().len(), 100);
}

/// Awaits one page.
async fn awaits(client: &Client) {
    let reply = client.read_client_list(ReadClientList::new()).await;
    assert_eq!(reply.unwrap().records().len(), 100);
}

fn number(record: &records::Client) -> u64 {
    record.client_id().unwrap().as_str().parse().unwrap()
}

#[test]
fn a_thread_without_a_runtime_can_wait() {
    waits(&served().1);
}

#[tokio::test]
async fn a_runtime_of_one_thread_can_wait() {
    waits(&served().1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_runtime_of_many_threads_can_wait() {
    let (_server, client) = served();
    waits(&client);
    tokio::spawn(async move { waits(&client) }).await.unwrap();
}

#[tokio::test]
async fn a_thread_for_blocking_work_can_wait() {
    let (_server, client) = served();
    tokio::task::spawn_blocking(move || waits(&client))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_local_set_can_wait() {
    let (_server, client) = served();
    let local = tokio::task::LocalSet::new();
    local.run_until(async { waits(&client) }).await;
}

#[tokio::test]
async fn a_task_can_wait_more_often_than_a_runtime_lets_it_work_at_a_stretch() {
    let (_server, client) = served();
    for _ in 0..300 {
        waits(&client);
    }
}

#[test]
fn many_threads_can_wait_at_once() {
    let (_server, client) = served();
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| (0..5).for_each(|_| waits(&client)));
        }
    });
}

#[tokio::test]
async fn a_client_can_be_awaited_and_waited_for_in_turn() {
    let (_server, client) = served();
    for _ in 0..3 {
        awaits(&client).await;
        waits(&client);
    }
}

#[test]
fn a_client_that_waited_can_be_used_by_one_runtime_after_another() {
    let (_server, client) = served();
    for _ in 0..3 {
        waits(&client);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(awaits(&client));
        drop(runtime);
    }
    waits(&client);
}

#[test]
fn pages_are_an_iterator() {
    let (_server, client) = served();
    let pages = client.read_client_list(ReadClientList::new()).pages();
    let sizes: Vec<_> = pages
        .wait()
        .map(|page| page.unwrap().records().len())
        .collect();
    assert_eq!(sizes, [100, 100, 50]);
}

#[tokio::test]
async fn records_are_an_iterator() {
    let (_server, client) = served();
    let mut records = client
        .read_client_list(ReadClientList::new())
        .records()
        .wait();
    let begin: Vec<_> = records
        .by_ref()
        .take(120)
        .map(|it| number(&it.unwrap()))
        .collect();
    assert_eq!(records.stream().position(), 120);
    let rest: Vec<_> = records.map(|it| number(&it.unwrap())).collect();
    assert_eq!([begin, rest].concat(), (0..250).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_bulk_is_an_iterator() {
    let (_server, client) = served();
    let calls = || (0..50).map(|_| CreateClient::new("Jo", "Sample"));
    let in_order = client.bulk(calls()).wait();
    let indices: Vec<_> = in_order.map(|sent| sent.index).collect();
    assert_eq!(indices, (0..50).collect::<Vec<_>>());
    let as_finished = client.bulk(calls()).wait_as_finished();
    assert_eq!(as_finished.filter(|sent| sent.result.is_ok()).count(), 50);
}

#[test]
fn iterators_that_are_left_early_do_no_harm() {
    let (_server, client) = served();
    for _ in 0..3 {
        let mut records = client
            .read_client_list(ReadClientList::new())
            .records()
            .wait();
        records.next().unwrap().unwrap();
        let calls = (0..50).map(|_| CreateClient::new("Jo", "Sample"));
        client.bulk(calls).wait().next().unwrap().result.unwrap();
    }
    waits(&client);
}

#[tokio::test]
async fn a_client_can_be_dropped_among_tasks() {
    let (_server, client) = served();
    waits(&client);
    awaits(&client).await;
    drop(client);
}

#[test]
fn many_clients_can_wait() {
    let (server, _client) = served();
    for _ in 0..40 {
        waits(&client_at(&server));
    }
}

#[test]
fn an_error_comes_back_as_when_awaited() {
    let config = Config::new()
        .base_url("http://127.0.0.1:1/")
        .retry(RetryPolicy::never());
    let client = Client::with_config(Credentials::new("token", "key"), config).unwrap();
    let call = client.read_client_list(ReadClientList::new());
    assert!(call.wait().err().unwrap().is_connect());
    let mut pages = client
        .read_client_list(ReadClientList::new())
        .pages()
        .wait();
    assert!(pages.next().unwrap().err().unwrap().is_connect());
    assert!(pages.next().is_none());
}

/// Says what comes of `wait()` on both sides of a fork.
#[cfg(unix)]
#[test]
#[ignore = "another test runs it in a process of its own"]
fn forks() {
    let (_server, client) = served();
    waits(&client);
    match fork::fork().unwrap() {
        fork::Fork::Child => {
            let one = client.read_client_list(ReadClientList::new()).wait();
            let mut many = client
                .read_client_list(ReadClientList::new())
                .records()
                .wait();
            let told = |error: Option<prose_runtime::Error>| {
                error.is_some_and(|error| error.is_config() && error.to_string().contains("forked"))
            };
            let both = told(one.err()) && told(many.next().and_then(Result::err));
            // Nothing of the parent's is torn down here.
            std::process::exit(if both && many.next().is_none() { 7 } else { 8 });
        }
        fork::Fork::Parent(child) => {
            let status = fork::waitpid(child).unwrap();
            assert!(
                format!("{status:?}").contains('7') || status >> 8 == 7,
                "{status:?}"
            );
            for _ in 0..20 {
                waits(&client);
            }
            println!("the parent goes on");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_child_of_a_fork_is_told_and_the_parent_goes_on() {
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "waiting::forks", "--nocapture"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{failed}");
    assert!(said.contains("the parent goes on"), "{said}{failed}");
}
