//! One record of an answer.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::Record;
use super::page::{Page, Slot};
use super::page_reader::PageReader;
use crate::descriptor::{Holds, Key, RecordKind, Rule};
use crate::json::{self, Kind, Span};
use crate::value::Id;

/// One record of an answer: cheap to clone, and still as it came.
///
/// Typed accessors interpret when they are asked. Each gives `None` when the field is missing, says
/// nothing (`""`, `null`, `false`, `0000-00-00`) or cannot be read that way; [`Row::raw`] has the
/// value in any case. Numbers are read from texts and texts from numbers.
///
/// Debug output hides personal and secret fields, nested JSON, and unknown keys with their names.
#[derive(Clone)]
pub struct Row {
    page: Arc<Page>,
    index: usize,
}

impl Row {
    /// All rows of a page.
    pub(crate) fn all(page: Page) -> impl Iterator<Item = Row> {
        let page = Arc::new(page);
        (0..page.len()).map(move |index| Row {
            page: Arc::clone(&page),
            index,
        })
    }

    /// The first row of a page; of one without rows, a row without fields.
    pub(super) fn first_of(page: Page) -> Row {
        Row {
            page: Arc::new(page),
            index: 0,
        }
    }

    /// The field as text. Numbers and `true` are given as they stand.
    #[must_use]
    pub fn text(&self, key: &Key) -> Option<&str> {
        self.page.text(self.slot(key)?)
    }

    /// The field as the number of a thing.
    #[must_use]
    pub fn id(&self, key: &Key) -> Option<Id> {
        let slot = self.slot(key)?;
        match Kind::of(self.page.json(slot)) {
            Kind::Number => {
                let number = self.page.text(slot)?;
                Some(whole(number).map_or_else(|| Id::from(number), |id| Id::from(&*id)))
            }
            Kind::Text => self
                .page
                .text(slot)
                .map(str::trim)
                .filter(|id| !id.is_empty())
                .map(Id::from),
            _ => None,
        }
    }

    /// The field as yes or no: in the spellings of its limit, or `1`, `0`, `true` or `false`, as text or
    /// bare.
    #[must_use]
    pub fn flag(&self, key: &Key) -> Option<bool> {
        let slot = self.slot(key)?;
        let is_false = Kind::of(self.page.json(slot)) == Kind::False;
        let text = if is_false {
            "false"
        } else {
            self.page.text(slot)?.trim()
        };
        // The API's own spellings come first: one of them may be another's word for the opposite.
        if let Rule::FlagAs { yes, no } = key.in_answers().rule {
            let is = |spelling: &str| text.eq_ignore_ascii_case(spelling);
            if let Some(flag) = is(yes).then_some(true).or(is(no).then_some(false)) {
                return Some(flag);
            }
        }
        if text == "1" || text.eq_ignore_ascii_case("true") {
            Some(true)
        } else if text == "0" || text.eq_ignore_ascii_case("false") {
            Some(false)
        } else {
            None
        }
    }

    /// The field as a whole number that is not negative. `5.0` and `5e0` read as 5.
    #[must_use]
    pub fn unsigned(&self, key: &Key) -> Option<u64> {
        whole(self.text(key)?)?.parse().ok()
    }

    /// The field as a whole number. `-5.0` reads as -5.
    #[must_use]
    pub fn integer(&self, key: &Key) -> Option<i64> {
        whole(self.text(key)?)?.parse().ok()
    }

    /// The items of a comma-separated text, trimmed and without empty ones. Those of an array are its items,
    /// commas included, if the field is a list in the spec.
    #[must_use]
    pub fn list(&self, key: &Key) -> Vec<&str> {
        if let Some(items) = self.slot(key).and_then(|slot| self.page.items(slot)) {
            return items;
        }
        let text = self.text(key).unwrap_or("");
        text.split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .collect()
    }

    /// The names of a map and their values, in the order of the answer: texts decoded, numbers and `true` as
    /// they stand. What says nothing, and what is nested, is left out: [`Row::raw`] has it.
    #[must_use]
    pub fn map(&self, key: &Key) -> Vec<(String, String)> {
        let mut entries = Vec::new();
        if let Some(slot) = self.slot(key) {
            let json = self.page.json(slot);
            if Kind::of(json) == Kind::Object {
                json::entries(json, |name, value| {
                    let value = json::scalar(value);
                    entries.extend(value.map(|value| (name.into_owned(), value.into_owned())));
                });
            }
        }
        entries
    }

    /// The field's nested records: those of an array, or the only one of an object.
    #[must_use]
    pub fn rows(&self, key: &Key, kind: &'static RecordKind) -> Vec<Row> {
        self.slot(key).map_or_else(Vec::new, |slot| {
            nested(&self.page.body, self.page.json(slot), kind)
        })
    }

    /// The field's nested record; the first one of an array.
    #[must_use]
    pub fn object(&self, key: &Key, kind: &'static RecordKind) -> Option<Row> {
        self.rows(key, kind).into_iter().next()
    }

    /// The record that the field holds as JSON inside a text, or as nested JSON. `None` if it is
    /// plain text.
    #[must_use]
    pub fn json_in_text(&self, key: &Key, kind: &'static RecordKind) -> Option<Row> {
        let slot = self.slot(key)?;
        if Kind::of(self.page.json(slot)) != Kind::Text {
            return self.object(key, kind);
        }
        let text = self.page.text(slot)?.trim();
        if !text.starts_with(['{', '[']) {
            return None;
        }
        json::check(text).ok()?;
        let body = Arc::new(text.to_owned());
        nested(&body, &body, kind).into_iter().next()
    }

    /// [`Row::rows`], as records of a generated type.
    #[must_use]
    pub fn records<R: Record>(&self, key: &Key) -> Vec<R> {
        self.rows(key, R::KIND)
            .into_iter()
            .map(R::from_row)
            .collect()
    }

    /// [`Row::object`], as a record of a generated type.
    #[must_use]
    pub fn record<R: Record>(&self, key: &Key) -> Option<R> {
        self.object(key, R::KIND).map(R::from_row)
    }

    /// [`Row::json_in_text`], as a record of a generated type.
    #[must_use]
    pub fn record_in_text<R: Record>(&self, key: &Key) -> Option<R> {
        self.json_in_text(key, R::KIND).map(R::from_row)
    }

    /// The raw JSON under a key, known or not, whatever it is: `null` too. A field of the spec is
    /// found under any of its names, whatever their capitals.
    #[must_use]
    pub fn raw(&self, key: &str) -> Option<&str> {
        self.page
            .kind
            .field(key)
            .and_then(|field| self.page.slot(self.index, field))
            .map(|slot| self.page.json(slot))
            .or_else(|| {
                self.unknown()
                    .find(|(name, _)| *name == key)
                    .map(|(_, raw)| raw)
            })
    }

    /// Keys that the spec does not know, with their raw JSON, in the order of the answer. A field
    /// that came twice is here the second time.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.page.others(self.index)
    }

    /// The text under a key that the spec does not know, such as a custom field.
    #[must_use]
    pub fn custom_text(&self, key: &str) -> Option<Cow<'_, str>> {
        let (_, raw) = self.unknown().find(|(name, _)| *name == key)?;
        json::scalar(raw)
    }

    /// The record as it came: the JSON text of the whole object.
    #[must_use]
    pub fn to_json(&self) -> &str {
        self.page.row_json(self.index)
    }

    /// The kind of record.
    #[must_use]
    pub fn kind(&self) -> &'static RecordKind {
        self.page.kind
    }

    /// The fields that are there and do not fit, so that their accessors do not give what they hold: text
    /// where a number is due, an object where text is. What says nothing, such as `""` and `null`, is not
    /// there.
    pub fn misfits(&self) -> impl Iterator<Item = &'static Key> {
        let fields = self.page.kind.fields.iter().copied();
        fields.filter(|key| !self.fits(key))
    }

    /// The raw JSON of a field, if it came.
    #[cfg(feature = "serde")]
    pub(crate) fn raw_of(&self, key: &Key) -> Option<&str> {
        self.slot(key).map(|slot| self.page.json(slot))
    }

    /// Whether the accessor of a field gives what it holds, or there is nothing in it.
    pub(crate) fn fits(&self, key: &'static Key) -> bool {
        self.slot(key).is_none_or(|slot| self.slot_fits(key, slot))
    }

    fn slot_fits(&self, key: &'static Key, slot: Slot) -> bool {
        let json = self.page.json(slot);
        let says_nothing = match Kind::of(json) {
            Kind::Null | Kind::False => true,
            Kind::Text => self
                .page
                .text(slot)
                .is_none_or(|text| text.trim().is_empty()),
            Kind::Array | Kind::Object => json::is_empty(json),
            Kind::Number | Kind::True => false,
        };
        if says_nothing {
            return true;
        }
        match key.in_answers().rule {
            Rule::Json | Rule::InText(_) => true,
            Rule::MapOf(_) => match Kind::of(json) {
                Kind::Object => !json::any_value(json, |value| {
                    matches!(Kind::of(value), Kind::Array | Kind::Object)
                }),
                _ => false,
            },
            Rule::Id => self.id(key).is_some(),
            Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean => self.flag(key).is_some(),
            Rule::Integer { min: Some(0..), .. } => self.unsigned(key).is_some(),
            Rule::Integer { .. } => self.integer(key).is_some(),
            Rule::Decimal | Rule::DecimalWithin { .. } => self.text(key).is_some_and(is_number),
            Rule::ListOf(_) | Rule::List(_) => match Kind::of(json) {
                Kind::Array => !json::any_value(json, |item| {
                    matches!(Kind::of(item), Kind::Array | Kind::Object)
                }),
                _ => self.text(key).is_some(),
            },
            Rule::ArrayOf(_) | Rule::Object(_) | Rule::Rows => match Kind::of(json) {
                Kind::Object => true,
                Kind::Array => !json::any_value(json, |item| Kind::of(item) != Kind::Object),
                _ => false,
            },
            Rule::Text { .. }
            | Rule::Length { .. }
            | Rule::Rfc2822
            | Rule::Ip { .. }
            | Rule::AllOf(_)
            | Rule::Escaped { .. }
            | Rule::Shape(_)
            | Rule::OneOf(_)
            | Rule::Email
            | Rule::Url
            | Rule::DateTime(_)
            // No answer has one.
            | Rule::File { .. } => self.text(key).is_some(),
        }
    }

    fn slot(&self, key: &Key) -> Option<Slot> {
        self.page.slot(self.index, self.page.field(key)?)
    }
}

/// Most digits that an exponent can add: more than any number of a thing has.
const MOST_ZEROS: usize = 40;

/// The digits of a whole number, without a fraction that is zero and without an exponent.
pub(super) fn whole(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        None => (text, 0),
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    if exponent == 0 {
        return fraction.is_empty().then_some(Cow::Borrowed(whole));
    }
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut all = format!("{digits}{fraction}");
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Where the point stands in all of the digits.
    let point = i64::try_from(digits.len()).ok()? + i64::from(exponent);
    let point = usize::try_from(point).ok()?;
    if point > all.len() + MOST_ZEROS {
        return None;
    }
    if point < all.len() {
        let is_zero = all.bytes().skip(point).all(|byte| byte == b'0');
        all = all.get(..point).filter(|_| is_zero)?.to_owned();
    } else {
        all.extend(std::iter::repeat_n('0', point - all.len()));
    }
    let all = all.trim_start_matches('0');
    Some(Cow::Owned(match all {
        "" => "0".to_owned(),
        all => format!("{sign}{all}"),
    }))
}

/// The records in a piece of JSON: an object, or an array with objects. `json` is part of `body`, and
/// its syntax was checked.
pub(super) fn nested(body: &Arc<String>, json: &str, kind: &'static RecordKind) -> Vec<Row> {
    let mut reader = PageReader::new(body, kind).taking_any();
    let span = Span::of(body, json);
    match Kind::of(json) {
        Kind::Object if json::is_numbered(json) => reader.read_values(span, |_| {}),
        // As in an answer, a lone `{}` says that there is nothing.
        Kind::Object if !json::is_empty(json) => {
            reader.read_object(span);
        }
        Kind::Array => reader.read_array(span, |_| {}),
        _ => {}
    }
    Row::all(reader.finish()).collect()
}

/// Whether a text is a number as JSON writes it.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') && text.parse::<f64>().is_ok()
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct(self.page.kind.name);
        for (field, key) in self.page.kind.fields.iter().enumerate() {
            let Some(slot) = self.page.slot(self.index, field) else {
                continue;
            };
            out.field(
                key.wire,
                &Shown {
                    key,
                    json: self.page.json(slot),
                    text: self.page.text(slot),
                },
            );
        }
        // Their names could be anything, as the values could: an e-mail address, say.
        match self.unknown().count() {
            0 => {}
            count => {
                out.field("*", &format_args!("<{count} unknown>"));
            }
        }
        out.finish()
    }
}

struct Shown<'r> {
    key: &'static Key,
    json: &'r str,
    text: Option<&'r str>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nested = matches!(
            self.key.limit.rule,
            Rule::Json
                | Rule::Rows
                | Rule::ArrayOf(_)
                | Rule::Object(_)
                | Rule::InText(_)
                | Rule::MapOf(_)
        );
        match (self.key.holds, self.text, Kind::of(self.json)) {
            (Holds::Personal | Holds::Secret, ..) => {
                f.write_str(self.key.holds.mark().unwrap_or_default())
            }
            // What is in nested JSON is not known here.
            (_, Some(_), _) if nested => f.write_str("<nested>"),
            (.., Kind::Object | Kind::Array) => f.write_str("<nested>"),
            (_, Some(text), _) => write!(f, "{text:?}"),
            (_, None, _) => f.write_str("None"),
        }
    }
}
