//! Opportunities and each of their filters.

use std::collections::BTreeSet;

use clienttether_generated::{
    ContactType, CreateClient, CreateClientEvent, DeleteClientById, EventType, OpportunityState,
    ReadClientById, ReadClientList, ReadOpportunityList, ReadUserList, UpdateClientById, records,
};
use prose_runtime::{Id, Record as _};

use super::{Session, UNKNOWN, code, refused};

pub(crate) const CALLS: &[&str] = &["read_opportunity_list"];

const STATES: [OpportunityState; 4] = [
    OpportunityState::Appt,
    OpportunityState::Quote,
    OpportunityState::Closed,
    OpportunityState::Completed,
];

impl Session {
    async fn opportunities(&self, call: ReadOpportunityList) -> Vec<records::Opportunity> {
        let mut records = self.client.read_opportunity_list(call).records();
        let mut found = Vec::new();
        while let Some(opportunity) = records.next().await {
            found.push(opportunity.unwrap());
        }
        found
    }

    /// The contacts that `read_client_list` calls the main ones.
    async fn main_contacts(&self) -> BTreeSet<Id> {
        let mut records = self
            .client
            .read_client_list(ReadClientList::new())
            .records();
        let mut ids = BTreeSet::new();
        while let Some(contact) = records.next().await {
            ids.insert(contact.unwrap().client_id().unwrap());
        }
        ids
    }

    async fn ids(&self, call: ReadOpportunityList) -> BTreeSet<Id> {
        let found = self.opportunities(call).await;
        found
            .iter()
            .map(|it| it.opportunity_id().unwrap())
            .collect()
    }
}

fn list() -> ReadOpportunityList {
    ReadOpportunityList::new()
}

/// The proposals that come with an opportunity, under the sandbox's own key for them.
fn proposals(opportunity: &records::Opportunity) -> Vec<serde_json::Value> {
    let raw = opportunity.row().raw("proposals");
    raw.map_or_else(Vec::new, |raw| serde_json::from_str(raw).unwrap())
}

#[tokio::test]
async fn an_opportunity_is_a_contact_under_another_prefix() {
    let session = Session::quiet();
    let source = session.create_lead_source("Garden Show").await;
    let cycle = session.create_cycle("Measured Up").await;
    let call = CreateClient::new("Jo", "Sample")
        .company_name("Sample & Daughters")
        .lead_source_id(&source)
        .sales_cycle_id(&cycle)
        .deal_size(25_000);
    let id = session.create(call).await;
    let found = session.opportunities(list()).await;
    assert_eq!(found.len(), 1);
    let opportunity = &found[0];
    assert_eq!(opportunity.opportunity_id(), Some(id.clone()));
    assert_eq!(opportunity.first_name(), Some("Jo"));
    assert_eq!(opportunity.company_name(), Some("Sample & Daughters"));
    assert_eq!(opportunity.deal_size(), Some("25000"));
    assert_eq!(opportunity.sales_cycle_name(), Some("Measured Up"));
    assert_eq!(opportunity.lead_source_name(), Some("Garden Show"));
    assert_eq!(opportunity.contact_type(), Some(ContactType::Client));
    let shown = opportunity.row().to_json();
    assert!(
        shown.contains(r#""contact_sales_cycle":"Measured Up""#),
        "{shown}"
    );
    assert!(!shown.contains("clients_sales_cycle"), "{shown}");
    assert!(proposals(opportunity).is_empty());
    // The number is one of a contact.
    let reply = session
        .client
        .read_client_by_id(ReadClientById::new(&id))
        .await;
    assert_eq!(reply.unwrap().first().unwrap().first_name(), Some("Jo"));
}

#[tokio::test]
async fn opportunities_of_a_large_account_come_page_by_page() {
    let session = Session::busy();
    let reply = session
        .client
        .read_opportunity_list(list().limit(30).offset(20))
        .await;
    let reply = reply.unwrap();
    assert_eq!(reply.records().len(), 30);
    let all = session.opportunities(list()).await;
    let total = reply.total().unwrap();
    assert!(total >= 250);
    assert_eq!(all.len() as u64, total);
    assert_eq!(
        session.ids(list()).await.len() as u64,
        total,
        "nobody comes twice"
    );
    let page: Vec<_> = reply
        .records()
        .iter()
        .map(|it| it.opportunity_id())
        .collect();
    let same: Vec<_> = all[20..50].iter().map(|it| it.opportunity_id()).collect();
    assert_eq!(page, same);
}

#[tokio::test]
async fn the_kind_of_contact_narrows_the_list() {
    let session = Session::busy();
    let all = session.opportunities(list()).await;
    for kind in [
        ContactType::Client,
        ContactType::Employee,
        ContactType::Partner,
        ContactType::Vendor,
        ContactType::Other,
    ] {
        let found = session.ids(list().contact_type(kind.clone())).await;
        let expected = all
            .iter()
            .filter(|it| it.contact_type() == Some(kind.clone()));
        let expected: BTreeSet<_> = expected.map(|it| it.opportunity_id().unwrap()).collect();
        assert_eq!(found, expected, "{kind:?}");
    }
}

#[tokio::test]
async fn the_sales_cycle_narrows_the_list() {
    let session = Session::busy();
    let all = session.opportunities(list()).await;
    let mut found_any = false;
    for cycle in session.cycles().await {
        let id = cycle.sales_cycle_id().unwrap();
        let found = session.ids(list().sales_cycle_id(&id)).await;
        let expected = all
            .iter()
            .filter(|it| it.sales_cycle_id() == Some(id.clone()));
        let expected: BTreeSet<_> = expected.map(|it| it.opportunity_id().unwrap()).collect();
        assert_eq!(found, expected, "{:?}", cycle.sales_cycle_name());
        found_any |= !found.is_empty();
    }
    assert!(found_any);
    assert!(session.ids(list().sales_cycle_id(UNKNOWN)).await.is_empty());
}

#[tokio::test]
async fn the_assigned_user_narrows_the_list() {
    let session = Session::busy();
    let reply = session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    let all = session.opportunities(list()).await;
    let mut found_any = false;
    for user in reply.records() {
        let id = user.user_id().unwrap();
        let found = session.ids(list().assigned_user_id(&id)).await;
        let expected = all
            .iter()
            .filter(|it| it.assigned_user_id() == Some(id.clone()));
        let expected: BTreeSet<_> = expected.map(|it| it.opportunity_id().unwrap()).collect();
        assert_eq!(found, expected);
        found_any |= !found.is_empty();
    }
    assert!(found_any);
}

#[tokio::test]
async fn each_state_has_opportunities_and_no_other_has_them_too() {
    let session = Session::busy();
    let all = session.ids(list()).await;
    let mut seen = BTreeSet::new();
    for state in STATES {
        let found = session.ids(list().opportunity_state(state.clone())).await;
        assert!(!found.is_empty() && found.is_subset(&all), "{state:?}");
        assert!(seen.is_disjoint(&found), "{state:?}");
        seen.extend(found);
    }
}

#[tokio::test]
async fn an_appointment_and_a_closed_deal_are_states_with_their_time() {
    let session = Session::quiet();
    let (id, other) = (session.contact("Jo").await, session.contact("Robin").await);
    let state = |state| list().opportunity_state(state);
    assert!(session.ids(state(OpportunityState::Appt)).await.is_empty());

    let users = session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    let user = users.first().unwrap().user_id().unwrap();
    let call = CreateClientEvent::new(&id, EventType::Appointment, "2026-03-04", "09:30", "Look")
        .user_id(&user)
        .event_end_date("2026-03-04")
        .event_end_time("10:30");
    session.client.create_client_event(call).await.unwrap();
    let only = |id: &Id| BTreeSet::from([id.clone()]);
    assert_eq!(session.ids(state(OpportunityState::Appt)).await, only(&id));

    session.sandbox.set_now("2026-03-20 15:00:00").unwrap();
    let call = UpdateClientById::new(&other).deal_closed(true);
    session.client.update_client_by_id(call).await.unwrap();
    let closed = || state(OpportunityState::Closed);
    assert_eq!(session.ids(closed()).await, only(&other));
    let from = |time: &str| closed().state_from_date(time);
    assert_eq!(session.ids(from("2026-03-20 15:00:00")).await, only(&other));
    assert!(session.ids(from("2026-03-20 16:00:00")).await.is_empty());
    let within = from("2026-03-20 00:00:00").state_to_date("2026-03-20 23:59:59");
    assert_eq!(session.ids(within).await, only(&other));
    let before = closed().state_to_date("2026-03-20 14:59:59");
    assert!(session.ids(before).await.is_empty());
}

#[tokio::test]
async fn the_time_of_creation_narrows_the_list_at_both_ends_inclusively() {
    let session = Session::quiet();
    let january = session
        .create(CreateClient::new("Jo", "Sample").created("2026-01-15"))
        .await;
    let today = session.contact("Robin").await;
    let only = |id: &Id| BTreeSet::from([id.clone()]);
    let from = |time: &str| list().from_date(time);
    assert_eq!(session.ids(from("2026-03-01 00:00:00")).await, only(&today));
    assert_eq!(
        session.ids(list().to_date("2026-03-01 00:00:00")).await,
        only(&january)
    );
    let exactly = from("2026-01-15 00:00:00").to_date("2026-01-15 00:00:00");
    assert_eq!(session.ids(exactly).await, only(&january));
    let between = from("2026-01-15 00:00:01").to_date("2026-02-28 23:59:59");
    assert!(session.ids(between).await.is_empty());
}

#[tokio::test]
async fn the_time_of_the_last_change_narrows_the_list() {
    let session = Session::quiet();
    let (id, other) = (session.contact("Jo").await, session.contact("Robin").await);
    session.sandbox.set_now("2026-03-20 15:00:00").unwrap();
    let call = UpdateClientById::new(&id).city("Denver");
    session.client.update_client_by_id(call).await.unwrap();
    let only = |id: &Id| BTreeSet::from([id.clone()]);
    let later = list().modified_date_from("2026-03-20 00:00:00");
    assert_eq!(session.ids(later).await, only(&id));
    let earlier = list().modified_date_to("2026-03-19 23:59:59");
    assert_eq!(session.ids(earlier).await, only(&other));
    let both = list()
        .modified_date_from("2026-03-02 00:00:00")
        .modified_date_to("2026-03-20 23:59:59");
    assert_eq!(session.ids(both).await.len(), 2);
}

#[tokio::test]
async fn the_time_at_which_a_proposal_was_changed_narrows_the_list() {
    let session = Session::busy();
    let all = session.opportunities(list()).await;
    let with: BTreeSet<_> = all
        .iter()
        .filter(|it| !proposals(it).is_empty())
        .map(|it| it.opportunity_id().unwrap())
        .collect();
    assert!(!with.is_empty() && with.len() < all.len());
    let always = list()
        .proposal_modified_from_date("2000-01-01 00:00:00")
        .proposal_modified_to_date("2100-01-01 00:00:00");
    assert_eq!(session.ids(always).await, with);
    let never = list().proposal_modified_from_date("2100-01-01 00:00:00");
    assert!(session.ids(never).await.is_empty());
    // Half a year before the clock's day: some before, some after, none lost.
    let middle = "2025-12-01 00:00:00";
    let after = session
        .ids(list().proposal_modified_from_date(middle))
        .await;
    let before = session.ids(list().proposal_modified_to_date(middle)).await;
    let union: BTreeSet<_> = after.union(&before).cloned().collect();
    assert_eq!(union, with);
}

#[tokio::test]
async fn the_main_opportunity_brings_those_that_belong_to_it() {
    let session = Session::busy();
    let contacts = session.main_contacts().await;
    let all = session.ids(list()).await;
    let others: BTreeSet<_> = all.difference(&contacts).cloned().collect();
    assert!(contacts.is_subset(&all) && !others.is_empty());
    let mut brought = BTreeSet::new();
    for main in &contacts {
        let family = session.ids(list().client_id(main)).await;
        assert!(family.contains(main), "the main one is among them");
        brought.extend(family.difference(&contacts).cloned());
    }
    assert_eq!(brought, others, "each belongs to a main one");
    assert!(session.ids(list().client_id(UNKNOWN)).await.is_empty());
}

#[tokio::test]
async fn what_belongs_to_a_main_contact_goes_with_it() {
    let session = Session::busy();
    let contacts = session.main_contacts().await;
    for main in &contacts {
        let family = session.ids(list().client_id(main)).await;
        if family.len() == 1 {
            continue;
        }
        let call = DeleteClientById::new(main);
        session.client.delete_client_by_id(call).await.unwrap();
        assert!(session.ids(list()).await.is_disjoint(&family));
        return;
    }
    panic!("the seed data has no opportunity that belongs to another");
}

#[tokio::test]
async fn all_filters_hold_together() {
    let session = Session::busy();
    let all = session.opportunities(list()).await;
    let one = all
        .iter()
        .find(|it| it.assigned_user_id().is_some_and(|id| id.as_str() != "0"))
        .unwrap();
    let call = || {
        list()
            .client_id(one.opportunity_id().unwrap())
            .contact_type(one.contact_type().unwrap())
            .assigned_user_id(one.assigned_user_id().unwrap())
            .from_date("2000-01-01 00:00:00")
            .to_date("2100-01-01 00:00:00")
            .modified_date_from("2000-01-01 00:00:00")
            .modified_date_to("2100-01-01 00:00:00")
    };
    assert!(
        session
            .ids(call())
            .await
            .contains(&one.opportunity_id().unwrap())
    );
    let never = call().modified_date_from("2100-01-01 00:00:00");
    assert!(session.ids(never).await.is_empty());
}

#[tokio::test]
async fn filters_that_break_their_limits_are_told_by_name() {
    let session = Session::quiet();
    let client = session.unchecked();
    for (call, key) in [
        (list().limit(101), "limit"),
        (list().from_date("2026-03-02"), "from_date"),
        (list().state_from_date("2026-03-02"), "stateFromDate"),
        (
            list().proposal_modified_to_date("soon"),
            "proposalModifiedToDate",
        ),
        (
            list().modified_date_to("2026-02-30 00:00:00"),
            "modified_date_to",
        ),
    ] {
        let error = refused(client.read_opportunity_list(call).await);
        assert_eq!(code(&error), key);
    }
    let call = super::raw(prose_runtime::Method::Get, "read_opportunity_list").with("state", "CO");
    assert_eq!(code(&refused(client.send(call).await)), "state");
}
