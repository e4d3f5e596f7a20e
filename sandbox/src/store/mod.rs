//! Records of every kind in SQLite: relations as columns of their own, all else as one JSON object.

mod file;
mod filter;
mod newest;
mod saved;

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::{Type, Value as Sql};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde_json::{Map, Value};

pub(crate) use filter::Filter;
use filter::{column, conditions};
pub(crate) use newest::Stored;

use crate::seed::Seed;

/// The values of a record, by wire key.
pub(crate) type Fields = Map<String, Value>;

/// A failure of the database.
pub(crate) type StoreError = rusqlite::Error;

/// A stored record.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) id: i64,
    pub(crate) fields: Fields,
}

impl Record {
    /// The text of a value, blank if there is none.
    pub(crate) fn text(&self, key: &str) -> &str {
        self.fields.get(key).and_then(Value::as_str).unwrap_or("")
    }
}

/// Which of the selected records to read.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

impl Range {
    pub(crate) const ALL: Self = Self {
        limit: -1,
        offset: 0,
    };
}

/// What differs between the states of one API and another.
pub(crate) struct Layout {
    /// Marks a file as the state of this API's sandbox.
    pub(crate) mark: i32,
    /// The number before the first one of a kind: kinds are not mixed up.
    pub(crate) first_id: fn(&str) -> i64,
    /// Statements that make indexes for values that are often looked for, and say in the statistics
    /// how few records a value leaves.
    pub(crate) indexes: &'static str,
}

/// The state of an API.
pub struct Store {
    connection: Connection,
    first_id: fn(&str) -> i64,
    /// Whether it was filled with seed data since it was opened.
    is_seeded: bool,
    /// Named states, each as a whole.
    saved: BTreeMap<String, Connection>,
}

impl Store {
    /// In this file, or in memory. A file that is new or empty gets its tables. Nobody else can open
    /// the file until this is dropped.
    pub(crate) fn open(file: Option<&Path>, layout: &Layout) -> Result<Self, StoreError> {
        let connection = match file {
            Some(file) => file::open(file, layout.mark)?,
            None => Connection::open_in_memory()?,
        };
        connection.set_prepared_statement_cache_capacity(64);
        connection.execute_batch(TABLES)?;
        connection.execute_batch(STATISTICS)?;
        connection.execute_batch(layout.indexes)?;
        // Reads the statistics; that of sqlite_schema is no look at the records.
        connection.execute_batch("ANALYZE sqlite_schema")?;
        Ok(Self {
            connection,
            first_id: layout.first_id,
            is_seeded: false,
            saved: BTreeMap::new(),
        })
    }

    /// The database, for an API whose records have tables of their own.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Does all of it, or nothing if it fails.
    pub(crate) fn atomically<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.close_transaction()?;
        self.connection.execute_batch("BEGIN")?;
        let outcome = act(self);
        let end = if outcome.is_ok() {
            "COMMIT"
        } else {
            "ROLLBACK"
        };
        if let Err(error) = self.connection.execute_batch(end) {
            // Whatever it was, the next call must find no transaction open.
            let _ = self.connection.execute_batch("ROLLBACK");
            return Err(error.into());
        }
        outcome
    }

    /// The call before may have come to a bad end and left its transaction open.
    fn close_transaction(&self) -> Result<(), StoreError> {
        if self.connection.is_autocommit() {
            return Ok(());
        }
        self.connection.execute_batch("ROLLBACK")
    }

    /// Notes what the seed data are made from that it is filled with.
    pub(crate) fn note_seed(&mut self, seed: &Seed) -> Result<(), StoreError> {
        let size = i64::try_from(seed.size).unwrap_or(i64::MAX);
        self.connection.execute("DELETE FROM seed", [])?;
        self.connection.execute(
            "INSERT INTO seed (number, size) VALUES (?1, ?2)",
            (seed.number.to_string(), size),
        )?;
        self.is_seeded = true;
        Ok(())
    }

    /// What its seed data were made from. Files of earlier versions do not say.
    pub(crate) fn seed(&self) -> Result<Option<Seed>, StoreError> {
        let noted = self
            .connection
            .query_row("SELECT number, size FROM seed", [], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
            })
            .optional()?;
        Ok(noted.and_then(|(number, size)| {
            Some(Seed {
                number: number.parse().ok()?,
                size: usize::try_from(size).ok()?,
            })
        }))
    }

    /// Whether it was filled with seed data since it was opened.
    pub(crate) fn is_seeded(&self) -> bool {
        self.is_seeded
    }

    /// Removes every record.
    pub(crate) fn clear(&mut self) -> Result<(), StoreError> {
        self.connection
            .execute_batch("DELETE FROM record; DELETE FROM last_id;")
    }

    /// Whether there is no record at all.
    pub(crate) fn is_empty(&self) -> Result<bool, StoreError> {
        self.connection
            .query_row("SELECT NOT EXISTS (SELECT 1 FROM record)", [], |row| {
                row.get(0)
            })
    }

    /// Adds a record under the next number of its kind.
    pub(crate) fn insert(
        &mut self,
        kind: &str,
        account: i64,
        parent: Option<i64>,
        fields: &Fields,
    ) -> Result<i64, StoreError> {
        // Numbers are not given twice, even after the highest one was deleted.
        let id: i64 = self
            .connection
            .prepare_cached(
                "INSERT INTO last_id (kind, id) VALUES (?1, ?2 + 1)
                 ON CONFLICT (kind) DO UPDATE SET id = id + 1 RETURNING id",
            )?
            .query_row((kind, (self.first_id)(kind)), |row| row.get(0))?;
        self.connection
            .prepare_cached(
                "INSERT INTO record (kind, id, account, parent, fields) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((kind, id, account, parent, to_text(fields)))?;
        Ok(id)
    }

    /// Replaces the values of a record.
    pub(crate) fn write(&mut self, kind: &str, id: i64, fields: &Fields) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE record SET fields = ?3 WHERE kind = ?1 AND id = ?2")?
            .execute((kind, id, to_text(fields)))?;
        Ok(())
    }

    /// Removes a record.
    pub(crate) fn remove(&mut self, kind: &str, id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM record WHERE kind = ?1 AND id = ?2")?
            .execute((kind, id))?;
        Ok(())
    }

    /// Removes every record of an account.
    pub(crate) fn remove_account(&mut self, account: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM record WHERE account = ?1")?
            .execute([account])?;
        Ok(())
    }

    /// Removes every record of a kind that belongs to this one.
    pub(crate) fn remove_children(&mut self, kind: &str, parent: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM record WHERE kind = ?1 AND parent = ?2")?
            .execute((kind, parent))?;
        Ok(())
    }

    /// The record of this number in an account.
    pub(crate) fn find(
        &self,
        kind: &str,
        account: i64,
        id: i64,
    ) -> Result<Option<Record>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT id, fields FROM record WHERE kind = ?1 AND id = ?3 AND account = ?2",
            )?
            .query_row((kind, account, id), read)
            .optional()
    }

    /// The first record that matches, of an account or (with `None`) of any; with its account.
    pub(crate) fn first_of_any(
        &self,
        kind: &str,
        filter: &Filter,
    ) -> Result<Option<(i64, Record)>, StoreError> {
        let (condition, values) = conditions(kind, None, std::slice::from_ref(filter));
        self.connection
            .prepare_cached(&format!(
                "SELECT id, fields, account FROM record WHERE {condition} ORDER BY id LIMIT 1"
            ))?
            .query_row(params_from_iter(values), |row| {
                Ok((row.get(2)?, read(row)?))
            })
            .optional()
    }

    /// The records that match all filters, in the order of their numbers.
    pub(crate) fn select(
        &self,
        kind: &str,
        account: i64,
        filters: &[Filter],
        range: Range,
    ) -> Result<Vec<Record>, StoreError> {
        self.select_by(kind, account, filters, "id", range)
    }

    /// The records that match all filters, in the order of a value.
    pub(crate) fn select_ordered(
        &self,
        kind: &str,
        account: i64,
        filters: &[Filter],
        key: &'static str,
        range: Range,
    ) -> Result<Vec<Record>, StoreError> {
        self.select_by(
            kind,
            account,
            filters,
            &format!("{}, id", column(key)),
            range,
        )
    }

    fn select_by(
        &self,
        kind: &str,
        account: i64,
        filters: &[Filter],
        order: &str,
        range: Range,
    ) -> Result<Vec<Record>, StoreError> {
        let (condition, mut values) = conditions(kind, Some(account), filters);
        values.push(Sql::Integer(range.limit));
        values.push(Sql::Integer(range.offset));
        self.connection
            .prepare_cached(&format!(
                "SELECT id, fields FROM record WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?"
            ))?
            .query_map(params_from_iter(values), read)?
            .collect()
    }

    /// How many records match all filters.
    pub(crate) fn count(
        &self,
        kind: &str,
        account: i64,
        filters: &[Filter],
    ) -> Result<i64, StoreError> {
        let (condition, values) = conditions(kind, Some(account), filters);
        self.connection
            .prepare_cached(&format!("SELECT count(*) FROM record WHERE {condition}"))?
            .query_row(params_from_iter(values), |row| row.get(0))
    }
}

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    account INTEGER NOT NULL,
    parent INTEGER,
    fields TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_account ON record (kind, account, id);
CREATE INDEX IF NOT EXISTS record_parent ON record (kind, parent) WHERE parent IS NOT NULL;
CREATE TABLE IF NOT EXISTS last_id (kind TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seed (number TEXT NOT NULL, size INTEGER NOT NULL);
";

/// What queries are planned by: of how many records there are, how many each column of an index
/// leaves. Without it SQLite supposes that a kind has ten records, and goes through all of them
/// rather than use an index of values. Written down instead of counted, so that the plan is the same
/// for every state, and known.
const STATISTICS: &str = "
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('record', 'record', '100000 20000 1'),
    ('record', 'record_account', '100000 20000 19000 1'),
    ('record', 'record_parent', '100000 20000 5 1');
";

fn to_text(fields: &Fields) -> String {
    serde_json::to_string(fields).unwrap_or_default()
}

fn read(row: &Row<'_>) -> Result<Record, StoreError> {
    let text: String = row.get(1)?;
    let fields = serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(1, Type::Text, Box::new(error))
    })?;
    Ok(Record {
        id: row.get(0)?,
        fields,
    })
}
