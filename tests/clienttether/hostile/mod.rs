//! A hostile server: whatever it does, a call ends in a typed error or a good reply, and in time.

mod bodies;
mod broken;
mod deep;
mod lists;
mod overload;
mod redirects;
mod slow;

use std::future::IntoFuture;
use std::io::Write as _;
use std::time::Duration;

use clienttether_generated::records;
use clienttether_generated::{Client, ReadClientList};
use prose_runtime::{Config, Error, Reply, RetryPolicy};
use workspace_tests::{Connection, Loopback};

use crate::client_with;

/// A good answer.
const GOOD: &str =
    r#"{"ResultCode":"CT_200","Message":"Success","TotalRecord":1,"data":[{"client_id":"7"}]}"#;

/// A client that sends once, and gives up soon after a server that hangs.
fn hasty_client(server: &Loopback) -> Client {
    client_with(server, hasty().retry(RetryPolicy::never()))
}

/// Limits that are reached soon.
fn hasty() -> Config {
    Config::new()
        .attempt_timeout(Duration::from_millis(300))
        .timeout(Duration::from_millis(600))
}

/// Limits that no test reaches, on a busy machine either.
fn patient() -> Config {
    Config::new().retry(RetryPolicy::never())
}

/// What comes of it; that it comes at all is part of every test.
async fn ended<F: IntoFuture>(call: F) -> F::Output {
    let limit = Duration::from_secs(30);
    match tokio::time::timeout(limit, call.into_future()).await {
        Ok(outcome) => outcome,
        Err(_) => panic!("it hangs"),
    }
}

/// What comes of a list that is read from a server that does this with the connection. The server does
/// not hang, so that limits of time have no part in it.
async fn listed(
    serve: impl Fn(Connection) + Send + Sync + 'static,
) -> Result<Reply<records::Client>, Error> {
    let server = Loopback::serving(serve).unwrap();
    let client = client_with(&server, patient());
    ended(client.read_client_list(ReadClientList::new())).await
}

/// What comes of a list that is read from a server that answers with these bytes, and closes.
async fn listed_from(answer: impl Into<Vec<u8>>) -> Result<Reply<records::Client>, Error> {
    let answer = answer.into();
    listed(move |connection| write(connection, &answer)).await
}

/// Writes; the client may have gone.
fn write(mut connection: Connection, bytes: &[u8]) {
    let _ = connection.stream.write_all(bytes);
}
