//! The history of a contact: notes, e-mails, texts and calls.

use serde_json::Value;

use super::context::Context;
use super::handler::Handler;
use super::{note, pending_actions};
use crate::clienttether::answer::{Answer, NOT_FOUND, Refusal};
use crate::clienttether::check::Checks;
use crate::store::{Filter, Range};

pub(super) const MANY: Handler = Handler {
    // The kind of a note: the page saves any other word as `note` instead of refusing it.
    checks: Checks::AllInRowsBut("type"),
    ..Handler::new("create_history_notes", create_many)
};

pub(super) fn create_one(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let body = context
        .parameters
        .text("note_body")
        .unwrap_or("")
        .to_owned();
    insert_for_client(context, "note", None, "Integration Assignment", &body)
}

pub(super) fn create_email(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let at = appointed(context, "email_date", "email_time");
    let text = |key: &str| context.parameters.text(key).unwrap_or("").to_owned();
    let (subject, body) = (text("email_subject"), text("email_body"));
    insert_for_client(context, "email_out", Some(at), &subject, &body)
}

pub(super) fn create_text(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let at = appointed(context, "text_date", "text_time");
    let body = context
        .parameters
        .text("text_body")
        .unwrap_or("")
        .to_owned();
    insert_for_client(
        context,
        "sms_out",
        Some(at),
        "Integration Assignment",
        &body,
    )
}

/// Nobody is called. A contact of the account with this phone gets a note of it.
pub(super) fn create_call(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let phone = context
        .parameters
        .text("client_phone")
        .unwrap_or("")
        .to_owned();
    let said = context.parameters.text("say").unwrap_or("").to_owned();
    let range = Range {
        limit: 1,
        offset: 0,
    };
    let filter = [Filter::Is("phone", phone)];
    let at = note::utc(&context.moment());
    for client in context
        .store
        .select("client", context.account, &filter, range)?
    {
        note::add(context, client.id, "note", &at, "Immediate Call", &said, "")?;
    }
    Ok(Answer::Done)
}

/// All notes, or none if one of them names no contact.
fn create_many(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let notes = context
        .parameters
        .get("notes")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    for note in notes {
        let text = |key: &str| note.get(key).and_then(Value::as_str).unwrap_or("");
        let id = text("client_id").parse().map_err(|_| NOT_FOUND)?;
        let client = context
            .store
            .find("client", context.account, id)?
            .ok_or(NOT_FOUND)?;
        let kind = match text("type") {
            kind @ ("sms_in" | "sms_out" | "email_in" | "email_out") => kind,
            _ => "note",
        };
        let at = match text("utc_datetime") {
            "" => note::utc(&context.moment()),
            at => at.to_owned(),
        };
        // The sample and the table spell the key in two ways.
        let author = [text("users_name"), text("user_name")]
            .into_iter()
            .find(|name| !name.is_empty());
        note::add(
            context,
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

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let client = context.client()?;
    pending_actions::carry_out_due(context, client.id)?;
    let filter = [Filter::Parent(client.id)];
    let notes = context.store.select_ordered(
        "history_note",
        context.account,
        &filter,
        "utc_datetime",
        Range::ALL,
    )?;
    let rows = notes.iter().map(|note| {
        let mut row = context.row("history_note", "history_note_id", note);
        row.set("client_id", client.id.to_string());
        row
    });
    Ok(Answer::all(rows.collect()))
}

fn insert_for_client(
    context: &mut Context<'_>,
    kind: &str,
    at: Option<String>,
    subject: &str,
    body: &str,
) -> Result<Answer, Refusal> {
    let client = context.client()?;
    let at = at.unwrap_or_else(|| note::utc(&context.moment()));
    note::add(context, client.id, kind, &at, subject, body, "")?;
    Ok(Answer::Done)
}

/// The day and time of sending: today and now where nothing else is said.
fn appointed(context: &Context<'_>, date: &str, time: &str) -> String {
    let day = context
        .parameters
        .filled(date)
        .map_or_else(|| context.today(), str::to_owned);
    let now = || context.now.strftime("%H:%M:%S").to_string();
    let time = context
        .parameters
        .filled(time)
        .map_or_else(now, str::to_owned);
    note::utc(&format!("{day} {time}"))
}
