//! What the control endpoint can do with accounts.

use serde::Deserialize;
use serde_json::{Value, json};

use super::account::Account;
use super::world::ClientTether;
use crate::control::{Refusal, read};
use crate::error::SandboxError;

pub(super) fn answer(
    world: &mut ClientTether,
    path: &[&str],
    method: &str,
    body: &[u8],
) -> Option<Result<Value, Refusal>> {
    match (path, method) {
        (["accounts", id], "POST") => Some(read(body).and_then(|wish| set(world, id, &wish))),
        (["accounts", _], _) => Some(Err(Refusal::Method("POST"))),
        _ => None,
    }
}

/// Accounts as they are told.
pub(super) fn described(accounts: &[Account]) -> Value {
    let accounts = accounts.iter().map(|account| {
        json!({
            "id": account.id,
            "name": account.name,
            "web_key": account.web_key,
            "multi_level": account.multi_level,
            "check_duplicates": account.check_duplicates,
        })
    });
    accounts.collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountWish {
    check_duplicates: bool,
}

fn set(world: &mut ClientTether, id: &str, wish: &AccountWish) -> Result<Value, Refusal> {
    let id: i64 = id
        .parse()
        .map_err(|_| Refusal::NotFound("an account has a number".to_owned()))?;
    let is_set = world.check_duplicates(id, wish.check_duplicates);
    if is_set.map_err(SandboxError::from)? {
        return Ok(json!({"id": id, "check_duplicates": wish.check_duplicates}));
    }
    let accounts = world.accounts().map_err(SandboxError::from)?;
    let ids: Vec<String> = accounts
        .iter()
        .map(|account| account.id.to_string())
        .collect();
    Err(Refusal::NotFound(format!(
        "the accounts are {}",
        ids.join(", ")
    )))
}
