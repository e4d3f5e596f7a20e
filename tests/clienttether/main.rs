//! ClientTether, from the public surface of its client: what goes over the wire, what answers are read as,
//! what is refused before sending, and how all of it meets the sandbox.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod agreement;
mod answers;
mod hostile;
mod limits;
mod memory;
mod pages;
mod recorded;
mod sandbox;
mod secrecy;
mod spec;
mod values_in;
mod waiting;
mod wire;

use clienttether_generated::{Client, Credentials};
use prose_runtime::{Config, RetryPolicy};
use workspace_tests::Loopback;

/// A client of a server that answers as it is told, with one attempt.
fn client_at(server: &Loopback) -> Client {
    client_with(server, Config::new().retry(RetryPolicy::never()))
}

fn client_with(server: &Loopback, config: Config) -> Client {
    client_of(config.base_url(server.base_url()))
}

fn client_of(config: Config) -> Client {
    let credentials = Credentials::new("the-access-token", "CT_web_key");
    Client::with_config(credentials, config).unwrap()
}
