//! ClientTether: all calls of the API 2.0, and those of version 1 that take leads from elsewhere.

mod account;
mod answer;
mod api;
mod authentication;
mod backend;
mod calls;
mod check;
mod control;
mod dispatcher;
mod parameters;
mod records;
mod redirects;
mod route;
mod seed;
mod switches;
mod web_key;

pub use account::Account;
pub use backend::{ClientTether, Keys};
pub use switches::{
    ActionPlans, AssignedUser, Blank, Codes, ContactType, Denied, Errors, FormDates, FormErrors,
    FormJson, FormLimits, LongCustomText, NoRecords, Switches, ThumbtackAnswer, UnknownCall,
};

use crate::backend::Backend as _;
use crate::error::SandboxError;

/// A running ClientTether.
pub type Sandbox = crate::sandbox::Sandbox<ClientTether>;

/// What a ClientTether is to be like.
pub type Setup = crate::setup::Setup<ClientTether>;

impl Sandbox {
    /// The access token, for all accounts.
    pub fn access_token(&self) -> &str {
        authentication::ACCESS_TOKEN
    }

    /// The web key of the main account.
    pub fn web_key(&self) -> &str {
        &self.keys.web_key
    }

    /// The accounts, the main one first.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    pub fn accounts(&self) -> Result<Vec<Account>, SandboxError> {
        Ok(Account::all(self.shared.backend().store())?)
    }

    /// Switches the duplicate check of an account, which is off at first.
    ///
    /// # Errors
    ///
    /// No account has this web key, or the state cannot be written.
    pub fn check_duplicates(&self, web_key: &str, on: bool) -> Result<(), SandboxError> {
        let mut backend = self.shared.backend();
        let store = backend.store();
        let accounts = Account::all(store)?;
        let account = accounts.iter().find(|account| account.web_key == web_key);
        match account {
            Some(account) if Account::check_duplicates(store, account.id, on)? => Ok(()),
            _ => Err(SandboxError::NoSuchAccount),
        }
    }
}

impl Setup {
    /// How many contacts the main account has, 250 at first.
    #[must_use]
    pub fn contacts(self, contacts: usize) -> Self {
        self.size(contacts)
    }

    /// Switches the duplicate check of all accounts on, which is off at first.
    #[must_use]
    pub fn duplicate_check(self) -> Self {
        self.option(backend::DUPLICATE_CHECK)
    }
}
