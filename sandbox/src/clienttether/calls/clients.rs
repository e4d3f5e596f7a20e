//! Contacts.

use serde_json::Value;

use super::context::Context;
use super::{action_plans, custom_fields, pending_actions, sales_cycles, tags};
use crate::clienttether::answer::{Answer, NOT_FOUND, Refusal, Row};
use crate::clienttether::switches::{AssignedUser, Blank, ContactType};
use crate::store::{Fields, Filter, Range, Record};

/// The number of a contact in another system: it stays as it was sent.
pub(super) const FOREIGN_ID: &str = "external_id";

pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    refuse_duplicate(context, &["email", "phone"])?;
    must_exist(context)?;
    let mut fields = context.new_fields();
    let created = match context.parameters.filled("created") {
        Some(day) => format!("{day} 00:00:00"),
        None => context.moment(),
    };
    fields.insert("created".to_owned(), created.into());
    let is_set = |fields: &Fields, key: &str| fields.get(key).is_some_and(|value| value != "0");
    if !is_set(&fields, "lead_source_id")
        && let Some(source) = context.lead_source
    {
        fields.insert("lead_source_id".to_owned(), source.to_string().into());
    }
    // An explicit plan takes precedence, even if it is 0 for none.
    let plan = match context.parameters.id("action_plan_id") {
        Some(plan) => Some(plan),
        None => connection_plan(context, &fields)?,
    };
    custom_fields::set(context, &mut fields);
    Ok(Answer::One(reference(&insert(context, fields, plan)?)))
}

/// The plan that starts with the lead source of a new contact.
pub(super) fn connection_plan(
    context: &Context<'_>,
    fields: &Fields,
) -> Result<Option<i64>, Refusal> {
    match fields.get("lead_source_id").and_then(Value::as_str) {
        Some(source) => action_plans::of_link(context, "Connection", source),
        None => Ok(None),
    }
}

/// Adds a contact with these values, and starts its plan.
pub(super) fn insert(
    context: &mut Context<'_>,
    mut fields: Fields,
    plan: Option<i64>,
) -> Result<Record, Refusal> {
    fields.insert("action_plan_id".to_owned(), "0".into());
    fields.insert("last_modified_date".to_owned(), context.moment().into());
    fields.insert("active".to_owned(), "1".into());
    fields.insert("main_client_id".to_owned(), "".into());
    tags::add(
        context,
        fields.get("tag").and_then(Value::as_str).unwrap_or(""),
    )?;
    if fields
        .get("deal_closed")
        .is_some_and(|closed| closed == "1")
    {
        reach(&mut fields, "closed", &context.moment());
    }
    let id = context
        .store
        .insert("client", context.account, None, &fields)?;
    let mut client = Record { id, fields };
    if let Some(plan) = plan {
        action_plans::start(context, &mut client, plan)?;
    }
    sales_cycles::note_move(context, &client, "")?;
    context.store.write("client", id, &client.fields)?;
    Ok(client)
}

/// Notes that a contact has reached a state now.
pub(super) fn reach(fields: &mut Fields, state: &str, now: &str) {
    fields.insert("reached_state".to_owned(), state.into());
    fields.insert("reached_at".to_owned(), now.into());
}

pub(super) fn exist(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut filters = Vec::new();
    for key in ["firstName", "lastName", "phone", "email"] {
        if let Some(text) = context.parameters.filled(key) {
            filters.push(match key {
                "phone" => Filter::Is(key, text.to_owned()),
                _ => Filter::IsAnyCase(key, text.to_owned()),
            });
        }
    }
    let found = context
        .store
        .select("client", context.account, &filters, Range::ALL)?;
    if found.is_empty() {
        return Err(NOT_FOUND);
    }
    Ok(Answer::all(found.iter().map(reference).collect()))
}

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut filters = vec![Filter::Is("main_client_id", String::new())];
    if let Some(active @ ("0" | "1")) = context.parameters.filled("active_flag") {
        filters.push(Filter::Is("active", active.to_owned()));
    }
    if let Some(moment) = context.parameters.filled("from_date") {
        filters.push(Filter::From("created", with_time(moment, "00:00:00")));
    }
    if let Some(moment) = context.parameters.filled("to_date") {
        filters.push(Filter::To("created", with_time(moment, "23:59:59")));
    }
    let range = context.range();
    let found = context
        .store
        .select("client", context.account, &filters, range)?;
    let rows: Result<_, _> = found
        .iter()
        .map(|client| row(context, "client", client))
        .collect();
    let total = context.store.count("client", context.account, &filters)?;
    Ok(Answer::Many {
        rows: rows?,
        total,
        offset: range.offset,
    })
}

/// A day with this time, unless it has one already.
fn with_time(moment: &str, time: &str) -> String {
    if moment.contains(' ') {
        moment.to_owned()
    } else {
        format!("{moment} {time}")
    }
}

pub(super) fn read(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let client = context.client()?;
    Ok(Answer::One(row(context, "client", &client)?))
}

pub(super) fn update(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    // The key that selects the contact is not to be changed by it.
    let by = if context.call.name == "update_client_by_id" {
        "client_id"
    } else {
        "external_id"
    };
    let mut client = match by {
        "client_id" => context.named("client", by)?,
        _ => context.client()?,
    };
    must_exist(context)?;
    let cycle = client.text("sales_cycle_id").to_owned();
    let was_closed = client.text("deal_closed") == "1";
    let created = client.text("created").to_owned();
    context.change(
        &mut client.fields,
        &[by, "action_plan_id", "append_whiteboard", "created"],
    );
    match context.parameters.text("created") {
        Some(day) if !day.is_empty() && !created.starts_with(day) => {
            client
                .fields
                .insert("created".to_owned(), format!("{day} 00:00:00").into());
        }
        _ => {}
    }
    if let Some(more) = context.parameters.filled("append_whiteboard") {
        let old = client.text("whiteboard");
        let text = if old.is_empty() {
            more.to_owned()
        } else {
            format!("{old}\n{more}")
        };
        client.fields.insert("whiteboard".to_owned(), text.into());
    }
    if context.switches.contact_type == ContactType::Resets
        && context.parameters.get("contact_type").is_none()
    {
        client.fields.insert("contact_type".to_owned(), "1".into());
    }
    custom_fields::set(context, &mut client.fields);
    if let Some(tags) = context.parameters.filled("tag") {
        tags::add(context, tags)?;
    }
    if client.text("deal_closed") == "1" && !was_closed {
        reach(&mut client.fields, "closed", &context.moment());
    }
    let plan = match context.parameters.text("action_plan_id") {
        Some("") if context.switches.blank == Blank::Keeps => None,
        Some("") => Some(0),
        Some(plan) => Some(plan.parse().unwrap_or(-1)),
        None => None,
    };
    if let Some(plan) = plan
        && client.text("action_plan_id") != plan.to_string()
    {
        // What was due before has been carried out, whether or not anybody looked.
        pending_actions::carry_out_due(context, client.id)?;
        context.store.remove_children("pending_action", client.id)?;
        action_plans::start(context, &mut client, plan)?;
    }
    sales_cycles::note_move(context, &client, &cycle)?;
    client
        .fields
        .insert("last_modified_date".to_owned(), context.moment().into());
    context.store.write("client", client.id, &client.fields)?;
    Ok(Answer::One(row(context, "client", &client)?))
}

pub(super) fn delete(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    for client in context.clients()? {
        // With its opportunities, and all that hangs on either.
        let family = [Filter::Family(client.id)];
        let family = context
            .store
            .select("client", context.account, &family, Range::ALL)?;
        for member in family {
            for kind in [
                "history_note",
                "event",
                "pending_action",
                "proposal",
                "payment",
                "cycle_move",
            ] {
                context.store.remove_children(kind, member.id)?;
            }
            context.store.remove("client", member.id)?;
        }
    }
    Ok(Answer::Done)
}

/// A contact or opportunity with all its values: names beside the numbers, custom fields beside the
/// documented ones.
pub(super) fn row(context: &Context<'_>, record: &str, client: &Record) -> Result<Row, Refusal> {
    let mut row = context.row(record, "client_id", client);
    let prefix = if record == "client" {
        "clients"
    } else {
        "contact"
    };
    for (what, kind) in [
        ("action_plan", "action_plan"),
        ("sales_cycle", "sales_cycle"),
        ("lead_source", "lead_source"),
    ] {
        let id = client.text(&format!("{what}_id"));
        let name = context.text_of(kind, id, &format!("{what}_name"))?;
        row.set(&format!("{prefix}_{what}"), name);
    }
    let (first, last) = context.user_name(client.text("assigned_user_id"))?;
    let name = match context.switches.assigned_user {
        AssignedUser::Name => format!("{first} {last}").trim().to_owned(),
        AssignedUser::Json if first.is_empty() && last.is_empty() => String::new(),
        AssignedUser::Json => {
            serde_json::json!({ "first_name": first, "last_name": last }).to_string()
        }
    };
    row.set("assigned_user", name);
    for (name, value) in custom_fields::of(client) {
        // What the server says of itself is not for a custom field to hide.
        if !row.has(name) {
            row.set(name, value.clone());
        }
    }
    Ok(row)
}

/// The numbers of a contact.
pub(super) fn reference(client: &Record) -> Row {
    let mut row = Row::default();
    row.set("client_id", client.id.to_string());
    row.set("external_id", client.text("external_id"));
    row
}

/// Numbers of things that are not there.
fn must_exist(context: &Context<'_>) -> Result<(), Refusal> {
    context.must_exist("action_plan", "action_plan_id")?;
    context.must_exist("sales_cycle", "sales_cycle_id")?;
    context.must_exist("lead_source", "lead_source_id")?;
    context.must_exist("user", "assigned_user_id")
}

/// With the account's duplicate check on: the same value of one of these keys.
pub(super) fn refuse_duplicate(
    context: &Context<'_>,
    keys: &[&'static str],
) -> Result<(), Refusal> {
    for &key in keys {
        if let Some(text) = context.parameters.filled(key) {
            refuse_same(context, key, text)?;
        }
    }
    Ok(())
}

/// With the account's duplicate check on: a contact that has this value already.
pub(super) fn refuse_same(
    context: &Context<'_>,
    key: &'static str,
    text: &str,
) -> Result<(), Refusal> {
    let account = context
        .store
        .first_of_any("account", &Filter::Id(context.account))?;
    if account.is_none_or(|(_, account)| account.text("check_duplicates") != "1") {
        return Ok(());
    }
    let same = [Filter::IsAnyCase(key, text.to_owned())];
    if context.store.count("client", context.account, &same)? > 0 {
        return Err(Refusal::Code("CT520"));
    }
    Ok(())
}
