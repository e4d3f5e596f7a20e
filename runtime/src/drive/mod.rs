//! Sends requests and receives answers.

mod account;
mod client;
mod config;
mod exchange;
mod fault;
mod http;
mod options;
mod pace;
mod perform;
mod queue;
mod rate_limit;
mod redaction;
mod running;
mod sending;
mod shared_credentials;
mod sought;
mod tls;
mod view;
#[cfg(any(feature = "blocking", doc))]
mod waiting;

pub use client::Client;
pub use config::Config;
pub(crate) use queue::Queue;
pub use sending::Sending;
pub(crate) use sending::{Answering, Asking};
#[cfg(any(feature = "blocking", doc))]
pub(crate) use waiting::wait;
