//! What the runtime promises, shown with a made-up API: a garden of plants.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod api;
mod configuring;
mod decoding;
mod encoding;
mod envelopes;
mod errors;
mod limits;
mod secrecy;
mod sending;
mod validating;
