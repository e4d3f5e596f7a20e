//! ClientTrack: what goes over the wire, what comes back, and the client against the sandbox end to end.
//!
//! Expected requests are written out by hand; the sandbox is made from the facts alone, without the
//! spec, so that each tells when the other is wrong.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "clienttrack/answers.rs"]
mod answers;
#[path = "clienttrack/builder.rs"]
mod builder;
#[path = "clienttrack/calls.rs"]
mod calls;
#[path = "clienttrack/environment.rs"]
mod environment;
#[path = "clienttrack/faults.rs"]
mod faults;
#[path = "clienttrack/injection.rs"]
mod injection;
#[path = "clienttrack/limits.rs"]
mod limits;
#[path = "clienttrack/organizations.rs"]
mod organizations;
#[path = "clienttrack/pages.rs"]
mod pages;
#[path = "clienttrack/refusals.rs"]
mod refusals;
#[path = "clienttrack/secrecy.rs"]
mod secrecy;
#[path = "clienttrack/switches.rs"]
mod switches;
#[path = "clienttrack/wire.rs"]
mod wire;

use std::time::Duration;

use clienttrack_generated::{Client, Credentials, InsertObject, Query, ResultCode, records};
use prose_runtime::{Config, Error, Record, RetryPolicy, Validation};
use prose_sandbox::clienttrack::{Grammar, Sandbox, Setup, Switches};
use workspace_tests::Loopback;

/// A Monday morning.
const NOW: &str = "2026-03-02 08:30:00";

/// A sandbox on that Monday morning, and a client with the key of its user.
struct Scene {
    sandbox: Sandbox,
    client: Client,
}

impl Scene {
    /// With 60 clients and all that belongs to them.
    fn new() -> Self {
        Self::of(Sandbox::setup())
    }

    /// With the template row alone.
    fn empty() -> Self {
        Self::of(Sandbox::setup().clients(0))
    }

    fn of(setup: Setup) -> Self {
        let sandbox = setup.now(NOW).start().unwrap();
        let client = client_of(&sandbox, sandbox.api_key(), Config::new());
        Self { sandbox, client }
    }

    /// Where queries may say more than what was seen to work.
    fn wide(self) -> Self {
        self.switch(|switches| switches.grammar = Grammar::Wide);
        self
    }

    /// A client with the key that sees everything.
    fn admin(&self) -> Client {
        client_of(&self.sandbox, self.sandbox.admin_key(), Config::new())
    }

    /// A client that sends what it is given, right or wrong.
    fn unchecked(&self) -> Client {
        let config = Config::new().validation(Validation::Off);
        client_of(&self.sandbox, self.sandbox.api_key(), config)
    }

    /// A client that tries again at once.
    fn eager(&self) -> Client {
        let config = Config::new().retry(eager());
        client_of(&self.sandbox, self.sandbox.api_key(), config)
    }

    fn switch(&self, change: impl FnOnce(&mut Switches)) {
        self.sandbox.switch(change);
    }

    /// All rows of a query, page by page.
    async fn rows(&self, call: Query) -> Vec<records::CrqlRow> {
        rows(&self.client, call).await.unwrap()
    }

    /// Adds a client with this last name; gives its number.
    async fn insert(&self, last_name: &str) -> u64 {
        let call = InsertObject::new("cmClient").custom("LastName", last_name);
        let reply = self.client.insert_object(call).await.unwrap();
        number(reply.first().unwrap(), "ClientID")
    }
}

fn client_of(sandbox: &Sandbox, api_key: &str, config: Config) -> Client {
    let credentials = Credentials::new(sandbox.subscription_key(), api_key);
    Client::with_config(credentials, config.base_url(sandbox.base_url())).unwrap()
}

/// A client of a server that answers as it is told, with one attempt.
fn client_at(server: &Loopback) -> Client {
    client_with(server, Config::new().retry(RetryPolicy::never()))
}

fn client_with(server: &Loopback, config: Config) -> Client {
    let config = config.base_url(format!("http://{}/", server.host()));
    let credentials = Credentials::new("the-subscription-key", "the-api-key");
    Client::with_config(credentials, config).unwrap()
}

fn eager() -> RetryPolicy {
    RetryPolicy::new().base(Duration::from_millis(1))
}

/// All rows of a query, page by page.
async fn rows(client: &Client, call: Query) -> Result<Vec<records::CrqlRow>, Error> {
    let mut stream = client.query(call).records();
    let mut rows = Vec::new();
    while let Some(row) = stream.next().await {
        rows.push(row?);
    }
    Ok(rows)
}

fn all_clients() -> Query {
    Query::new("SELECT ClientID FROM cmClient")
}

/// What a column of a row says.
fn column(row: &impl Record, name: &str) -> String {
    row.row().custom_text(name).unwrap().into_owned()
}

fn number(row: &impl Record, name: &str) -> u64 {
    column(row, name).parse().unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Error {
    result.unwrap_err()
}

#[track_caller]
fn assert_code(error: &Error, code: ResultCode) {
    assert_eq!(ResultCode::of(error), Some(code), "{error}");
}
