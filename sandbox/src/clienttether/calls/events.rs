//! Events: calls, reminders and appointments.

use jiff::ToSpan;

use super::{Scene, opportunities, with_seconds};
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Fields, Filter, Range, Record};

/// The days of appointments that are read at once, today included.
const WINDOW_DAYS: i64 = 7;

pub(super) fn create(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let mut client = scene.client()?;
    must_exist(scene)?;
    let mut fields = scene.new_fields();
    fields.insert("client_id".to_owned(), client.id.to_string().into());
    set_start(&mut fields);
    let is_appointment = fields
        .get("event_type")
        .is_some_and(|kind| kind == "Appointment");
    scene
        .store
        .insert("event", scene.account, Some(client.id), &fields)?;
    if is_appointment {
        opportunities::reach(&mut client.fields, "appt", &scene.moment());
        scene.store.write("client", client.id, &client.fields)?;
    }
    Ok(Answer::Done)
}

pub(super) fn update(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let mut event = scene.named("event", "event_id")?;
    must_exist(scene)?;
    scene.change(&mut event.fields, &["event_id"]);
    set_start(&mut event.fields);
    scene.store.write("event", event.id, &event.fields)?;
    if scene.bag.text("event_type") == Some("Appointment")
        && let Some(id) = event.text("client_id").parse().ok()
        && let Some(mut client) = scene.store.find("client", scene.account, id)?
    {
        opportunities::reach(&mut client.fields, "appt", &scene.moment());
        scene.store.write("client", client.id, &client.fields)?;
    }
    Ok(Answer::Done)
}

pub(super) fn delete(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let event = scene.named("event", "event_id")?;
    scene.store.remove("event", event.id)?;
    Ok(Answer::Done)
}

/// Those of the whole account, from today unless another day is given.
pub(super) fn all(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let today = format!("{} 00:00:00", scene.today());
    let from = scene.bag.filled("from_date").map_or(today, str::to_owned);
    list(scene, &[Filter::From("starts", from)])
}

/// Those of a contact, all of them unless a day is given.
pub(super) fn of_client(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let client = scene.client()?;
    let mut filters = vec![Filter::Parent(client.id)];
    if let Some(from) = scene.bag.filled("from_date") {
        filters.push(Filter::From("starts", from.to_owned()));
    }
    list(scene, &filters)
}

pub(super) fn appointments(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let user = scene.named("user", "user_id")?;
    let last = scene.now.date().saturating_add((WINDOW_DAYS - 1).days());
    let filters = [
        Filter::Is("event_type", "Appointment".to_owned()),
        Filter::Is("user_id", user.id.to_string()),
        Filter::From("starts", format!("{} 00:00:00", scene.today())),
        Filter::To("starts", format!("{last} 23:59:59")),
    ];
    let events =
        scene
            .store
            .select_ordered("event", scene.account, &filters, "starts", Range::ALL)?;
    let rows: Result<_, _> = events
        .iter()
        .map(|event| row(scene, "appointment", event))
        .collect();
    Ok(Answer::all(rows?))
}

fn list(scene: &Scene<'_>, filters: &[Filter]) -> Result<Answer, Refusal> {
    let range = scene.range();
    let events = scene
        .store
        .select_ordered("event", scene.account, filters, "starts", range)?;
    let rows: Result<_, _> = events
        .iter()
        .map(|event| row(scene, "event", event))
        .collect();
    let total = scene.store.count("event", scene.account, filters)?;
    Ok(Answer::Many {
        rows: rows?,
        total,
        offset: range.offset,
    })
}

/// An event, its contact, and details of its user.
fn row(scene: &Scene<'_>, record: &str, event: &Record) -> Result<Row, Refusal> {
    let mut row = scene.row(record, "event_id", event);
    row.set("client_id", event.text("client_id"));
    let user = event.text("user_id");
    for key in [
        "user_first_name",
        "user_last_name",
        "user_phone",
        "user_email",
    ] {
        row.set(key, scene.text_of("user", user, key)?);
    }
    Ok(row)
}

fn must_exist(scene: &Scene<'_>) -> Result<(), Refusal> {
    scene.must_exist("user", "user_id")?;
    scene.must_exist("action_plan", "event_manual_action_plan_id")
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
