//! Lists that come in pages.

use std::collections::BTreeSet;

use prose_runtime::{Cause, Config, Id};
use trackops_generated::{
    CountClients, Direction, ListCases, ListClientContacts, ListClientLocations, ListClients,
};
use workspace_tests::{Loopback, kept};

use crate::sandbox::Session;
use crate::{client_with, new_client};

/// A server with so many clients; gives `most` of them at the most.
fn server(clients: u64, most: u64) -> Loopback {
    Loopback::replying(move |request| {
        let asked = |key: &str| {
            let (_, rest) = request.split_once(&format!("{key}="))?;
            let end = rest.find(|sign: char| !sign.is_ascii_digit())?;
            rest[..end].parse::<u64>().ok()
        };
        // `page=` stands in `per_page=` too.
        let page = request.replace("per_page", "");
        let (_, page) = page.split_once("page=").unwrap();
        let page: String = page.chars().take_while(char::is_ascii_digit).collect();
        let size = asked("per_page").unwrap().min(most);
        let start = (page.parse::<u64>().unwrap() - 1) * size;
        let rows = (start..clients.min(start + size)).map(|id| format!(r#"{{"id":{id}}}"#));
        let rows: Vec<_> = rows.collect();
        kept("200 OK", &format!("[{}]", rows.join(",")))
    })
    .unwrap()
}

/// The paths that were asked for.
fn asked(server: &Loopback) -> Vec<String> {
    let requests = server.requests_so_far().into_iter();
    requests
        .map(|request| request.split(' ').nth(1).unwrap().to_owned())
        .collect()
}

/// The numbers of all clients that a list has.
async fn ids(server: &Loopback, call: ListClients) -> Vec<Id> {
    let client = client_with(server, Config::new());
    let mut records = client.list_clients(call).records().read_ahead(0);
    let mut ids = Vec::new();
    while let Some(record) = records.next().await {
        ids.push(record.unwrap().id().unwrap());
    }
    ids
}

#[tokio::test]
async fn a_list_ends_with_a_page_that_is_not_full() {
    let server = server(10, 100);
    let found = ids(&server, ListClients::new().name("A").per_page(4)).await;
    assert_eq!(found, (0..10_u64).map(Id::from).collect::<Vec<_>>());
    assert_eq!(
        asked(&server),
        [
            "/api/v1/clients?name=A&page=1&per_page=4",
            "/api/v1/clients?name=A&page=2&per_page=4",
            "/api/v1/clients?name=A&page=3&per_page=4",
        ]
    );
}

#[tokio::test]
async fn a_list_that_ends_with_a_full_page_is_asked_for_one_more() {
    let server = server(8, 100);
    assert_eq!(ids(&server, ListClients::new().per_page(4)).await.len(), 8);
    assert_eq!(asked(&server).len(), 3);
}

#[tokio::test]
async fn pages_have_100_records_unless_told_otherwise() {
    let server = server(101, 100);
    assert_eq!(ids(&server, ListClients::new()).await.len(), 101);
    assert_eq!(
        asked(&server),
        [
            "/api/v1/clients?page=1&per_page=100",
            "/api/v1/clients?page=2&per_page=100",
        ]
    );
}

#[tokio::test]
async fn an_empty_list_is_asked_for_once() {
    let server = server(0, 100);
    assert!(ids(&server, ListClients::new()).await.is_empty());
    assert_eq!(asked(&server).len(), 1);
}

#[tokio::test]
async fn a_list_begins_with_the_page_that_the_caller_sets() {
    let server = server(10, 100);
    let found = ids(&server, ListClients::new().page(3).per_page(4)).await;
    assert_eq!(found, [8.into(), 9.into()]);
    assert_eq!(asked(&server).len(), 1);
}

#[tokio::test]
async fn a_page_that_comes_twice_is_an_error_and_no_endless_list() {
    let server = Loopback::replying(|_| kept("200 OK", r#"[{"id":1},{"id":2}]"#)).unwrap();
    let client = client_with(&server, Config::new());
    let mut pages = client.list_clients(ListClients::new().per_page(2)).pages();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error.cause(), Cause::RepeatedPage { .. }),
        "{error}"
    );
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn all_60_clients_come_in_pages_of_7() {
    let session = Session::busy();
    let call = || ListClients::new().per_page(7);
    let mut pages = session.client.list_clients(call()).pages().read_ahead(0);
    let (mut sizes, mut paged) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        sizes.push(page.records().len());
        paged.extend(page.records().iter().map(|client| client.id().unwrap()));
    }
    assert_eq!(sizes, [7, 7, 7, 7, 7, 7, 7, 7, 4]);
    assert_eq!(pages.position(), 60);
    assert_eq!(session.sandbox.requests().len(), 9);
    let mut records = session.client.list_clients(call()).records();
    let mut streamed = Vec::new();
    while let Some(client) = records.next().await {
        streamed.push(client.unwrap().id().unwrap());
    }
    assert_eq!(streamed, paged);
    assert_eq!(paged.iter().collect::<BTreeSet<_>>().len(), 60);
    let count = CountClients::new().per_page(7);
    let count = session.client.count_clients(count).await.unwrap();
    let count = count.first().unwrap();
    assert_eq!(
        (count.record_count(), count.page_count()),
        (Some(60), Some(9))
    );
}

#[tokio::test]
async fn a_list_goes_on_where_it_was_left() {
    let session = Session::busy();
    let call = || {
        ListClients::new()
            .per_page(7)
            .direction(Direction::Descending)
    };
    let mut first = session.client.list_clients(call()).records();
    let mut ids = Vec::new();
    for _ in 0..17 {
        ids.push(first.next().await.unwrap().unwrap().id().unwrap());
    }
    assert_eq!(first.position(), 17);
    let mut rest = session.client.list_clients(call()).records().start_at(17);
    while let Some(client) = rest.next().await {
        ids.push(client.unwrap().id().unwrap());
    }
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 60);
    assert!(ids.is_sorted_by(|one, next| {
        let number = |id: &Id| id.as_str().parse::<u64>().unwrap();
        number(one) > number(next)
    }));
}

#[tokio::test]
async fn what_was_added_since_comes_another_day_and_nothing_twice() {
    let session = Session::busy();
    let call = || ListClients::new().per_page(7);
    let mut records = session.client.list_clients(call()).records();
    while let Some(client) = records.next().await {
        client.unwrap();
    }
    // The last page had room for three more.
    assert_eq!(records.position(), 60);
    for name in ["One", "Two", "Three", "Four"] {
        let made = session.client.create_client(new_client(name)).await;
        made.unwrap();
    }
    let rest = session.client.list_clients(call()).records();
    let mut rest = rest.start_at(records.position());
    let mut names = Vec::new();
    while let Some(client) = rest.next().await {
        names.push(client.unwrap().name().unwrap().to_owned());
    }
    assert_eq!(names, ["One", "Two", "Three", "Four"]);
}

#[tokio::test]
async fn every_list_comes_in_pages_with_its_filters() {
    let session = Session::busy();
    let client = &session.client;
    let clients = ListClients::new().salesperson(11).per_page(5);
    let mut records = client.list_clients(clients).records();
    let mut number = 0;
    while let Some(record) = records.next().await {
        let record = record.unwrap();
        let row = prose_runtime::Record::row(&record);
        assert_eq!(row.custom_text("salesperson_id").as_deref(), Some("11"));
        number += 1;
    }
    assert!(number > 5 && number < 60, "{number}");
    macro_rules! total {
        ($call:ident, $request:expr) => {{
            let mut records = client.$call($request).records();
            let mut number = 0;
            while let Some(record) = records.next().await {
                record.unwrap();
                number += 1;
            }
            number
        }};
    }
    assert_eq!(
        total!(
            list_client_locations,
            ListClientLocations::new().per_page(9)
        ),
        80
    );
    assert_eq!(
        total!(list_client_contacts, ListClientContacts::new().per_page(9)),
        30
    );
    assert_eq!(total!(list_cases, ListCases::new().per_page(9)), 20);
}

#[test]
fn a_thread_that_waits_gets_the_same() {
    let session = Session::busy();
    let call = ListClients::new().per_page(7);
    let records = session.client.list_clients(call).records().wait();
    assert_eq!(records.map(Result::unwrap).count(), 60);
    let count = session.client.count_clients(CountClients::new()).wait();
    assert_eq!(count.unwrap().first().unwrap().record_count(), Some(60));
}
