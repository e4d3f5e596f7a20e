//! Keys that belong together.

use super::{Key, Requires};

/// Keys that belong together: the row of a nested array, or a nested object.
#[derive(Debug)]
pub struct Table {
    /// Name in the spec.
    pub name: &'static str,
    /// Its keys, in the document's order.
    pub keys: &'static [&'static Key],
    /// What must be there in every row.
    pub requires: &'static [Requires],
    /// Whether a required key is there although its value is blank.
    pub blank_counts: bool,
}

impl Table {
    /// No keys, and none that a row must have.
    pub const PLAIN: Self = Self {
        name: "",
        keys: &[],
        requires: &[],
        blank_counts: false,
    };
}
