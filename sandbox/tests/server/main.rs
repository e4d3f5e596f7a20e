//! The sandbox as a server: its faults, its control endpoint, its clock, its end, its command.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod answers;
mod bodies;
mod clock;
mod command;
mod control;
mod faults;
mod file;
mod gate;
mod http;
mod leads;
mod page;
mod running;
mod several;
mod states;
mod stopping;
mod thumbtack;
mod trackops;
mod trackops_writes;
mod waiting;
