//! A query over the tables that there are, as SQL of our own.
//!
//! Table and column names in the SQL are those of the schema, values are bound: what the caller wrote
//! stays out of it.

use std::fmt::Write as _;

use rusqlite::types::Value as Sql;

use super::query_error::QueryError;
use super::tree::{Condition, Join, Literal, Name, Select, Source, Test, Value};
use crate::clienttrack::moment;
use crate::clienttrack::schema::{Column, ColumnKind, ORGANIZATION, Table};
use crate::clienttrack::switches::Grammar;

/// Whose rows can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Everybody's.
    All,
    /// Those of these organizations, and those of none.
    Organizations(Vec<i64>),
}

/// A query that can be run.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// The columns of its rows, in order.
    pub(crate) columns: Vec<&'static Column>,
    /// A SELECT without a limit.
    pub(crate) sql: String,
    /// What is bound in it, in order.
    pub(crate) values: Vec<Sql>,
    /// The most rows that it may give.
    pub(crate) top: Option<u64>,
    grammar: Grammar,
}

impl Plan {
    /// Looks up the names of a query.
    ///
    /// # Errors
    ///
    /// A table or column that is not there, and a literal that does not fit its column.
    pub(crate) fn of(select: &Select, scope: &Scope) -> Result<Self, QueryError> {
        let mut plan = Self {
            columns: Vec::new(),
            sql: String::from("SELECT "),
            values: Vec::new(),
            top: select.top,
            grammar: select.grammar,
        };
        let mut sources = vec![NamedTable::of(&select.from, 0)?];
        if let Some(join) = &select.join {
            sources.push(NamedTable::of(&join.source, 1)?);
        }
        if let [first, second] = sources.as_slice()
            && first.name.eq_ignore_ascii_case(second.name)
        {
            return Err(QueryError(format!(
                "both tables are called {}: give one of them an alias",
                first.name
            )));
        }
        plan.fields(&select.columns, &sources)?;
        plan.tables(&sources, select.join.as_ref(), scope)?;
        if let Some(filter) = &select.filter {
            plan.sql.push_str(" WHERE ");
            plan.condition(filter, &sources)?;
        }
        plan.sql.push_str(" ORDER BY ");
        for order in &select.order {
            let (source, column) = found(&order.name, &sources)?;
            plan.folded(source, column);
            plan.sql
                .push_str(if order.is_descending { " DESC, " } else { ", " });
        }
        // The rest of the order is open, and must be the same on every page all the same.
        let keys = sources
            .iter()
            .map(|source| format!("{}.\"{}\"", source.short, source.table.key()));
        plan.sql.push_str(&keys.collect::<Vec<_>>().join(", "));
        Ok(plan)
    }

    fn fields(&mut self, names: &[Name], sources: &[NamedTable<'_>]) -> Result<(), QueryError> {
        for name in names {
            let (source, column) = found(name, sources)?;
            let is_twice = self
                .columns
                .iter()
                .any(|other| other.name.eq_ignore_ascii_case(column.name));
            if is_twice {
                return Err(QueryError::at(
                    name.place,
                    format!("the column {} is selected twice", column.name),
                ));
            }
            if !self.columns.is_empty() {
                self.sql.push_str(", ");
            }
            self.columns.push(column);
            self.name(source, column);
        }
        Ok(())
    }

    fn tables(
        &mut self,
        sources: &[NamedTable<'_>],
        join: Option<&Join>,
        scope: &Scope,
    ) -> Result<(), QueryError> {
        self.sql.push_str(" FROM ");
        for (at, source) in sources.iter().enumerate() {
            if at > 0 {
                let is_left = join.is_some_and(|join| join.is_left);
                self.sql
                    .push_str(if is_left { " LEFT JOIN " } else { " JOIN " });
            }
            self.source(source, scope);
        }
        let Some(join) = join else {
            return Ok(());
        };
        let (left, left_column) = found(&join.on.0, sources)?;
        let (right, right_column) = found(&join.on.1, sources)?;
        if left.short == right.short {
            return Err(QueryError::at(
                join.on.0.place,
                format!(
                    "{} and {} are columns of the same table: a join needs one of each",
                    join.on.0.shown(),
                    join.on.1.shown()
                ),
            ));
        }
        self.sql.push_str(" ON ");
        self.folded(left, left_column);
        self.sql.push_str(" = ");
        self.name(right, right_column);
        Ok(())
    }

    /// A table, without the rows that the caller may not see.
    fn source(&mut self, source: &NamedTable<'_>, scope: &Scope) {
        let (table, short) = (source.table.name, source.short);
        match scope {
            Scope::All => {
                let _ = write!(self.sql, "\"{table}\" AS {short}");
            }
            Scope::Organizations(organizations) => {
                let marks = vec!["?"; organizations.len()].join(", ");
                let _ = write!(
                    self.sql,
                    "(SELECT * FROM \"{table}\" WHERE \"{ORGANIZATION}\" IS NULL \
                     OR \"{ORGANIZATION}\" IN ({marks})) AS {short}"
                );
                let organizations = organizations.iter().copied().map(Sql::Integer);
                self.values.extend(organizations);
            }
        }
    }

    fn condition(
        &mut self,
        condition: &Condition,
        sources: &[NamedTable<'_>],
    ) -> Result<(), QueryError> {
        let (list, word) = match condition {
            Condition::All(list) => (list, " AND "),
            Condition::Any(list) => (list, " OR "),
            Condition::Not(inner) => {
                self.sql.push_str("NOT (");
                self.condition(inner, sources)?;
                self.sql.push(')');
                return Ok(());
            }
            Condition::Test(name, test) => {
                let (source, column) = found(name, sources)?;
                return self.test(source, column, test);
            }
        };
        self.sql.push('(');
        for (at, inner) in list.iter().enumerate() {
            if at > 0 {
                self.sql.push_str(word);
            }
            self.condition(inner, sources)?;
        }
        self.sql.push(')');
        Ok(())
    }

    fn test(
        &mut self,
        source: &NamedTable<'_>,
        column: &'static Column,
        test: &Test,
    ) -> Result<(), QueryError> {
        if let Test::Not(inner) = test {
            self.sql.push_str("NOT (");
            self.test(source, column, inner)?;
            self.sql.push(')');
            return Ok(());
        }
        self.folded(source, column);
        match test {
            Test::Is(operator, literal) => {
                if self.grammar == Grammar::Known && column.kind != ColumnKind::Moment {
                    let why = "no comparison of anything but dates was seen to work";
                    return Err(misfit(literal, column, why));
                }
                let _ = write!(self.sql, " {operator} ?");
                self.values.push(fitting(literal, column)?);
            }
            Test::In(list) => {
                let marks = vec!["?"; list.len()].join(", ");
                let _ = write!(self.sql, " IN ({marks})");
                for literal in list {
                    self.values.push(fitting(literal, column)?);
                }
            }
            Test::Between(low, high) => {
                self.sql.push_str(" BETWEEN ? AND ?");
                self.values.push(fitting(low, column)?);
                self.values.push(fitting(high, column)?);
            }
            Test::Like(literal) => {
                if column.kind != ColumnKind::Text {
                    return Err(misfit(literal, column, "LIKE is for columns of text"));
                }
                self.sql.push_str(" LIKE ?");
                self.values.push(fitting(literal, column)?);
            }
            Test::Null => self.sql.push_str(" IS NULL"),
            // Handled above.
            Test::Not(_) => {}
        }
        Ok(())
    }

    /// A column that is compared: its capitals are not told apart.
    fn folded(&mut self, source: &NamedTable<'_>, column: &Column) {
        self.name(source, column);
        if column.kind == ColumnKind::Text {
            self.sql.push_str(" COLLATE NOCASE");
        }
    }

    fn name(&mut self, source: &NamedTable<'_>, column: &Column) {
        let _ = write!(self.sql, "{}.\"{}\"", source.short, column.name);
    }
}

/// A table of the query.
struct NamedTable<'q> {
    table: &'static Table,
    /// What the query calls it.
    name: &'q str,
    /// What our SQL calls it.
    short: &'static str,
}

impl<'q> NamedTable<'q> {
    fn of(source: &'q Source, at: usize) -> Result<Self, QueryError> {
        let Some(table) = Table::named(&source.table) else {
            return Err(QueryError::at(
                source.place,
                format!("there is no table {}", source.table),
            ));
        };
        Ok(Self {
            table,
            name: source.alias.as_deref().unwrap_or(&source.table),
            short: if at == 0 { "a" } else { "b" },
        })
    }
}

/// The column that a name means.
fn found<'s, 'q>(
    name: &Name,
    sources: &'s [NamedTable<'q>],
) -> Result<(&'s NamedTable<'q>, &'static Column), QueryError> {
    if let Some(of) = &name.of
        && !sources
            .iter()
            .any(|source| source.name.eq_ignore_ascii_case(of))
    {
        return Err(QueryError::at(
            name.place,
            format!("{}: the query has no table {of}", name.shown()),
        ));
    }
    let mut matches = sources
        .iter()
        .filter(|source| match &name.of {
            Some(of) => source.name.eq_ignore_ascii_case(of),
            None => true,
        })
        .filter_map(|source| Some((source, source.table.column(&name.column)?)));
    match (matches.next(), matches.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(QueryError::at(
            name.place,
            format!("the column {} is in both tables: say of which", name.column),
        )),
        (None, _) => Err(QueryError::at(
            name.place,
            format!("there is no column {}", name.shown()),
        )),
    }
}

/// A literal as a value of its column's kind.
fn fitting(literal: &Literal, column: &Column) -> Result<Sql, QueryError> {
    let fitting = match (column.kind, &literal.value) {
        (ColumnKind::Text, Value::Text(text) | Value::Number(text)) => {
            Some(Sql::Text(text.clone()))
        }
        (ColumnKind::Number, Value::Text(text) | Value::Number(text)) => number(text),
        (ColumnKind::Moment, Value::Text(text)) => moment::read(text).map(Sql::Text),
        (ColumnKind::Moment, Value::Number(_)) => None,
    };
    let needs = match column.kind {
        ColumnKind::Number => "a number",
        ColumnKind::Text => "a text",
        ColumnKind::Moment => "a date such as '2026-03-02 09:30:00'",
    };
    fitting.ok_or_else(|| misfit(literal, column, &format!("it holds {needs}")))
}

fn misfit(literal: &Literal, column: &Column, why: &str) -> QueryError {
    QueryError::at(
        literal.place,
        format!("the literal does not fit the column {}: {why}", column.name),
    )
}

/// A number that a text spells, with digits only: other spellings mean something else elsewhere.
pub(crate) fn number(text: &str) -> Option<Sql> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.starts_with(|sign: char| sign.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_plain {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Sql::Integer(whole));
    }
    let number = text.parse::<f64>().ok()?;
    number.is_finite().then_some(Sql::Real(number))
}
