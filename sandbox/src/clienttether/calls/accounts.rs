//! The account and its sub-accounts.

use serde_json::Value;

use super::context::Context;
use crate::clienttether::answer::{Answer, IN_USE, NOT_FOUND, Refusal, Row};
use crate::store::{Filter, Range, Record};

/// The account with its sub-accounts. A standard account has no right to it.
pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let main = find(context, context.account)?;
    if main.text("account_type") != "Multi-level" {
        return Err(Refusal::Code("CT510"));
    }
    let rows = below(context, main.id)?
        .iter()
        .map(|sub| serde_json::to_value(row(context, sub)))
        .collect::<Result<_, _>>();
    let mut row = row(context, &main);
    row.set("SubAccounts", Value::Array(rows.unwrap_or_default()));
    Ok(Answer::all(vec![row]))
}

pub(super) fn update(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let mut account = named(context)?;
    context.change(&mut account.fields, &["account_id", "account_web_key"]);
    context
        .store
        .write("account", account.id, &account.fields)?;
    Ok(Answer::One(row(context, &account)))
}

/// The account that asks, one with sub-accounts and one with contacts are in use.
pub(super) fn delete(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let account = named(context)?;
    if account.id == context.account
        || !below(context, account.id)?.is_empty()
        || context.store.count("client", account.id, &[])? > 0
    {
        return Err(IN_USE);
    }
    context.store.remove_account(account.id)?;
    context.store.remove("account", account.id)?;
    Ok(Answer::Done)
}

/// The account that the call names: the one that asks, or one below it.
fn named(context: &Context<'_>) -> Result<Record, Refusal> {
    let id = context.parameters.id("account_id").ok_or(NOT_FOUND)?;
    let account = find(context, id)?;
    let is_below = account.text("main_account_id") == context.account.to_string();
    if account.id == context.account || is_below {
        Ok(account)
    } else {
        Err(NOT_FOUND)
    }
}

fn find(context: &Context<'_>, id: i64) -> Result<Record, Refusal> {
    let found = context.store.first_of_any("account", &Filter::Id(id))?;
    found.map(|(_, account)| account).ok_or(NOT_FOUND)
}

fn below(context: &Context<'_>, main: i64) -> Result<Vec<Record>, Refusal> {
    let filter = [Filter::Is("main_account_id", main.to_string())];
    // Accounts belong to no account.
    Ok(context.store.select("account", 0, &filter, Range::ALL)?)
}

fn row(context: &Context<'_>, account: &Record) -> Row {
    let mut row = context.row("account", "account_id", account);
    row.set("account_name", account.text("account_company_name"));
    row
}
