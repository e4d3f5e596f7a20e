//! Long lists: limit, offset, total, pages, and a thousand contacts at once.

use std::collections::BTreeSet;

use clienttether_generated::{ActiveFlag, CreateClient, ReadClientList};
use prose_runtime::{Id, Record as _};

use super::{Session, code, refused};

impl Session {
    async fn listed(&self, call: ReadClientList) -> Vec<Id> {
        let mut records = self.client.read_client_list(call).records();
        let mut ids = Vec::new();
        while let Some(contact) = records.next().await {
            ids.push(contact.unwrap().client_id().unwrap());
        }
        ids
    }
}

fn distinct(ids: &[Id]) -> BTreeSet<Id> {
    ids.iter().cloned().collect()
}

#[tokio::test]
async fn all_250_contacts_come_once_in_three_pages() {
    let session = Session::busy();
    let ids = session.listed(ReadClientList::new()).await;
    assert_eq!((ids.len(), distinct(&ids).len()), (250, 250));
    let mut offsets: Vec<_> = session.sandbox.requests().iter().map(offset).collect();
    offsets.sort_unstable();
    assert_eq!(offsets, [0, 100, 200]);
}

fn offset(request: &prose_sandbox::Received) -> u64 {
    let offset = request.parameters.get("offset").and_then(|it| it.as_str());
    offset.map_or(0, |offset| offset.parse().unwrap())
}

#[tokio::test]
async fn small_pages_hold_the_same_contacts_in_the_same_order() {
    let session = Session::busy();
    let whole = session.listed(ReadClientList::new()).await;
    let small = session.listed(ReadClientList::new().limit(7)).await;
    assert_eq!(whole, small);
}

#[tokio::test]
async fn a_page_has_at_most_its_limit_and_the_total_counts_all() {
    let session = Session::busy();
    for (limit, offset, count) in [
        (None, None, 100),
        (Some(100), None, 100),
        (Some(1), None, 1),
        (Some(100), Some(200), 50),
        (Some(7), Some(248), 2),
        (Some(7), Some(250), 0),
        (None, Some(1_000_000), 0),
    ] {
        let mut call = ReadClientList::new();
        if let Some(limit) = limit {
            call = call.limit(limit);
        }
        if let Some(offset) = offset {
            call = call.offset(offset);
        }
        let reply = session.client.read_client_list(call).await.unwrap();
        assert_eq!(reply.records().len(), count, "{limit:?} {offset:?}");
        assert_eq!(reply.total(), Some(250), "{limit:?} {offset:?}");
    }
}

#[tokio::test]
async fn limits_of_a_page_hold() {
    let session = Session::busy();
    let client = session.unchecked();
    for (limit, is_fine) in [(0, false), (1, true), (99, true), (100, true), (101, false)] {
        let result = client
            .read_client_list(ReadClientList::new().limit(limit))
            .await;
        match is_fine {
            true => assert_eq!(result.unwrap().records().len() as u64, limit),
            false => assert_eq!(code(&refused(result)), "limit"),
        }
    }
}

#[tokio::test]
async fn a_list_goes_on_where_it_was_left() {
    let session = Session::busy();
    let whole = session.listed(ReadClientList::new()).await;
    let call = session.client.read_client_list(ReadClientList::new());
    let mut rest = call.records().start_at(130);
    let mut ids = Vec::new();
    while let Some(contact) = rest.next().await {
        ids.push(contact.unwrap().client_id().unwrap());
    }
    assert_eq!(ids, whole[130..]);
}

#[tokio::test]
async fn active_and_archived_contacts_make_up_the_list() {
    let session = Session::busy();
    let list = async |flag| {
        session
            .listed(ReadClientList::new().active_flag(flag))
            .await
    };
    let (archived, active) = (
        list(ActiveFlag::Archived).await,
        list(ActiveFlag::Active).await,
    );
    let both = list(ActiveFlag::Both).await;
    assert!(!archived.is_empty() && archived.len() < active.len());
    let union: BTreeSet<_> = distinct(&archived)
        .union(&distinct(&active))
        .cloned()
        .collect();
    assert_eq!(union.len(), archived.len() + active.len(), "nobody is both");
    assert_eq!(union, distinct(&both));
    assert_eq!(
        distinct(&both),
        distinct(&session.listed(ReadClientList::new()).await)
    );
}

#[tokio::test]
async fn a_list_can_be_narrowed_to_days_of_creation() {
    let session = Session::quiet();
    for day in ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"] {
        let call = CreateClient::new("Jo", day).created(day);
        session.create(call).await;
    }
    let today = session.contact("Today").await;
    let count = async |call| session.listed(call).await.len();
    let list = ReadClientList::new;
    assert_eq!(
        count(list().from_date("2026-01-01").to_date("2026-01-31")).await,
        2
    );
    assert_eq!(
        count(list().from_date("2026-01-31").to_date("2026-01-31")).await,
        1
    );
    assert_eq!(count(list().to_date("2025-12-31")).await, 1);
    assert_eq!(count(list().from_date("2027-01-01")).await, 0);
    assert_eq!(
        session.listed(list().from_date("2026-03-02")).await,
        [today]
    );
    // A day may have a time.
    let midnight = list().from_date("2026-01-31 00:00:00");
    assert_eq!(count(midnight.to_date("2026-01-31 00:00:00")).await, 1);
    let morning = list().from_date("2026-01-31 09:00:00");
    assert_eq!(count(morning.to_date("2026-01-31")).await, 0);
    assert_eq!(count(list().to_date("2025-12-31 00:00:00")).await, 1);
    assert_eq!(count(list().to_date("2025-12-30 23:59:59")).await, 0);
}

#[tokio::test]
async fn a_thousand_contacts_are_created_in_bulk() {
    let session = Session::quiet();
    let calls: Vec<_> = (0..1000)
        .map(|number| CreateClient::new("Jo", format!("Sample {number}")).external_id(number + 1))
        .collect();
    let bulk = session.client.bulk(calls);
    let progress = bulk.progress();
    let sent = bulk.in_order().all().await;
    assert_eq!((progress.succeeded(), progress.failed()), (1000, 0));
    let mut created = BTreeSet::new();
    for sent in sent {
        let reply = sent.result.unwrap();
        let reference = reply.first().unwrap();
        let number = sent.index as u64 + 1;
        assert_eq!(reference.external_id(), Some(number.into()));
        created.insert(reference.client_id().unwrap());
    }
    assert_eq!(created.len(), 1000);
    assert_eq!(
        distinct(&session.listed(ReadClientList::new()).await),
        created
    );
}

#[tokio::test]
async fn one_refusal_among_a_thousand_stops_no_other() {
    let session = Session::quiet();
    let client = session.unchecked();
    let calls: Vec<_> = (0..1000)
        .map(|number| {
            let call = CreateClient::new("Jo", format!("Sample {number}"));
            if number == 500 {
                call.state("Colorado")
            } else {
                call
            }
        })
        .collect();
    let sent = client.bulk(calls).in_order().all().await;
    for sent in sent {
        match sent.index {
            500 => assert_eq!(code(&refused(sent.result)), "state"),
            _ => assert!(sent.result.is_ok()),
        }
    }
    let list = session.client.read_client_list(ReadClientList::new()).await;
    assert_eq!(list.unwrap().total(), Some(999));
}

#[tokio::test]
async fn contacts_of_the_seed_data_keep_every_limit_of_the_document() {
    let session = Session::busy();
    let reply = session
        .client
        .read_client_list(ReadClientList::new())
        .await
        .unwrap();
    assert_eq!(reply.odd_records().count(), 0);
    for contact in reply.records() {
        let shown = contact.row().to_json();
        let phone = contact.phone().unwrap_or_default();
        let is_fictional = phone.len() == 10 && phone[3..].starts_with("55501");
        assert!(phone.is_empty() || is_fictional, "{shown}");
        let email = contact.email().unwrap_or_default();
        assert!(
            email.is_empty() || email.ends_with("example.com"),
            "{shown}"
        );
        assert!(contact.contact_type().is_some(), "{shown}");
        assert!(
            !contact.first_name().unwrap_or_default().is_empty(),
            "{shown}"
        );
    }
}
