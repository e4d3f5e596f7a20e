//! Trackops, from the public surface of its client: what goes over the wire, what answers are read as,
//! what is refused before sending, and how all of it meets the sandbox.
//!
//! What is expected on the wire is written out by hand from the vendor's pages and from what is known of
//! the real server; nothing of the code under test made it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod agreement;
mod answers;
mod limits;
mod pages;
mod sandbox;
mod secrecy;
mod spec;
mod wire;

use prose_runtime::{Config, Error, RetryPolicy};
use trackops_generated::{Client, CreateClient, Credentials, PrimaryLocation};
use workspace_tests::Loopback;

/// A client of a server that answers as it is told, with one attempt.
fn client_at(server: &Loopback) -> Client {
    client_with(server, Config::new().retry(RetryPolicy::never()))
}

/// A client that is not held back, of a server on this machine.
fn client_with(server: &Loopback, config: Config) -> Client {
    let url = format!("http://{}/api/v1/", server.host());
    let credentials = Credentials::new("jo@example.com", "the-api-token");
    Client::with_config(credentials, config.base_url(url).no_rate_limit()).unwrap()
}

/// The least that a new client has.
fn new_client(name: &str) -> CreateClient {
    CreateClient::new(name, PrimaryLocation::new("Main Location", "CO", "US"))
}

/// The error of a call that failed.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Error {
    result.unwrap_err()
}
