//! What is stored, for whoever looks at all of it.

use super::{Fields, Range, Store, StoreError, read};

/// A stored record, and whose it is.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its number.
    pub(crate) id: i64,
    /// The number of its account, if it is in one.
    pub(crate) account: Option<i64>,
    /// What it belongs to, if to anything.
    pub(crate) parent: Option<i64>,
    /// Its values.
    pub(crate) fields: Fields,
}

impl Store {
    /// How many records there are of a kind.
    pub(crate) fn count_all(&self, kind: &str) -> Result<u64, StoreError> {
        let count: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM record WHERE kind = ?1")?
            .query_row([kind], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The records of a kind, whosever they are, the newest first.
    pub(crate) fn newest(&self, kind: &str, range: Range) -> Result<Vec<Stored>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT id, fields, account, parent FROM record WHERE kind = ?1
                 ORDER BY id DESC LIMIT ?2 OFFSET ?3",
            )?
            .query_map((kind, range.limit, range.offset), |row| {
                let record = read(row)?;
                let account: i64 = row.get(2)?;
                Ok(Stored {
                    id: record.id,
                    account: (account != 0).then_some(account),
                    parent: row.get(3)?,
                    fields: record.fields,
                })
            })?
            .collect()
    }
}
