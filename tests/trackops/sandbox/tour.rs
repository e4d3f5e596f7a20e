//! All calls in one account, one after the other, and each does what it says.

use prose_runtime::{Error, Json, Record, Validation};
use trackops_generated::*;
use workspace_tests::spec::assert_every_call;

use super::{NOW, Session, TODAY, UNKNOWN};
use crate::refused;

/// Sends a call and gives back its only record.
macro_rules! first {
    ($session:expr, $call:ident, $request:expr) => {{
        let reply = $session.client.$call($request).await.unwrap();
        assert_eq!(reply.records().len(), 1, stringify!($call));
        reply.into_first().unwrap()
    }};
}

#[tokio::test]
async fn all_calls_are_carried_out() {
    let session = Session::quiet();

    let main = PrimaryLocation::new("Main Location", "CO", "US")
        .email_invoice("billing@example.com")
        .address_1("123 Main Street")
        .city("Denver")
        .zip("08020")
        .phone_primary("303-555-0147");
    let client = CreateClient::new("Pine Hill Painting", main)
        .account_code("AC-7")
        .website("https://pine-hill.example.com")
        .email_invoice("accounts@example.com")
        .notes("VIP client")
        .has_invoice_reminders(true);
    let client = first!(session, create_client, client);
    let id = client.id().unwrap();
    assert_eq!(client.name(), Some("Pine Hill Painting"));
    assert_eq!(client.website(), Some("https://pine-hill.example.com"));
    assert_eq!(client.email_invoice(), Some("accounts@example.com"));
    assert_eq!(client.has_invoice_reminders(), Some(true));
    assert_eq!(client.show_location_on_invoice(), Some(false));
    assert_eq!(
        client
            .row()
            .custom_text("created_at")
            .as_deref()
            .map(|at| &at[..10]),
        Some(TODAY)
    );
    let main = client.primary_location().unwrap();
    assert_eq!((main.city(), main.zip()), (Some("Denver"), Some("08020")));
    assert_eq!(main.phone_primary(), Some("303-555-0147"));

    let change = UpdateClient::new(&id).account_code("123456").notes("");
    let changed = first!(session, update_client, change);
    assert_eq!(changed.account_code(), Some("123456"));
    let read = first!(session, get_client, GetClient::new(&id));
    assert_eq!(read.row().to_json(), changed.row().to_json());
    assert_eq!(
        (read.name(), read.notes()),
        (Some("Pine Hill Painting"), None)
    );
    assert_eq!(read.row().raw("notes"), Some("\"\""));
    assert_eq!(read.website(), Some("https://pine-hill.example.com"));
    let listed = first!(
        session,
        list_clients,
        ListClients::new().account_code("123456")
    );
    assert_eq!(listed.id(), Some(id.clone()));
    let count = first!(
        session,
        count_clients,
        CountClients::new().name("Pine Hill Painting")
    );
    assert_eq!(
        (count.record_count(), count.page_count()),
        (Some(1), Some(1))
    );

    let branch = CreateClientLocation::new(&id, "Branch")
        .state("WA")
        .country("US")
        .is_primary(false)
        .city("Seattle")
        .notes("Closed on Mondays");
    let branch = first!(session, create_client_location, branch);
    let location = branch.id().unwrap();
    assert_eq!(
        (branch.root_id(), branch.is_primary()),
        (Some(id.clone()), Some(false))
    );
    let read = first!(
        session,
        get_client_location,
        GetClientLocation::new(&location)
    );
    assert_eq!(
        (read.name(), read.city()),
        (Some("Branch"), Some("Seattle"))
    );
    let locations = ListClientLocations::new().parent(&id);
    let locations = session.client.list_client_locations(locations);
    assert_eq!(locations.await.unwrap().records().len(), 2);
    let count = CountClientLocations::new().parent(&id).name("Branch");
    let count = first!(session, count_client_locations, count);
    assert_eq!(count.record_count(), Some(1));

    let contact = CreateClientContact::new(&location, 3)
        .first_name("Jo")
        .last_name("Sample")
        .email("jo@example.com")
        .custom("salesperson_id", 12)
        .custom(
            "custom_fields",
            Json::parse(r#"[{"id":2,"value":{"floor":3}}]"#).unwrap(),
        );
    let contact = first!(session, create_client_contact, contact);
    let number = contact.id().unwrap();
    assert_eq!(contact.location_id(), Some(location));
    assert_eq!(
        contact.row().custom_text("salesperson_id").as_deref(),
        Some("12")
    );
    let read = GetClientContact::new(&number).expand_field_values(true);
    let read = first!(session, get_client_contact, read);
    let count = first!(session, count_client_contacts, CountClientContacts::new());
    assert!(count.record_count().is_some_and(|count| count > 0));
    assert_eq!(
        (read.first_name(), read.email()),
        (Some("Jo"), Some("jo@example.com"))
    );
    assert!(
        read.row()
            .raw("custom_fields")
            .unwrap()
            .contains(r#"{"floor":3}"#)
    );
    let found = ListClientContacts::new().client(&id).salesperson(12);
    let found = first!(session, list_client_contacts, found);
    assert_eq!(found.id(), Some(number));

    let fields = [
        CustomField::new(1, "Mornings"),
        CustomField::new(2, Json::parse(r#"{"floor":3,"badge":true}"#).unwrap()),
    ];
    let case = CreateCase::new()
        .due_on("2026-04-01")
        .custom_fields(fields)
        .client_id(&id)
        .case_type_id(2)
        .reference_value_2("PO-7")
        .budget_money("1500.00")
        .case_services_list(prose_runtime::serde_json::json!([3, 4]))
        .subjects([CaseSubject::new().subject_type_id(1).is_primary(true)])
        .custom("is_request", true);
    let case = first!(session, create_case, case);
    let number = case.id().unwrap();
    assert_eq!(
        (case.created_on(), case.due_on()),
        (Some(TODAY), Some("2026-04-01"))
    );
    let read = first!(session, get_case, GetCase::new(&number));
    let values = read.custom_fields();
    let values: Vec<_> = values.iter().map(|field| field.value().unwrap()).collect();
    assert_eq!(values[0], "\"Mornings\"");
    let object: prose_runtime::serde_json::Value =
        prose_runtime::serde_json::from_str(values[1]).unwrap();
    assert_eq!(
        object,
        prose_runtime::serde_json::json!({"floor": 3, "badge": true})
    );
    assert_eq!(
        (read.client_id(), read.case_type_id()),
        (Some(id.clone()), Some(2.into()))
    );
    assert_eq!(read.budget_money(), Some("1500.0"));
    assert_eq!(read.case_services_list(), Some("[3,4]"));
    let subjects = read.subjects();
    assert_eq!(subjects.len(), 1);
    assert_eq!(
        (subjects[0].subject_type_id(), subjects[0].is_primary()),
        (Some(1.into()), Some(true))
    );
    let of_client = ListCases::new().client(&id).reference_value_2("PO-7");
    assert_eq!(first!(session, list_cases, of_client).id(), case.id());
    let found = first!(session, list_cases, ListCases::new().is_request(true));
    assert_eq!(found.id(), Some(number));
    let count = CountCases::new()
        .due_from("2026-04-01")
        .due_to("2026-04-01");
    assert_eq!(first!(session, count_cases, count).record_count(), Some(1));

    assert_every_call("trackops", &session.calls(), |_, call| {
        format!(
            "no behaviour in the sandbox for `{call}` is tried: give it some in sandbox/src/trackops, \
             and send it in `all_calls_are_carried_out` of tests/trackops/sandbox/tour.rs"
        )
    });
    let requests = session.sandbox.requests();
    assert!(
        requests
            .iter()
            .all(|request| matches!(request.status, Some(200 | 201)))
    );
}

#[tokio::test]
async fn what_nobody_has_is_not_found() {
    let session = Session::busy();
    let client = &session.client;
    let errors: [Error; 5] = [
        refused(client.get_client(GetClient::new(UNKNOWN)).await),
        refused(
            client
                .get_client_location(GetClientLocation::new(UNKNOWN))
                .await,
        ),
        refused(
            client
                .get_client_contact(GetClientContact::new(UNKNOWN))
                .await,
        ),
        refused(client.get_case(GetCase::new(UNKNOWN)).await),
        refused(
            client
                .update_client(UpdateClient::new(UNKNOWN).notes("VIP"))
                .await,
        ),
    ];
    for error in errors {
        assert_eq!(
            ResultCode::of(&error),
            Some(ResultCode::NotFound),
            "{error}"
        );
        assert!(error.is_not_found() && !error.is_retryable());
        assert_eq!(error.attempts().len(), 1);
    }
    // What is created for nobody is no record that is missing, but a value that is wrong.
    let location = CreateClientLocation::new(UNKNOWN, "Branch")
        .state("WA")
        .country("US");
    let error = refused(client.create_client_location(location).await);
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Unprocessable));
    let contact = CreateClientContact::new(UNKNOWN, 3);
    let error = refused(client.create_client_contact(contact).await);
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Unprocessable));
}

#[tokio::test]
async fn a_new_main_location_takes_the_place_of_the_old_one() {
    let session = Session::quiet();
    let client = first!(session, create_client, crate::new_client("ACME"));
    let id = client.id().unwrap();
    let branch = CreateClientLocation::new(&id, "New Main")
        .state("ME")
        .country("US")
        .is_primary(true);
    first!(session, create_client_location, branch);
    let read = first!(session, get_client, GetClient::new(&id));
    assert_eq!(read.primary_location().unwrap().name(), Some("New Main"));
}

#[tokio::test]
async fn an_update_moves_the_moment_of_the_last_change() {
    let session = Session::quiet();
    let client = first!(session, create_client, crate::new_client("ACME"));
    let id = client.id().unwrap();
    session
        .sandbox
        .advance(std::time::Duration::from_secs(3600));
    first!(session, update_client, UpdateClient::new(&id).notes("VIP"));
    let since = ListClients::new().updated_from("2026-03-02 09:30:00");
    assert_eq!(first!(session, list_clients, since).id(), Some(id));
    let before = ListClients::new().updated_to(NOW);
    let reply = session.client.list_clients(before).await.unwrap();
    assert!(reply.first().is_none());
}

#[tokio::test]
async fn the_sandbox_refuses_what_it_is_sent_unchecked() {
    let session = Session::quiet();
    let blank = crate::new_client("").website("example.com");
    let sending = session
        .client
        .create_client(blank)
        .validation(Validation::Off);
    let error = refused(sending.await);
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Unprocessable));
    let list = ListClients::new().created_from("yesterday");
    let sending = session
        .client
        .list_clients(list)
        .validation(Validation::Off);
    let error = refused(sending.await);
    assert_eq!(ResultCode::of(&error), Some(ResultCode::BadRequest));
    let count = session
        .client
        .count_clients(CountClients::new())
        .await
        .unwrap();
    assert_eq!(count.first().unwrap().record_count(), Some(0));
}
