//! Kinds of record: typed views of rows.

use super::Row;
use crate::descriptor::{Key, RecordKind};

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
