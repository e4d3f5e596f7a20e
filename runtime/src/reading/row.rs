use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::json::{self, Kind, Span};
use super::page::{Page, Slot};
use super::page_reader::PageReader;
use crate::descriptor::{Holds, Key, RecordKind, Rule};
use crate::failing::one_line;
use crate::{Id, Record};

/// One record of an answer: cheap to clone, and still as it came.
///
/// Typed accessors interpret when they are asked. Each gives `None` when the field is missing, says
/// nothing (`""`, `null`, `false`, `0000-00-00`) or cannot be read that way; [`Row::raw`] has the
/// value in any case. Numbers are read from texts and texts from numbers.
///
/// Debug output hides personal and secret fields, nested JSON and everything under unknown keys.
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
                Some(Id::from(whole(number).unwrap_or(number)))
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

    /// The field as yes or no: `1`, `0`, `true` or `false`, as text or bare.
    #[must_use]
    pub fn flag(&self, key: &Key) -> Option<bool> {
        let slot = self.slot(key)?;
        if Kind::of(self.page.json(slot)) == Kind::False {
            return Some(false);
        }
        let text = self.page.text(slot)?.trim();
        if text == "1" || text.eq_ignore_ascii_case("true") {
            Some(true)
        } else if text == "0" || text.eq_ignore_ascii_case("false") {
            Some(false)
        } else {
            None
        }
    }

    /// The field as a whole number that is not negative. `5.0` reads as 5.
    #[must_use]
    pub fn unsigned(&self, key: &Key) -> Option<u64> {
        whole(self.text(key)?)?.parse().ok()
    }

    /// The field as a whole number. `-5.0` reads as -5.
    #[must_use]
    pub fn integer(&self, key: &Key) -> Option<i64> {
        whole(self.text(key)?)?.parse().ok()
    }

    /// The items of a comma-separated text, trimmed and without empty ones. An array of texts reads
    /// like one if the field is a list in the spec.
    #[must_use]
    pub fn list(&self, key: &Key) -> Vec<&str> {
        let text = self.text(key).unwrap_or("");
        text.split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .collect()
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

    fn slot(&self, key: &Key) -> Option<Slot> {
        self.page.slot(self.index, self.page.field(key)?)
    }
}

/// The digits of a whole number, without a fraction that is zero.
fn whole(text: &str) -> Option<&str> {
    let text = text.trim();
    match text.split_once('.') {
        None => Some(text),
        Some((whole, fraction)) => fraction.bytes().all(|byte| byte == b'0').then_some(whole),
    }
}

/// The records in a piece of JSON: an object, or an array with objects. `json` is part of `body`, and
/// its syntax was checked.
pub(super) fn nested(body: &Arc<String>, json: &str, kind: &'static RecordKind) -> Vec<Row> {
    let mut reader = PageReader::new(body, kind);
    let span = Span::of(body, json);
    match Kind::of(json) {
        // As in an answer, a lone `{}` says that there is nothing.
        Kind::Object if !json::is_empty_object(json) => {
            reader.read_object(span);
        }
        Kind::Array => reader.read_array(span, |_| {}),
        _ => {}
    }
    Row::all(reader.finish()).collect()
}

/// Most characters of an unknown key in debug output.
const NAME: usize = 60;

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
        for (key, _) in self.unknown() {
            out.field(&one_line(key, NAME), &format_args!("<unknown>"));
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
            Rule::Json | Rule::ArrayOf(_) | Rule::Object(_)
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
