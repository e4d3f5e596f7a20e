//! Records into any format.

use serde_core::{Serialize, Serializer};

use super::{Names, Tree};
use crate::reading::{ByRustNames, Row};

/// A map of the fields that came, by their names on the wire and of the types that the spec says, then of the keys
/// that the spec does not know. What says nothing is a unit (`null`), or an empty list. What does not fit is as it
/// came, and what lies more than a hundred levels deep is the text of its JSON. [`ByRustNames`] gives the other names.
impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Tree::of(self, Names::OfWire).serialize(serializer)
    }
}

impl Serialize for ByRustNames<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Tree::of(self.row(), Names::OfRust).serialize(serializer)
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Unsigned(number) => serializer.serialize_u64(*number),
            Self::Signed(number) => serializer.serialize_i64(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Fields(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}
