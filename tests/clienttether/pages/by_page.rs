//! Lists that go by the number of the page. The API has none: a raw call stands for one.

use clienttether_generated::api::API;
use futures_util::TryStreamExt as _;
use prose_runtime::{CallDescriptor, Cause, Method, NoRecord, Paging, RawCall, Record as _};
use workspace_tests::{Loopback, kept};

use super::{List, asked, parameter, up_to};
use crate::client_at;

static BY_PAGE: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByPage {
        page: "page",
        size: "size",
        max: 10,
        rows_repeat: false,
    }),
    ..CallDescriptor::raw(&API, Method::Get, "list")
};

static WITHOUT: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "list");

static TOWNS: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByPage {
        page: "page",
        size: "size",
        max: 10,
        rows_repeat: true,
    }),
    ..CallDescriptor::raw(&API, Method::Get, "towns")
};

/// Serves so many records which are all the same.
fn towns(records: u64) -> Loopback {
    Loopback::replying(move |request| {
        let size = parameter(request, "size").unwrap();
        let skipped = (parameter(request, "page").unwrap() - 1) * size;
        let rows = records.saturating_sub(skipped).min(size);
        let rows = vec![r#"{"town":"Millbrook"}"#; usize::try_from(rows).unwrap()].join(",");
        kept(
            "200 OK",
            &format!(r#"{{"ResultCode":"CT_200","data":[{rows}]}}"#),
        )
    })
    .unwrap()
}

/// Serves 35 records, without a total.
fn server() -> Loopback {
    Loopback::replying(|request| {
        let size = parameter(request, "size").unwrap();
        let page = parameter(request, "page").unwrap();
        let list = List::of(35).without_total();
        kept("200 OK", &list.page(Some((page - 1) * size), size))
    })
    .unwrap()
}

fn numbers(records: &[NoRecord]) -> Vec<u64> {
    let raw = records
        .iter()
        .map(|record| record.row().raw("client_id").unwrap());
    raw.map(|raw| raw.trim_matches('"').parse().unwrap())
        .collect()
}

#[tokio::test]
async fn pages_are_counted_from_one() {
    let server = server();
    let call = client_at(&server).send(RawCall::new(&BY_PAGE));
    let records: Vec<_> = call.records().read_ahead(0).try_collect().await.unwrap();
    assert_eq!(numbers(&records), up_to(35));
    assert_eq!(asked(&server, "page"), [1, 2, 3, 4]);
}

#[tokio::test]
async fn a_server_that_gives_less_than_it_is_asked_for_loses_no_record() {
    let server = Loopback::replying(|request| {
        let size = parameter(request, "size").unwrap().min(4);
        let page = parameter(request, "page").unwrap();
        kept("200 OK", &List::of(35).page(Some((page - 1) * size), size))
    })
    .unwrap();
    let call = client_at(&server).send(RawCall::new(&BY_PAGE));
    let records: Vec<_> = call.records().try_collect().await.unwrap();
    assert_eq!(numbers(&records), up_to(35));
}

#[tokio::test]
async fn the_page_of_the_caller_is_where_it_begins() {
    let server = server();
    let call = RawCall::new(&BY_PAGE).with("page", "3").with("size", "5");
    let records = client_at(&server).send(call).records();
    let records: Vec<_> = records.try_collect().await.unwrap();
    assert_eq!(numbers(&records), (10..35).collect::<Vec<_>>());
}

#[tokio::test]
async fn records_go_on_in_the_middle_of_a_page() {
    for taken in [0, 1, 9, 10, 11, 34, 35] {
        let server = server();
        let call = client_at(&server).send(RawCall::new(&BY_PAGE));
        let mut records = call.records().start_at(taken);
        assert_eq!(records.position(), taken);
        let mut rest = Vec::new();
        while let Some(record) = records.next().await {
            rest.push(record.unwrap());
        }
        assert_eq!(numbers(&rest), (taken..35).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_call_without_pages_says_so() {
    let server = server();
    let mut pages = client_at(&server).send(RawCall::new(&WITHOUT)).pages();
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(
        error.is_config() && error.to_string().contains("no pages"),
        "{error}"
    );
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn pages_of_rows_that_repeat_are_read_to_the_end() {
    for records in [0, 10, 35, 60, 700, 7_000] {
        let server = towns(records);
        let call = client_at(&server).send(RawCall::new(&TOWNS));
        let rows: Vec<_> = call.records().try_collect().await.unwrap();
        assert_eq!(rows.len() as u64, records);
    }
}

#[tokio::test]
async fn a_list_whose_rows_repeat_and_whose_page_never_turns_is_found_out_by_the_third_request() {
    let server = towns(u64::MAX);
    let call = RawCall::new(&TOWNS).with("size", "1");
    let mut pages = client_at(&server).send(call).pages().read_ahead(8);
    assert_eq!(pages.next().await.unwrap().unwrap().records().len(), 1);
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error.cause(), Cause::RepeatedPage { position: 1, .. }),
        "{error}"
    );
    assert!(error.is_incomplete());
    assert!(pages.next().await.is_none());
    assert_eq!(server.requests_so_far().len(), 3);
}

#[tokio::test]
async fn a_server_that_gives_all_whatever_it_is_asked_for_has_given_all_where_rows_repeat_too() {
    let server = Loopback::replying(|_| {
        let rows = vec![r#"{"town":"Millbrook"}"#; 25].join(",");
        kept(
            "200 OK",
            &format!(r#"{{"ResultCode":"CT_200","data":[{rows}]}}"#),
        )
    })
    .unwrap();
    let call = client_at(&server).send(RawCall::new(&TOWNS).with("size", "10"));
    let rows: Vec<_> = call.records().try_collect().await.unwrap();
    assert_eq!(rows.len(), 25);
}

#[tokio::test]
async fn equal_pages_end_even_if_the_server_refuses_the_far_ones() {
    let server = Loopback::replying(|request| match parameter(request, "page").unwrap() {
        ..100_000 => kept(
            "200 OK",
            r#"{"ResultCode":"CT_200","data":[{"town":"Millbrook"}]}"#,
        ),
        _ => kept("400 Bad Request", "no such page"),
    })
    .unwrap();
    let call = client_at(&server).send(RawCall::new(&TOWNS).with("size", "1"));
    let outcome = call.records().try_collect::<Vec<_>>().await;
    let error = outcome.unwrap_err();
    assert!(error.is_incomplete(), "{error}");
}

#[tokio::test]
async fn rows_that_change_and_pages_that_never_turn_are_found_out() {
    let count = std::sync::atomic::AtomicU64::new(0);
    let server = Loopback::replying(move |_| {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let rows: Vec<_> = (0..10)
            .map(|_| format!(r#"{{"town":"Millbrook {number}"}}"#))
            .collect();
        let rows = rows.join(",");
        kept(
            "200 OK",
            &format!(r#"{{"ResultCode":"CT_200","data":[{rows}]}}"#),
        )
    })
    .unwrap();
    for call in [&TOWNS, &BY_PAGE] {
        let mut records = client_at(&server).send(RawCall::new(call)).records();
        let error = loop {
            if let Err(error) = records.next().await.unwrap() {
                break error;
            }
        };
        assert!(error.is_incomplete(), "{error}");
        assert!(server.requests_so_far().len() < 80);
    }
}

#[tokio::test]
async fn rows_that_repeat_only_where_the_spec_says_so() {
    let server = towns(35);
    let call = client_at(&server).send(RawCall::new(&BY_PAGE));
    let outcome = call.records().try_collect::<Vec<_>>().await;
    let error = outcome.unwrap_err();
    assert!(
        matches!(error.cause(), Cause::RepeatedPage { .. }),
        "{error}"
    );
}
