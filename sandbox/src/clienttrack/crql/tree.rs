//! A query that was read: names are still the caller's, and may name nothing.

use crate::clienttrack::switches::Grammar;

/// The whole query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Select {
    /// The most rows that it may give.
    pub(crate) top: Option<u64>,
    pub(super) columns: Vec<Name>,
    pub(super) from: Source,
    pub(super) join: Option<Join>,
    pub(super) filter: Option<Condition>,
    pub(super) order: Vec<Order>,
    /// What it was read by: some of it depends on what columns hold.
    pub(super) grammar: Grammar,
}

/// A column, perhaps with its table or the table's alias before it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) of: Option<String>,
    pub(super) column: String,
    /// Where it stands, counted in characters from 1.
    pub(super) place: usize,
}

impl Name {
    /// As it was written.
    pub(super) fn shown(&self) -> String {
        match &self.of {
            Some(of) => format!("{of}.{}", self.column),
            None => self.column.clone(),
        }
    }
}

/// A table and what it is called in this query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    pub(super) table: String,
    pub(super) alias: Option<String>,
    pub(super) place: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Join {
    pub(super) source: Source,
    /// Whether rows without a partner stay.
    pub(super) is_left: bool,
    pub(super) on: (Name, Name),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    pub(super) name: Name,
    pub(super) is_descending: bool,
}

/// A literal and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Literal {
    pub(super) value: Value,
    pub(super) place: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    /// As it was written, with its sign.
    Number(String),
}

/// What rows must be like.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Test(Name, Test),
}

/// What a column must be like.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    /// A comparison, by an operator that SQL has too.
    Is(&'static str, Literal),
    In(Vec<Literal>),
    Between(Literal, Literal),
    Like(Literal),
    Null,
    /// Anything but that. Only of tests that have a NOT of their own.
    Not(Box<Test>),
}
