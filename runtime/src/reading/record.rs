use crate::{RecordKind, Row};

/// A kind of record that answers hold: a typed view of a [`Row`].
pub trait Record: Sized + Send + 'static {
    /// Its fields.
    const KIND: &'static RecordKind;

    /// The view of this row.
    fn from_row(row: Row) -> Self;

    /// The row, with everything that the answer said.
    fn row(&self) -> &Row;
}

static NOTHING: RecordKind = RecordKind {
    name: "NoRecord",
    fields: &[],
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
