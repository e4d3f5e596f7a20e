//! Users.

use super::Scene;
use crate::clienttether::answer::{Answer, IN_USE, Refusal, Row};
use crate::store::{Range, Record};

pub(super) fn create(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let mut fields = scene.new_fields();
    // Nobody can log in here, and nothing returns it.
    fields.remove("user_password");
    scene.store.insert("user", scene.account, None, &fields)?;
    Ok(Answer::Done)
}

pub(super) fn read(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let user = scene.named("user", "user_id")?;
    Ok(Answer::One(row(scene, &user)))
}

pub(super) fn list(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let users = scene.store.select("user", scene.account, &[], Range::ALL)?;
    Ok(Answer::all(
        users.iter().map(|user| row(scene, user)).collect(),
    ))
}

pub(super) fn update(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let mut user = scene.named("user", "user_id")?;
    scene.change(&mut user.fields, &["user_id"]);
    scene.store.write("user", user.id, &user.fields)?;
    Ok(Answer::One(row(scene, &user)))
}

pub(super) fn delete(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let user = scene.named("user", "user_id")?;
    if scene.is_used("client", "assigned_user_id", user.id)?
        || scene.is_used("event", "user_id", user.id)?
    {
        return Err(IN_USE);
    }
    scene.store.remove("user", user.id)?;
    Ok(Answer::Done)
}

/// Answers call the login name by another key than requests.
fn row(scene: &Scene<'_>, user: &Record) -> Row {
    let mut row = scene.row("user", "user_id", user);
    row.set("user_name", user.text("user_username"));
    row
}
