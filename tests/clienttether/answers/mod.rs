//! What the server may send, and what the client makes of it: known answers, odd ones, and none.

mod codes;
mod converted;
mod envelopes;
mod failures;
mod form_posts;
mod nested;
mod redirects;
mod values;

use clienttether_generated::Client;
use prose_runtime::{Config, RetryPolicy};
use workspace_tests::{Loopback, http};

use crate::{client_at, client_of};

/// A client of a server that gives this JSON as its one answer, with HTTP 200.
fn answered(body: &str) -> Client {
    answered_with(http("200 OK", "application/json", body))
}

/// A client of a server that gives these bytes as its one answer.
fn answered_with(answer: Vec<u8>) -> Client {
    client_at(&Loopback::answering(vec![answer]).unwrap())
}

/// A client that sends once: what these servers say to a second request is nobody's business here.
fn client(config: Config) -> Client {
    client_of(config.retry(RetryPolicy::never()))
}

/// A list answer with these records.
fn listed(records: &str) -> String {
    format!(r#"{{"ResultCode":"CT_200","Message":"Success","TotalRecord":1,"data":{records}}}"#)
}
