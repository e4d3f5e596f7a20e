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
    /// A day, a time of day, or both.
    Moment,
    /// A decimal number.
    Amount,
    List,
    /// Names and their values.
    Map,
    File,
    Files,
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
            Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean => Self::Flag,
            Rule::Integer { min: Some(0..), .. } => Self::Unsigned,
            Rule::Integer { .. } | Rule::Epoch(_) => Self::Signed,
            Rule::OneOf(_) => Self::ClosedSet,
            Rule::DateTime(..) | Rule::Rfc2822 => Self::Moment,
            Rule::Decimal | Rule::DecimalWithin { .. } => Self::Amount,
            Rule::File { .. } => Self::File,
            Rule::ListOf(item) if matches!(item.rule, Rule::File { .. }) => Self::Files,
            Rule::ListOf(_) => Self::List,
            Rule::MapOf(_) => Self::Map,
            Rule::ArrayOf(rows) => Self::Rows(rows),
            Rule::Object(rows) => Self::Row(rows),
            Rule::Json => Self::Json,
            Rule::JsonInText(record) => Self::JsonInText(record),
            Rule::Text { .. }
            | Rule::Length { .. }
            | Rule::Shape(_)
            | Rule::Ip(_)
            | Rule::AllOf(_)
            | Rule::Email
            | Rule::Url
            | Rule::Escaped { .. } => Self::Text,
        }
    }
}
