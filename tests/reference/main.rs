//! The emitted reference: what it measures beside others of its kind, that everybody can read and use it, and that
//! each of its snippets does what it says.
//!
//! Needs Chromium, as `chromium` or as what the variable `CHROMIUM` names, and what `.ci/node-tools` installs:
//! `cargo test -p workspace-tests --features browser --test reference -- --nocapture` prints the table of the bars.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod browsed;
mod committed;
mod sandboxes;
mod shell;
mod typed;
