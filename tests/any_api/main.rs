//! What holds for any API, those of tomorrow too.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by a panic, in its helpers too"
)]

mod fuzz;
mod guides;
mod layers;
mod neutral;
mod openapi;
mod packages;
mod reference;
mod spec;
