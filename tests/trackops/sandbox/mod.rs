//! The generated client against the sandbox, end to end.

mod faults;
mod lists;
mod switches;
mod throttle;
mod tour;

use prose_runtime::Config;
use prose_sandbox::trackops::{Sandbox, Setup};
use trackops_generated::{Client, Credentials};

/// A Monday morning.
pub(crate) const NOW: &str = "2026-03-02 09:00:00";
/// The day of that.
pub(crate) const TODAY: &str = "2026-03-02";
/// A number that the sandbox has given to nothing.
pub(crate) const UNKNOWN: u64 = 4_000_000_000;

/// A sandbox on that Monday morning, and a client of it that is not held back.
pub(crate) struct Session {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
}

impl Session {
    /// With the 60 clients of the seed data, and the locations, contacts and cases that they have.
    pub(crate) fn busy() -> Self {
        Self::of(Sandbox::setup())
    }

    /// Without any.
    pub(crate) fn quiet() -> Self {
        Self::of(Sandbox::setup().clients(0))
    }

    pub(crate) fn of(setup: Setup) -> Self {
        let sandbox = setup.now(NOW).start().unwrap();
        let client = client_of(&sandbox, Config::new().no_rate_limit());
        Self { sandbox, client }
    }

    /// The calls that the sandbox saw, in their order.
    pub(crate) fn calls(&self) -> Vec<String> {
        let requests = self.sandbox.requests().into_iter();
        requests.filter_map(|request| request.call).collect()
    }
}

pub(crate) fn client_of(sandbox: &Sandbox, config: Config) -> Client {
    let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
    Client::with_config(credentials, config.base_url(sandbox.base_url())).unwrap()
}
