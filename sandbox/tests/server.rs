//! The sandbox as a server: its troubles, its control endpoint, its clock, its end, its command.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "server/bodies.rs"]
mod bodies;
#[path = "server/clock.rs"]
mod clock;
#[path = "server/command.rs"]
mod command;
#[path = "server/control.rs"]
mod control;
#[path = "server/exchange.rs"]
mod exchange;
#[path = "server/faults.rs"]
mod faults;
#[path = "server/stopping.rs"]
mod stopping;
