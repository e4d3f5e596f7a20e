//! A row as the body of a request gives it.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value};

use super::answer::Refusal;
use super::moment;
use super::row::Row;
use super::schema::{Column, ColumnKind, Table};

/// Most characters of a text.
const LONGEST_TEXT: usize = 4_000;

/// Reads the body of a request as a JSON object. Nothing at all is an object without values.
pub(crate) fn object(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    if body.trim_ascii().is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Refusal::bad("The body must be a JSON object.")),
        Err(error) => Err(Refusal::bad(&format!("The body is no JSON: {error}."))),
    }
}

/// The values of a body, under the names that the table has for its columns.
pub(crate) fn read(table: &Table, body: &[u8]) -> Result<Row, Refusal> {
    let mut row = Row::default();
    for (name, value) in object(body)? {
        let Some(column) = table.column(&name) else {
            return Err(Refusal::bad(&format!(
                "{} has no column {name}.",
                table.name
            )));
        };
        if row.has(column.name) {
            return Err(Refusal::bad(&format!(
                "The column {} is given twice.",
                column.name
            )));
        }
        row.set(column.name, fitting(column, value)?);
    }
    if row.0.is_empty() {
        return Err(Refusal::bad("The body names no column."));
    }
    Ok(row)
}

fn fitting(column: &Column, value: Value) -> Result<Value, Refusal> {
    let fitting = match (column.kind, value) {
        (_, Value::Null) => Some(Value::Null),
        (ColumnKind::Number, Value::Number(number)) => Some(Value::Number(number)),
        (ColumnKind::Number, Value::String(text)) => number(&text),
        (ColumnKind::Text, Value::String(text)) if text.chars().count() <= LONGEST_TEXT => {
            Some(Value::String(text))
        }
        (ColumnKind::Moment, Value::String(text)) => moment::read(&text).map(Value::String),
        _ => None,
    };
    let holds = match column.kind {
        ColumnKind::Number => "a number".to_owned(),
        ColumnKind::Text => format!("a text of at most {LONGEST_TEXT} characters"),
        ColumnKind::Moment => "a date such as 2026-03-02T09:30:00".to_owned(),
    };
    fitting.ok_or_else(|| Refusal::bad(&format!("The column {} holds {holds}.", column.name)))
}

fn number(text: &str) -> Option<Value> {
    match super::crql::number(text)? {
        Sql::Integer(whole) => Some(whole.into()),
        Sql::Real(real) => Some(real.into()),
        _ => None,
    }
}
