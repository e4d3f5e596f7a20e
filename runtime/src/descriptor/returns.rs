//! What an answer holds.

/// What an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// A code and a message.
    Outcome,
    /// The body as text.
    Text,
    /// The body as bytes.
    Bytes {
        /// Most of them.
        max: u32,
    },
    /// One record.
    One {
        /// Records are the objects that have this key, at any depth.
        found_by: Option<&'static str>,
    },
    /// Any number of records.
    Many {
        /// Records are the objects that have this key, at any depth.
        found_by: Option<&'static str>,
    },
}

impl Returns {
    /// Whether the body of a success is what is returned, whatever it is.
    pub(crate) fn is_body(self) -> bool {
        matches!(self, Returns::Text | Returns::Bytes { .. })
    }

    /// The key by which the records are found, if they can be at any depth.
    pub(crate) fn found_by(self) -> Option<&'static str> {
        match self {
            Returns::One { found_by } | Returns::Many { found_by } => found_by,
            Returns::Outcome | Returns::Text | Returns::Bytes { .. } => None,
        }
    }
}
