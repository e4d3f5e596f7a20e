//! What the vendor leaves open, each way that the sandbox can play it: the client reads the same.

use prose_runtime::Record;
use prose_sandbox::trackops::{
    Access, Created, Errors, Invalid, LargePage, Names, PrimaryLocation as Where, Single,
    Timestamps,
};
use trackops_generated::{
    CreateCase, CreateClientContact, CreateClientLocation, GetCase, GetClient, GetClientContact,
    GetClientLocation, ListClients, ResultCode, UpdateClient,
};

use super::Session;
use crate::{new_client, refused};

#[tokio::test]
async fn single_records_read_the_same_bare_and_wrapped() {
    let mut seen = Vec::new();
    for single in [Single::Bare, Single::Wrapped] {
        let session = Session::quiet();
        session.sandbox.switch(|switches| switches.single = single);
        let mut rows = Vec::new();
        macro_rules! keep {
            ($call:ident, $request:expr) => {{
                let reply = session.client.$call($request).await.unwrap();
                assert_eq!(reply.records().len(), 1, stringify!($call));
                assert_eq!(reply.extra().count() + reply.odd_records().count(), 0);
                let record = reply.into_first().unwrap();
                rows.push(record.row().to_json().to_owned());
                record
            }};
        }
        let client = keep!(create_client, new_client("ACME"));
        let id = client.id().unwrap();
        keep!(get_client, GetClient::new(&id));
        keep!(update_client, UpdateClient::new(&id).notes("VIP"));
        let branch = CreateClientLocation::new(&id, "Branch")
            .state("WA")
            .country("US");
        let location = keep!(create_client_location, branch).id().unwrap();
        keep!(get_client_location, GetClientLocation::new(&location));
        let contact = keep!(
            create_client_contact,
            CreateClientContact::new(&location, 3)
        );
        keep!(
            get_client_contact,
            GetClientContact::new(contact.id().unwrap())
        );
        let case = keep!(create_case, CreateCase::new());
        keep!(get_case, GetCase::new(case.id().unwrap()));
        // Moments alone may differ, as the clock ticks on.
        let rows = rows
            .iter()
            .map(|row| without_moments(row))
            .collect::<Vec<_>>();
        seen.push(rows);
    }
    assert_eq!(seen[0], seen[1]);
}

/// A record without the moments that it was made and changed at.
fn without_moments(row: &str) -> prose_runtime::serde_json::Value {
    let mut row: prose_runtime::serde_json::Value =
        prose_runtime::serde_json::from_str(row).unwrap();
    let mut objects = vec![&mut row];
    while let Some(object) = objects.pop() {
        let Some(object) = object.as_object_mut() else {
            continue;
        };
        object.remove("created_at");
        object.remove("updated_at");
        objects.extend(object.values_mut());
    }
    row
}

#[tokio::test]
async fn refusals_are_told_by_their_status_whatever_their_body() {
    for errors in [Errors::List, Errors::Fields, Errors::Blank] {
        let session = Session::quiet();
        session.sandbox.switch(|switches| switches.errors = errors);
        let error = refused(session.client.get_client(GetClient::new(7)).await);
        assert_eq!(
            ResultCode::of(&error),
            Some(ResultCode::NotFound),
            "{errors:?}"
        );
        let contact = CreateClientContact::new(7, 3);
        let error = refused(session.client.create_client_contact(contact).await);
        assert_eq!(
            ResultCode::of(&error),
            Some(ResultCode::Unprocessable),
            "{errors:?}"
        );
        assert!(!error.to_string().contains('\n') && !error.may_have_acted());
    }
}

#[tokio::test]
async fn broken_values_are_told_by_either_status() {
    let session = Session::quiet();
    for (invalid, code) in [
        (Invalid::Unprocessable, ResultCode::Unprocessable),
        (Invalid::BadRequest, ResultCode::BadRequest),
    ] {
        session
            .sandbox
            .switch(|switches| switches.invalid = invalid);
        let contact = CreateClientContact::new(7, 3);
        let error = refused(session.client.create_client_contact(contact).await);
        assert_eq!(ResultCode::of(&error), Some(code));
    }
}

#[tokio::test]
async fn a_new_record_comes_with_either_status() {
    let session = Session::quiet();
    for (created, status) in [(Created::Created, 201), (Created::Ok, 200)] {
        session
            .sandbox
            .switch(|switches| switches.created = created);
        let reply = session
            .client
            .create_client(new_client("ACME"))
            .await
            .unwrap();
        assert_eq!(reply.status(), status);
        assert!(reply.first().unwrap().id().is_some());
    }
}

#[tokio::test]
async fn moments_are_text_in_each_form() {
    let session = Session::quiet();
    let id = session
        .client
        .create_client(new_client("ACME"))
        .await
        .unwrap();
    let id = id.first().unwrap().id().unwrap();
    for (timestamps, length) in [
        (Timestamps::Space, "2026-03-02 09:00:00".len()),
        (Timestamps::Iso, "2026-03-02T09:00:00Z".len()),
        (Timestamps::Day, "2026-03-02".len()),
    ] {
        session
            .sandbox
            .switch(|switches| switches.timestamps = timestamps);
        let reply = session
            .client
            .get_client(GetClient::new(&id))
            .await
            .unwrap();
        let client = reply.first().unwrap();
        let moment = client.row().custom_text("created_at").unwrap();
        assert!(moment.starts_with("2026-03-02"), "{moment}");
        assert_eq!(moment.len(), length, "{moment}");
    }
}

#[tokio::test]
async fn the_main_location_is_read_where_it_is() {
    let session = Session::quiet();
    let id = session
        .client
        .create_client(new_client("ACME"))
        .await
        .unwrap();
    let id = id.first().unwrap().id().unwrap();
    for (place, is_field, is_related) in [
        (Where::Shown, true, false),
        (Where::Related, false, true),
        (Where::LeftOut, false, false),
    ] {
        session
            .sandbox
            .switch(|switches| switches.primary_location = place);
        let reply = session
            .client
            .get_client(GetClient::new(&id))
            .await
            .unwrap();
        let client = reply.first().unwrap();
        assert_eq!(client.primary_location().is_some(), is_field, "{place:?}");
        let related = client.row().raw("PrimaryLocation");
        assert_eq!(related.is_some(), is_related, "{place:?}");
        assert!(related.is_none_or(|json| json.contains("\"state\":\"CO\"")));
    }
}

#[tokio::test]
async fn names_are_found_whole_or_in_part() {
    let session = Session::busy();
    let alders = || {
        session
            .client
            .list_clients(ListClients::new().name("alder"))
    };
    assert!(alders().await.unwrap().records().is_empty());
    session
        .sandbox
        .switch(|switches| switches.names = Names::Part);
    assert_eq!(alders().await.unwrap().records().len(), 5);
}

#[tokio::test]
async fn the_largest_page_that_is_sent_is_never_too_large() {
    let session = Session::busy();
    session
        .sandbox
        .switch(|switches| switches.large_page = LargePage::Refused);
    let list = ListClients::new().per_page(100);
    let reply = session.client.list_clients(list).await.unwrap();
    assert_eq!(reply.records().len(), 60);
}

#[tokio::test]
async fn who_may_not_call_is_told_so() {
    let session = Session::quiet();
    session
        .sandbox
        .switch(|switches| switches.access = Access::Limited);
    let error = refused(session.client.list_clients(ListClients::new()).await);
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Forbidden));
    assert!(error.is_access_denied() && !error.is_retryable());
}
