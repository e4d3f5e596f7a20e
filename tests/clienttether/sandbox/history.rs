//! The history of a contact: notes, e-mails, texts and calls.

use clienttether_generated::{
    CreateClient, CreateClientHistoryNote, CreateHistoryNotes, CreateImmedCall, CreateManualEmail,
    CreateManualText, HistoryNote, HistoryNoteRequired, NoteType, ReadAccountList,
    ReadClientHistoryNotes,
};
use prose_runtime::{Id, Method, Record, Value};

use super::{Session, UNKNOWN, code, raw, refused};

pub(crate) const CALLS: &[&str] = &[
    "create_manual_email",
    "create_manual_text",
    "create_client_history_note",
    "create_immed_call",
    "create_history_notes",
    "read_client_history_notes",
];

fn note(client_id: &Id, note_type: NoteType, body: &str, user_name: &str) -> HistoryNote {
    HistoryNote::new(HistoryNoteRequired {
        client_id: client_id.clone(),
        note_type,
        utc_datetime: "2026-02-27T16:05:00Z".into(),
        subject: "About the porch".to_owned(),
        body_content: body.to_owned(),
        user_name: user_name.to_owned(),
    })
}

#[tokio::test]
async fn a_contact_without_history_has_no_notes() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    assert!(session.notes(&id).await.is_empty());
}

#[tokio::test]
async fn a_note_is_in_the_history_of_its_contact_alone() {
    let session = Session::quiet();
    let (id, other) = (session.contact("Jo").await, session.contact("Robin").await);
    let call = CreateClientHistoryNote::new(&id, "Asked for a call back.");
    session
        .client
        .create_client_history_note(call)
        .await
        .unwrap();
    let notes = session.notes(&id).await;
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].client_id(), Some(id));
    assert_eq!(notes[0].note_type(), Some(NoteType::Note));
    assert_eq!(notes[0].body_content(), Some("Asked for a call back."));
    assert!(
        notes[0]
            .utc_datetime()
            .unwrap()
            .starts_with("2026-03-02T08:30")
    );
    assert!(session.notes(&other).await.is_empty());
}

#[tokio::test]
async fn an_email_is_entered_with_its_subject() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").email("jo@example.com");
    let id = session.create(call).await;
    let call = CreateManualEmail::new(&id, "Your estimate", "Dear Jo,\nhere it is.")
        .email_cc(["one@example.com", "two@example.com"])
        .exclude_contact(false);
    session.client.create_manual_email(call).await.unwrap();
    let notes = session.notes(&id).await;
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].note_type(), Some(NoteType::EmailOut));
    assert_eq!(notes[0].subject(), Some("Your estimate"));
    assert_eq!(notes[0].body_content(), Some("Dear Jo,\nhere it is."));
}

#[tokio::test]
async fn a_text_is_entered() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").phone("3035550147");
    let id = session.create(call).await;
    let call = CreateManualText::new(&id, "We are on our way.");
    session.client.create_manual_text(call).await.unwrap();
    let notes = session.notes(&id).await;
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].note_type(), Some(NoteType::SmsOut));
    assert_eq!(notes[0].body_content(), Some("We are on our way."));
}

#[tokio::test]
async fn a_call_is_entered_for_the_contact_with_that_phone() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").phone("3035550147");
    let (id, other) = (session.create(call).await, session.contact("Robin").await);
    let call = CreateImmedCall::new("3035550149", "Jo Sample", "3035550147", "A web lead.");
    let reply = session.client.create_immed_call(call).await.unwrap();
    assert_eq!(reply.code(), Some("CT_200"));
    assert_eq!(session.notes(&id).await.len(), 1);
    assert!(session.notes(&other).await.is_empty());
}

#[tokio::test]
async fn a_call_to_a_phone_that_nobody_has_is_made_all_the_same() {
    let session = Session::quiet();
    let call = CreateImmedCall::new("3035550149", "Jo Sample", "3035550199", "A web lead.");
    let reply = session.client.create_immed_call(call).await.unwrap();
    assert_eq!(reply.code(), Some("CT_200"));
}

#[tokio::test]
async fn notes_of_every_kind_are_entered_in_one_call() {
    let session = Session::quiet();
    let (id, other) = (session.contact("Jo").await, session.contact("Robin").await);
    let kinds = [
        NoteType::SmsIn,
        NoteType::SmsOut,
        NoteType::EmailIn,
        NoteType::EmailOut,
        NoteType::Note,
    ];
    let mut calls: Vec<_> = kinds
        .iter()
        .map(|kind| note(&id, kind.clone(), "On my way", "Front Office"))
        .collect();
    calls.push(note(
        &other,
        NoteType::Note,
        "Sent by post.",
        "Front Office",
    ));
    let call = CreateHistoryNotes::new(calls);
    session.client.create_history_notes(call).await.unwrap();

    let notes = session.notes(&id).await;
    let mut entered: Vec<_> = notes.iter().filter_map(|note| note.note_type()).collect();
    let mut expected = kinds.to_vec();
    entered.sort_by_key(|kind| format!("{kind:?}"));
    expected.sort_by_key(|kind| format!("{kind:?}"));
    assert_eq!(entered, expected);
    for note in &notes {
        assert_eq!(note.utc_datetime(), Some("2026-02-27T16:05:00Z"));
        assert_eq!(note.subject(), Some("About the porch"));
        assert_eq!(note.body_content(), Some("On my way"));
        assert_eq!(note.user_name(), Some("Front Office"));
    }
    let notes = session.notes(&other).await;
    assert_eq!(notes[0].body_content(), Some("Sent by post."));
}

#[tokio::test]
async fn a_note_without_an_author_is_the_account_owners() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let notes = [
        note(&id, NoteType::Note, "Hello", ""),
        note(&id, NoteType::Note, "", "A"),
    ];
    let call = CreateHistoryNotes::new(notes);
    session.client.create_history_notes(call).await.unwrap();
    let notes = session.notes(&id).await;
    let author = |body: &str| {
        let mut notes = notes.iter();
        let note = notes.find(|note| note.body_content().unwrap_or_default() == body);
        note.unwrap().user_name().unwrap_or_default()
    };
    assert_eq!(author(""), "A");
    let reply = session
        .client
        .read_account_list(ReadAccountList::new())
        .await;
    let reply = reply.unwrap();
    let owner = reply.first().unwrap().account_owner_name();
    assert_eq!(Some(author("Hello")), owner);
}

#[tokio::test]
async fn an_authors_name_is_cut_after_120_characters() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let name = "Zoë ".repeat(31);
    let call = CreateHistoryNotes::new([note(&id, NoteType::Note, "Hello", &name)]);
    session.client.create_history_notes(call).await.unwrap();
    let notes = session.notes(&id).await;
    let kept: String = name.chars().take(120).collect();
    assert_eq!(
        notes[0].user_name().map(str::trim_end),
        Some(kept.trim_end())
    );
}

#[tokio::test]
async fn a_note_of_an_unknown_kind_is_saved_as_a_note() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let notes = format!(
        r#"[{{"client_id":"{id}","type":"carrier pigeon","utc_datetime":"2026-02-27T16:05:00Z",
        "subject":"","body_content":"Coo","user_name":"Front Office"}}]"#
    );
    let call =
        raw(Method::Post, "create_history_notes").with_value("notes", Value::json(notes).unwrap());
    session.client.send(call).await.unwrap();
    let notes = session.notes(&id).await;
    assert_eq!(notes[0].note_type(), Some(NoteType::Note));
    assert_eq!(notes[0].row().raw("type"), Some(r#""note""#));
    // The table's spelling of the author's key is taken like the sample's.
    assert_eq!(notes[0].user_name(), Some("Front Office"));
}

#[tokio::test]
async fn a_note_that_lacks_one_of_the_six_keys_is_refused() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let whole = serde_json::json!({
        "client_id": id.as_str(), "type": "note", "utc_datetime": "2026-02-27T16:05:00Z",
        "subject": "", "body_content": "", "users_name": "",
    });
    for key in whole.as_object().unwrap().keys() {
        let mut note = whole.clone();
        note.as_object_mut().unwrap().remove(key);
        let notes = serde_json::json!([note]).to_string();
        let call = raw(Method::Post, "create_history_notes")
            .with_value("notes", Value::json(notes).unwrap());
        let error = refused(session.client.send(call).await);
        assert_eq!(code(&error), "CT_501", "without {key}");
    }
    assert!(session.notes(&id).await.is_empty());
}

#[tokio::test]
async fn a_broken_day_in_a_note_is_told_by_its_key() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let broken = HistoryNote::new(HistoryNoteRequired {
        client_id: id.clone(),
        note_type: NoteType::Note,
        utc_datetime: "2026-02-30T00:00:00Z".into(),
        subject: String::new(),
        body_content: String::new(),
        user_name: String::new(),
    });
    let call = CreateHistoryNotes::new([note(&id, NoteType::Note, "", ""), broken]);
    let error = refused(session.unchecked().create_history_notes(call).await);
    assert_eq!(code(&error), "utc_datetime");
}

#[tokio::test]
async fn what_is_written_to_nobody_is_refused() {
    let session = Session::quiet();
    let client = &session.client;
    let nobody = Id::from(UNKNOWN);
    let notes = CreateHistoryNotes::new([note(&nobody, NoteType::Note, "", "")]);
    let errors = [
        refused(
            client
                .create_client_history_note(CreateClientHistoryNote::new(UNKNOWN, "Hello"))
                .await,
        ),
        refused(
            client
                .create_manual_email(CreateManualEmail::new(UNKNOWN, "Hello", "Hello"))
                .await,
        ),
        refused(
            client
                .create_manual_text(CreateManualText::new(UNKNOWN, "Hello"))
                .await,
        ),
        refused(client.create_history_notes(notes).await),
        refused(
            client
                .read_client_history_notes(ReadClientHistoryNotes::new(UNKNOWN))
                .await,
        ),
    ];
    for error in errors {
        assert!(error.is_not_found(), "{error}");
    }
}

#[tokio::test]
async fn a_message_that_breaks_a_limit_is_neither_sent_nor_entered() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let client = session.unchecked();
    let call = CreateManualEmail::new(&id, "Hello", "Hello").email_cc(["one@example.com", "two"]);
    let error = refused(client.create_manual_email(call).await);
    assert_eq!(code(&error), "email_cc");
    let call = CreateManualText::new(&id, "Hello").text_time("17:45");
    let error = refused(client.create_manual_text(call).await);
    assert_eq!(code(&error), "text_time");
    let call = CreateImmedCall::new("3035550149", "Jo", "555-0147", "Hello");
    let error = refused(client.create_immed_call(call).await);
    assert_eq!(code(&error), "client_phone");
    assert!(session.notes(&id).await.is_empty());
}

#[tokio::test]
async fn history_goes_with_its_contact() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let call = CreateClientHistoryNote::new(&id, "Hello");
    session
        .client
        .create_client_history_note(call)
        .await
        .unwrap();
    let call = clienttether_generated::DeleteClientById::new(&id);
    session.client.delete_client_by_id(call).await.unwrap();
    let call = ReadClientHistoryNotes::new(&id);
    let error = refused(session.client.read_client_history_notes(call).await);
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn what_is_sent_later_is_entered_with_its_own_time() {
    let session = Session::quiet();
    let entered = async |call: CreateManualEmail| {
        session.client.create_manual_email(call).await.unwrap();
    };
    let id = session.contact("Jo").await;
    let email = |subject| CreateManualEmail::new(&id, subject, "Hello");
    entered(email("now")).await;
    entered(email("day").email_date("2026-03-05")).await;
    entered(email("time").email_time("17:45:00")).await;
    entered(
        email("both")
            .email_date("2026-03-06")
            .email_time("07:15:30"),
    )
    .await;
    let notes = session.notes(&id).await;
    let times: Vec<_> = ["now", "day", "time", "both"]
        .iter()
        .map(|subject| {
            let mut notes = notes.iter();
            let note = notes.find(|note| note.subject() == Some(subject)).unwrap();
            // The clock goes on while the test runs.
            note.utc_datetime().unwrap()[..16].to_owned()
        })
        .collect();
    let expected = [
        "2026-03-02T08:30",
        "2026-03-05T08:30",
        "2026-03-02T17:45",
        "2026-03-06T07:15",
    ];
    assert_eq!(times, expected);
}

#[tokio::test]
async fn a_thousand_notes_arrive_in_one_call() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let body = "Sent by post. ".repeat(200);
    let notes = (0..1000).map(|_| note(&id, NoteType::Note, &body, "Front Office"));
    let call = CreateHistoryNotes::new(notes.collect::<Vec<_>>());
    session.client.create_history_notes(call).await.unwrap();
    let notes = session.notes(&id).await;
    assert_eq!(notes.len(), 1000);
    assert_eq!(notes[999].body_content(), Some(body.as_str()));
}

#[tokio::test]
async fn notes_of_a_refused_call_are_not_kept_in_part() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let nobody = Id::from(UNKNOWN);
    let call = CreateHistoryNotes::new([
        note(&id, NoteType::Note, "Hello", ""),
        note(&nobody, NoteType::Note, "Hello", ""),
    ]);
    assert!(refused(session.client.create_history_notes(call).await).is_not_found());
    assert!(session.notes(&id).await.is_empty());
}
