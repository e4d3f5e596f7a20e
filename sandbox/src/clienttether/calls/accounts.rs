//! The account and its sub-accounts.

use serde_json::Value;

use super::Scene;
use crate::clienttether::answer::{Answer, IN_USE, NOT_FOUND, Refusal, Row};
use crate::store::{Filter, Range, Record};

/// The account with its sub-accounts. A standard account has no right to it.
pub(super) fn list(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let main = find(scene, scene.account)?;
    if main.text("account_type") != "Multi-level" {
        return Err(Refusal::Code("CT510"));
    }
    let rows = below(scene, main.id)?
        .iter()
        .map(|sub| serde_json::to_value(row(scene, sub)))
        .collect::<Result<_, _>>();
    let mut row = row(scene, &main);
    row.set("SubAccounts", Value::Array(rows.unwrap_or_default()));
    Ok(Answer::all(vec![row]))
}

pub(super) fn update(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let mut account = named(scene)?;
    scene.change(&mut account.fields, &["account_id", "account_web_key"]);
    scene.store.write("account", account.id, &account.fields)?;
    Ok(Answer::One(row(scene, &account)))
}

/// The account that asks, one with sub-accounts and one with contacts are in use.
pub(super) fn delete(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let account = named(scene)?;
    if account.id == scene.account
        || !below(scene, account.id)?.is_empty()
        || scene.store.count("client", account.id, &[])? > 0
    {
        return Err(IN_USE);
    }
    scene.store.remove_account(account.id)?;
    scene.store.remove("account", account.id)?;
    Ok(Answer::Done)
}

/// The account that the call names: the one that asks, or one below it.
fn named(scene: &Scene<'_>) -> Result<Record, Refusal> {
    let id = scene.bag.id("account_id").ok_or(NOT_FOUND)?;
    let account = find(scene, id)?;
    let is_below = account.text("main_account_id") == scene.account.to_string();
    if account.id == scene.account || is_below {
        Ok(account)
    } else {
        Err(NOT_FOUND)
    }
}

fn find(scene: &Scene<'_>, id: i64) -> Result<Record, Refusal> {
    let found = scene.store.first_of_any("account", &Filter::Id(id))?;
    found.map(|(_, account)| account).ok_or(NOT_FOUND)
}

fn below(scene: &Scene<'_>, main: i64) -> Result<Vec<Record>, Refusal> {
    let filter = [Filter::Is("main_account_id", main.to_string())];
    // Accounts belong to no account.
    Ok(scene.store.select("account", 0, &filter, Range::ALL)?)
}

fn row(scene: &Scene<'_>, account: &Record) -> Row {
    let mut row = scene.row("account", "account_id", account);
    row.set("account_name", account.text("account_company_name"));
    row
}
