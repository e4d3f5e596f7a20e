//! Action plans.

use serde_json::Value;

use super::context::Context;
use super::pending_actions;
use crate::clienttether::answer::{Answer, NOT_FOUND, Refusal, Row};
use crate::store::{Filter, Range, Record};

pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let fields = context.new_fields();
    let plan = Record { id: 0, fields };
    links_must_exist(context, &plan)?;
    context
        .store
        .insert("action_plan", context.account, None, &plan.fields)?;
    Ok(Answer::Done)
}

pub(super) fn read(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let plan = context.named("action_plan", "action_plan_id")?;
    Ok(Answer::One(row(context, &plan)?))
}

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let name = context.parameters.filled("action_plan_name");
    let filters: Vec<Filter> = name
        .map(|name| Filter::Begins("action_plan_name", name.to_owned()))
        .into_iter()
        .collect();
    let plans = context
        .store
        .select("action_plan", context.account, &filters, Range::ALL)?;
    let rows: Result<_, _> = plans.iter().map(|plan| row(context, plan)).collect();
    Ok(Answer::all(rows?))
}

pub(super) fn update(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut plan = context.named("action_plan", "action_plan_id")?;
    context.change(&mut plan.fields, &["action_plan_id"]);
    links_must_exist(context, &plan)?;
    context.store.write("action_plan", plan.id, &plan.fields)?;
    Ok(Answer::One(row(context, &plan)?))
}

/// The plan of this type that is tied to a lead source or sales cycle. Only one should be; of
/// several, the oldest counts.
pub(super) fn of_link(
    context: &Context<'_>,
    kind: &str,
    link: &str,
) -> Result<Option<i64>, Refusal> {
    let filters = [
        Filter::Is("action_plan_type", kind.to_owned()),
        Filter::Is("action_plan_link_id", link.to_owned()),
    ];
    let range = Range {
        limit: 1,
        offset: 0,
    };
    let found = context
        .store
        .select("action_plan", context.account, &filters, range)?;
    Ok(found.first().map(|plan| plan.id))
}

/// Starts a plan for a contact, or none with 0: its steps become pending actions, and a conversion
/// plan moves the contact to its sales cycle. The contact is not written yet.
pub(super) fn start(
    context: &mut Context<'_>,
    client: &mut Record,
    plan: i64,
) -> Result<(), Refusal> {
    client
        .fields
        .insert("action_plan_id".to_owned(), plan.to_string().into());
    if plan == 0 {
        return Ok(());
    }
    let plan = context
        .store
        .find("action_plan", context.account, plan)?
        .ok_or(NOT_FOUND)?;
    let link = plan.text("action_plan_link_id");
    if plan.text("action_plan_type") == "Conversion" && !matches!(link, "" | "0") {
        client
            .fields
            .insert("sales_cycle_id".to_owned(), link.into());
    }
    pending_actions::begin(context, client.id, &plan)
}

fn row(context: &Context<'_>, plan: &Record) -> Result<Row, Refusal> {
    let mut row = context.row("action_plan", "action_plan_id", plan);
    let link = plan.text("action_plan_link_id");
    let link = match link_kind(plan) {
        Some(kind) => context.text_of(kind, link, &format!("{kind}_name"))?,
        None => String::new(),
    };
    row.set("action_plan_link_name", link);
    let next = plan.text("action_plan_next_plan_id");
    let next = context.text_of("action_plan", next, "action_plan_name")?;
    row.set("action_plan_next_plan_name", next);
    let steps = plan.fields.get("Action Steps").cloned();
    row.set(
        "Action Steps",
        steps.unwrap_or_else(|| Value::Array(Vec::new())),
    );
    Ok(row)
}

/// Connection plans are tied to lead sources, conversion plans to sales cycles.
fn link_kind(plan: &Record) -> Option<&'static str> {
    match plan.text("action_plan_type") {
        "Connection" => Some("lead_source"),
        "Conversion" => Some("sales_cycle"),
        _ => None,
    }
}

fn links_must_exist(context: &Context<'_>, plan: &Record) -> Result<(), Refusal> {
    if let Some(kind) = link_kind(plan) {
        exists(context, kind, plan.text("action_plan_link_id"))?;
    }
    exists(
        context,
        "action_plan",
        plan.text("action_plan_next_plan_id"),
    )
}

fn exists(context: &Context<'_>, kind: &str, id: &str) -> Result<(), Refusal> {
    if matches!(id, "" | "0") {
        return Ok(());
    }
    let id = id.parse().map_err(|_| NOT_FOUND)?;
    context
        .store
        .find(kind, context.account, id)?
        .map(drop)
        .ok_or(NOT_FOUND)
}
