//! Why a record does not go into a type.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{self, Expected, Unexpected};

use super::Name;
use crate::descriptor::RecordKind;
use crate::error::Error;

/// Why a record does not go into a type, and where. Values are not in it: they could be a person's.
#[derive(Debug)]
pub(super) struct Mismatch {
    /// From the inside out.
    path: Vec<Step>,
    what: String,
}

#[derive(Debug)]
enum Step {
    Field(&'static str),
    /// One that the spec does not know.
    Unknown,
    Item(usize),
}

impl Mismatch {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self {
            path: Vec::new(),
            what: what.into(),
        }
    }

    pub(super) fn in_field(mut self, name: &Name) -> Self {
        self.path.push(match name {
            Cow::Borrowed(name) => Step::Field(name),
            Cow::Owned(_) => Step::Unknown,
        });
        self
    }

    pub(super) fn in_item(mut self, position: usize) -> Self {
        self.path.push(Step::Item(position));
        self
    }

    pub(super) fn of(self, kind: &'static RecordKind) -> Error {
        let mut path = String::new();
        for step in self.path.iter().rev() {
            let name = match step {
                Step::Item(position) => {
                    path.push_str(&format!("[{position}]"));
                    continue;
                }
                Step::Field(name) => name,
                Step::Unknown => "*",
            };
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(name);
        }
        Error::not_parsed(kind.name, path, self.what)
    }
}

impl de::Error for Mismatch {
    /// What a type says by itself may have the value in it, so it is not kept.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new("a value that the type refuses")
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("{} where {expected} is expected", name(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "{} of another value where {expected} is expected",
            name(&found)
        ))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("{length} items where {expected} is expected"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!(
            "a text that is none of the variants {}",
            expected.join(", ")
        ))
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::new("a key that the type does not have")
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(format!("no field `{field}`, which the type needs"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(format!("the field `{field}` twice"))
    }
}

fn name(found: &Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a flag",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a whole number",
        Unexpected::Float(_) => "a number",
        Unexpected::Char(_) | Unexpected::Str(_) | Unexpected::Bytes(_) => "a text",
        Unexpected::Unit | Unexpected::Option => "nothing",
        Unexpected::Seq => "a list",
        Unexpected::Map => "a record",
        _ => "a value",
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Mismatch {}
