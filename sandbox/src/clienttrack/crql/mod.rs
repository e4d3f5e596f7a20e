//! CRQL, the query language of ClientTrack: what was seen of it, or, by its wide grammar, a SELECT with
//! named columns, one join at most, conditions between columns and literals, and an order.
//!
//! A query is read into a [`Select`](tree::Select) and laid out over the [tables](super::schema) as
//! SQL of our own with bound values ([`Plan`]). Nothing that the caller wrote gets into that SQL.

mod filter;
mod parser;
mod plan;
mod source;
#[cfg(test)]
mod tests;
mod token;
mod tree;

use std::fmt;

pub(crate) use parser::parse;
pub(crate) use plan::{Plan, Scope, number};

use super::switches::Grammar;

/// Brackets and NOTs within each other; more are refused, so that no query exhausts the stack.
const DEEPEST: usize = 32;

/// Why a query is refused, in words for the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryError(pub(crate) String);

impl QueryError {
    /// With the place, counted in characters from 1.
    fn at(place: usize, what: impl fmt::Display) -> Self {
        Self(format!("{what} (at character {place} of the query)"))
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
