//! The value of a parameter.

use std::borrow::Cow;
use std::fmt;

use super::shorter::shorter;
use super::{Amount, FileUpload, Id, Json, Moment, Params};
use crate::descriptor::{Blank, Key, Rule};
use crate::error::Error;

/// The value of a parameter, before it is written in the way of its place.
///
/// Its debug output says only what kind of value it is: whether it may be shown is known to the key
/// that it is set for.
#[derive(Clone, PartialEq)]
pub struct Value(pub(super) Form);

#[derive(Clone, PartialEq)]
pub(super) enum Form {
    Text(String),
    /// Not written yet: the limit says in which pattern.
    Moment(Box<Moment>),
    /// What requests have for a text of answers.
    Shorter(Box<Shorter>),
    /// Kept apart from text, because a limit decides whether it is `1` or `true` on the wire.
    Flag(bool),
    List(Vec<String>),
    Rows(Vec<Params>),
    Object(Box<Params>),
    /// Names that the caller has chosen, and their values.
    Map(Vec<(String, String)>),
    /// Each in a part of its own.
    Files(Vec<FileUpload>),
    /// Written as it is.
    Json(Json),
    /// Nothing, where something is stored.
    Cleared(Blank),
}

#[derive(Clone, PartialEq)]
pub(super) struct Shorter {
    text: String,
    given: String,
}

/// What texts there are in a value.
pub(crate) enum Texts<'v> {
    /// Itself.
    One(&'v mut String),
    /// The items of a list.
    Items(&'v mut Vec<String>),
    /// Names, and the values that are texts.
    Entries(&'v mut [(String, String)]),
    /// Those of rows.
    Rows(&'v mut [Params]),
    /// Those of an object.
    Object(&'v mut Params),
    /// None that could be written in another way.
    None,
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

    /// A day, a time of day, or both.
    pub fn moment(moment: impl Into<Moment>) -> Self {
        Self(match moment.into().into_text() {
            Ok(text) => Form::Text(text),
            Err(moment) => Form::Moment(Box::new(moment)),
        })
    }

    /// A decimal number, digit by digit.
    pub fn amount(amount: impl Into<Amount>) -> Self {
        Self(Form::Text(amount.into().into()))
    }

    /// Yes or no; `1` and `0` on the wire, or as the limit spells them.
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

    /// Several texts, joined by commas on the wire unless their limit says otherwise. A limit of one text refuses them.
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

    /// Names and their values, in this order.
    pub fn map(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        let entries = entries.into_iter();
        let entries = entries.map(|(name, value)| (name.into(), value.into()));
        Self(Form::Map(entries.collect()))
    }

    /// A file.
    #[must_use]
    pub fn file(file: FileUpload) -> Self {
        Self(Form::Files(vec![file]))
    }

    /// Several files.
    pub fn files(files: impl IntoIterator<Item = FileUpload>) -> Self {
        Self(Form::Files(files.into_iter().collect()))
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

    /// Makes it what it is for this key: a moment in a pattern of its limit, and what requests have for a text of
    /// answers.
    pub(super) fn settle(&mut self, key: &Key) {
        // Another key may have had it.
        self.as_given();
        self.write_moment(&key.limit.rule);
        if let Form::Text(given) = &mut self.0
            && let Some(text) = shorter(given, key)
        {
            let given = std::mem::take(given);
            self.0 = Form::Shorter(Box::new(Shorter { text, given }));
        }
    }

    /// Makes a text of a moment, in a pattern of this rule or of its items.
    pub(super) fn write_moment(&mut self, rule: &Rule) {
        if let Form::Moment(moment) = &self.0 {
            let rule = rule.list().map_or(rule, |list| &list.item.rule);
            self.0 = Form::Text(moment.written(rule).into_owned());
        }
    }

    /// Makes it what was given, whatever its key.
    pub(super) fn as_given(&mut self) {
        if let Form::Shorter(shorter) = &mut self.0 {
            self.0 = Form::Text(std::mem::take(&mut shorter.given));
        }
    }

    /// The text on the wire under this rule; `None` for nested rows, objects, maps, files and JSON.
    #[must_use]
    pub fn wire_text(&self, rule: &Rule) -> Option<Cow<'_, str>> {
        match &self.0 {
            Form::Text(text) => Some(Cow::Borrowed(text)),
            Form::Moment(moment) => Some(moment.written(rule)),
            Form::Shorter(shorter) => Some(Cow::Borrowed(&shorter.text)),
            Form::Flag(flag) => Some(Cow::Borrowed(match (rule, flag) {
                (Rule::Boolean | Rule::Json, true) => "true",
                (Rule::Boolean | Rule::Json, false) => "false",
                (Rule::FlagAs { yes, .. }, true) => yes,
                (Rule::FlagAs { no, .. }, false) => no,
                (_, true) => "1",
                (_, false) => "0",
            })),
            Form::List(items) => Some(Cow::Owned(items.join(","))),
            Form::Cleared(_) => Some(Cow::Borrowed("")),
            Form::Rows(_) | Form::Object(_) | Form::Map(_) | Form::Files(_) | Form::Json(_) => None,
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

    /// A text or a number, as it is sent.
    pub(crate) fn text_form(&self) -> Option<&str> {
        match &self.0 {
            Form::Text(text) => Some(text),
            Form::Shorter(shorter) => Some(&shorter.text),
            _ => None,
        }
    }

    /// The texts in it, to be written in another way.
    pub(crate) fn texts_mut(&mut self) -> Texts<'_> {
        match &mut self.0 {
            Form::Text(text) => Texts::One(text),
            Form::List(items) => Texts::Items(items),
            Form::Map(entries) => Texts::Entries(entries),
            Form::Rows(rows) => Texts::Rows(rows),
            Form::Object(object) => Texts::Object(object),
            Form::Moment(_)
            | Form::Shorter(_)
            | Form::Flag(_)
            | Form::Files(_)
            | Form::Json(_)
            | Form::Cleared(_) => Texts::None,
        }
    }

    /// The JSON of [`Value::from_json`].
    pub(crate) fn raw_json(&self) -> Option<&str> {
        match &self.0 {
            Form::Json(json) => Some(json.as_str()),
            _ => None,
        }
    }

    /// The files.
    #[must_use]
    pub fn sent_files(&self) -> Option<&[FileUpload]> {
        match &self.0 {
            Form::Files(files) => Some(files),
            _ => None,
        }
    }

    /// Whether it is a file, or one is nested in it.
    pub(crate) fn holds_file(&self) -> bool {
        let within = |row: &Params| {
            let set = row.set().any(|(_, value)| value.holds_file());
            set || row.custom().any(|(_, value)| value.holds_file())
        };
        match &self.0 {
            Form::Files(_) => true,
            Form::Rows(rows) => rows.iter().any(within),
            Form::Object(object) => within(object),
            _ => false,
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

    /// The names of a map, and their values.
    #[must_use]
    pub fn entries(&self) -> Option<&[(String, String)]> {
        match &self.0 {
            Form::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether nothing is in it: an empty text, a list or rows without items, or what clears a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Form::Text(text) => text.is_empty(),
            Form::Moment(_)
            | Form::Shorter(_)
            | Form::Flag(_)
            | Form::Object(_)
            | Form::Json(_) => false,
            Form::List(items) => items.is_empty(),
            Form::Files(files) => files.is_empty(),
            Form::Rows(rows) => rows.is_empty(),
            Form::Map(entries) => entries.is_empty(),
            Form::Cleared(_) => true,
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Text(_) | Form::Moment(_) | Form::Shorter(_) => f.write_str("<text>"),
            Form::Flag(_) => f.write_str("<flag>"),
            Form::List(items) => write!(f, "<list of {}>", items.len()),
            Form::Rows(rows) => f.debug_list().entries(rows).finish(),
            Form::Object(object) => object.fmt(f),
            Form::Map(entries) => write!(f, "<map of {}>", entries.len()),
            Form::Files(files) => match files.as_slice() {
                [file] => file.fmt(f),
                files => f.debug_list().entries(files).finish(),
            },
            Form::Json(_) => f.write_str("<json>"),
            Form::Cleared(_) => f.write_str("<cleared>"),
        }
    }
}
