//! Custom fields: any name that is no key of a contact.

use clienttether_generated::{
    CreateClient, ReadClientById, ReadCustomFieldByContact, UpdateClientById, records,
};
use prose_runtime::{Id, Record};

use super::{Session, UNKNOWN, code, refused};

pub(crate) const CALLS: &[&str] = &["read_custom_field_by_contact"];

impl Session {
    pub(crate) async fn custom(&self, id: &Id, name: &str) -> Option<String> {
        let contact = self.read(id).await;
        contact
            .row()
            .custom_text(name)
            .map(|text| text.into_owned())
    }

    async fn custom_fields(&self, id: &Id) -> Vec<records::CustomField> {
        let call = ReadCustomFieldByContact::new(id);
        let reply = self.client.read_custom_field_by_contact(call).await;
        reply.unwrap().into_records()
    }
}

#[tokio::test]
async fn an_unknown_name_becomes_a_custom_field() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .custom("Favorite Chocolate", "Dark")
        .custom("gate_code", "No. 7");
    let id = session.create(call).await;
    let chocolate = session.custom(&id, "Favorite Chocolate").await;
    assert_eq!(chocolate.as_deref(), Some("Dark"));
    assert_eq!(
        session.custom(&id, "gate_code").await.as_deref(),
        Some("No. 7")
    );

    let fields = session.custom_fields(&id).await;
    assert_eq!(fields.len(), 2);
    let shown: Vec<_> = fields.iter().map(|field| field.row().to_json()).collect();
    assert!(
        shown[0].contains("Favorite Chocolate") && shown[0].contains("Dark"),
        "{shown:?}"
    );
    assert!(
        shown[1].contains("gate_code") && shown[1].contains("No. 7"),
        "{shown:?}"
    );
}

#[tokio::test]
async fn a_contact_without_custom_fields_has_an_empty_list() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    assert!(session.custom_fields(&id).await.is_empty());
}

#[tokio::test]
async fn custom_fields_belong_to_one_contact() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").custom("Favorite Chocolate", "Dark");
    session.create(call).await;
    let other = session.contact("Robin").await;
    assert!(session.custom_fields(&other).await.is_empty());
}

#[tokio::test]
async fn an_update_adds_and_changes_custom_fields() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").custom("Favorite Chocolate", "Dark");
    let id = session.create(call).await;
    let call = UpdateClientById::new(&id)
        .custom("Favorite Chocolate", "Milk")
        .custom("Gate", "7");
    session.client.update_client_by_id(call).await.unwrap();
    let chocolate = session.custom(&id, "Favorite Chocolate").await;
    assert_eq!(chocolate.as_deref(), Some("Milk"));
    assert_eq!(session.custom(&id, "Gate").await.as_deref(), Some("7"));
    assert_eq!(session.custom_fields(&id).await.len(), 2);
}

#[tokio::test]
async fn html_is_taken_out_of_custom_fields() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .custom("Favorite Chocolate", "<p>Dark &amp; <b>bitter</b></p>")
        .custom("Note", "no markup at all");
    let id = session.create(call).await;
    let chocolate = session.custom(&id, "Favorite Chocolate").await.unwrap();
    assert!(
        !chocolate.contains('<') && !chocolate.contains('>'),
        "{chocolate}"
    );
    assert!(
        chocolate.starts_with("Dark") && chocolate.ends_with("bitter"),
        "{chocolate}"
    );
    let note = session.custom(&id, "Note").await;
    assert_eq!(note.as_deref(), Some("no markup at all"));
}

#[tokio::test]
async fn a_custom_field_holds_100_characters_and_no_more() {
    let session = Session::quiet();
    let hundred = "Zoë🌹".repeat(25);
    assert_eq!(hundred.chars().count(), 100);
    let call = CreateClient::new("Jo", "Sample").custom("Verse", &hundred);
    let id = session.create(call).await;
    assert_eq!(session.custom(&id, "Verse").await, Some(hundred.clone()));

    let call = CreateClient::new("Jo", "Sample").custom("Verse", format!("{hundred}!"));
    let error = refused(session.unchecked().create_client(call).await);
    assert!(error.is_invalid(), "{error}");
    assert_eq!(code(&error), "Verse");
}

#[tokio::test]
async fn keys_of_a_contact_are_no_custom_fields() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .city("Denver")
        .deal_size(5);
    let id = session.create(call).await;
    let call = UpdateClientById::new(&id).append_whiteboard("Paid.");
    session.client.update_client_by_id(call).await.unwrap();
    assert!(session.custom_fields(&id).await.is_empty());
    let call = ReadClientById::new(&id);
    let reply = session.client.read_client_by_id(call).await.unwrap();
    assert_eq!(reply.first().unwrap().city(), Some("Denver"));
}

#[tokio::test]
async fn nobody_has_no_custom_fields() {
    let session = Session::quiet();
    let call = ReadCustomFieldByContact::new(UNKNOWN);
    let error = refused(session.client.read_custom_field_by_contact(call).await);
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn a_custom_field_does_not_stand_in_the_way_of_what_the_server_says() {
    let session = Session::quiet();
    let source = session.create_lead_source("Garden Show").await;
    let call = CreateClient::new("Jo", "Sample")
        .lead_source_id(&source)
        .custom("clients_lead_source", "somewhere else")
        .custom("last_modified_date", "never");
    let id = session.create(call).await;
    let contact = session.read(&id).await;
    assert_eq!(contact.lead_source_name(), Some("Garden Show"));
    assert!(
        contact
            .last_modified_date()
            .unwrap()
            .starts_with(super::TODAY)
    );
}
