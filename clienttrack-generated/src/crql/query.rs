//! A query, built and checked.

use std::fmt;
use std::marker::PhantomData;

use runtime::Breach;

use super::column::{Direction, Order};
use super::condition::{Condition, Piece};
use super::literal::{Fault, Quotes};
use super::mistake::{Mistake, QueryError};
use super::name;
use crate::limits::CRQL;

/// A [`Query`] of one table, which can still be joined.
#[derive(Clone, Copy, Debug)]
pub enum OneTable {}

/// A [`Query`] of two tables.
#[derive(Clone, Copy, Debug)]
pub enum TwoTables {}

/// A query, built part by part, in any order. Debug output shows no value.
///
/// CRQL takes one join, so a second cannot be written:
///
/// ```compile_fail
/// use clienttrack_generated::crql::Query;
///
/// let query = Query::select("cmClient", ["LastName"])
///     .join("Enrollment", "ClientID", "ClientID")
///     .join("cmCaseAssign", "ClientID", "ClientID");
/// ```
#[derive(Clone)]
#[must_use]
pub struct Query<Tables = OneTable> {
    table: String,
    columns: Vec<String>,
    top: Option<u32>,
    join: Option<Join>,
    filter: Option<Condition>,
    order: Vec<Order>,
    quotes: Quotes,
    tables: PhantomData<Tables>,
}

#[derive(Clone)]
struct Join {
    table: String,
    own_column: String,
    its_column: String,
}

impl Query {
    /// These columns of a table. In a query with two tables, write `Table.Column` for those of the
    /// second; a column without a table is one of the first.
    pub fn select(
        table: impl Into<String>,
        columns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            table: table.into(),
            columns: columns.into_iter().map(Into::into).collect(),
            top: None,
            join: None,
            filter: None,
            order: Vec::new(),
            quotes: Quotes::default(),
            tables: PhantomData,
        }
    }

    /// The rows of another table that go with those of the first: `own_column` is the first table's,
    /// `its_column` the other's, both without a table before them.
    pub fn join(
        self,
        table: impl Into<String>,
        own_column: impl Into<String>,
        its_column: impl Into<String>,
    ) -> Query<TwoTables> {
        Query {
            table: self.table,
            columns: self.columns,
            top: self.top,
            join: Some(Join {
                table: table.into(),
                own_column: own_column.into(),
                its_column: its_column.into(),
            }),
            filter: self.filter,
            order: self.order,
            quotes: self.quotes,
            tables: PhantomData,
        }
    }
}

impl<Tables> Query<Tables> {
    /// So many rows at most. This is what bounds the work of a query: without it, even one with a condition
    /// was seen to run for more than half a minute. Whether it counts before or after paging is not known.
    pub fn top(mut self, rows: u32) -> Self {
        self.top = Some(rows);
        self
    }

    /// Only rows for which this holds; a second filter must hold too.
    pub fn filter(mut self, condition: Condition) -> Self {
        self.filter = Some(match self.filter {
            Some(first) => first.and(condition),
            None => condition,
        });
        self
    }

    /// Orders rows by a column: smallest first, or `column("UpdatedDate").descending()`. A second one
    /// orders those that are equal by the first.
    ///
    /// The one query that was seen with an order ran out of time: try it with [`top`](Self::top) first.
    pub fn order_by(mut self, order: impl Into<Order>) -> Self {
        self.order.push(order.into());
        self
    }

    /// Refuses texts that hold a quote of any kind, or a backslash: [`build`](Self::build) then fails with a
    /// [`Mistake::Quote`] for each.
    ///
    /// Without it, a quote in a text is doubled, as in SQL, and nothing else is. No source shows how CRQL
    /// reads one: should it have another rule, a name such as `O'Hara` is not found, and a text that
    /// somebody else chose could end early and be read as a part of the query. Where such texts reach a
    /// query, refuse them until the rule has been tried out with the real server.
    ///
    /// ```
    /// use clienttrack_generated::crql::{Mistake, Query, column};
    ///
    /// let named = |name: &str| Query::select("cmClient", ["ClientID"])
    ///     .filter(column("LastName").one_of([name]))
    ///     .refuse_quotes()
    ///     .build();
    /// assert!(named("Hara").is_ok());
    /// let error = named("O'Hara").expect_err("it has a quote");
    /// assert_eq!(error.mistakes(), [Mistake::Quote { column: "LastName".to_owned() }]);
    /// ```
    pub fn refuse_quotes(mut self) -> Self {
        self.quotes = Quotes::Refused;
        self
    }

    /// The query's text, ready for the call that sends it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the query.
    pub fn build(&self) -> Result<String, QueryError> {
        let mut mistakes = Vec::new();
        let text = self.written(&mut mistakes);
        // The length of what is not a query says nothing.
        if mistakes.is_empty()
            && let Err(Breach::TooLongEscaped(most)) = CRQL.check(&text)
        {
            mistakes.push(Mistake::TooLong { most });
        }
        if mistakes.is_empty() {
            Ok(text)
        } else {
            Err(QueryError::new(mistakes))
        }
    }

    /// The text as far as it goes; what is wrong with it goes to the mistakes.
    fn written(&self, mistakes: &mut Vec<Mistake>) -> String {
        let mut text = String::from("SELECT ");
        if let Some(rows) = self.top {
            if rows == 0 {
                mistakes.push(Mistake::TopZero);
            }
            text += &format!("TOP {rows} ");
        }
        if self.columns.is_empty() {
            mistakes.push(Mistake::NoColumns);
        }
        for (at, column) in self.columns.iter().enumerate() {
            if at > 0 {
                text += ", ";
            }
            self.column(column, &mut text, mistakes);
            let own = name::parts(column).1;
            let mut before = self.columns[..at].iter().map(|other| name::parts(other).1);
            if before.any(|other| other.eq_ignore_ascii_case(own)) {
                mistakes.push(Mistake::SelectedTwice {
                    column: column.clone(),
                });
            }
        }
        mistakes.extend(name::check("table", &self.table).err());
        text += &format!(" FROM {}", self.table);
        if let Some(join) = &self.join {
            self.joined(join, &mut text, mistakes);
        }
        if let Some(condition) = &self.filter {
            text += " WHERE ";
            for piece in condition.pieces() {
                self.piece(piece, &mut text, mistakes);
            }
        }
        for (at, order) in self.order.iter().enumerate() {
            text += if at > 0 { ", " } else { " ORDER BY " };
            self.column(&order.column, &mut text, mistakes);
            if order.direction == Direction::Descending {
                text += " DESC";
            }
        }
        text
    }

    fn joined(&self, join: &Join, text: &mut String, mistakes: &mut Vec<Mistake>) {
        mistakes.extend(name::check("table", &join.table).err());
        if join.table.eq_ignore_ascii_case(&self.table) {
            mistakes.push(Mistake::JoinedWithItself {
                table: join.table.clone(),
            });
        }
        for column in [&join.own_column, &join.its_column] {
            mistakes.extend(name::check("column to join by", column).err());
        }
        *text += &format!(
            " JOIN {1} ON {0}.{2} = {1}.{3}",
            self.table, join.table, join.own_column, join.its_column
        );
    }

    fn piece(&self, piece: &Piece, text: &mut String, mistakes: &mut Vec<Mistake>) {
        match piece {
            Piece::Word(word) => *text += word,
            Piece::Column(name) => self.column(name, text, mistakes),
            Piece::Value { column, value } => match value.written(self.quotes) {
                Ok(value) => *text += &value,
                Err(fault) => {
                    let column = column.clone();
                    mistakes.push(match fault {
                        Fault::ControlCharacter => Mistake::ControlCharacter { column },
                        Fault::Quote => Mistake::Quote { column },
                        Fault::NotADateTime => Mistake::NotADateTime { column },
                        Fault::NotFinite => Mistake::NotFinite { column },
                        Fault::TooLarge => Mistake::NumberTooLarge { column },
                    });
                }
            },
            Piece::EmptyList { column } => mistakes.push(Mistake::EmptyList {
                column: column.clone(),
            }),
        }
    }

    /// A column, with its table where there are two.
    fn column(&self, column: &str, text: &mut String, mistakes: &mut Vec<Mistake>) {
        let mut tables = vec![self.table.as_str()];
        tables.extend(self.join.as_ref().map(|join| join.table.as_str()));
        mistakes.extend(name::check_column(column, &tables).err());
        if self.join.is_some() && name::parts(column).0.is_none() {
            *text += &format!("{}.", self.table);
        }
        *text += column;
    }
}

impl<Tables> TryFrom<Query<Tables>> for String {
    type Error = QueryError;

    fn try_from(query: Query<Tables>) -> Result<Self, QueryError> {
        query.build()
    }
}

impl<Tables> fmt::Debug for Query<Tables> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = f.debug_struct("Query");
        query
            .field("table", &self.table)
            .field("columns", &self.columns);
        if let Some(top) = self.top {
            query.field("top", &top);
        }
        if let Some(join) = &self.join {
            let columns = (&join.own_column, &join.its_column);
            query.field("join", &(&join.table, columns));
        }
        if let Some(filter) = &self.filter {
            query.field("filter", filter);
        }
        query.field("order", &self.order);
        if self.quotes == Quotes::Refused {
            query.field("quotes", &self.quotes);
        }
        query.finish()
    }
}
