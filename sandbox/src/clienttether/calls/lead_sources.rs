//! Lead sources.

use super::action_plans;
use super::context::Context;
use crate::clienttether::answer::{Answer, IN_USE, Refusal, Row};
use crate::clienttether::web_key::web_key;
use crate::store::{Range, Record};

pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut fields = context.new_fields();
    let id = context
        .store
        .insert("lead_source", context.account, None, &fields)?;
    fields.insert(
        "lead_source_web_key".to_owned(),
        web_key("lead_source", id).into(),
    );
    context.store.write("lead_source", id, &fields)?;
    Ok(Answer::Done)
}

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let sources = context
        .store
        .select("lead_source", context.account, &[], Range::ALL)?;
    Ok(Answer::all(
        sources.iter().map(|source| row(context, source)).collect(),
    ))
}

pub(super) fn update(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut source = context.named("lead_source", "lead_source_id")?;
    context.change(
        &mut source.fields,
        &["lead_source_id", "lead_source_web_key"],
    );
    context
        .store
        .write("lead_source", source.id, &source.fields)?;
    Ok(Answer::One(row(context, &source)))
}

pub(super) fn delete(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let source = context.named("lead_source", "lead_source_id")?;
    if context.is_used("client", "lead_source_id", source.id)?
        || action_plans::of_link(context, "Connection", &source.id.to_string())?.is_some()
    {
        return Err(IN_USE);
    }
    context.store.remove("lead_source", source.id)?;
    Ok(Answer::Done)
}

fn row(context: &Context<'_>, source: &Record) -> Row {
    context.row("lead_source", "lead_source_id", source)
}
