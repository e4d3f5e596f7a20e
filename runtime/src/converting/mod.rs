//! From a record to what the caller has: any format, or a type of the caller's own.

mod mismatch;
mod parse;
mod serialize;
mod tree;

use mismatch::Mismatch;
use tree::{Name, Names, Tree};
