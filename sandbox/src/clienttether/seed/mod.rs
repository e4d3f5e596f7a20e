//! Seed data: a small franchise, the same every time for the same number.
//!
//! Nobody in it exists: surnames are trees, phone numbers are those kept for fiction, and addresses
//! are of example.com.

mod account;
mod contact;

use jiff::civil::DateTime;
use serde_json::Value;

use crate::play::Seed;
use crate::store::{Fields, Store, StoreError};

/// The plan that starts with leads that come by an account's own web key.
pub(crate) const DEFAULT_PLAN: &str = "default_action_plan_id";

/// Contacts of the sub-account, unless the main account has fewer.
const SUB_CONTACTS: usize = 12;

/// Fills an empty store.
pub(crate) fn plant(store: &mut Store, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
    let mut chance = fastrand::Rng::with_seed(seed.number);
    let main = account::plant(store, "Pine Hill Painting", None)?;
    let sub = account::plant(store, "Pine Hill Painting North", Some(main.account))?;
    contact::plant(store, &main, seed.size, now, &mut chance)?;
    contact::plant(store, &sub, seed.size.min(SUB_CONTACTS), now, &mut chance)
}

/// The web key of an account or lead source: the same in every sandbox, and a secret in none.
pub(crate) fn web_key(kind: &str, id: i64) -> String {
    let of_kind = kind
        .bytes()
        .fold(0_u64, |sum, byte| sum * 31 + u64::from(byte));
    let mut chance = fastrand::Rng::with_seed(of_kind ^ id.unsigned_abs());
    format!("CT_{:032x}", chance.u128(..))
}

fn fields<const N: usize>(values: [(&str, String); N]) -> Fields {
    values
        .into_iter()
        .map(|(key, value)| (key.to_owned(), Value::String(value)))
        .collect()
}
