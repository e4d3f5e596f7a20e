//! ClientTether: all calls of the API 2.0, and those of version 1 that take leads from elsewhere.

mod account;
mod answer;
mod bag;
mod calls;
mod check;
mod control;
mod form;
mod route;
mod seed;
mod switches;
mod world;

use std::sync::LazyLock;

use prose_codegen::model::Api;

pub use account::Account;
pub use switches::{
    ActionPlans, AssignedUser, Blank, Codes, ContactType, Denied, Errors, FormDates, FormErrors,
    FormJson, FormLimits, LongCustomText, NoRecords, Switches, ThumbtackAnswer, UnknownCall,
};
pub use world::ClientTether;

use crate::error::SandboxError;
use crate::spec;

/// A running ClientTether.
pub type Sandbox = crate::sandbox::Sandbox<ClientTether>;

/// What a ClientTether is to be like.
pub type Setup = crate::setup::Setup<ClientTether>;

/// What the owner of a ClientTether needs to call it.
pub struct Keys {
    web_key: String,
}

impl Sandbox {
    /// The access token, for all accounts.
    pub fn access_token(&self) -> &str {
        world::ACCESS_TOKEN
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
        Ok(self.shared.world().accounts()?)
    }

    /// Switches the duplicate check of an account, which is off at first.
    ///
    /// # Errors
    ///
    /// No account has this web key, or the state cannot be written.
    pub fn check_duplicates(&self, web_key: &str, on: bool) -> Result<(), SandboxError> {
        let mut world = self.shared.world();
        let accounts = world.accounts()?;
        let account = accounts.iter().find(|account| account.web_key == web_key);
        match account {
            Some(account) if world.check_duplicates(account.id, on)? => Ok(()),
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
        self.option(world::DUPLICATE_CHECK)
    }
}

fn api() -> Result<&'static Api, &'static str> {
    static API: LazyLock<Result<Api, String>> = LazyLock::new(|| spec::compile("clienttether"));
    API.as_ref().map_err(String::as_str)
}
