//! The value of a parameter.

use std::borrow::Cow;
use std::fmt;

use super::{Id, Json, Params};
use crate::descriptor::{Blank, Rule};
use crate::error::Error;

/// The value of a parameter, before it is written in the way of its place.
///
/// Its debug output says only what kind of value it is: whether it may be shown is known to the key
/// that it is set for.
#[derive(Clone, PartialEq)]
pub struct Value(Form);

#[derive(Clone, PartialEq)]
enum Form {
    Text(String),
    /// Kept apart from text, because a limit decides whether it is `1` or `true` on the wire.
    Flag(bool),
    List(Vec<String>),
    Rows(Vec<Params>),
    Object(Box<Params>),
    /// Written as it is.
    Json(Json),
    /// Nothing, where something is stored.
    Cleared(Blank),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self(Form::Text(text.into()))
    }

    /// The number of a thing.
    pub fn id(id: impl Into<Id>) -> Self {
        Self(Form::Text(id.into().into()))
    }

    /// Yes or no; `1` and `0` on the wire, or `true` and `false` where the limit says so.
    #[must_use]
    pub fn flag(flag: bool) -> Self {
        Self(Form::Flag(flag))
    }

    /// A whole number that is not negative.
    #[must_use]
    pub fn unsigned(number: u64) -> Self {
        Self(Form::Text(number.to_string()))
    }

    /// A whole number.
    #[must_use]
    pub fn integer(number: i64) -> Self {
        Self(Form::Text(number.to_string()))
    }

    /// Several texts, joined by commas on the wire.
    pub fn list(items: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(Form::List(items.into_iter().map(Into::into).collect()))
    }

    /// Nested rows.
    pub fn rows(rows: impl IntoIterator<Item = Params>) -> Self {
        Self(Form::Rows(rows.into_iter().collect()))
    }

    /// A nested object.
    #[must_use]
    pub fn object(object: Params) -> Self {
        Self(Form::Object(Box::new(object)))
    }

    /// Any JSON, written as it is: for a [`crate::RawCall`].
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is no JSON.
    pub fn json(json: impl Into<String>) -> Result<Self, Error> {
        Json::parse(json).map(Self::from_json)
    }

    /// Any JSON, written as it is.
    #[must_use]
    pub fn from_json(json: Json) -> Self {
        Self(Form::Json(json))
    }

    /// The text on the wire under this rule; `None` for nested rows, objects and JSON.
    #[must_use]
    pub fn wire_text(&self, rule: &Rule) -> Option<Cow<'_, str>> {
        match &self.0 {
            Form::Text(text) => Some(Cow::Borrowed(text)),
            Form::Flag(flag) => Some(Cow::Borrowed(match (rule, flag) {
                (Rule::Boolean | Rule::Json, true) => "true",
                (Rule::Boolean | Rule::Json, false) => "false",
                (_, true) => "1",
                (_, false) => "0",
            })),
            Form::List(items) => Some(Cow::Owned(items.join(","))),
            Form::Cleared(_) => Some(Cow::Borrowed("")),
            Form::Rows(_) | Form::Object(_) | Form::Json(_) => None,
        }
    }

    /// Nothing, so that what is stored is cleared.
    pub(crate) fn cleared(blank: Blank) -> Self {
        Self(Form::Cleared(blank))
    }

    /// How it is written that something is cleared, if that is what this value does.
    pub(crate) fn clears(&self) -> Option<Blank> {
        match &self.0 {
            Form::Cleared(blank) => Some(*blank),
            _ => None,
        }
    }

    /// A text or a number, as it was given.
    pub(crate) fn text_form(&self) -> Option<&str> {
        match &self.0 {
            Form::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The JSON of [`Value::from_json`].
    pub(crate) fn raw_json(&self) -> Option<&str> {
        match &self.0 {
            Form::Json(json) => Some(json.as_str()),
            _ => None,
        }
    }

    /// The items of a list.
    #[must_use]
    pub fn items(&self) -> Option<&[String]> {
        match &self.0 {
            Form::List(items) => Some(items),
            _ => None,
        }
    }

    /// The nested rows.
    #[must_use]
    pub fn nested_rows(&self) -> Option<&[Params]> {
        match &self.0 {
            Form::Rows(rows) => Some(rows),
            _ => None,
        }
    }

    /// The nested object.
    #[must_use]
    pub fn nested_object(&self) -> Option<&Params> {
        match &self.0 {
            Form::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether nothing is in it: an empty text, a list or rows without items, or what clears a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Form::Text(text) => text.is_empty(),
            Form::Flag(_) | Form::Object(_) | Form::Json(_) => false,
            Form::List(items) => items.is_empty(),
            Form::Rows(rows) => rows.is_empty(),
            Form::Cleared(_) => true,
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Text(_) => f.write_str("<text>"),
            Form::Flag(_) => f.write_str("<flag>"),
            Form::List(items) => write!(f, "<list of {}>", items.len()),
            Form::Rows(rows) => f.debug_list().entries(rows).finish(),
            Form::Object(object) => object.fmt(f),
            Form::Json(_) => f.write_str("<json>"),
            Form::Cleared(_) => f.write_str("<cleared>"),
        }
    }
}
