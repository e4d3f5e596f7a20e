//! CRQL, the query language of ClientTrack: what was seen of it, or, by its wide grammar, a SELECT with
//! named columns, one join at most, conditions between columns and literals, and an order.
//!
//! A query is read into a [`Select`](tree::Select) and laid out over the [tables](super::schema) as
//! SQL of our own with bound values ([`Plan`]). Nothing that the caller wrote gets into that SQL.

mod filter;
mod parser;
mod plan;
mod query_error;
mod source;
#[cfg(test)]
mod tests;
mod token;
mod tree;

pub(crate) use parser::parse;
pub(crate) use plan::{Plan, Scope, number};
pub(crate) use query_error::QueryError;
