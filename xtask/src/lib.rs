//! What `cargo xtask` shares with the tests: whether a text speaks of an API by its name, and where none may.

#![forbid(unsafe_code)]

mod words;

pub use words::{LICENCES, NEUTRAL, Wanted};
