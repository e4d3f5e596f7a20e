//! Lead sources.

use super::Scene;
use crate::clienttether::answer::{Answer, IN_USE, Refusal, Row};
use crate::clienttether::seed;
use crate::store::{Range, Record};

pub(super) fn create(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let mut fields = scene.new_fields();
    let id = scene
        .store
        .insert("lead_source", scene.account, None, &fields)?;
    fields.insert(
        "lead_source_web_key".to_owned(),
        seed::web_key("lead_source", id).into(),
    );
    scene.store.write("lead_source", id, &fields)?;
    Ok(Answer::Done)
}

pub(super) fn list(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let sources = scene
        .store
        .select("lead_source", scene.account, &[], Range::ALL)?;
    Ok(Answer::all(
        sources.iter().map(|source| row(scene, source)).collect(),
    ))
}

pub(super) fn update(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let mut source = scene.named("lead_source", "lead_source_id")?;
    scene.change(
        &mut source.fields,
        &["lead_source_id", "lead_source_web_key"],
    );
    scene
        .store
        .write("lead_source", source.id, &source.fields)?;
    Ok(Answer::One(row(scene, &source)))
}

pub(super) fn delete(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let source = scene.named("lead_source", "lead_source_id")?;
    if scene.is_used("client", "lead_source_id", source.id)?
        || super::action_plans::of_link(scene, "Connection", &source.id.to_string())?.is_some()
    {
        return Err(IN_USE);
    }
    scene.store.remove("lead_source", source.id)?;
    Ok(Answer::Done)
}

fn row(scene: &Scene<'_>, source: &Record) -> Row {
    scene.row("lead_source", "lead_source_id", source)
}
