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

#[path = "browser/chromium.rs"]
mod chromium;
#[path = "browser/corners.rs"]
mod corners;
#[path = "browser/descriptor.rs"]
mod descriptor;
#[path = "agreement/edges.rs"]
mod edges;
#[path = "limits/for_runtime.rs"]
mod for_runtime;
#[path = "browser/form.rs"]
mod form;
#[path = "browser/limits.rs"]
mod limits;
#[path = "browser/posting.rs"]
mod posting;
#[path = "browser/real_form.rs"]
mod real_form;
#[path = "browser/requirements.rs"]
mod requirements;
#[path = "browser/sample.rs"]
mod sample;
#[path = "limits/texts.rs"]
mod texts;
#[path = "agreement/values.rs"]
mod values;
#[path = "browser/verdict.rs"]
mod verdict;
