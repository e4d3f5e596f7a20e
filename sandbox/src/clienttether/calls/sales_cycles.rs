//! Sales cycles. The one of new contacts, "New Lead", is no record: such contacts have none.

use super::Scene;
use crate::clienttether::answer::{Answer, IN_USE, Refusal, Row};
use crate::store::{Fields, Range, Record};

pub(super) fn create(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let fields = scene.new_fields();
    scene
        .store
        .insert("sales_cycle", scene.account, None, &fields)?;
    Ok(Answer::Done)
}

pub(super) fn list(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let cycles = scene
        .store
        .select("sales_cycle", scene.account, &[], Range::ALL)?;
    Ok(Answer::all(
        cycles.iter().map(|cycle| row(scene, cycle)).collect(),
    ))
}

pub(super) fn update(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let mut cycle = scene.named("sales_cycle", "sales_cycle_id")?;
    scene.change(&mut cycle.fields, &["sales_cycle_id"]);
    scene.store.write("sales_cycle", cycle.id, &cycle.fields)?;
    Ok(Answer::One(row(scene, &cycle)))
}

pub(super) fn delete(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let cycle = scene.named("sales_cycle", "sales_cycle_id")?;
    if scene.is_used("client", "sales_cycle_id", cycle.id)?
        || super::action_plans::of_link(scene, "Conversion", &cycle.id.to_string())?.is_some()
    {
        return Err(IN_USE);
    }
    scene.store.remove("sales_cycle", cycle.id)?;
    Ok(Answer::Done)
}

/// Notes that a contact is in another sales cycle than before.
pub(super) fn note_move(
    scene: &mut Scene<'_>,
    client: &Record,
    before: &str,
) -> Result<(), Refusal> {
    let cycle = client.text("sales_cycle_id");
    if cycle == before || matches!(cycle, "" | "0") {
        return Ok(());
    }
    let mut fields = Fields::new();
    fields.insert("sales_cycle_id".to_owned(), cycle.into());
    fields.insert("at".to_owned(), scene.moment().into());
    scene
        .store
        .insert("cycle_move", scene.account, Some(client.id), &fields)?;
    Ok(())
}

/// Answers call the kind of contact by another name than requests.
fn row(scene: &Scene<'_>, cycle: &Record) -> Row {
    let mut row = scene.row("sales_cycle", "sales_cycle_id", cycle);
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
