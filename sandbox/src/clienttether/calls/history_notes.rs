//! The history of a contact: notes, e-mails, texts and calls.

use serde_json::Value;

use super::{Scene, pending_actions};
use crate::clienttether::answer::{Answer, NOT_FOUND, Refusal};
use crate::store::{Fields, Filter, Range};

/// Most characters of an author's name; what is longer is cut.
const LONGEST_NAME: usize = 120;

pub(super) fn create_one(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let body = scene.bag.text("note_body").unwrap_or("").to_owned();
    insert_for_client(scene, "note", None, "Integration Assignment", &body)
}

pub(super) fn create_email(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let at = appointed(scene, "email_date", "email_time");
    let text = |key: &str| scene.bag.text(key).unwrap_or("").to_owned();
    let (subject, body) = (text("email_subject"), text("email_body"));
    insert_for_client(scene, "email_out", Some(at), &subject, &body)
}

pub(super) fn create_text(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let at = appointed(scene, "text_date", "text_time");
    let body = scene.bag.text("text_body").unwrap_or("").to_owned();
    insert_for_client(scene, "sms_out", Some(at), "Integration Assignment", &body)
}

/// Nobody is called. A contact of the account with this phone gets a note of it.
pub(super) fn create_call(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let phone = scene.bag.text("client_phone").unwrap_or("").to_owned();
    let said = scene.bag.text("say").unwrap_or("").to_owned();
    let range = Range {
        limit: 1,
        offset: 0,
    };
    let filter = [Filter::Is("phone", phone)];
    let at = utc(&scene.moment());
    for client in scene
        .store
        .select("client", scene.account, &filter, range)?
    {
        add(scene, client.id, "note", &at, "Immediate Call", &said, "")?;
    }
    Ok(Answer::Done)
}

/// All notes, or none if one of them names no contact.
pub(super) fn create_many(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let notes = scene
        .bag
        .get("notes")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    for note in notes {
        let text = |key: &str| note.get(key).and_then(Value::as_str).unwrap_or("");
        let id = text("client_id").parse().map_err(|_| NOT_FOUND)?;
        let client = scene
            .store
            .find("client", scene.account, id)?
            .ok_or(NOT_FOUND)?;
        let kind = match text("type") {
            kind @ ("sms_in" | "sms_out" | "email_in" | "email_out") => kind,
            _ => "note",
        };
        let at = match text("utc_datetime") {
            "" => utc(&scene.moment()),
            at => at.to_owned(),
        };
        // The sample and the table spell the key in two ways.
        let author = [text("users_name"), text("user_name")]
            .into_iter()
            .find(|name| !name.is_empty());
        add(
            scene,
            client.id,
            kind,
            &at,
            text("subject"),
            text("body_content"),
            author.unwrap_or(""),
        )?;
    }
    Ok(Answer::Done)
}

pub(super) fn list(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let client = scene.client()?;
    pending_actions::carry_out_due(scene, client.id)?;
    let filter = [Filter::Parent(client.id)];
    let notes = scene.store.select_ordered(
        "history_note",
        scene.account,
        &filter,
        "utc_datetime",
        Range::ALL,
    )?;
    let rows = notes.iter().map(|note| {
        let mut row = scene.row("history_note", "history_note_id", note);
        row.set("client_id", client.id.to_string());
        row
    });
    Ok(Answer::all(rows.collect()))
}

/// Adds a note. Without an author it is the account owner's.
pub(super) fn add(
    scene: &mut Scene<'_>,
    client: i64,
    kind: &str,
    at: &str,
    subject: &str,
    body: &str,
    author: &str,
) -> Result<(), Refusal> {
    let author = match author {
        "" => owner(scene)?,
        author => author.chars().take(LONGEST_NAME).collect(),
    };
    let mut fields = Fields::new();
    for (key, value) in [
        ("type", kind),
        ("utc_datetime", at),
        ("subject", subject),
        ("body_content", body),
        ("user_name", &author),
    ] {
        fields.insert(key.to_owned(), value.into());
    }
    scene
        .store
        .insert("history_note", scene.account, Some(client), &fields)?;
    Ok(())
}

/// `YYYY-MM-DD HH:MM:SS` in the form of a note's time.
pub(super) fn utc(moment: &str) -> String {
    format!("{}Z", moment.replace(' ', "T"))
}

fn insert_for_client(
    scene: &mut Scene<'_>,
    kind: &str,
    at: Option<String>,
    subject: &str,
    body: &str,
) -> Result<Answer, Refusal> {
    let client = scene.client()?;
    let at = at.unwrap_or_else(|| utc(&scene.moment()));
    add(scene, client.id, kind, &at, subject, body, "")?;
    Ok(Answer::Done)
}

/// The day and time of sending: today and now where nothing else is said.
fn appointed(scene: &Scene<'_>, date: &str, time: &str) -> String {
    let day = scene
        .bag
        .filled(date)
        .map_or_else(|| scene.today(), str::to_owned);
    let now = || scene.now.strftime("%H:%M:%S").to_string();
    let time = scene.bag.filled(time).map_or_else(now, str::to_owned);
    utc(&format!("{day} {time}"))
}

fn owner(scene: &Scene<'_>) -> Result<String, Refusal> {
    let account = scene
        .store
        .first_of_any("account", &Filter::Id(scene.account))?;
    Ok(account.map_or_else(String::new, |(_, account)| {
        account.text("account_owner_name").to_owned()
    }))
}
