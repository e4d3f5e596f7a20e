//! Lists of the sandbox, narrowed by what the documents know.

use prose_runtime::{Id, Record};
use trackops_generated::records::{Case, Client, Contact, Location};
use trackops_generated::{
    CountCases, CountClientLocations, CountClients, Direction, GetClientLocation, ListCases,
    ListClientContacts, ListClientLocations, ListClients,
};

use super::Session;

impl Session {
    async fn clients(&self, call: ListClients) -> Vec<Client> {
        let reply = self.client.list_clients(call.per_page(100)).await;
        reply.unwrap().into_records()
    }

    async fn contacts(&self, call: ListClientContacts) -> Vec<Contact> {
        let reply = self.client.list_client_contacts(call.per_page(100)).await;
        reply.unwrap().into_records()
    }

    async fn locations(&self, call: ListClientLocations) -> Vec<Location> {
        let reply = self.client.list_client_locations(call.per_page(100)).await;
        reply.unwrap().into_records()
    }

    async fn cases(&self, call: ListCases) -> Vec<Case> {
        let reply = self.client.list_cases(call.per_page(100)).await;
        reply.unwrap().into_records()
    }
}

/// What a record has under a key that the spec does not know.
fn value<R: Record>(record: &R, key: &str) -> String {
    record.row().custom_text(key).unwrap().into_owned()
}

fn id(client: &Client) -> Id {
    client.id().unwrap()
}

#[tokio::test]
async fn clients_are_found_by_every_filter_and_counted_by_the_same() {
    let session = Session::busy();
    let all = session.clients(ListClients::new()).await;
    let one = &all[17];
    let (number, name) = (one.id().unwrap(), one.name().unwrap());
    let (created, updated) = (value(one, "created_at"), value(one, "updated_at"));
    for call in [
        ListClients::new().id(&number),
        ListClients::new().name(name),
        ListClients::new().account_code(one.account_code().unwrap()),
        ListClients::new()
            .created_from(&created)
            .created_to(&created),
        ListClients::new()
            .updated_from(&updated)
            .updated_to(&updated),
        ListClients::new()
            .created_from(created.replace(' ', "T") + "Z")
            .name(name),
    ] {
        let found = session.clients(call.clone()).await;
        assert_eq!(found.len(), 1, "{call:?}");
        assert_eq!(found[0].id().as_ref(), Some(&number), "{call:?}");
    }
    let manager = value(one, "case_manager_id");
    let of_manager = all
        .iter()
        .filter(|client| value(*client, "case_manager_id") == manager);
    let of_manager = of_manager.count();
    let found = session
        .clients(ListClients::new().case_manager(&*manager))
        .await;
    assert_eq!(found.len(), of_manager);
    let count = CountClients::new().case_manager(&*manager);
    let count = session.client.count_clients(count).await.unwrap();
    let count = count.first().unwrap().record_count();
    assert_eq!(count, Some(u64::try_from(of_manager).unwrap()));
    assert!(
        session
            .clients(ListClients::new().id(&number).name("nobody"))
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn a_list_begins_at_either_end() {
    let session = Session::busy();
    let forward = ListClients::new().direction(Direction::Ascending);
    let forward: Vec<_> = session.clients(forward).await.iter().map(id).collect();
    let backward = ListClients::new().direction(Direction::Descending);
    let mut backward: Vec<_> = session.clients(backward).await.iter().map(id).collect();
    backward.reverse();
    assert_eq!(forward, backward);
    assert_eq!(forward.len(), 60);
}

#[tokio::test]
async fn locations_are_found_by_their_client_and_by_every_other_filter() {
    let session = Session::busy();
    let all = session.locations(ListClientLocations::new()).await;
    let one = &all[1];
    let (number, client) = (one.id().unwrap(), one.root_id().unwrap());
    assert_eq!(all[0].root_id(), Some(client.clone()));
    let of_client = || ListClientLocations::new().parent(&client);
    let numbers = |found: Vec<Location>| -> Vec<_> {
        let numbers = found.iter().map(|location| location.id().unwrap());
        numbers.collect()
    };
    let both = numbers(session.locations(of_client()).await);
    assert_eq!(both, [all[0].id().unwrap(), number.clone()]);
    let (created, updated) = (value(one, "created_at"), value(one, "updated_at"));
    for call in [
        ListClientLocations::new().id(&number),
        of_client().name(one.name().unwrap()),
        of_client()
            .salesperson(&*value(one, "salesperson_id"))
            .name("branch"),
        ListClientLocations::new()
            .created_from(&created)
            .created_to(&created)
            .updated_from(&updated)
            .updated_to(&updated)
            .name("Branch"),
    ] {
        let found = numbers(session.locations(call.clone()).await);
        assert_eq!(found, std::slice::from_ref(&number), "{call:?}");
    }
    let count = CountClientLocations::new().parent(&client);
    let count = session.client.count_client_locations(count).await.unwrap();
    assert_eq!(count.first().unwrap().record_count(), Some(2));
    let nobody = ListClientLocations::new().salesperson(1);
    assert!(session.locations(nobody).await.is_empty());
}

/// Without the filter a list has both.
#[tokio::test]
async fn a_list_has_requests_or_cases_alone_where_that_is_asked_for() {
    let session = Session::busy();
    let all = session.cases(ListCases::new()).await.len();
    let requests = session.cases(ListCases::new().is_request(true)).await;
    let cases = session.cases(ListCases::new().is_request(false)).await;
    assert!(!requests.is_empty() && !cases.is_empty());
    assert_eq!(requests.len() + cases.len(), all);
    let is_request = |case: &Case| case.row().raw("is_request") == Some("true");
    assert!(requests.iter().all(is_request));
    assert!(!cases.iter().any(is_request));
}

#[tokio::test]
async fn contacts_are_found_by_what_they_belong_to_and_by_who_they_are() {
    let session = Session::busy();
    let all = session.contacts(ListClientContacts::new()).await;
    let one = &all[2];
    let location = one.location_id().unwrap();
    let at = session
        .client
        .get_client_location(GetClientLocation::new(&location));
    let client = at.await.unwrap().first().unwrap().root_id().unwrap();
    for call in [
        ListClientContacts::new().id(one.id().unwrap()),
        ListClientContacts::new().client(client),
        ListClientContacts::new().client_location(location),
    ] {
        let found = session.contacts(call.clone()).await;
        assert_eq!(found.len(), 1, "{call:?}");
        assert_eq!(found[0].id(), one.id());
    }
    for call in [
        ListClientContacts::new().first_name(one.first_name().unwrap()),
        ListClientContacts::new().last_name(one.last_name().unwrap()),
        ListClientContacts::new().email(one.email().unwrap()),
        ListClientContacts::new().role(one.role_id().unwrap()),
        ListClientContacts::new().salesperson(&*value(one, "salesperson_id")),
    ] {
        let found = session.contacts(call.clone()).await;
        assert!(
            found.iter().any(|contact| contact.id() == one.id()),
            "{call:?}"
        );
        assert!(found.len() < all.len(), "{call:?}");
    }
}

#[tokio::test]
async fn custom_fields_of_contacts_are_json_where_that_is_asked_for() {
    let session = Session::busy();
    for (expand, start) in [(false, "\"{"), (true, "{")] {
        let call = ListClientContacts::new().expand_field_values(expand);
        let contacts = session.contacts(call).await;
        let fields = contacts[0].row().raw("custom_fields").unwrap();
        let (_, last) = fields.rsplit_once("\"value\":").unwrap();
        assert!(last.starts_with(start), "{fields}");
    }
}

#[tokio::test]
async fn cases_are_found_by_every_filter() {
    let session = Session::busy();
    let all = session.cases(ListCases::new()).await;
    let one = &all[3];
    let (opened, due) = (one.created_on().unwrap(), one.due_on().unwrap());
    let (entered, updated) = (value(one, "created_at"), value(one, "updated_at"));
    for call in [
        ListCases::new().id(one.id().unwrap()),
        ListCases::new().client(one.client_id().unwrap()),
        ListCases::new().location(&*value(one, "location_id")),
        ListCases::new().created_from(opened).created_to(opened),
        ListCases::new().due_from(due).due_to(due),
        ListCases::new()
            .created_from_system(&entered)
            .created_to_system(&entered),
        ListCases::new().updated_from(&updated).updated_to(&updated),
        ListCases::new().reference_value_1(one.reference_value_1().unwrap()),
        ListCases::new().reference_value_2(one.reference_value_2().unwrap()),
    ] {
        let found = session.cases(call.clone()).await;
        assert_eq!(found.len(), 1, "{call:?}");
        assert_eq!(found[0].id(), one.id(), "{call:?}");
    }
    for call in [
        ListCases::new().case_region(one.case_region_id().unwrap()),
        ListCases::new().case_status(&*value(one, "case_status_id")),
        ListCases::new().is_request(one.row().raw("is_request") == Some("true")),
    ] {
        let found = session.cases(call.clone()).await;
        assert!(found.iter().any(|case| case.id() == one.id()), "{call:?}");
        assert!(found.len() < all.len(), "{call:?}");
    }
    let managed = ListCases::new().primary_manager(&*value(one, "primary_manager_id"));
    let managed = session.cases(managed).await;
    assert!(managed.iter().any(|case| case.id() == one.id()));
    // No case of the seed data has any of these.
    for call in [
        ListCases::new().primary_manager(1),
        ListCases::new().primary_contact(1),
        ListCases::new().primary_investigator(1),
        ListCases::new().primary_salesperson(1),
        ListCases::new().primary_subject(1),
        ListCases::new().reference_value_3("REF-501"),
    ] {
        assert!(session.cases(call.clone()).await.is_empty(), "{call:?}");
    }
}

#[tokio::test]
async fn counts_are_of_all_pages() {
    let session = Session::busy();
    let locations = CountClientLocations::new().per_page(9);
    let locations = session
        .client
        .count_client_locations(locations)
        .await
        .unwrap();
    let locations = locations.first().unwrap();
    assert_eq!(
        (locations.record_count(), locations.page_count()),
        (Some(80), Some(9))
    );
    let page = ListClientLocations::new().per_page(9).page(9);
    let page = session.client.list_client_locations(page).await.unwrap();
    assert_eq!(page.records().len(), 8);
    let cases = session
        .client
        .count_cases(CountCases::new().per_page(20))
        .await
        .unwrap();
    let cases = cases.first().unwrap();
    assert_eq!(
        (cases.record_count(), cases.page_count()),
        (Some(20), Some(1))
    );
}
