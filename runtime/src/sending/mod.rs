//! Sends requests and receives answers.

mod account;
mod base_urls;
mod call_task;
mod client;
mod config;
mod decoding;
mod exchange;
mod fault;
mod http;
mod idempotency;
mod list_request;
mod multipart_body;
mod needle;
mod options;
mod pending_reply;
mod perform;
mod queue;
mod rate_limit;
mod redaction;
mod send;
mod shared_credentials;
mod sign_in;
mod throttle;
mod tls;
#[cfg(any(feature = "blocking", doc))]
mod waiting;

pub use client::Client;
pub use config::Config;
pub(crate) use list_request::ListRequest;
pub(crate) use pending_reply::PendingReply;
pub(crate) use queue::Queue;
pub use send::Sending;
#[cfg(any(feature = "blocking", doc))]
pub(crate) use waiting::wait;
