//! The ClientTrack sandbox on the wire: every path, every error, every switch.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod access;
mod http;
mod objects;
mod owner;
mod pages;
mod procedures;
mod queries;
