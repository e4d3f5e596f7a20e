//! Lists that lie about how long they are, repeat themselves, or have holes.

use std::time::Duration;

use clienttether_generated::{Client, ReadClientList};
use prose_runtime::{Cause, Error};
use workspace_tests::{Loopback, kept};

use super::patient;
use crate::client_with;

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
async fn a_total_that_is_too_high_ends_with_the_records_and_a_word_of_it() {
    for total in [36, 1000, u64::MAX] {
        let (_server, client) = list(move |offset| rest(offset, 35, &total.to_string()));
        let (ids, error) = all(&client).await;
        assert_eq!(ids, up_to(35), "{total}");
        let error = error.unwrap();
        assert!(error.is_incomplete(), "{error}");
        assert!(
            matches!(
                error.cause(),
                Cause::Incomplete { came: 35, promised: Some(promised), position: 35, .. }
                    if *promised == total
            ),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_later_page_that_counts_its_own_rows_takes_no_promise_back() {
    // The second page is cut short, and tells its three rows as the total.
    let (_server, client) = list(|offset| match offset {
        0 => page(0..10, "25"),
        10 => page(10..13, "3"),
        _ => page(0..0, "0"),
    });
    let (ids, error) = all(&client).await;
    assert_eq!(ids, up_to(13));
    assert!(error.unwrap().is_incomplete());
}

#[tokio::test]
async fn a_page_that_is_too_full_does_not_make_a_later_repeated_one_an_end() {
    let (_server, client) = list(|offset| {
        let start = offset.min(30);
        page(start..start + 11, "null")
    });
    let (ids, error) = all(&client).await;
    assert!(ids.len() >= 30, "{ids:?}");
    let error = error.unwrap();
    assert!(
        matches!(error.cause(), Cause::RepeatedPage { .. }),
        "{error}"
    );
}

#[tokio::test]
async fn whoever_knows_better_takes_the_end_for_what_it_is() {
    let (_server, client) = list(|offset| rest(offset, 35, "36"));
    let call = client.read_client_list(ReadClientList::new().limit(10));
    let mut records = call.records().allow_incomplete();
    let mut count = 0;
    while let Some(record) = records.next().await {
        record.unwrap();
        count += 1;
    }
    assert_eq!(count, 35);
}

#[tokio::test]
async fn a_list_that_ended_too_early_goes_on_where_it_ended() {
    let broken = std::sync::atomic::AtomicBool::new(true);
    let (_server, client) = list(move |offset| match offset {
        20 if broken.swap(false, std::sync::atomic::Ordering::Relaxed) => page(0..0, "35"),
        _ => rest(offset, 35, "35"),
    });
    let call = || client.read_client_list(ReadClientList::new().limit(10));
    let mut records = call().records();
    let mut count = 0;
    let error = loop {
        match records.next().await.unwrap() {
            Ok(_) => count += 1,
            Err(error) => break error,
        }
    };
    assert!(error.is_incomplete() && count == 20, "{error}");
    assert!(records.next().await.is_none());
    let mut rest = call().records().start_at(records.position());
    while let Some(record) = rest.next().await {
        record.unwrap();
        count += 1;
    }
    assert_eq!(count, 35);
}

#[tokio::test]
async fn a_link_to_a_next_page_contradicts_the_end() {
    let server = Loopback::replying(|_| {
        let body = page(0..3, "null");
        format!(
            "HTTP/1.1 200 OK\r\nLink: <https://example.com/?page=2>; rel=\"next\"\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    })
    .unwrap();
    let client = client_with(&server, patient());
    let (ids, error) = all(&client).await;
    assert_eq!(ids, up_to(3));
    let error = error.unwrap();
    assert!(
        matches!(
            error.cause(),
            Cause::Incomplete {
                came: 3,
                promised: None,
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_total_that_is_no_number_counts_as_not_told() {
    for total in [
        "-1",
        "1.5",
        "\"many\"",
        "\"\"",
        "null",
        "{}",
        "[35]",
        "true",
        "99999999999999999999999",
    ] {
        let (_server, client) = list(move |offset| rest(offset, 35, total));
        assert_eq!(numbers(&client).await, up_to(35), "{total}");
    }
}

#[tokio::test]
async fn a_total_is_one_however_the_number_is_written() {
    for total in ["50.0", "5e1", "\"50\"", "\"50.00\""] {
        let (_server, client) = list(move |offset| rest(offset, 35, total));
        let (ids, error) = all(&client).await;
        assert_eq!(ids, up_to(35), "{total}");
        assert!(error.unwrap().is_incomplete(), "{total}");
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
async fn an_empty_page_before_the_total_is_no_end_in_silence() {
    for empty in ["[]", "{}", "null", "\"\"", "false", "[null]", "[[]]"] {
        let (_server, client) = list(move |offset| match offset {
            0..20 => rest(offset, 20, "1000"),
            _ => format!(r#"{{"ResultCode":"CT_200","TotalRecord":1000,"data":{empty}}}"#),
        });
        let (ids, error) = all(&client).await;
        assert_eq!(ids, up_to(20), "{empty}");
        assert!(error.unwrap().is_incomplete(), "{empty}");
    }
}

#[tokio::test]
async fn not_found_before_the_total_is_no_end_in_silence() {
    let (_server, client) = list(|offset| match offset {
        0..20 => rest(offset, 20, "1000"),
        _ => r#"{"ResultCode":"CT_515","Message":"No Record Found"}"#.to_owned(),
    });
    let (ids, error) = all(&client).await;
    assert_eq!(ids, up_to(20));
    assert!(error.unwrap().is_incomplete());
}

#[tokio::test]
async fn a_server_that_shuffles_its_page_instead_of_turning_it_is_found_out() {
    for total in ["10", "null", "1000"] {
        let (server, client) = list(move |offset| {
            let mut ids: Vec<_> = (0..10_u64).collect();
            ids.rotate_left(usize::try_from(offset % 7).unwrap());
            // Something in each row is new each time.
            let rows: Vec<_> = ids
                .iter()
                .map(|id| format!(r#"{{"client_id":"{id}","age":"{offset}"}}"#))
                .collect();
            let rows = rows.join(",");
            format!(r#"{{"ResultCode":"CT_200","TotalRecord":{total},"data":[{rows}]}}"#)
        });
        let (ids, error) = all(&client).await;
        assert_eq!(ids.len(), 10, "{total}");
        assert!(error.unwrap().is_incomplete(), "{total}");
        assert!(server.requests_so_far().len() <= 3, "{total}");
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

#[tokio::test]
async fn one_bad_byte_costs_no_record_and_does_not_end_the_list() {
    let server = Loopback::replying(|request| {
        let from = request.split_once("offset=").unwrap().1;
        let digits = from.find(|c: char| !c.is_ascii_digit()).unwrap();
        let from: u64 = from[..digits].parse().unwrap();
        let mut answer = kept("200 OK", &rest(from, 35, "35"));
        if from == 10 {
            // The last digit of the 13th record's number.
            let at = answer.windows(4).rposition(|it| it == b"\"12\"").unwrap();
            answer[at + 2] = 0xe9;
        }
        answer
    })
    .unwrap();
    let client = client_with(&server, patient());
    let call = client.read_client_list(ReadClientList::new().limit(10));
    let mut records = call.records();
    let mut count = 0;
    while let Some(record) = records.next().await {
        record.unwrap();
        count += 1;
    }
    assert_eq!((count, records.odd_records()), (35, 1));
}

#[tokio::test]
async fn an_empty_page_that_tells_of_nothing_takes_no_promise_back() {
    let (_server, client) = list(|offset| match offset {
        0 => page(0..10, "25"),
        _ => page(0..0, "0"),
    });
    let (ids, error) = all(&client).await;
    assert_eq!(ids, up_to(10));
    let error = error.unwrap();
    assert!(error.is_incomplete(), "{error}");
    assert!(
        error
            .to_string()
            .contains("10 records came, and 25 were promised in all"),
        "{error}"
    );
}

/// How many records came, and the error at the end, of a list without a total.
async fn without_total(
    page: impl Fn(u64) -> std::ops::Range<u64> + Send + Sync + 'static,
) -> (usize, Option<Error>) {
    let (_server, client) = list(move |offset| self::page(page(offset), "null"));
    let (ids, error) = all(&client).await;
    (ids.len(), error)
}

#[tokio::test]
async fn records_that_are_made_up_for_ever_are_found_out() {
    let (came, error) = without_total(|offset| offset..offset + 10).await;
    assert!(error.unwrap().is_incomplete());
    assert!(came < 1_000, "{came}");
}

#[tokio::test]
async fn a_server_that_gives_its_last_page_for_all_after_it_is_believed() {
    let (came, error) = without_total(|offset| {
        let offset = offset.min(790);
        offset..offset + 10
    })
    .await;
    assert_eq!(came, 800);
    assert!(error.unwrap().is_incomplete());
}
