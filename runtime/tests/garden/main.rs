//! What the runtime promises, shown with a made-up API: a garden of plants.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod accounts;
mod acting_once;
mod any_json;
mod api;
mod attempts;
mod budget;
mod clock;
mod configuring;
mod decoding;
mod encoding;
mod envelopes;
mod errors;
mod events;
mod limits;
mod options;
mod other_api;
mod pacing;
mod raw_calls;
mod retry_after;
mod retrying;
mod secrecy;
mod sending;
mod server;
mod shown_requests;
mod spelling;
mod validating;
