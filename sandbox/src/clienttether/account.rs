//! Accounts: as the owner of the sandbox sees and changes them.

use std::fmt;

use crate::store::{Filter, Range, Store, StoreError};

/// The plan that starts with leads that come by an account's own web key.
pub(super) const DEFAULT_PLAN: &str = "default_action_plan_id";

/// An account of the sandbox. Its web key opens made-up data only, but is kept out of debug output
/// like any other.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// Its company name.
    pub name: String,
    /// The web key that selects it.
    pub web_key: String,
    /// Whether it has sub-accounts.
    pub multi_level: bool,
    /// Whether creates with the e-mail address or phone of another contact are refused.
    pub check_duplicates: bool,
}

impl Account {
    /// Every account, the main one first.
    pub(super) fn all(store: &Store) -> Result<Vec<Self>, StoreError> {
        let records = store.select("account", 0, &[], Range::ALL)?;
        let accounts = records.iter().map(|record| Self {
            id: record.id,
            name: record.text("account_company_name").to_owned(),
            web_key: record.text("account_web_key").to_owned(),
            multi_level: record.text("account_type") == "Multi-level",
            check_duplicates: record.text("check_duplicates") == "1",
        });
        Ok(accounts.collect())
    }

    /// Switches an account's duplicate check. False if there is no such account.
    pub(super) fn check_duplicates(
        store: &mut Store,
        account: i64,
        on: bool,
    ) -> Result<bool, StoreError> {
        let found = store.first_of_any("account", &Filter::Id(account))?;
        let Some((_, mut record)) = found else {
            return Ok(false);
        };
        let word = if on { "1" } else { "0" };
        record
            .fields
            .insert("check_duplicates".to_owned(), word.into());
        store.write("account", account, &record.fields)?;
        Ok(true)
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("multi_level", &self.multi_level)
            .field("check_duplicates", &self.check_duplicates)
            .finish_non_exhaustive()
    }
}
