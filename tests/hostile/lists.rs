//! Lists that lie about how long they are, repeat themselves, or have holes.

use std::time::Duration;

use clienttether_generated::{Client, ReadClientList};
use runtime::{Cause, Error};
use workspace_tests::{Loopback, kept};

use crate::{client_with, patient};

/// What a list server does with the number of the first record that it is asked for.
fn list(page: impl Fn(u64) -> String + Send + Sync + 'static) -> (Loopback, Client) {
    let server = Loopback::replying(move |request| {
        let offset = request.split_once("offset=").unwrap().1;
        let digits = offset.find(|c: char| !c.is_ascii_digit()).unwrap();
        kept("200 OK", &page(offset[..digits].parse().unwrap()))
    })
    .unwrap();
    let client = client_with(&server, patient());
    (server, client)
}

/// A page with records of these numbers, and this total.
fn page(ids: std::ops::Range<u64>, total: &str) -> String {
    let records: Vec<_> = ids.map(|id| format!(r#"{{"client_id":"{id}"}}"#)).collect();
    format!(
        r#"{{"ResultCode":"CT_200","TotalRecord":{total},"data":[{}]}}"#,
        records.join(",")
    )
}

/// The rest of a list with `of` records, at most 10 in a page.
fn rest(from: u64, of: u64, total: &str) -> String {
    page(from.min(of)..(from + 10).min(of), total)
}

/// Numbers of all records, and the error at the end if there is one.
async fn all(client: &Client) -> (Vec<u64>, Option<Error>) {
    let mut ids = Vec::new();
    let walk = async {
        let mut records = client
            .read_client_list(ReadClientList::new().limit(10))
            .records();
        while let Some(record) = records.next().await {
            match record {
                Ok(record) => ids.push(record.client_id().unwrap().as_str().parse().unwrap()),
                Err(error) => return Some(error),
            }
        }
        None
    };
    let limit = Duration::from_secs(30);
    let error = tokio::time::timeout(limit, walk).await.unwrap();
    (ids, error)
}

async fn numbers(client: &Client) -> Vec<u64> {
    let (ids, error) = all(client).await;
    assert!(error.is_none(), "{error:?}");
    ids
}

fn up_to(end: u64) -> Vec<u64> {
    (0..end).collect()
}

#[tokio::test]
async fn a_page_that_repeats_for_ever_is_an_error_after_its_first_time() {
    let (_server, client) = list(|_| page(0..10, "1000"));
    let (ids, error) = all(&client).await;
    assert_eq!(ids, up_to(10));
    let error = error.unwrap();
    assert!(
        matches!(error.cause(), Cause::RepeatedPage { position: 10, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn pages_that_take_turns_for_ever_are_an_error() {
    let (_server, client) = list(|offset| page(offset % 30..offset % 30 + 10, "null"));
    let (ids, error) = all(&client).await;
    assert_eq!(ids, up_to(30));
    assert!(matches!(
        error.unwrap().cause(),
        Cause::RepeatedPage { position: 30, .. }
    ));
}

#[tokio::test]
async fn a_total_that_is_too_low_ends_nothing() {
    for total in ["0", "1", "9", "10", "-3"] {
        let (_server, client) = list(move |offset| rest(offset, 35, total));
        assert_eq!(numbers(&client).await, up_to(35), "{total}");
    }
}

#[tokio::test]
async fn a_total_that_is_too_high_ends_with_the_records() {
    for total in [
        "36",
        "1000",
        "18446744073709551615",
        "99999999999999999999999",
    ] {
        let (_server, client) = list(move |offset| rest(offset, 35, total));
        assert_eq!(numbers(&client).await, up_to(35), "{total}");
    }
}

#[tokio::test]
async fn a_total_that_is_no_number_counts_as_not_told() {
    for total in [
        "-1", "1.5", "1e3", "\"many\"", "\"\"", "null", "{}", "[35]", "true",
    ] {
        let (_server, client) = list(move |offset| rest(offset, 35, total));
        assert_eq!(numbers(&client).await, up_to(35), "{total}");
    }
}

#[tokio::test]
async fn a_total_that_changes_loses_no_record() {
    for totals in [
        ["35", "20", "35", "35"],
        ["20", "35", "35", "35"],
        ["99", "35", "12", "7"],
    ] {
        let (_server, client) = list(move |offset| {
            let page = usize::try_from(offset / 10).unwrap();
            rest(offset, 35, totals.get(page).unwrap_or(&"0"))
        });
        assert_eq!(numbers(&client).await, up_to(35), "{totals:?}");
    }
}

#[tokio::test]
async fn short_pages_in_the_middle_lose_no_record_where_the_total_tells_of_more() {
    // Three records at a time, although ten were asked for.
    let (_server, client) = list(|offset| page(offset.min(35)..(offset + 3).min(35), "35"));
    assert_eq!(numbers(&client).await, up_to(35));
}

#[tokio::test]
async fn pages_with_more_than_was_asked_for_give_no_record_twice() {
    let (_server, client) = list(|offset| page(offset.min(35)..(offset + 13).min(35), "35"));
    assert_eq!(numbers(&client).await, up_to(35));
}

#[tokio::test]
async fn not_found_past_the_end_is_the_end() {
    let (_server, client) = list(|offset| match offset {
        0..20 => rest(offset, 20, "null"),
        _ => r#"{"ResultCode":"CT_515","Message":"No Record Found"}"#.to_owned(),
    });
    assert_eq!(numbers(&client).await, up_to(20));
}

#[tokio::test]
async fn an_empty_page_is_the_end_whatever_the_total() {
    for empty in ["[]", "{}", "null", "\"\"", "[null]", "[[]]"] {
        let (_server, client) = list(move |offset| match offset {
            0..20 => rest(offset, 20, "1000"),
            _ => format!(r#"{{"ResultCode":"CT_200","TotalRecord":1000,"data":{empty}}}"#),
        });
        // What is no record stands for itself, and is the end when it comes again.
        let (ids, error) = all(&client).await;
        assert_eq!(ids, up_to(20), "{empty}");
        assert!(
            error.is_none_or(|error| matches!(error.cause(), Cause::RepeatedPage { .. })),
            "{empty}"
        );
    }
}

#[tokio::test]
async fn records_that_are_none_do_not_stop_the_list() {
    let (_server, client) = list(|offset| match offset {
        10 => {
            let odd = (10..20)
                .map(|id| format!("\"odd {id}\""))
                .collect::<Vec<_>>();
            format!(
                r#"{{"ResultCode":"CT_200","TotalRecord":30,"data":[{}]}}"#,
                odd.join(",")
            )
        }
        _ => rest(offset, 30, "30"),
    });
    let ids = numbers(&client).await;
    assert_eq!(
        ids,
        up_to(30)
            .into_iter()
            .filter(|id| !(10..20).contains(id))
            .collect::<Vec<_>>()
    );
}
