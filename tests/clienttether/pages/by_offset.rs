//! All records, in order, with no more requests than it takes.

use clienttether_generated::{ReadAllEvents, ReadClientList, records};
use futures_util::{StreamExt as _, TryStreamExt as _};
use prose_runtime::{Cause, Error};

use super::{List, asked, up_to};
use crate::client_at;

const COUNTS: [u64; 7] = [0, 1, 99, 100, 101, 200, 250];
const AHEAD: [usize; 3] = [0, 1, 3];

pub(crate) fn number(record: &records::Client) -> u64 {
    record.client_id().unwrap().as_str().parse().unwrap()
}

/// Reads the list to its end: the numbers of its records, and where each request began.
async fn walk(list: List, ahead: usize) -> (Vec<u64>, Vec<u64>) {
    let server = list.serve();
    let client = client_at(&server);
    let call = client.read_client_list(ReadClientList::new());
    let records: Vec<_> = call
        .records()
        .read_ahead(ahead)
        .try_collect()
        .await
        .unwrap();
    (
        records.iter().map(number).collect(),
        asked(&server, "offset"),
    )
}

#[tokio::test]
async fn every_record_comes_once_and_in_order() {
    for records in COUNTS {
        for ahead in AHEAD {
            let told = List::of(records);
            let not_found = List {
                not_found: true,
                ..told
            };
            for list in [
                told,
                not_found,
                told.without_total(),
                not_found.without_total(),
            ] {
                let (numbers, _) = walk(list, ahead).await;
                assert_eq!(numbers, up_to(records), "{records} records, {ahead} ahead");
            }
        }
    }
}

#[tokio::test]
async fn nothing_past_a_known_total_is_asked_for() {
    for records in COUNTS.into_iter().filter(|records| *records != 100) {
        for ahead in AHEAD {
            let (_, offsets) = walk(List::of(records), ahead).await;
            let pages = records.div_ceil(100).max(1);
            let expected: Vec<_> = (0..pages).map(|page| page * 100).collect();
            assert_eq!(offsets, expected, "{records} records, {ahead} ahead");
        }
    }
}

#[tokio::test]
async fn a_first_page_as_long_as_the_total_costs_one_look_past_it() {
    let (_, offsets) = walk(List::of(100), 0).await;
    assert_eq!(offsets, [0, 100]);
}

#[tokio::test]
async fn without_a_total_no_more_than_the_read_ahead_is_wasted() {
    for records in COUNTS {
        for ahead in AHEAD {
            let (_, offsets) = walk(List::of(records).without_total(), ahead).await;
            // A full page can only be told to be the last one by what follows it.
            let needed = usize::try_from(records / 100 + 1).unwrap();
            let asked = offsets.len();
            assert!(
                (needed..=needed + ahead).contains(&asked),
                "{records} records, {ahead} ahead: {offsets:?}"
            );
        }
    }
}

#[tokio::test]
async fn one_page_needs_one_request_whatever_the_read_ahead() {
    for list in [List::of(99), List::of(99).without_total(), List::of(0)] {
        let (_, offsets) = walk(list, 3).await;
        assert_eq!(offsets, [0]);
    }
}

#[tokio::test]
async fn the_page_size_of_the_caller_is_kept() {
    let server = List::of(20).serve();
    let client = client_at(&server);
    let call = client.read_client_list(ReadClientList::new().limit(7));
    let pages: Vec<_> = call.pages().try_collect().await.unwrap();
    let sizes: Vec<_> = pages.iter().map(|page| page.records().len()).collect();
    assert_eq!(sizes, [7, 7, 6]);
    assert_eq!(asked(&server, "limit"), [7; 3]);
}

#[tokio::test]
async fn no_page_is_asked_for_that_is_larger_than_the_document_allows() {
    for limit in [0, 101, 5000, u64::MAX] {
        let server = List::of(250).serve();
        let client = client_at(&server);
        let call = client.read_client_list(ReadClientList::new().limit(limit));
        let mut pages = call.pages();
        pages.next().await.unwrap().unwrap();
        let expected = if limit == 0 { 1 } else { 100 };
        assert_eq!(asked(&server, "limit"), [expected]);
    }
}

#[tokio::test]
async fn the_offset_of_the_caller_is_where_it_begins() {
    let server = List::of(250).serve();
    let client = client_at(&server);
    let call = client.read_client_list(ReadClientList::new().offset(130));
    let records: Vec<_> = call.records().try_collect().await.unwrap();
    let numbers: Vec<_> = records.iter().map(number).collect();
    assert_eq!(numbers, (130..250).collect::<Vec<_>>());
    assert_eq!(asked(&server, "offset"), [130, 230]);
}

#[tokio::test]
async fn an_offset_past_the_end_gives_nothing() {
    for offset in [250, 1000, u64::MAX] {
        let server = List::of(250).serve();
        let client = client_at(&server);
        let call = client.read_client_list(ReadClientList::new().offset(offset));
        assert_eq!(call.records().count().await, 0);
    }
}

#[tokio::test]
async fn a_list_without_a_page_size_is_read_by_its_documented_one() {
    let server = List::of(250).serve();
    let client = client_at(&server);
    let call = client.read_all_events(ReadAllEvents::new());
    assert_eq!(call.records().count().await, 250);
    let requests = server.requests_so_far();
    assert_eq!(requests.len(), 3);
    assert!(!requests.iter().any(|request| request.contains("limit=")));
}

#[tokio::test]
async fn the_documented_page_size_is_not_believed_where_the_server_gives_another() {
    for total in [true, false] {
        let server = List {
            most: 30,
            total,
            ..List::of(100)
        }
        .serve();
        let client = client_at(&server);
        let call = client.read_all_events(ReadAllEvents::new());
        let events: Vec<_> = call.records().try_collect().await.unwrap();
        let ids: Vec<_> = events.iter().filter_map(|event| event.event_id()).collect();
        assert_eq!(
            ids,
            up_to(100).into_iter().map(Into::into).collect::<Vec<_>>()
        );
    }
}

#[tokio::test]
async fn a_server_that_gives_less_than_it_is_asked_for_loses_no_record() {
    for ahead in AHEAD {
        let list = List {
            most: 30,
            ..List::of(100)
        };
        let (numbers, asked) = walk(list, ahead).await;
        assert_eq!(numbers, up_to(100));
        assert_eq!(asked, [0, 30, 60, 90]);
    }
}

#[tokio::test]
async fn nothing_is_asked_for_before_the_stream_is_polled() {
    let server = List::of(250).serve();
    let client = client_at(&server);
    drop(client.read_client_list(ReadClientList::new()).pages());
    drop(client.read_client_list(ReadClientList::new()).records());
    assert!(server.requests_so_far().is_empty());
}

#[tokio::test]
async fn the_combinators_of_streams_work() {
    let server = List::of(250).serve();
    let client = client_at(&server);
    let call = client.read_client_list(ReadClientList::new());
    let even: Vec<u64> = call
        .records()
        .map_ok(|record| number(&record))
        .try_filter(|number| std::future::ready(number % 2 == 0))
        .take(60)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(even, (0..120).step_by(2).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_guard_against_loops_names_the_place() {
    let server = workspace_tests::Loopback::replying(|_| {
        workspace_tests::kept("200 OK", &List::of(100).without_total().page(None, 100))
    })
    .unwrap();
    let client = client_at(&server);
    let call = client.read_client_list(ReadClientList::new().offset(40));
    let outcome: Result<Vec<_>, Error> = call.records().try_collect().await;
    let error = outcome.unwrap_err();
    assert!(
        matches!(error.cause(), Cause::RepeatedPage { position: 140, .. }),
        "{error:?}"
    );
    assert!(error.to_string().contains("after 140 records"), "{error}");
}

#[tokio::test]
async fn a_refusal_on_the_first_page_is_an_error() {
    let server = workspace_tests::Loopback::replying(|_| {
        workspace_tests::kept("200 OK", r#"{"ResultCode":"CT_510","Message":"No"}"#)
    })
    .unwrap();
    let client = client_at(&server);
    let mut pages = client.read_client_list(ReadClientList::new()).pages();
    assert!(pages.next().await.unwrap().unwrap_err().is_access_denied());
    assert!(pages.next().await.is_none());
}
