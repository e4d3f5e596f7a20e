//! Pending actions: the steps of a contact's plan that are still to be carried out.

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::context::{Context, with_seconds};
use super::note;
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Fields, Filter, Range, Record};

/// Those of a contact.
pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let client = context.client()?;
    carry_out_due(context, client.id)?;
    let filter = [Filter::Parent(client.id)];
    let actions = context.store.select_ordered(
        "pending_action",
        context.account,
        &filter,
        "due",
        Range::ALL,
    )?;
    let rows = actions.iter().map(|action| {
        let mut row = Row::default();
        row.set("pending_action_id", action.id.to_string());
        row.set("client_id", client.id.to_string());
        for key in [
            "action_plan_id",
            "action_plan_name",
            "action_type",
            "action_date",
            "action_time",
            "subject",
            "body",
        ] {
            row.set(key, action.text(key));
        }
        row
    });
    Ok(Answer::all(rows.collect()))
}

/// Makes a pending action of each step of a plan.
pub(super) fn begin(context: &mut Context<'_>, client: i64, plan: &Record) -> Result<(), Refusal> {
    for fields in steps_of(plan, context.now) {
        context
            .store
            .insert("pending_action", context.account, Some(client), &fields)?;
    }
    Ok(())
}

/// The pending actions that a plan begun at this time consists of. Day 1 of a step is the first day
/// on which its time has not passed.
pub(crate) fn steps_of(plan: &Record, now: DateTime) -> Vec<Fields> {
    let steps = plan.fields.get("Action Steps").and_then(Value::as_array);
    let actions = steps.into_iter().flatten().map(|step| {
        let text = |key: &str| {
            step.get(key)
                .and_then(Value::as_str)
                .unwrap_or("")
                .to_owned()
        };
        let day = text("Date").parse::<i64>().unwrap_or(1).clamp(1, 10_000);
        let time = with_seconds(&text("Time"));
        let has_passed = time < now.strftime("%H:%M:%S").to_string();
        let days = day - 1 + i64::from(has_passed);
        let date = now.date().saturating_add(days.days()).to_string();
        let fields = json!({
            "action_plan_id": plan.id.to_string(),
            "action_plan_name": plan.text("action_plan_name"),
            "action_type": text("Type"),
            "due": format!("{date} {time}"),
            "action_date": date,
            "action_time": time,
            "subject": text("Subject"),
            "body": text("Body"),
        });
        match fields {
            Value::Object(fields) => fields,
            _ => Fields::new(),
        }
    });
    actions.collect()
}

/// Turns the actions whose time has come into history notes.
pub(super) fn carry_out_due(context: &mut Context<'_>, client: i64) -> Result<(), Refusal> {
    let filters = [Filter::Parent(client), Filter::To("due", context.moment())];
    let due = context.store.select_ordered(
        "pending_action",
        context.account,
        &filters,
        "due",
        Range::ALL,
    )?;
    for action in due {
        let kind = match action.text("action_type") {
            "email" => "email_out",
            "text" => "sms_out",
            _ => "note",
        };
        let at = note::utc(action.text("due"));
        let (subject, body) = (action.text("subject"), action.text("body"));
        note::add(context, client, kind, &at, subject, body, "")?;
        context.store.remove("pending_action", action.id)?;
    }
    Ok(())
}
