//! Kinds of record.

use super::Key;

/// A kind of record: its fields in the document's order.
#[derive(Debug)]
pub struct RecordKind {
    /// Name in the spec.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [&'static Key],
    /// The field that tells one record from all others.
    pub identified_by: Option<&'static Key>,
    /// Whether an object is such a record whatever its keys are. Otherwise it needs one of the fields.
    pub open: bool,
}

impl RecordKind {
    /// No fields, and none that tells records apart. Without a field, any object is such a record; with
    /// some, it needs one of them.
    pub const PLAIN: Self = Self {
        name: "",
        fields: &[],
        identified_by: None,
        open: false,
    };

    /// Whether an object without any of the fields is such a record.
    pub(crate) fn takes_any(&self) -> bool {
        self.open || self.fields.is_empty()
    }
}

/// The kind of the records that answers nest under a key. A function gives it, because kinds may nest themselves.
#[derive(Clone, Copy, Debug)]
pub enum NestedKind {
    /// One record.
    One(fn() -> &'static RecordKind),
    /// Any number of records.
    Many(fn() -> &'static RecordKind),
}
