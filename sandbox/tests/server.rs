//! The sandbox as a server: its troubles, its control endpoint, its clock, its end, its command.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "server/answers.rs"]
mod answers;
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
#[path = "server/file.rs"]
mod file;
#[path = "server/gate.rs"]
mod gate;
#[path = "server/leads.rs"]
mod leads;
#[path = "server/running.rs"]
mod running;
#[path = "server/several.rs"]
mod several;
#[path = "server/states.rs"]
mod states;
#[path = "server/stopping.rs"]
mod stopping;
#[path = "server/thumbtack.rs"]
mod thumbtack;
#[path = "server/trackops.rs"]
mod trackops;
#[path = "server/trackops_writes.rs"]
mod trackops_writes;
#[path = "server/waiting.rs"]
mod waiting;
