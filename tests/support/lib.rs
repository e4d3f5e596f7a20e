//! What tests share: a server on loopback, what must hold for any input, all that is traced; and, for
//! tests of this package, the specs and texts about their limits.

#![forbid(unsafe_code)]

pub mod fuzzed;
#[cfg(feature = "specs")]
pub mod limits;
mod loopback;
#[cfg(feature = "specs")]
pub mod spec;
pub mod trace;
mod wire;

pub use loopback::{Connection, Loopback, http, kept};
