//! What tests share: what must hold for any input, all that is traced; and, for tests of this package, a
//! server on loopback, the specs and texts about their limits.

#![forbid(unsafe_code)]

pub mod fuzzed;
#[cfg(feature = "specs")]
pub mod limits;
#[cfg(feature = "browser")]
mod node;
#[cfg(feature = "specs")]
pub mod spec;
pub mod trace;
mod wire;

#[cfg(feature = "browser")]
pub use node::node;
#[cfg(feature = "specs")]
pub use prose_sandbox::loopback::{Connection, Loopback, http, kept};

/// The README's examples compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
