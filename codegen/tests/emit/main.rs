//! What is made of a spec.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    reason = "a test fails by a panic, in its helpers too"
)]

mod bundles;
mod emitters;
mod escaping;
mod mangled;
mod obstacles;
mod promises;
mod reference;
