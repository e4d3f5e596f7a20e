//! What the control endpoint can do with accounts.

use serde::Deserialize;
use serde_json::{Value, json};

use super::account::Account;
use crate::backend::ControlRefusal;
use crate::error::SandboxError;
use crate::store::Store;

pub(super) fn answer(
    store: &mut Store,
    path: &[&str],
    method: &str,
    body: &[u8],
) -> Option<Result<Value, ControlRefusal>> {
    match (path, method) {
        (["accounts", id], "POST") => {
            let body = serde_json::from_slice(body).map_err(ControlRefusal::from);
            Some(body.and_then(|body| set(store, id, &body)))
        }
        (["accounts", _], _) => Some(Err(ControlRefusal::Method("POST"))),
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
#[serde(deny_unknown_fields, expecting = "an object")]
struct AccountBody {
    check_duplicates: bool,
}

fn set(store: &mut Store, id: &str, body: &AccountBody) -> Result<Value, ControlRefusal> {
    let id: i64 = id
        .parse()
        .map_err(|_| ControlRefusal::NotFound("an account has a number".to_owned()))?;
    let is_set = Account::check_duplicates(store, id, body.check_duplicates);
    if is_set.map_err(SandboxError::from)? {
        return Ok(json!({"id": id, "check_duplicates": body.check_duplicates}));
    }
    let accounts = Account::all(store).map_err(SandboxError::from)?;
    let ids: Vec<String> = accounts
        .iter()
        .map(|account| account.id.to_string())
        .collect();
    Err(ControlRefusal::NotFound(format!(
        "the accounts are {}",
        ids.join(", ")
    )))
}
