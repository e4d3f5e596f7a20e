//! What editors know of the dialect: the list of its attributes, held against the documents, and the schema
//! that is made of it, held against the specs and fixtures.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by a panic"
)]

mod coverage;
mod documents;
mod fixtures;
mod hostile;
mod reader;
mod specs;
