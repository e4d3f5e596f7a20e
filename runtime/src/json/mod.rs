//! Reads JSON one level at a time, so that neither depth nor one odd value costs the rest.
//!
//! `serde_json` checks a text once, to its end. What is read of it later trusts that.

mod check;
mod escape;
mod kind;
mod scalar;
mod scanner;
mod span;
mod walk;

pub(crate) use check::{check, check_entries, is_json};
pub(crate) use escape::{inside_quotes, key, unescape, unescape_one, unquote};
pub(crate) use kind::Kind;
pub(crate) use scalar::{means_nothing, says_something, scalar};
pub(crate) use scanner::{Piece, Scanner};
pub(crate) use span::Span;
pub(crate) use walk::{any_entry, any_value, elements, entries, from_first, is_empty, is_numbered};
