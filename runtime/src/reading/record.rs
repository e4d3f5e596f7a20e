//! Kinds of record: typed views of rows.

#[cfg(feature = "serde")]
use super::ByRustNames;
use super::Row;
use crate::descriptor::{Key, RecordKind};
use crate::error::Error;

/// A kind of record that answers hold: a typed view of a [`Row`].
pub trait Record: Sized + Send + 'static {
    /// Its fields.
    const KIND: &'static RecordKind;

    /// The view of this row.
    fn from_row(row: Row) -> Self;

    /// The row, with everything that the answer said.
    fn row(&self) -> &Row;

    /// The fields that are there and do not fit, so that their accessors do not give what they hold:
    /// [`Row::raw`] has it.
    fn misfits(&self) -> Vec<&'static Key> {
        self.row().misfits().collect()
    }

    /// The record that an answer with this object would hold: for tests of what is done with records.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is no JSON object.
    fn from_json(json: &str) -> Result<Self, Error> {
        Row::from_json(json, Self::KIND).map(Self::from_row)
    }

    /// The record in a type of the caller's own, whose fields are called as on the wire: ids and decimal numbers
    /// are texts, and go into numbers too; whole numbers are numbers, and go into texts too; flags are `bool`,
    /// lists and nested records what they are. What says nothing is an empty `Option`.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::NotParsed`] that names the field and what its type expects, and not what the field holds.
    #[cfg(feature = "serde")]
    fn parse<T: serde_core::de::DeserializeOwned>(&self) -> Result<T, Error> {
        self.row().parse()
    }

    /// The record with the names of its fields in Rust, to be serialized or parsed.
    #[cfg(feature = "serde")]
    fn by_rust_names(&self) -> ByRustNames<'_> {
        ByRustNames::of(self.row())
    }
}

static NOTHING: RecordKind = RecordKind {
    name: "NoRecord",
    open: true,
    ..RecordKind::PLAIN
};

/// A record of which nothing is known. Calls that answer only with a code and a message have it;
/// what an answer holds nevertheless is in its [`Row`].
#[derive(Clone, Debug)]
pub struct NoRecord(Row);

impl Record for NoRecord {
    const KIND: &'static RecordKind = &NOTHING;

    fn from_row(row: Row) -> Self {
        Self(row)
    }

    fn row(&self) -> &Row {
        &self.0
    }
}

#[cfg(feature = "serde")]
impl serde_core::Serialize for NoRecord {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
