//! A row with other names.

use super::Row;

/// A record with the names of its fields in Rust, in the place of those on the wire: to be serialized, or to be
/// parsed into a type of the caller's own. Keys that the spec does not know keep theirs; one that is called
/// like a field that is there is left out, and [`Row::unknown`] has it.
#[derive(Clone, Copy, Debug)]
pub struct ByRustNames<'r>(&'r Row);

impl<'r> ByRustNames<'r> {
    pub(crate) fn of(row: &'r Row) -> Self {
        Self(row)
    }

    /// The row, with the names that it came with.
    #[must_use]
    pub fn row(&self) -> &'r Row {
        self.0
    }
}
