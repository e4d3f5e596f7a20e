//! A record as values of the types that the spec says.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::descriptor::{Key, NestedKind, Rule};
use crate::json::{self, Kind};
use crate::reading::Row;

/// A value of a record, of the type that the spec says.
pub(super) enum Tree {
    /// What says nothing.
    Nothing,
    Flag(bool),
    Unsigned(u64),
    Signed(i64),
    /// A number of JSON that nobody has described, all digits of which it has.
    Float(f64),
    /// A text; ids and decimal numbers too, because no other type has all of their digits.
    Text(String),
    List(Vec<Tree>),
    Fields(Vec<(Name, Tree)>),
}

/// The name of a field: borrowed from the spec, which may be shown, or as the answer has it, which may not.
pub(super) type Name = Cow<'static, str>;

/// What the fields are called.
#[derive(Clone, Copy)]
pub(super) enum Names {
    OfWire,
    OfRust,
}

impl Tree {
    /// A record: its fields in the order of the spec, then the keys that the spec does not know. What did not come
    /// is left out, and so is a key that is called like what is there already.
    pub(super) fn of(row: &Row, names: Names) -> Self {
        Self::of_row(row, names, MOST_LEVELS)
    }

    /// With room for so many levels; what has more is the text of its JSON.
    fn of_row(row: &Row, names: Names, room: usize) -> Self {
        let Some(room) = room.checked_sub(1) else {
            return Self::text(row.to_json());
        };
        let mut fields: Vec<(Name, Tree)> = Vec::new();
        let mut taken: HashSet<&str> = HashSet::new();
        for &key in row.kind().fields {
            if let Some(value) = Self::of_field(row, key, names, room) {
                let name = match names {
                    Names::OfWire => key.wire,
                    Names::OfRust => key.rust_name(),
                };
                if taken.insert(name) {
                    fields.push((Cow::Borrowed(name), value));
                }
            }
        }
        for (name, json) in row.unknown() {
            if taken.insert(name) {
                fields.push((Cow::Owned(name.to_owned()), Self::of_json(json, room)));
            }
        }
        Self::Fields(fields)
    }

    /// A field; `None` if it did not come.
    fn of_field(row: &Row, key: &'static Key, names: Names, room: usize) -> Option<Self> {
        let json = row.raw_of(key)?;
        if let Some(nested) = key.nested {
            return Some(Self::of_nested(row, key, nested, names, room));
        }
        let says_nothing = matches!(Kind::of(json), Kind::Null | Kind::False)
            || Kind::of(json) == Kind::Text && row.text(key).is_none();
        let value = match &key.in_answers().rule {
            Rule::Json => return Some(Self::of_json(json, room)),
            Rule::ListOf(_) | Rule::List(_) if row.fits(key) => {
                let items = row.list(key).into_iter();
                Some(Self::List(items.map(Self::text).collect()))
            }
            Rule::MapOf(_) if row.fits(key) => {
                let entries = row.map(key).into_iter();
                let entries = entries.map(|(name, value)| (name.into(), Self::Text(value)));
                Some(Self::Fields(entries.collect()))
            }
            Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean => row.flag(key).map(Self::Flag),
            Rule::Id => row.id(key).map(|id| Self::text(id.as_str())),
            Rule::Integer { min: Some(0..), .. } => row.unsigned(key).map(Self::Unsigned),
            Rule::Integer { .. } => row.integer(key).map(Self::Signed),
            Rule::OneOf(values) => row.text(key).map(|text| Self::text(listed(values, text))),
            Rule::Decimal | Rule::DecimalWithin { .. } if row.fits(key) => {
                row.text(key).map(|text| Self::text(text.trim()))
            }
            _ => row.text(key).map(Self::text),
        };
        Some(match value {
            Some(value) => value,
            None if says_nothing => Self::Nothing,
            None => Self::of_json(json, room),
        })
    }

    /// Nested records; text that should be one and is none is a text.
    fn of_nested(
        row: &Row,
        key: &'static Key,
        nested: NestedKind,
        names: Names,
        room: usize,
    ) -> Self {
        let json = row.raw_of(key).unwrap_or_default();
        match (nested, Kind::of(json)) {
            (NestedKind::One(kind), _) => match (row.json_in_text(key, kind()), row.text(key)) {
                (Some(record), _) => Self::of_row(&record, names, room),
                (None, Some(text)) => Self::text(text),
                (None, None) if row.fits(key) => Self::Nothing,
                (None, None) => Self::of_json(json, room),
            },
            (NestedKind::Many(kind), Kind::Array | Kind::Object) if row.fits(key) => {
                let records = row.rows(key, kind());
                let records = records.iter().map(|row| Self::of_row(row, names, room));
                Self::List(records.collect())
            }
            (NestedKind::Many(_), _) if row.fits(key) => Self::List(Vec::new()),
            (NestedKind::Many(_), _) => Self::of_json(json, room),
        }
    }

    /// JSON as it came. Its syntax was checked, but not how deep it is.
    fn of_json(json: &str, room: usize) -> Self {
        match Kind::of(json) {
            Kind::Null => Self::Nothing,
            Kind::True => Self::Flag(true),
            Kind::False => Self::Flag(false),
            Kind::Number => Self::of_number(json),
            Kind::Text => Self::Text(json::unquote(json).unwrap_or_default().into_owned()),
            Kind::Array | Kind::Object if room == 0 => Self::text(json),
            Kind::Array => {
                let mut items = Vec::new();
                json::elements(json, |item| items.push(Self::of_json(item, room - 1)));
                Self::List(items)
            }
            Kind::Object => {
                let mut fields = Vec::new();
                json::entries(json, |name, value| {
                    fields.push((
                        Cow::Owned(name.into_owned()),
                        Self::of_json(value, room - 1),
                    ));
                });
                Self::Fields(fields)
            }
        }
    }

    /// A number, or the text of one that no number here has all digits of.
    fn of_number(text: &str) -> Self {
        if let Ok(number) = text.parse() {
            return Self::Unsigned(number);
        }
        if let Ok(number) = text.parse() {
            return Self::Signed(number);
        }
        let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
        let digits = mantissa.trim_matches(['-', '0', '.']);
        let digits = digits.bytes().filter(u8::is_ascii_digit).count();
        match text.parse::<f64>() {
            Ok(number) if digits <= EXACT_DIGITS && number.is_normal() => Self::Float(number),
            Ok(number) if digits == 0 => Self::Float(number),
            _ => Self::text(text),
        }
    }

    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Most levels of a record: a stack has room for them, and readers of JSON take no more than some more.
const MOST_LEVELS: usize = 100;

/// A float has so many digits of any number.
const EXACT_DIGITS: usize = f64::DIGITS as usize;

/// The value of a closed set as the spec spells it; another one, and one that is told from another by its capitals,
/// as it came.
fn listed<'t>(values: &'static [&'static str], text: &'t str) -> &'t str {
    if values.contains(&text) {
        return text;
    }
    let mut same = values
        .iter()
        .filter(|value| value.eq_ignore_ascii_case(text));
    match (same.next(), same.next()) {
        (Some(value), None) => value,
        _ => text,
    }
}
