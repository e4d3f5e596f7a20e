//! What is wrong with a query.

use std::error::Error;
use std::fmt;

/// Everything that is wrong with a query. It is written with a line for each mistake, in debug output too.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryError {
    mistakes: Vec<Mistake>,
}

/// Something that is wrong with a query. Values that columns are compared with are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mistake {
    /// No column is selected.
    NoColumns,
    /// The name of a table, or of a column to join by, is none.
    Name {
        /// What it names.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// The name of a column is none.
    Column {
        /// The name.
        name: String,
    },
    /// A name is a word of the language, or of SQL.
    Keyword {
        /// What it names.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A column is said to be of a table that the query does not read.
    UnknownTable {
        /// The column, with its table.
        column: String,
        /// The tables that the query reads.
        tables: Vec<String>,
    },
    /// A table is joined with itself: its columns could not be told apart.
    JoinedWithItself {
        /// The table.
        table: String,
    },
    /// A column is selected twice, or two tables' columns of the same name are: rows are read by the
    /// names of their columns, so that one of them could not be found.
    SelectedTwice {
        /// The column, with its table if it is given with one.
        column: String,
    },
    /// `TOP 0` asks for nothing.
    TopZero,
    /// `IN` without a value.
    EmptyList {
        /// The column that is compared.
        column: String,
    },
    /// A text with a control character, such as the end of a line.
    ControlCharacter {
        /// The column that is compared.
        column: String,
    },
    /// A text with a quote of any kind or a backslash, in a query that [refuses
    /// them](super::Query::refuse_quotes).
    Quote {
        /// The column that is compared.
        column: String,
    },
    /// Not of the form `YYYY-MM-DD HH:MM:SS`, or not in the calendar.
    NotADateTime {
        /// The column that is compared.
        column: String,
    },
    /// A number that is infinite, or none at all.
    NotFinite {
        /// The column that is compared.
        column: String,
    },
    /// A number with more than 15 digits before the point, of which not all are known.
    NumberTooLarge {
        /// The column that is compared.
        column: String,
    },
    /// The query is too long once it is escaped for a URL.
    TooLong {
        /// How many characters it may have, escaped.
        most: u32,
    },
}

impl QueryError {
    pub(super) fn new(mistakes: Vec<Mistake>) -> Self {
        Self { mistakes }
    }

    /// All of them, in the order of the query's parts; at least one.
    #[must_use]
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, mistake) in self.mistakes.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{mistake}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for QueryError {}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoColumns => {
                f.write_str("no column is selected: name at least one, CRQL has no `*`")
            }
            Self::Name { what, name } => write!(
                f,
                "`{}` cannot name a {what}: use letters, digits and `_`, with no digit first",
                Shown(name)
            ),
            Self::Column { name } => write!(
                f,
                "`{}` cannot name a column: use letters, digits and `_`, with no digit first, alone or as `Table.Column`",
                Shown(name)
            ),
            Self::Keyword { what, name } => write!(
                f,
                "`{}` cannot name a {what}: it is a word of CRQL or of SQL",
                Shown(name)
            ),
            Self::UnknownTable { column, tables } => {
                write!(
                    f,
                    "the query does not read the table of `{}`: it reads",
                    Shown(column)
                )?;
                for (at, table) in tables.iter().enumerate() {
                    write!(f, "{} `{}`", if at > 0 { " and" } else { "" }, Shown(table))?;
                }
                Ok(())
            }
            Self::JoinedWithItself { table } => write!(
                f,
                "`{}` is joined with itself: join another table, or query it twice",
                Shown(table)
            ),
            Self::SelectedTwice { column } => write!(
                f,
                "`{}` has the name of a column that is selected before: rows are read by these names, select one of the two",
                Shown(column)
            ),
            Self::TopZero => f.write_str("`top` is 0: ask for 1 row or more, or leave it out"),
            Self::EmptyList { column } => write!(
                f,
                "the list for `{}` is empty: give at least one value, or send no query",
                Shown(column)
            ),
            Self::ControlCharacter { column } => write!(
                f,
                "a text for `{}` has a control character, such as the end of a line: take it out",
                Shown(column)
            ),
            Self::Quote { column } => write!(
                f,
                "a text for `{}` has a quote or a backslash, which this query refuses: how CRQL reads one is not known",
                Shown(column)
            ),
            Self::NotADateTime { column } => write!(
                f,
                "a moment for `{}` is none: write it as `YYYY-MM-DD HH:MM:SS`, with a day that exists",
                Shown(column)
            ),
            Self::NotFinite { column } => write!(
                f,
                "a number for `{}` is infinite or none: give one that can be written",
                Shown(column)
            ),
            Self::NumberTooLarge { column } => write!(
                f,
                "a number for `{}` has more than 15 digits before the point: give a smaller one, or a whole number as `i64` or `u64`",
                Shown(column)
            ),
            Self::TooLong { most } => write!(
                f,
                "the query has more than {most} characters once it is escaped for a URL: select fewer columns, or split its lists"
            ),
        }
    }
}

/// A name on one line, however it was given.
struct Shown<'n>(&'n str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 60;
        for letter in self.0.chars().take(MOST) {
            write!(f, "{}", letter.escape_debug())?;
        }
        if self.0.chars().nth(MOST).is_some() {
            f.write_str("…")?;
        }
        Ok(())
    }
}
