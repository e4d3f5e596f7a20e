//! What the server may send, and what the client makes of it: known answers, odd ones, and none.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "answers/codes.rs"]
mod codes;
#[path = "answers/envelopes.rs"]
mod envelopes;
#[path = "answers/failures.rs"]
mod failures;
#[path = "answers/form_posts.rs"]
mod form_posts;
#[path = "answers/nested.rs"]
mod nested;
#[path = "answers/redirects.rs"]
mod redirects;
#[path = "answers/values.rs"]
mod values;

use std::error::Error;

use clienttether_generated::{Client, Credentials};
use prose_runtime::{Config, RetryPolicy};
use workspace_tests::{Loopback, http};

/// A client of a server that gives this JSON as its one answer, with HTTP 200.
fn answered(body: &str) -> Result<Client, Box<dyn Error>> {
    answered_with(http("200 OK", "application/json", body))
}

/// A client of a server that gives these bytes as its one answer.
fn answered_with(answer: Vec<u8>) -> Result<Client, Box<dyn Error>> {
    let server = Loopback::answering(vec![answer])?;
    client(Config::new().base_url(server.base_url()))
}

/// A client that sends once: what these servers say to a second request is nobody's business here.
fn client(config: Config) -> Result<Client, Box<dyn Error>> {
    let credentials = Credentials::new("the-access-token", "CT_web_key");
    let once = config.retry(RetryPolicy::never());
    Ok(Client::with_config(credentials, once)?)
}

/// A list answer with these records.
fn listed(records: &str) -> String {
    format!(r#"{{"ResultCode":"CT_200","Message":"Success","TotalRecord":1,"data":{records}}}"#)
}
