//! ClientTrack: what goes over the wire, what comes back, and the client against the sandbox end to end.
//!
//! Expected requests are written out by hand; the sandbox is made from the facts alone, without the
//! spec, so that each tells when the other is wrong.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod answers;
mod crql;
mod environment;
mod limits;
mod pages;
mod sandbox;
mod secrecy;
mod spec;
mod wire;

use std::time::Duration;

use clienttrack_generated::{Client, Credentials, Query, ResultCode, records};
use prose_runtime::{Config, Error, Record, RetryPolicy};
use workspace_tests::Loopback;

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
