//! What is always sent, and not where a call sends its parameters.

use super::KeyPlace;

/// A parameter that is always sent, in a place of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Where it travels: in the query or a header.
    pub place: FixedPlace,
}

/// Where a parameter travels that is always sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedPlace {
    /// In the query.
    Query,
    /// In a header.
    Header,
}

impl FixedPlace {
    /// The same place of a key.
    pub(crate) fn of_key(self) -> KeyPlace {
        match self {
            Self::Query => KeyPlace::Query,
            Self::Header => KeyPlace::Header,
        }
    }
}
