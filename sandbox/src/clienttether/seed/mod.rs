//! Seed data: a small franchise, the same every time for the same number.
//!
//! Nobody in it exists: surnames are trees, phone numbers are those kept for fiction, and addresses
//! are of example.com.

mod account;
mod contact;

use jiff::civil::DateTime;
use serde_json::Value;

use crate::seed::Seed;
use crate::store::{Fields, Store, StoreError};

/// Contacts of the sub-account, unless the main account has fewer.
const SUB_CONTACTS: usize = 12;

/// Fills an empty store.
pub(crate) fn seed_store(store: &mut Store, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
    let mut chance = fastrand::Rng::with_seed(seed.number);
    let main = account::seed_account(store, "Pine Hill Painting", None)?;
    let sub = account::seed_account(store, "Pine Hill Painting North", Some(main.account))?;
    contact::seed_contacts(store, &main, seed.size, now, &mut chance)?;
    contact::seed_contacts(store, &sub, seed.size.min(SUB_CONTACTS), now, &mut chance)
}

fn fields<const N: usize>(values: [(&str, String); N]) -> Fields {
    values
        .into_iter()
        .map(|(key, value)| (key.to_owned(), Value::String(value)))
        .collect()
}
