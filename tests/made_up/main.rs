//! The made-up vendors of `tests/fixtures`, each walked through from end to end: the server answers as the
//! vendor's page says, and what it is asked is compared byte for byte. Expected requests are written by hand
//! from the page; nothing of the code under test made them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod billing;
mod committed;
mod desk;
mod mailer;

use prose_runtime::{Config, RetryPolicy};
use workspace_tests::Loopback;

/// A server that answers by the first line of a request, in the way of the vendor's page.
fn server(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Loopback {
    Loopback::replying(move |request| answer(request)).unwrap()
}

/// One attempt, at this server, by a caller with a name of its own.
fn config(server: &Loopback, path: &str) -> Config {
    Config::new()
        .base_url(format!("http://{}{path}", server.host()))
        .user_agent("walker/1")
        .retry(RetryPolicy::never())
}

/// The requests so far, with `HOST` for the server's own address.
fn sent(server: &Loopback) -> Vec<String> {
    let requests = server.requests_so_far();
    let host = server.host();
    requests
        .iter()
        .map(|request| request.replace(&host, "HOST"))
        .collect()
}

/// A request: its first line, the headers that the vendor's page asks for, those of the body, and the body.
fn request(line: &str, headers: &[&str], content_type: Option<&str>, body: &str) -> String {
    let mut text = format!("{line} HTTP/1.1\r\n");
    for header in headers {
        text.push_str(&format!("{header}\r\n"));
    }
    if let Some(content_type) = content_type {
        text.push_str(&format!("content-type: {content_type}\r\n"));
    }
    text.push_str("user-agent: walker/1\r\nhost: HOST\r\n");
    if content_type.is_some() {
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    format!("{text}\r\n{body}")
}

/// An answer that leaves its connection open, with these headers, each of which ends its line.
fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
