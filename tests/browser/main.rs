//! The emitted forms in a real browser: what it lets a visitor send is what the validator takes.
//!
//! Needs Chromium, as `chromium` or as what the variable `CHROMIUM` names:
//! `cargo test -p workspace-tests --features browser --test browser`.
//! `BROWSER_CASES` is the number of random texts for each field, `BROWSER_SEED` makes the same
//! again.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod chromium;
mod corners;
mod descriptor;
mod form;
mod limits;
mod looks;
mod people;
mod posting;
mod real_form;
mod requirements;
mod sample;
mod unset;
mod verdict;
