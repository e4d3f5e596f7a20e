//! `/cto`: rows by their numbers. That they can be added and changed is known, how is not.

use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::answer::{Refusal, json as document};
use super::authentication::Caller;
use super::crql::Scope;
use super::moment;
use super::record;
use super::row::Row;
use super::schema::{ACTIVE, CREATED, CREATED_BY, ORGANIZATION, Table, UPDATED, UPDATED_BY};
use super::switches::{Switches, Written};
use super::tables::Tables;
use crate::response::Response;

/// A request that reached a table.
pub(crate) struct Context<'a> {
    pub(crate) table: &'static Table,
    pub(crate) caller: &'a Caller,
    pub(crate) tables: &'a mut Tables,
    pub(crate) switches: &'a Switches,
    pub(crate) now: DateTime,
}

impl Context<'_> {
    /// The names of the table's columns.
    pub(crate) fn describe(&self) -> Response {
        let columns = self.table.columns();
        let columns: Vec<Value> = columns
            .map(|column| json!({"attributeName": column.name}))
            .collect();
        document(200, &json!({"metadata": columns}))
    }

    /// The full row of a number.
    pub(crate) fn get(&self, id: &str) -> Result<Response, Refusal> {
        let (_, row) = self.find(id)?;
        Ok(document(200, &row))
    }

    /// Adds a row.
    pub(crate) fn insert(&mut self, body: &[u8]) -> Result<Response, Refusal> {
        let mut row = record::read(self.table, body)?;
        self.own(&mut row, true)?;
        let key = self.table.key();
        let id = match row.get(key) {
            Value::Null => self.tables.next_number(self.table)?,
            given => given_number(given).ok_or_else(|| {
                Refusal::bad(&format!("{key} is a whole number from 1 to {}.", i32::MAX))
            })?,
        };
        if self.tables.find(self.table, id, &Scope::All)?.is_some() {
            return Err(Refusal::bad(&format!(
                "{} {id} is there already.",
                self.table.name
            )));
        }
        row.set(key, id.into());
        self.tables.insert(self.table, &row)?;
        self.written(201, id)
    }

    /// Changes the given values of a row.
    pub(crate) fn update(&mut self, id: &str, body: &[u8]) -> Result<Response, Refusal> {
        let (id, _) = self.find(id)?;
        let mut changes = record::read(self.table, body)?;
        let key = self.table.key();
        if changes.has(key) && changes.get(key).as_i64() != Some(id) {
            return Err(Refusal::bad(&format!("{key} cannot be changed.")));
        }
        self.own(&mut changes, false)?;
        self.tables.update(self.table, id, &changes)?;
        self.written(200, id)
    }

    fn find(&self, id: &str) -> Result<(i64, Row), Refusal> {
        let found = match id.parse() {
            Ok(id) => self
                .tables
                .find(self.table, id, &self.caller.scope)?
                .map(|row| (id, row)),
            Err(_) => None,
        };
        found.ok_or_else(|| {
            Refusal::not_found(&format!("There is no {} of this number.", self.table.name))
        })
    }

    /// Fills in what is the server's: for a user key always, for an admin key what is not given.
    fn own(&self, row: &mut Row, is_new: bool) -> Result<(), Refusal> {
        let now = Value::from(moment::written(self.now));
        let user = Value::from(self.caller.user);
        if !self.caller.is_admin {
            row.0
                .retain(|(name, _)| ![CREATED, CREATED_BY, UPDATED, UPDATED_BY].contains(&&**name));
            if row.has(ORGANIZATION) {
                let organization = row.get(ORGANIZATION).as_i64();
                if !organization.is_some_and(|organization| self.caller.may_use(organization)) {
                    return Err(Refusal::bad(&format!(
                        "{ORGANIZATION} must be an organization of the key's user."
                    )));
                }
            }
        }
        let mut fill = |name: &str, value: Value| {
            if !row.has(name) {
                row.set(name, value);
            }
        };
        fill(UPDATED, now.clone());
        fill(UPDATED_BY, user.clone());
        if is_new {
            fill(CREATED, now);
            fill(CREATED_BY, user);
            fill(ACTIVE, "A".into());
            fill(ORGANIZATION, self.caller.organization().into());
            // Rows of no organization are everybody's: a user cannot add any.
            if !self.caller.is_admin && row.get(ORGANIZATION).is_null() {
                return Err(Refusal::bad(&format!(
                    "{ORGANIZATION} must be an organization of the key's user."
                )));
            }
        }
        Ok(())
    }

    fn written(&self, status: u16, id: i64) -> Result<Response, Refusal> {
        Ok(match self.switches.written {
            Written::Row => {
                let row = self.tables.find(self.table, id, &Scope::All)?;
                document(status, &row.unwrap_or_default())
            }
            Written::Number => {
                let number = (self.table.key().to_owned(), Value::from(id));
                document(status, &Row(vec![number]))
            }
            Written::Blank => Response::text(status, ""),
        })
    }
}

/// A number that the caller chose for a row, if a row may have it.
fn given_number(given: &Value) -> Option<i64> {
    let number = i32::try_from(given.as_i64()?).ok()?;
    (number > 0).then_some(i64::from(number))
}
