//! Going on after an error, or another day: no record is lost and none comes twice.

use clienttether_generated::ReadClientList;
use futures_util::TryStreamExt as _;

use super::by_offset::number;
use super::{List, is_bad_request, up_to};
use crate::client_at;

/// A list whose third page fails once.
fn failing() -> List {
    List {
        fails: 3,
        ..List::of(450)
    }
}

#[tokio::test]
async fn pages_go_on_where_an_error_stopped_them() {
    for ahead in [0, 1, 3] {
        let server = failing().serve();
        let client = client_at(&server);
        let mut pages = client
            .read_client_list(ReadClientList::new())
            .pages()
            .read_ahead(ahead);
        let mut numbers = Vec::new();
        let error = loop {
            match pages.next().await.unwrap() {
                Ok(page) => numbers.extend(page.records().iter().map(number)),
                Err(error) => break error,
            }
        };
        assert!(is_bad_request(&error), "{error:?}");
        assert!(pages.next().await.is_none(), "it goes on after an error");
        assert_eq!(u64::try_from(numbers.len()).unwrap(), pages.position());
        let rest = client
            .read_client_list(ReadClientList::new())
            .pages()
            .start_at(pages.position());
        let rest: Vec<_> = rest.try_collect().await.unwrap();
        numbers.extend(rest.iter().flat_map(|page| page.records()).map(number));
        assert_eq!(numbers, up_to(450));
    }
}

#[tokio::test]
async fn records_go_on_where_an_error_stopped_them() {
    for ahead in [0, 1, 3] {
        let server = failing().serve();
        let client = client_at(&server);
        let mut records = client
            .read_client_list(ReadClientList::new())
            .records()
            .read_ahead(ahead);
        let mut numbers = Vec::new();
        while let Some(Ok(record)) = records.next().await {
            numbers.push(number(&record));
        }
        let rest = client
            .read_client_list(ReadClientList::new())
            .records()
            .start_at(records.position());
        let rest: Vec<_> = rest.try_collect().await.unwrap();
        numbers.extend(rest.iter().map(number));
        assert_eq!(numbers, up_to(450));
    }
}

#[tokio::test]
async fn records_go_on_from_any_place() {
    let server = List::of(25).serve();
    let client = client_at(&server);
    let all = || {
        client
            .read_client_list(ReadClientList::new().limit(10))
            .records()
    };
    for taken in 0..=25 {
        let mut records = all();
        for _ in 0..taken {
            records.next().await.unwrap().unwrap();
        }
        assert_eq!(records.position(), taken);
        let rest: Vec<_> = all().start_at(taken).try_collect().await.unwrap();
        let rest: Vec<_> = rest.iter().map(number).collect();
        assert_eq!(rest, (taken..25).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn the_position_counts_from_the_beginning_of_the_list() {
    let server = List::of(250).serve();
    let client = client_at(&server);
    let call = client.read_client_list(ReadClientList::new().offset(130));
    let mut records = call.records();
    assert_eq!(records.position(), 130);
    records.next().await.unwrap().unwrap();
    assert_eq!(records.position(), 131);
}
