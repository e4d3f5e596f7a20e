//! Columns, to compare and to order by.

use super::condition::Condition;
use super::literal::{Literal, date_time};

/// A column of a table of the query, to compare or order by: `LastName`, or `Enrollment.EnrollDate`. In
/// a query with two tables, a column without a table is one of the first.
#[must_use]
pub fn column(name: impl Into<String>) -> Column {
    Column { name: name.into() }
}

/// A column; see [`column()`]. Its name is checked when the query is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    name: String,
}

impl Column {
    /// `=`
    pub fn is(self, value: impl Into<Literal>) -> Condition {
        Condition::compared(self.name, "=", value.into())
    }

    /// `<>`
    pub fn is_not(self, value: impl Into<Literal>) -> Condition {
        Condition::compared(self.name, "<>", value.into())
    }

    /// `>`
    pub fn above(self, value: impl Into<Literal>) -> Condition {
        Condition::compared(self.name, ">", value.into())
    }

    /// `>=`
    pub fn at_least(self, value: impl Into<Literal>) -> Condition {
        Condition::compared(self.name, ">=", value.into())
    }

    /// `<`
    pub fn below(self, value: impl Into<Literal>) -> Condition {
        Condition::compared(self.name, "<", value.into())
    }

    /// `<=`
    pub fn at_most(self, value: impl Into<Literal>) -> Condition {
        Condition::compared(self.name, "<=", value.into())
    }

    /// `>` with a moment, `YYYY-MM-DD HH:MM:SS`.
    pub fn after(self, moment: impl Into<String>) -> Condition {
        self.above(date_time(moment))
    }

    /// `<` with a moment, `YYYY-MM-DD HH:MM:SS`.
    pub fn before(self, moment: impl Into<String>) -> Condition {
        self.below(date_time(moment))
    }

    /// `BETWEEN`, with both ends. For moments, wrap them in [`date_time`]. The one query that was seen with it
    /// ran out of time.
    ///
    /// ```
    /// use clienttrack_generated::crql::{Query, QueryError, column, date_time};
    ///
    /// let text = Query::select("Enrollment", ["EnrollID"])
    ///     .filter(column("EnrollDate").between(
    ///         date_time("2026-01-01 00:00:00"),
    ///         date_time("2026-03-31 23:59:59"),
    ///     ))
    ///     .build()?;
    /// assert!(text.ends_with("EnrollDate BETWEEN '2026-01-01 00:00:00' AND '2026-03-31 23:59:59'"));
    /// # Ok::<(), QueryError>(())
    /// ```
    pub fn between(self, from: impl Into<Literal>, to: impl Into<Literal>) -> Condition {
        Condition::between(self.name, from.into(), to.into())
    }

    /// `IN`, with at least one value.
    pub fn one_of(self, values: impl IntoIterator<Item = impl Into<Literal>>) -> Condition {
        Condition::one_of(self.name, values.into_iter().map(Into::into))
    }

    /// In this direction.
    #[must_use]
    pub fn order(self, direction: Direction) -> Order {
        Order {
            column: self.name,
            direction,
        }
    }

    /// Greatest first: `.order_by(column("UpdatedDate").descending())`.
    #[must_use]
    pub fn descending(self) -> Order {
        self.order(Direction::Descending)
    }
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first, which is what a query does that says nothing.
    #[default]
    Ascending,
    /// Greatest first.
    Descending,
}

/// A column to order by, and its direction. A name alone is ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub(super) column: String,
    pub(super) direction: Direction,
}

impl From<Column> for Order {
    fn from(column: Column) -> Self {
        column.order(Direction::Ascending)
    }
}

impl From<&str> for Order {
    fn from(name: &str) -> Self {
        column(name).into()
    }
}

impl From<String> for Order {
    fn from(name: String) -> Self {
        column(name).into()
    }
}
