//! The ClientTrack sandbox on the wire: every path, every error, every switch.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "clienttrack/access.rs"]
mod access;
#[path = "clienttrack/exchange.rs"]
mod exchange;
#[path = "clienttrack/objects.rs"]
mod objects;
#[path = "clienttrack/owner.rs"]
mod owner;
#[path = "clienttrack/pages.rs"]
mod pages;
#[path = "clienttrack/procedures.rs"]
mod procedures;
#[path = "clienttrack/queries.rs"]
mod queries;
