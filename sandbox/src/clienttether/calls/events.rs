//! Events: calls, reminders and appointments.

use jiff::ToSpan;

use super::clients;
use super::context::{Context, with_seconds};
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Fields, Filter, Range, Record};

/// The days of appointments that are read at once, today included.
const WINDOW_DAYS: i64 = 7;

pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut client = context.client()?;
    must_exist(context)?;
    let mut fields = context.new_fields();
    fields.insert("client_id".to_owned(), client.id.to_string().into());
    set_start(&mut fields);
    let is_appointment = fields
        .get("event_type")
        .is_some_and(|kind| kind == "Appointment");
    context
        .store
        .insert("event", context.account, Some(client.id), &fields)?;
    if is_appointment {
        clients::reach(&mut client.fields, "appt", &context.moment());
        context.store.write("client", client.id, &client.fields)?;
    }
    Ok(Answer::Done)
}

pub(super) fn update(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut event = context.named("event", "event_id")?;
    must_exist(context)?;
    context.change(&mut event.fields, &["event_id"]);
    set_start(&mut event.fields);
    context.store.write("event", event.id, &event.fields)?;
    if context.parameters.text("event_type") == Some("Appointment")
        && let Some(id) = event.text("client_id").parse().ok()
        && let Some(mut client) = context.store.find("client", context.account, id)?
    {
        clients::reach(&mut client.fields, "appt", &context.moment());
        context.store.write("client", client.id, &client.fields)?;
    }
    Ok(Answer::Done)
}

pub(super) fn delete(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let event = context.named("event", "event_id")?;
    context.store.remove("event", event.id)?;
    Ok(Answer::Done)
}

/// Those of the whole account, from today unless another day is given.
pub(super) fn all(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let today = format!("{} 00:00:00", context.today());
    let from = context
        .parameters
        .filled("from_date")
        .map_or(today, str::to_owned);
    list(context, &[Filter::From("starts", from)])
}

/// Those of a contact, all of them unless a day is given.
pub(super) fn of_client(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let client = context.client()?;
    let mut filters = vec![Filter::Parent(client.id)];
    if let Some(from) = context.parameters.filled("from_date") {
        filters.push(Filter::From("starts", from.to_owned()));
    }
    list(context, &filters)
}

pub(super) fn appointments(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let user = context.named("user", "user_id")?;
    let last = context.now.date().saturating_add((WINDOW_DAYS - 1).days());
    let filters = [
        Filter::Is("event_type", "Appointment".to_owned()),
        Filter::Is("user_id", user.id.to_string()),
        Filter::From("starts", format!("{} 00:00:00", context.today())),
        Filter::To("starts", format!("{last} 23:59:59")),
    ];
    let events =
        context
            .store
            .select_ordered("event", context.account, &filters, "starts", Range::ALL)?;
    let rows: Result<_, _> = events
        .iter()
        .map(|event| row(context, "appointment", event))
        .collect();
    Ok(Answer::all(rows?))
}

fn list(context: &Context<'_>, filters: &[Filter]) -> Result<Answer, Refusal> {
    let range = context.range();
    let events =
        context
            .store
            .select_ordered("event", context.account, filters, "starts", range)?;
    let rows: Result<_, _> = events
        .iter()
        .map(|event| row(context, "event", event))
        .collect();
    let total = context.store.count("event", context.account, filters)?;
    Ok(Answer::Many {
        rows: rows?,
        total,
        offset: range.offset,
    })
}

/// An event, its contact, and details of its user.
fn row(context: &Context<'_>, record: &str, event: &Record) -> Result<Row, Refusal> {
    let mut row = context.row(record, "event_id", event);
    row.set("client_id", event.text("client_id"));
    let user = event.text("user_id");
    for key in [
        "user_first_name",
        "user_last_name",
        "user_phone",
        "user_email",
    ] {
        row.set(key, context.text_of("user", user, key)?);
    }
    Ok(row)
}

fn must_exist(context: &Context<'_>) -> Result<(), Refusal> {
    context.must_exist("user", "user_id")?;
    context.must_exist("action_plan", "event_manual_action_plan_id")
}

/// Day and time as one text, to order events by.
fn set_start(fields: &mut Fields) {
    let text = |key: &str| {
        fields
            .get(key)
            .and_then(serde_json::Value::as_str)
            .unwrap_or("")
    };
    let starts = format!(
        "{} {}",
        text("event_date"),
        with_seconds(text("event_time"))
    );
    fields.insert("starts".to_owned(), starts.into());
}
