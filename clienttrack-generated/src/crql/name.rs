//! Which names of tables and columns can be written.

use super::mistake::Mistake;

/// Words that a query itself is made of, and those of SQL that would be read as more than a name.
const WORDS: [&str; 38] = [
    "ALL",
    "AND",
    "AS",
    "ASC",
    "BETWEEN",
    "BY",
    "CASE",
    "CROSS",
    "DESC",
    "DISTINCT",
    "EXCEPT",
    "EXISTS",
    "FETCH",
    "FROM",
    "FULL",
    "GROUP",
    "HAVING",
    "IN",
    "INNER",
    "INTERSECT",
    "INTO",
    "IS",
    "JOIN",
    "LEFT",
    "LIKE",
    "LIMIT",
    "NOT",
    "NULL",
    "OFFSET",
    "ON",
    "OR",
    "ORDER",
    "OUTER",
    "RIGHT",
    "SELECT",
    "TOP",
    "UNION",
    "WHERE",
];

/// Checks a name that stands alone.
pub(super) fn check(what: &'static str, name: &str) -> Result<(), Mistake> {
    if !is_word(name) {
        return Err(Mistake::Name {
            what,
            name: name.to_owned(),
        });
    }
    keyword(what, name, name)
}

/// Checks the name of a column, which may be one of a table's: `Table.Column`.
pub(super) fn check_column(name: &str, tables: &[&str]) -> Result<(), Mistake> {
    let (table, column) = parts(name);
    if !table.is_none_or(is_word) || !is_word(column) {
        return Err(Mistake::Column {
            name: name.to_owned(),
        });
    }
    keyword("column", name, column)?;
    match table {
        // Keywords are read whatever their capitals; that names are too is likely and harms nothing.
        Some(table) if !tables.iter().any(|own| own.eq_ignore_ascii_case(table)) => {
            Err(Mistake::UnknownTable {
                column: name.to_owned(),
                tables: tables.iter().map(|&own| own.to_owned()).collect(),
            })
        }
        _ => Ok(()),
    }
}

/// The table, if the name has one, and the column.
pub(super) fn parts(name: &str) -> (Option<&str>, &str) {
    match name.split_once('.') {
        Some((table, column)) => (Some(table), column),
        None => (None, name),
    }
}

fn is_word(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn keyword(what: &'static str, name: &str, word: &str) -> Result<(), Mistake> {
    if WORDS.iter().any(|own| own.eq_ignore_ascii_case(word)) {
        return Err(Mistake::Keyword {
            what,
            name: name.to_owned(),
        });
    }
    Ok(())
}
