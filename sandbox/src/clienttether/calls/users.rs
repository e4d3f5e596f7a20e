//! Users.

use super::context::Context;
use crate::clienttether::answer::{Answer, IN_USE, Refusal, Row};
use crate::store::{Range, Record};

pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut fields = context.new_fields();
    // Nobody can log in here, and nothing returns it.
    fields.remove("user_password");
    context
        .store
        .insert("user", context.account, None, &fields)?;
    Ok(Answer::Done)
}

pub(super) fn read(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let user = context.named("user", "user_id")?;
    Ok(Answer::One(row(context, &user)))
}

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let users = context
        .store
        .select("user", context.account, &[], Range::ALL)?;
    Ok(Answer::all(
        users.iter().map(|user| row(context, user)).collect(),
    ))
}

pub(super) fn update(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut user = context.named("user", "user_id")?;
    context.change(&mut user.fields, &["user_id"]);
    context.store.write("user", user.id, &user.fields)?;
    Ok(Answer::One(row(context, &user)))
}

pub(super) fn delete(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let user = context.named("user", "user_id")?;
    if context.is_used("client", "assigned_user_id", user.id)?
        || context.is_used("event", "user_id", user.id)?
    {
        return Err(IN_USE);
    }
    context.store.remove("user", user.id)?;
    Ok(Answer::Done)
}

/// Answers call the login name by another key than requests.
fn row(context: &Context<'_>, user: &Record) -> Row {
    let mut row = context.row("user", "user_id", user);
    row.set("user_name", user.text("user_username"));
    row
}
