//! Parameters are taken from wherever they stand: path, query, form, JSON.

use clienttether_generated::{
    Client, CreateClient, CreateHistoryNotes, DeleteClientById, HistoryNote, HistoryNoteRequired,
    NoteType, UpdateClientById,
};
use prose_runtime::{Config, Method, Place};

use super::{Session, client_of, code, http, raw, refused};

const PLACES: [Place; 3] = [Place::Json, Place::Form, Place::Query];

/// Everything that a URL or a form gives a meaning to.
const HOSTILE: &str = " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~-._é漢🌹";

#[tokio::test]
async fn a_contact_is_the_same_wherever_its_values_stood() {
    let session = Session::quiet();
    for place in PLACES {
        let call = CreateClient::new("Jo Ann", HOSTILE)
            .email("jo+lead@example.com")
            .tags(["Hot Lead", "50% off"])
            .whiteboard("<p>Rings & waits\r\ntwice</p>")
            .sms_ok(false)
            .deal_size(25_000)
            .custom("Favorite Chocolate", "Dark & bitter = 80%");
        let reply = session
            .client
            .create_client(call)
            .parameters_in(place)
            .await;
        let id = reply.unwrap().first().unwrap().client_id().unwrap();
        let contact = session.read(&id).await;
        assert_eq!(contact.first_name(), Some("Jo Ann"), "{place:?}");
        assert_eq!(contact.last_name(), Some(HOSTILE), "{place:?}");
        assert_eq!(contact.email(), Some("jo+lead@example.com"), "{place:?}");
        assert_eq!(contact.tags(), ["Hot Lead", "50% off"], "{place:?}");
        let whiteboard = contact.whiteboard();
        assert_eq!(
            whiteboard,
            Some("<p>Rings & waits\r\ntwice</p>"),
            "{place:?}"
        );
        assert_eq!(contact.sms_ok(), Some(false), "{place:?}");
        assert_eq!(contact.deal_size(), Some("25000"), "{place:?}");
        let row = prose_runtime::Record::row(&contact);
        let chocolate = row.custom_text("Favorite Chocolate");
        assert_eq!(
            chocolate.as_deref(),
            Some("Dark & bitter = 80%"),
            "{place:?}"
        );
    }
}

#[tokio::test]
async fn a_client_that_sends_forms_gets_the_same_refusals() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    for place in PLACES {
        let config = Config::new()
            .send_parameters(Method::Post, place)
            .validation(prose_runtime::Validation::Off);
        let client: Client = client_of(&session.sandbox, config);
        let call = UpdateClientById::new(&id).state("Colorado").zip("1");
        let error = refused(client.update_client_by_id(call).await);
        assert_eq!(code(&error), "state", "{place:?}");
        let call = raw(Method::Post, "create_client").with("firstName", "Jo");
        let error = refused(client.send(call).await);
        assert_eq!(code(&error), "CT_501", "{place:?}");
    }
}

#[tokio::test]
async fn a_deletion_takes_its_number_from_the_query_and_from_json() {
    let session = Session::quiet();
    for place in [Place::Query, Place::Json] {
        let id = session.contact("Jo").await;
        let call = session
            .client
            .delete_client_by_id(DeleteClientById::new(&id));
        call.parameters_in(place).await.unwrap();
        let call = session
            .client
            .delete_client_by_id(DeleteClientById::new(&id));
        assert!(refused(call.await).is_not_found(), "{place:?}");
    }
}

#[tokio::test]
async fn a_number_in_the_path_may_stand_in_the_query_too() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let call = raw(Method::Get, "read_client_by_id").with("client_id", id.as_str());
    let reply = session.client.send(call).await.unwrap();
    assert!(reply.body().contains("Jo"), "{}", reply.body());
    // And the other way round, as one integration has it.
    for name in [
        "read_client_history_notes/{id}",
        "read_custom_field_by_contact/{id}",
    ] {
        let call = raw(Method::Get, name).with("id", id.as_str());
        let reply = session.client.send(call).await.unwrap();
        assert_eq!(reply.code(), Some("CT_200"), "{name}");
    }
    let call = raw(Method::Get, "read_client_by_id");
    assert_eq!(code(&refused(session.client.send(call).await)), "CT_501");
}

#[tokio::test]
async fn numbers_and_flags_may_be_bare_in_json() {
    let session = Session::quiet();
    let number = |json: &str| prose_runtime::Value::json(json).unwrap();
    let call = raw(Method::Post, "create_client")
        .with("firstName", "Jo")
        .with("lastName", "Sample")
        .with_value("deal_size", number("25000"))
        .with_value("smsok", number("0"));
    let reply = session.client.send(call).await.unwrap();
    let body: serde_json::Value = serde_json::from_str(reply.body()).unwrap();
    let id = body["data"][0]["client_id"].as_str().unwrap().into();
    let contact = session.read(&id).await;
    assert_eq!(contact.deal_size(), Some("25000"));
    assert_eq!(contact.sms_ok(), Some(false));
}

#[tokio::test]
async fn notes_are_taken_as_json_by_a_client_that_sends_forms() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let config = Config::new().send_parameters(Method::Post, Place::Form);
    let client = client_of(&session.sandbox, config);
    let note = HistoryNote::new(HistoryNoteRequired {
        client_id: id.clone(),
        note_type: NoteType::Note,
        utc_datetime: "2026-02-27T16:05:00Z".into(),
        subject: String::new(),
        body_content: HOSTILE.to_owned(),
        user_name: String::new(),
    });
    let call = CreateHistoryNotes::new([note]);
    client.create_history_notes(call).await.unwrap();
    assert_eq!(session.notes(&id).await[0].body_content(), Some(HOSTILE));
}

impl Session {
    /// A creation with this body, by hand.
    fn post(&self, content_type: &str, body: &str) -> (u16, String) {
        let url = format!("{}create_client", self.sandbox.base_url());
        let headers = [
            ("X-Access-Token", self.sandbox.access_token()),
            ("X-Web-Key", self.sandbox.web_key()),
            ("Content-Type", content_type),
        ];
        http::send("POST", &url, &headers, body)
    }
}

#[test]
fn json_is_taken_whatever_its_content_type_says() {
    let session = Session::quiet();
    let body = r#"{"firstName": "Jo", "lastName": "Sample"}"#;
    for content_type in [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON",
        "application/x-www-form-urlencoded",
        "text/plain",
    ] {
        let (status, answer) = session.post(content_type, body);
        assert_eq!(status, 200, "{content_type}");
        assert!(answer.contains("CT_200"), "{content_type}: {answer}");
    }
}

#[test]
fn a_body_that_nobody_can_read_is_a_bad_request() {
    let session = Session::quiet();
    for (content_type, body) in [
        ("application/json", r#"{"firstName": "Jo", "lastName": "#),
        ("application/json", r#"["Jo", "Sample"]"#),
        ("application/json", "not JSON"),
        ("multipart/form-data; boundary=x", "--x--"),
    ] {
        let (_, answer) = session.post(content_type, body);
        assert!(answer.contains("CT_400"), "{body}: {answer}");
    }
    let (_, answer) = session.post("application/json", "");
    assert!(
        answer.contains("CT_501"),
        "nothing is missing two keys: {answer}"
    );
}

#[test]
fn a_form_may_write_a_blank_as_a_plus() {
    let session = Session::quiet();
    let form = "application/x-www-form-urlencoded";
    let (_, answer) = session.post(form, "firstName=Jo+Ann&lastName=Sample");
    assert!(answer.contains("CT_200"), "{answer}");
    let received = session.sandbox.requests();
    assert_eq!(received[0].parameters["firstName"], "Jo Ann");
}
