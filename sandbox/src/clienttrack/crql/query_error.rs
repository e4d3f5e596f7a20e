//! Why a query is refused.

use std::fmt;

/// Why a query is refused, in words for the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryError(pub(crate) String);

impl QueryError {
    /// With the place, counted in characters from 1.
    pub(super) fn at(place: usize, what: impl fmt::Display) -> Self {
        Self(format!("{what} (at character {place} of the query)"))
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
