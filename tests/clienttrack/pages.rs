//! Pages of queries, from the sandbox.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use clienttrack_generated::{InsertObject, Query};
use prose_sandbox::clienttrack::{RecordCount, Sandbox};
use workspace_tests::{Loopback, kept};

use crate::sandbox::Session;
use crate::{all_clients, client_at, column, number, rows};

fn pages_asked(session: &Session) -> Vec<String> {
    let requests = session.sandbox.requests().into_iter();
    let page = |name: &str, parameters: &serde_json::Value| parameters[name].to_string();
    requests
        .map(|request| {
            let asked = ["pageNo", "pageSize", "shouldCache"];
            asked.map(|name| page(name, &request.parameters)).join(" ")
        })
        .collect()
}

#[tokio::test]
async fn every_row_comes_once_whatever_the_size_of_a_page() {
    let session = Session::new();
    // 61 rows: 60 clients and the template. 61 is a full page, with nothing behind it.
    for size in [7, 25, 60, 61, 500] {
        for count in [RecordCount::Honest, RecordCount::Page, RecordCount::Doubled] {
            session.switch(|switches| switches.record_count = count);
            let rows = session.rows(all_clients().page_size(size)).await;
            assert_eq!(rows.len(), 61, "{size} {count}");
            let ids: BTreeSet<_> = rows.iter().map(|row| number(row, "ClientID")).collect();
            assert_eq!(ids.len(), 61, "{size} {count}");
        }
    }
}

#[tokio::test]
async fn the_template_is_returned_like_every_other_row() {
    let session = Session::new();
    let rows = session.rows(all_clients()).await;
    assert!(rows.iter().any(|row| number(row, "ClientID") == 0));
}

#[tokio::test]
async fn a_stream_asks_for_the_largest_pages_unless_it_is_told() {
    let session = Session::of(Sandbox::setup().clients(600));
    assert_eq!(session.rows(all_clients()).await.len(), 601);
    let asked: BTreeSet<_> = pages_asked(&session).into_iter().collect();
    assert!(asked.contains(r#""1" "500" null"#), "{asked:?}");
    assert!(asked.contains(r#""2" "500" null"#), "{asked:?}");
}

#[tokio::test]
async fn every_page_says_again_that_the_result_is_to_be_kept() {
    let session = Session::new();
    let rows = session.rows(all_clients().page_size(30).should_cache(true));
    assert_eq!(rows.await.len(), 61);
    let asked = pages_asked(&session);
    assert_eq!(asked[0], r#""1" "30" "true""#);
    assert!(asked.len() >= 3);
    assert!(
        asked.iter().all(|page| page.ends_with(r#""true""#)),
        "{asked:?}"
    );
}

/// Adds a client that comes first while the pages are read: without the kept result all rows move on.
async fn read_while_one_is_added(session: &Session, is_kept: bool) -> Vec<u64> {
    let text = "SELECT ClientID, CreatedDate FROM cmClient ORDER BY CreatedDate DESC";
    let call = Query::new(text).page_size(20).should_cache(is_kept);
    let mut pages = session.client.query(call).pages().read_ahead(0);
    let mut numbers = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        numbers.extend(page.records().iter().map(|row| number(row, "ClientID")));
        if numbers.len() == 20 {
            session.insert("Sample").await;
        }
        let until = page
            .extra()
            .find(|(name, _)| *name == "cacheExpirationDate");
        assert_eq!(until.is_some_and(|(_, until)| until != "null"), is_kept);
    }
    numbers
}

#[tokio::test]
async fn a_kept_result_stays_as_it_was() {
    let kept = read_while_one_is_added(&Session::new().wide(), true).await;
    assert_eq!(kept.len(), 61);
    assert_eq!(kept.iter().collect::<BTreeSet<_>>().len(), 61);
    let moved = read_while_one_is_added(&Session::new().wide(), false).await;
    assert_eq!(moved.len(), 62, "one row moved on to the next page");
    assert_eq!(moved.iter().collect::<BTreeSet<_>>().len(), 61);
}

#[tokio::test]
async fn a_kept_result_is_kept_for_a_while_only() {
    let session = Session::new();
    let call = || all_clients().page_size(500).should_cache(true);
    assert_eq!(session.rows(call()).await.len(), 61);
    session.insert("Sample").await;
    assert_eq!(session.rows(call()).await.len(), 61);
    session
        .sandbox
        .advance(std::time::Duration::from_secs(11 * 60));
    assert_eq!(session.rows(call()).await.len(), 62);
}

#[tokio::test]
async fn one_page_can_be_asked_for() {
    let session = Session::new();
    let call = |page| all_clients().page_size(25).page_number(page);
    for (page, count) in [(1, 25), (2, 25), (3, 11), (4, 0), (4_000_000_000, 0)] {
        let reply = session.client.query(call(page)).await.unwrap();
        assert_eq!(reply.records().len(), count, "{page}");
        if let Some(row) = reply.first() {
            assert_eq!(row.row_number(), Some(1), "it counts within an answer");
        }
    }
    let usual = session.client.query(all_clients()).await.unwrap();
    assert_eq!(usual.records().len(), 25);
    let from_third = rows(&session.client, call(3)).await.unwrap();
    assert_eq!(from_third.len(), 11);
}

#[tokio::test]
async fn a_stream_goes_on_where_an_earlier_one_ended() {
    let session = Session::new();
    let mut pages = session.client.query(all_clients().page_size(25)).pages();
    pages.next().await.unwrap().unwrap();
    let position = pages.position();
    assert_eq!(position, 25);
    let rest = session.client.query(all_clients().page_size(25)).pages();
    let mut rest = rest.start_at(position).records();
    let mut count = 0;
    while let Some(row) = rest.next().await {
        row.unwrap();
        count += 1;
    }
    assert_eq!(count, 36);
}

/// `__crql_rid` begins anew with each page, so such pages are equal to the letter.
#[tokio::test]
async fn rows_without_a_number_of_their_own_come_all_the_same() {
    let session = Session::new().wide();
    for columns in ["City", "ClientID, City"] {
        let towns = format!("SELECT {columns} FROM cmClient WHERE ClientID > 0");
        let rows = session.rows(Query::new(towns).page_size(10)).await;
        assert_eq!(rows.len(), 60, "{columns}");
        assert_eq!(column(&rows[0], "City"), "Millbrook");
    }
}

#[tokio::test]
async fn no_match_ends_at_once() {
    let session = Session::empty();
    let call = || Query::new("SELECT ClientID FROM cmClient WHERE LastName IN ('Nobody')");
    let reply = session.client.query(call()).await.unwrap();
    assert_eq!((reply.records().len(), reply.body()), (0, "{}"));
    assert!(session.rows(call()).await.is_empty());
    let add = InsertObject::new("cmClient").custom("LastName", "nobody");
    session.client.insert_object(add).await.unwrap();
    assert_eq!(session.rows(call()).await.len(), 1);
}

#[tokio::test]
async fn a_page_that_never_turns_is_found_out_by_the_third_request() {
    for changing in [false, true] {
        let count = AtomicU64::new(0);
        let server = Loopback::replying(move |_| {
            let now = if changing {
                count.fetch_add(1, Ordering::Relaxed)
            } else {
                0
            };
            let row = |id| format!(r#"{{"ClientID":{id},"Seen":{now},"__crql_rid":{id}}}"#);
            let rows: Vec<_> = (1..=20).map(row).collect();
            let rows = rows.join(",");
            kept(
                "200 OK",
                &format!(r#"{{"recordCount":20,"data":{{"Table1":[{rows}]}}}}"#),
            )
        })
        .unwrap();
        let client = client_at(&server);
        let mut rows = client.query(all_clients().page_size(20)).records();
        let error = loop {
            if let Err(error) = rows.next().await.unwrap() {
                break error;
            }
        };
        assert!(error.is_incomplete(), "{error}");
        let most = if changing { 70 } else { 3 };
        assert!(server.requests_so_far().len() <= most);
    }
}
