//! The rows of all tables, in SQLite tables of the same names.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{OptionalExtension, params_from_iter};
use serde_json::Value;

use super::crql::{Plan, Scope};
use super::row::Row;
use super::schema::{Column, ColumnKind, ORGANIZATION, TABLES, Table};
use crate::store::{Layout, Range, Store, StoreError, Stored};

/// Which of a query's rows to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) skip: u64,
    pub(crate) take: u64,
}

impl Window {
    pub(crate) const ALL: Self = Self {
        skip: 0,
        take: u64::MAX,
    };
}

pub(crate) struct Tables {
    store: Store,
}

impl Tables {
    /// In this file, or in memory.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, StoreError> {
        let store = Store::open(file, &LAYOUT)?;
        let mut statements = String::new();
        for table in TABLES {
            let columns = table.columns().map(|column| match column.kind {
                ColumnKind::Number => format!("\"{}\" NUMERIC", column.name),
                ColumnKind::Text | ColumnKind::Moment => format!("\"{}\" TEXT", column.name),
            });
            let columns: Vec<String> = columns.collect();
            let _ = writeln!(
                statements,
                "CREATE TABLE IF NOT EXISTS \"{}\" ({}, PRIMARY KEY (\"{}\"));",
                table.name,
                columns.join(", "),
                table.key()
            );
        }
        store.connection().execute_batch(&statements)?;
        Ok(Self { store })
    }

    /// Does all of it, or nothing if it fails.
    pub(crate) fn atomically<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&mut Store) -> Result<T, E>,
    ) -> Result<T, E> {
        self.store.atomically(act)
    }

    /// The tables as a whole.
    pub(crate) fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// How many clients there are, besides the template row.
    pub(crate) fn clients(&self) -> Result<u64, StoreError> {
        let count: i64 = self.store.connection().query_row(
            "SELECT count(*) FROM \"cmClient\" WHERE \"ClientID\" > 0",
            [],
            |row| row.get(0),
        )?;
        Ok(count.unsigned_abs())
    }

    /// How many rows a table has.
    pub(crate) fn count_all(&self, table: &Table) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.name);
        let count: i64 = self
            .store
            .connection()
            .query_row(&sql, [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The rows of a table, whosever they are, the newest first.
    pub(crate) fn newest(&self, table: &Table, range: Range) -> Result<Vec<Stored>, StoreError> {
        let sql = format!(
            "SELECT * FROM \"{}\" ORDER BY \"{}\" DESC LIMIT ? OFFSET ?",
            table.name,
            table.key()
        );
        let columns: Vec<&Column> = table.columns().collect();
        self.store
            .connection()
            .prepare_cached(&sql)?
            .query_map((range.limit, range.offset), |row| {
                let row = read(row, &columns)?;
                Ok(Stored {
                    id: row.get(table.key()).as_i64().unwrap_or_default(),
                    account: None,
                    parent: None,
                    fields: row.0.into_iter().collect(),
                })
            })?
            .collect()
    }

    /// Whether nobody is in it.
    pub(crate) fn is_empty(&self) -> Result<bool, StoreError> {
        self.store.connection().query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM \"osUsers\")",
            [],
            |row| row.get(0),
        )
    }

    /// The row of this number, if it can be seen.
    pub(crate) fn find(
        &self,
        table: &Table,
        id: i64,
        scope: &Scope,
    ) -> Result<Option<Row>, StoreError> {
        let sql = format!(
            "SELECT * FROM \"{}\" WHERE \"{}\" = ?",
            table.name,
            table.key()
        );
        let columns: Vec<&Column> = table.columns().collect();
        let row = self
            .store
            .connection()
            .prepare_cached(&sql)?
            .query_row([id], |row| read(row, &columns))
            .optional()?;
        Ok(row.filter(|row| match scope {
            Scope::All => true,
            Scope::Organizations(organizations) => match row.get(ORGANIZATION) {
                Value::Null => true,
                organization => organization
                    .as_i64()
                    .is_some_and(|organization| organizations.contains(&organization)),
            },
        }))
    }

    /// The rows of a query.
    pub(crate) fn rows(&self, plan: &Plan, window: Window) -> Result<Vec<Row>, StoreError> {
        let bound = |number: u64| Sql::Integer(i64::try_from(number).unwrap_or(i64::MAX));
        let mut values = plan.values.clone();
        values.extend([bound(window.take), bound(window.skip)]);
        self.store
            .connection()
            .prepare(&format!("{} LIMIT ? OFFSET ?", plan.sql))?
            .query_map(params_from_iter(values), |row| read(row, &plan.columns))?
            .collect()
    }

    /// How many rows a query has.
    pub(crate) fn count(&self, plan: &Plan) -> Result<u64, StoreError> {
        let count: i64 = self
            .store
            .connection()
            .prepare(&format!("SELECT count(*) FROM ({})", plan.sql))?
            .query_row(params_from_iter(&plan.values), |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The number after the highest one of a table.
    pub(crate) fn next_number(&self, table: &Table) -> Result<i64, StoreError> {
        let sql = format!(
            "SELECT coalesce(max(\"{}\"), 0) + 1 FROM \"{}\"",
            table.key(),
            table.name
        );
        self.store
            .connection()
            .query_row(&sql, [], |row| row.get(0))
    }

    /// Adds a row that has its number already.
    pub(crate) fn insert(&self, table: &Table, row: &Row) -> Result<(), StoreError> {
        insert(&self.store, table, row)
    }

    /// Puts these values in the place of those that a row has.
    pub(crate) fn update(&self, table: &Table, id: i64, changes: &Row) -> Result<(), StoreError> {
        let mut values: Vec<Sql> = Vec::new();
        let mut places = Vec::new();
        for column in table.columns().filter(|column| changes.has(column.name)) {
            places.push(format!("\"{}\" = ?", column.name));
            values.push(sql(changes.get(column.name)));
        }
        values.push(Sql::Integer(id));
        let statement = format!(
            "UPDATE \"{}\" SET {} WHERE \"{}\" = ?",
            table.name,
            places.join(", "),
            table.key()
        );
        self.store
            .connection()
            .execute(&statement, params_from_iter(values))?;
        Ok(())
    }
}

/// Removes every row of every table.
pub(crate) fn clear(store: &Store) -> Result<(), StoreError> {
    TABLES.iter().try_for_each(|table| {
        let statement = format!("DELETE FROM \"{}\"", table.name);
        store.connection().execute_batch(&statement)
    })
}

/// Adds a row that has its number already.
pub(crate) fn insert(store: &Store, table: &Table, row: &Row) -> Result<(), StoreError> {
    let columns: Vec<&Column> = table.columns().collect();
    let statement = format!(
        "INSERT INTO \"{}\" VALUES ({})",
        table.name,
        vec!["?"; columns.len()].join(", ")
    );
    let values = columns.iter().map(|column| sql(row.get(column.name)));
    store
        .connection()
        .prepare_cached(&statement)?
        .execute(params_from_iter(values))?;
    Ok(())
}

/// Rows have tables of their own here: the store's records stay unused.
const LAYOUT: Layout = Layout {
    mark: 0x4354_524B,
    first_id: |_| 0,
    indexes: "",
};

fn read(row: &rusqlite::Row<'_>, columns: &[&Column]) -> rusqlite::Result<Row> {
    let mut values = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let value = match row.get_ref(at)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(text) | ValueRef::Blob(text) => {
                String::from_utf8_lossy(text).into_owned().into()
            }
        };
        values.push((column.name.to_owned(), value));
    }
    Ok(Row(values))
}

fn sql(value: &Value) -> Sql {
    match value {
        Value::String(text) => Sql::Text(text.clone()),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Sql::Integer(whole),
            (None, Some(real)) => Sql::Real(real),
            (None, None) => Sql::Null,
        },
        _ => Sql::Null,
    }
}
