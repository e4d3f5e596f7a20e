//! Sends requests and receives answers.

mod client;
mod config;
mod sending;
mod tls;

pub use client::Client;
pub use config::Config;
pub use sending::Sending;
