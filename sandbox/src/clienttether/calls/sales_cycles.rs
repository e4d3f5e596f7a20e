//! Sales cycles. The one of new contacts, "New Lead", is no record: such contacts have none.

use super::action_plans;
use super::context::Context;
use crate::clienttether::answer::{Answer, IN_USE, Refusal, Row};
use crate::store::{Fields, Range, Record};

pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let fields = context.new_fields();
    context
        .store
        .insert("sales_cycle", context.account, None, &fields)?;
    Ok(Answer::Done)
}

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let cycles = context
        .store
        .select("sales_cycle", context.account, &[], Range::ALL)?;
    Ok(Answer::all(
        cycles.iter().map(|cycle| row(context, cycle)).collect(),
    ))
}

pub(super) fn update(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut cycle = context.named("sales_cycle", "sales_cycle_id")?;
    context.change(&mut cycle.fields, &["sales_cycle_id"]);
    context
        .store
        .write("sales_cycle", cycle.id, &cycle.fields)?;
    Ok(Answer::One(row(context, &cycle)))
}

pub(super) fn delete(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let cycle = context.named("sales_cycle", "sales_cycle_id")?;
    if context.is_used("client", "sales_cycle_id", cycle.id)?
        || action_plans::of_link(context, "Conversion", &cycle.id.to_string())?.is_some()
    {
        return Err(IN_USE);
    }
    context.store.remove("sales_cycle", cycle.id)?;
    Ok(Answer::Done)
}

/// Notes that a contact is in another sales cycle than before.
pub(super) fn note_move(
    context: &mut Context<'_>,
    client: &Record,
    before: &str,
) -> Result<(), Refusal> {
    let cycle = client.text("sales_cycle_id");
    if cycle == before || matches!(cycle, "" | "0") {
        return Ok(());
    }
    let mut fields = Fields::new();
    fields.insert("sales_cycle_id".to_owned(), cycle.into());
    fields.insert("at".to_owned(), context.moment().into());
    context
        .store
        .insert("cycle_move", context.account, Some(client.id), &fields)?;
    Ok(())
}

/// Answers call the kind of contact by another name than requests.
fn row(context: &Context<'_>, cycle: &Record) -> Row {
    let mut row = context.row("sales_cycle", "sales_cycle_id", cycle);
    let kind = cycle.text("sales_cycle_contact_type");
    row.set("contact_type", kind);
    let name = match kind {
        "1" => "Client",
        "2" => "Employee",
        "3" => "Partner",
        "4" => "Vendor",
        _ => "Other",
    };
    row.set("contact_type_name", name);
    row
}
