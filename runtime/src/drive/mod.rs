//! Sends requests and receives answers.

mod client;
mod config;
mod exchange;
mod http;
mod options;
mod pace;
mod perform;
mod rate_limit;
mod running;
mod sending;
mod tls;
#[cfg(feature = "blocking")]
mod waiting;

pub use client::Client;
pub use config::Config;
pub use sending::Sending;
pub(crate) use sending::{Answering, Asking};
#[cfg(feature = "blocking")]
pub(crate) use waiting::wait;
