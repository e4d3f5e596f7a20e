//! The generated client against the sandbox, end to end.

mod faults;
mod organizations;
mod switches;
mod tour;

use clienttrack_generated::{Client, Credentials, InsertObject, Query, records};
use prose_runtime::{Config, Validation};
use prose_sandbox::clienttrack::{Grammar, Sandbox, Setup, Switches};

use crate::{eager, number, rows};

/// A Monday morning.
pub(crate) const NOW: &str = "2026-03-02 08:30:00";

/// A sandbox on that Monday morning, and a client with the key of its user.
pub(crate) struct Session {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
}

impl Session {
    /// With 60 clients and all that belongs to them.
    pub(crate) fn new() -> Self {
        Self::of(Sandbox::setup())
    }

    /// With the template row alone.
    pub(crate) fn empty() -> Self {
        Self::of(Sandbox::setup().clients(0))
    }

    pub(crate) fn of(setup: Setup) -> Self {
        let sandbox = setup.now(NOW).start().unwrap();
        let client = client_of(&sandbox, sandbox.api_key(), Config::new());
        Self { sandbox, client }
    }

    /// Where queries may say more than what was seen to work.
    pub(crate) fn wide(self) -> Self {
        self.switch(|switches| switches.grammar = Grammar::Wide);
        self
    }

    /// A client with the key that sees everything.
    pub(crate) fn admin(&self) -> Client {
        client_of(&self.sandbox, self.sandbox.admin_key(), Config::new())
    }

    /// A client that sends what it is given, right or wrong.
    pub(crate) fn unchecked(&self) -> Client {
        let config = Config::new().validation(Validation::Off);
        client_of(&self.sandbox, self.sandbox.api_key(), config)
    }

    /// A client that tries again at once.
    pub(crate) fn eager(&self) -> Client {
        let config = Config::new().retry(eager());
        client_of(&self.sandbox, self.sandbox.api_key(), config)
    }

    pub(crate) fn switch(&self, change: impl FnOnce(&mut Switches)) {
        self.sandbox.switch(change);
    }

    /// All rows of a query, page by page.
    pub(crate) async fn rows(&self, call: Query) -> Vec<records::CrqlRow> {
        rows(&self.client, call).await.unwrap()
    }

    /// Adds a client with this last name; gives its number.
    pub(crate) async fn insert(&self, last_name: &str) -> u64 {
        let call = InsertObject::new("cmClient").custom("LastName", last_name);
        let reply = self.client.insert_object(call).await.unwrap();
        number(reply.first().unwrap(), "ClientID")
    }
}

pub(crate) fn client_of(sandbox: &Sandbox, api_key: &str, config: Config) -> Client {
    let credentials = Credentials::new(sandbox.subscription_key(), api_key);
    Client::with_config(credentials, config.base_url(sandbox.base_url())).unwrap()
}
