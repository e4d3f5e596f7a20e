//! Contacts: created, read, found, changed, deleted.

use clienttether_generated::{
    ContactType, CreateClient, DeleteClientByExternalId, DeleteClientById, Gender, HomeOwnerStatus,
    MaritalStatus, NewLeadNotification, ReadClientByExternalId, ReadClientById, ReadClientExist,
    ReadClientList, UpdateClientByExternalId, UpdateClientById,
};
use prose_runtime::{Meaning, Record};

use super::{Session, TODAY, UNKNOWN, code, raw, refused};

pub(crate) const CALLS: &[&str] = &[
    "create_client",
    "read_client_exist",
    "read_client_list",
    "read_client_by_id",
    "read_client_by_external_id",
    "update_client_by_id",
    "update_client_by_external_id",
    "delete_client_by_id",
    "delete_client_by_external_id",
];

#[tokio::test]
async fn a_contact_comes_back_as_it_was_created() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .sms_ok(false)
        .second_phone("3035550148")
        .email("jo@example.com")
        .address("12 Elm St")
        .city("Denver")
        .state("CO")
        .zip("80202-1234")
        .company_name("Sample & Daughters")
        .tags(["Hot Lead", "Trade Show"])
        .job_title("Owner")
        .external_id(16_051_989)
        .third_party_name("Garden")
        .third_party_id("plot-7")
        .deal_size(25_000)
        .deal_closed(true)
        .age(41)
        .education("College")
        .gender(Gender::Female)
        .high_net_worth(500_000)
        .home_owner_status(HomeOwnerStatus::Own)
        .household_income(90_000)
        .length_of_residence(7)
        .market_value(350_000)
        .marital_status(MaritalStatus::Married)
        .occupation("Baker")
        .presence_of_children(true)
        .created("2024-02-29")
        .presence_of_pets(false)
        .anniversary_1("2001-06-02")
        .anniversary_2("2003-07-04")
        .facebook("josample")
        .linkedin("jo-sample")
        .twitter("jo_sample")
        .client_category("Weekly")
        .whiteboard("<p>Rings twice</p>")
        .clients_date_last("2024-01-15")
        .clients_date_next("2024-03-15")
        .new_lead_notification(NewLeadNotification::AllNotifications)
        .contact_type(ContactType::Vendor);
    let reply = session.client.create_client(call).await.unwrap();
    assert_eq!((reply.code(), reply.total()), (Some("CT_200"), Some(1)));
    let reference = reply.first().unwrap();
    assert_eq!(reference.external_id(), Some(16_051_989.into()));

    let id = reference.client_id().unwrap();
    let contact = session.read(&id).await;
    assert_eq!(contact.client_id(), Some(id));
    assert_eq!(contact.first_name(), Some("Jo"));
    assert_eq!(contact.last_name(), Some("Sample"));
    assert_eq!(contact.phone(), Some("3035550147"));
    assert_eq!(contact.sms_ok(), Some(false));
    assert_eq!(contact.second_phone(), Some("3035550148"));
    assert_eq!(contact.email(), Some("jo@example.com"));
    assert_eq!(contact.address(), Some("12 Elm St"));
    assert_eq!(contact.city(), Some("Denver"));
    assert_eq!(contact.state(), Some("CO"));
    assert_eq!(contact.zip(), Some("80202-1234"));
    assert_eq!(contact.company_name(), Some("Sample & Daughters"));
    assert_eq!(contact.tags(), ["Hot Lead", "Trade Show"]);
    assert_eq!(contact.job_title(), Some("Owner"));
    assert_eq!(contact.external_id(), Some(16_051_989.into()));
    assert_eq!(contact.third_party_name(), Some("Garden"));
    assert_eq!(contact.third_party_id(), Some("plot-7"));
    assert_eq!(contact.deal_size(), Some("25000"));
    assert_eq!(contact.deal_closed(), Some(true));
    assert_eq!(contact.age(), Some(41));
    assert_eq!(contact.education(), Some("College"));
    assert_eq!(contact.gender(), Some(Gender::Female));
    assert_eq!(contact.high_net_worth(), Some("500000"));
    assert_eq!(contact.home_owner_status(), Some(HomeOwnerStatus::Own));
    assert_eq!(contact.household_income(), Some("90000"));
    assert_eq!(contact.length_of_residence(), Some(7));
    assert_eq!(contact.market_value(), Some("350000"));
    assert_eq!(contact.marital_status(), Some(MaritalStatus::Married));
    assert_eq!(contact.occupation(), Some("Baker"));
    assert_eq!(contact.presence_of_children(), Some(true));
    assert!(contact.created().unwrap().starts_with("2024-02-29"));
    assert_eq!(contact.presence_of_pets(), Some(false));
    assert_eq!(contact.anniversary_1(), Some("2001-06-02"));
    assert_eq!(contact.anniversary_2(), Some("2003-07-04"));
    assert_eq!(contact.facebook(), Some("josample"));
    assert_eq!(contact.linkedin(), Some("jo-sample"));
    assert_eq!(contact.twitter(), Some("jo_sample"));
    assert_eq!(contact.client_category(), Some("Weekly"));
    assert_eq!(contact.whiteboard(), Some("<p>Rings twice</p>"));
    assert_eq!(contact.clients_date_last(), Some("2024-01-15"));
    assert_eq!(contact.clients_date_next(), Some("2024-03-15"));
    assert_eq!(contact.contact_type(), Some(ContactType::Vendor));
}

#[tokio::test]
async fn what_a_new_contact_leaves_out_has_its_documented_default() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let contact = session.read(&id).await;
    assert_eq!(contact.sms_ok(), Some(true));
    assert_eq!(contact.contact_type(), Some(ContactType::Client));
    assert!(contact.created().unwrap().starts_with(TODAY));
    assert!(contact.last_modified_date().unwrap().starts_with(TODAY));
    // The software's "New Lead" is blank in answers.
    assert_eq!(contact.sales_cycle_name().unwrap_or_default(), "");
    assert_eq!(contact.action_plan_name().unwrap_or_default(), "");
    assert_eq!(contact.lead_source_name().unwrap_or_default(), "");
}

#[tokio::test]
async fn all_values_travel_as_text_and_the_total_as_a_number() {
    let session = Session::quiet();
    let id = session
        .create(CreateClient::new("Jo", "Sample").age(41))
        .await;
    let call = ReadClientById::new(&id);
    let reply = session.client.read_client_by_id(call).await.unwrap();
    assert_eq!((reply.status(), reply.total()), (200, Some(1)));
    let body: serde_json::Value = serde_json::from_str(reply.body()).unwrap();
    assert_eq!(body["ResultCode"], "CT_200");
    assert_eq!(body["Message"], "Success");
    assert!(body["TotalRecord"].is_u64(), "{body}");
    let record = body["data"][0].as_object().unwrap();
    assert_eq!(record["client_id"], id.as_str());
    assert_eq!(record["age"], "41");
    assert!(
        record.values().all(serde_json::Value::is_string),
        "{record:?}"
    );
}

#[tokio::test]
async fn a_contact_is_found_by_each_of_the_four_keys() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .email("jo@example.com")
        .external_id(77);
    let id = session.create(call).await;
    session.contact("Robin").await;
    for call in [
        ReadClientExist::new().phone("3035550147"),
        ReadClientExist::new().email("jo@example.com"),
        ReadClientExist::new().first_name("Jo"),
        ReadClientExist::new().first_name("Jo").last_name("Sample"),
    ] {
        let reply = session.client.read_client_exist(call).await.unwrap();
        let found: Vec<_> = reply.records().iter().collect();
        assert_eq!(found.len(), 1, "{}", reply.body());
        assert_eq!(found[0].client_id(), Some(id.clone()));
        assert_eq!(found[0].external_id(), Some(77.into()));
    }
    let call = ReadClientExist::new().last_name("Sample");
    let reply = session.client.read_client_exist(call).await.unwrap();
    assert_eq!(reply.records().len(), 2);
}

#[tokio::test]
async fn nobody_there_is_an_answer_without_records() {
    let session = Session::quiet();
    session.contact("Jo").await;
    let call = ReadClientExist::new().phone("3035550199");
    let reply = session.client.read_client_exist(call).await.unwrap();
    assert!(reply.records().is_empty());
    assert_eq!(reply.code(), Some("CT_515"));
    assert_eq!(reply.message(), Some("No Record Found"));
    assert_eq!(reply.status(), 200);
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_returns_all_values() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .city("Denver")
        .external_id(77);
    let id = session.create(call).await;
    let call = UpdateClientById::new(&id)
        .city("Boulder")
        .deal_size(26_000)
        .deal_closed(true);
    let reply = session.client.update_client_by_id(call).await.unwrap();
    let returned = reply.first().unwrap();
    let read = session.read(&id).await;
    for contact in [returned, &read] {
        assert_eq!(contact.city(), Some("Boulder"));
        assert_eq!(contact.deal_size(), Some("26000"));
        assert_eq!(contact.deal_closed(), Some(true));
        assert_eq!(contact.first_name(), Some("Jo"));
        assert_eq!(contact.phone(), Some("3035550147"));
    }
    assert_eq!(returned.row().to_json(), read.row().to_json());
}

#[tokio::test]
async fn an_update_is_seen_in_the_time_of_the_last_change_alone() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let before = session.read(&id).await;
    session.sandbox.set_now("2026-03-05 10:30:00").unwrap();
    let call = UpdateClientById::new(&id).city("Boulder");
    session.client.update_client_by_id(call).await.unwrap();
    let after = session.read(&id).await;
    assert_eq!(before.created(), after.created());
    let changed = after.last_modified_date().unwrap();
    assert!(changed.starts_with("2026-03-05 10:30:"), "{changed}");
}

#[tokio::test]
async fn a_deleted_contact_is_gone_from_every_read() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").phone("3035550147");
    let id = session.create(call).await;
    let other = session.contact("Robin").await;
    let call = DeleteClientById::new(&id);
    let reply = session
        .client
        .delete_client_by_id(call.clone())
        .await
        .unwrap();
    assert_eq!(reply.code(), Some("CT_200"));

    let read = session.client.read_client_by_id(ReadClientById::new(&id));
    assert_eq!(code(&refused(read.await)), "CT_515");
    let call = ReadClientExist::new().phone("3035550147");
    let exists = session.client.read_client_exist(call).await.unwrap();
    assert!(exists.records().is_empty());
    let list = session.client.read_client_list(ReadClientList::new()).await;
    let ids: Vec<_> = list
        .unwrap()
        .records()
        .iter()
        .map(|it| it.client_id())
        .collect();
    assert_eq!(ids, [Some(other)]);
    // What is gone cannot be deleted again.
    let again = session
        .client
        .delete_client_by_id(DeleteClientById::new(&id));
    assert!(refused(again.await).is_not_found());
}

#[tokio::test]
async fn numbers_of_contacts_are_not_given_twice() {
    let session = Session::quiet();
    let first = session.contact("Jo").await;
    let call = DeleteClientById::new(&first);
    session.client.delete_client_by_id(call).await.unwrap();
    let second = session.contact("Robin").await;
    assert_ne!(first, second);
}

#[tokio::test]
async fn only_the_first_broken_limit_is_told_by_the_name_of_its_key() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .phone("303-555-0147")
        .email("nobody")
        .zip("1");
    let error = refused(session.unchecked().create_client(call).await);
    assert!(error.is_invalid(), "{error}");
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.code.as_str(), "phone");
    assert_eq!(refusal.key, Some("phone"));
    assert_eq!(refusal.meaning, Meaning::BrokenLimit);
    assert_eq!(refusal.message.as_str(), "Validation Issue");
    assert_eq!(refusal.status, 200);
    let list = session.client.read_client_list(ReadClientList::new()).await;
    assert!(list.unwrap().records().is_empty(), "nobody was created");
}

#[tokio::test]
async fn an_update_that_breaks_a_limit_changes_nothing() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").city("Denver");
    let id = session.create(call).await;
    let call = UpdateClientById::new(&id).city("Boulder").state("Colorado");
    let error = refused(session.unchecked().update_client_by_id(call).await);
    assert_eq!(code(&error), "state");
    assert_eq!(session.read(&id).await.city(), Some("Denver"));
}

#[tokio::test]
async fn names_of_any_script_come_back_as_they_were_sent() {
    let session = Session::quiet();
    let name = "Zoë \"漢\" O'Sample\\ 🌹 & <b>";
    let id = session
        .create(CreateClient::new(name, "Ünd % ; -- '"))
        .await;
    let contact = session.read(&id).await;
    assert_eq!(contact.first_name(), Some(name));
    assert_eq!(contact.last_name(), Some("Ünd % ; -- '"));
    let call = ReadClientExist::new().first_name(name);
    let reply = session.client.read_client_exist(call).await.unwrap();
    assert_eq!(reply.first().unwrap().client_id(), Some(id));
}

#[tokio::test]
async fn nobody_is_not_found_by_any_number() {
    let session = Session::busy();
    let client = &session.client;
    let errors = [
        refused(client.read_client_by_id(ReadClientById::new(UNKNOWN)).await),
        refused(
            client
                .read_client_by_external_id(ReadClientByExternalId::new(UNKNOWN))
                .await,
        ),
        refused(
            client
                .update_client_by_id(UpdateClientById::new(UNKNOWN).city("Denver"))
                .await,
        ),
        refused(
            client
                .update_client_by_external_id(UpdateClientByExternalId::new(UNKNOWN).city("Denver"))
                .await,
        ),
        refused(
            client
                .delete_client_by_id(DeleteClientById::new(UNKNOWN))
                .await,
        ),
        refused(
            client
                .delete_client_by_external_id(DeleteClientByExternalId::new(UNKNOWN))
                .await,
        ),
    ];
    for error in errors {
        assert!(error.is_not_found(), "{error}");
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.code.as_str(), "CT_515", "{error}");
        assert_eq!(refusal.message.as_str(), "No Record Found", "{error}");
        assert_eq!(refusal.status, 200, "{error}");
    }
}

#[tokio::test]
async fn a_contact_without_a_name_is_missing_a_key() {
    let session = Session::quiet();
    for name in ["firstName", "lastName"] {
        let call = raw(prose_runtime::Method::Post, "create_client").with(name, "Jo");
        let error = refused(session.client.send(call).await);
        assert_eq!(code(&error), "CT_501");
        assert_eq!(error.refusal().unwrap().meaning, Meaning::MissingKey);
    }
    let error = refused(
        session
            .unchecked()
            .read_client_exist(ReadClientExist::new())
            .await,
    );
    assert_eq!(code(&error), "CT_501");
}
