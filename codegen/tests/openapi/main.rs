//! OpenAPI documents, held against the model that they are made of and against what OpenAPI asks for: those of
//! the specs that are kept here, and of all fixtures of output.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by a panic"
)]

mod apis;
mod constructs;
mod documents;
mod examples;
mod extensions;
mod limits;
mod one_line;
