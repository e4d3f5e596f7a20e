//! The versions of OpenAPI that documents are written for.

/// A version of OpenAPI, and what it can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// 3.0, for tools that know no more: without conditions, constants, `null` and webhooks.
    V3_0,
    /// 3.1, which most tools know. Its schemas are JSON Schema.
    V3_1,
    /// 3.2, which can also say what keys of a query require together.
    V3_2,
}

impl Profile {
    /// The three.
    pub const ALL: [Self; 3] = [Self::V3_0, Self::V3_1, Self::V3_2];

    /// The version that a document names.
    pub fn version(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0.4",
            Self::V3_1 => "3.1.2",
            Self::V3_2 => "3.2.0",
        }
    }

    /// What the name of a file ends in, behind that of the API.
    pub fn ending(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0.json",
            Self::V3_1 => "json",
            Self::V3_2 => "3.2.json",
        }
    }

    /// Whether its schemas are those of JSON Schema, with conditions, constants and `null`.
    pub(super) fn has_json_schema(self) -> bool {
        self != Self::V3_0
    }

    /// Whether a query can have a schema as a whole.
    pub(super) fn has_query_string(self) -> bool {
        self == Self::V3_2
    }
}
