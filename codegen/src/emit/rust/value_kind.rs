//! In what a value is held in Rust.

use crate::model::Rule;

/// What arguments, fields and accessors of a key are made for: many rules are held in the same way.
#[derive(Clone, Copy)]
pub(super) enum ValueKind<'r> {
    Id,
    Flag,
    /// A whole number that is not below zero.
    Unsigned,
    Signed,
    ClosedSet,
    List,
    /// Rows of this table, or of this record in answers.
    Rows(&'r str),
    /// One of them.
    Row(&'r str),
    Json,
    /// This record, written as JSON inside a text.
    JsonInText(&'r str),
    Text,
}

impl<'r> ValueKind<'r> {
    pub(super) fn of(rule: &'r Rule) -> Self {
        match rule {
            Rule::Id => Self::Id,
            Rule::Flag | Rule::Boolean => Self::Flag,
            Rule::Integer { min: Some(0..), .. } => Self::Unsigned,
            Rule::Integer { .. } => Self::Signed,
            Rule::OneOf(_) => Self::ClosedSet,
            Rule::ListOf(_) => Self::List,
            Rule::ArrayOf(rows) => Self::Rows(rows),
            Rule::Object(rows) => Self::Row(rows),
            Rule::Json => Self::Json,
            Rule::JsonInText(record) => Self::JsonInText(record),
            Rule::Text { .. }
            | Rule::Shape(_)
            | Rule::Decimal
            | Rule::Email
            | Rule::Url
            | Rule::Escaped { .. }
            | Rule::DateTime(..) => Self::Text,
        }
    }
}
