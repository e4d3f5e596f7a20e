//! The records of an answer, as positions in its text.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::key_index::KeyIndex;
use crate::descriptor::{Key, RecordKind};
use crate::json::{self, Kind, Span};

/// Records of one kind: positions in the text of the answer, which all of them share.
pub(crate) struct Page {
    pub(crate) body: Arc<String>,
    pub(crate) kind: &'static RecordKind,
    pub(crate) rows: Vec<RowSpan>,
    /// One for each field of each row.
    pub(crate) slots: Vec<Slot>,
    pub(crate) others: Vec<Other>,
    /// Texts that had escapes, without them.
    pub(crate) decoded: String,
    /// Made when a field is asked for.
    index: OnceLock<KeyIndex>,
}

pub(crate) struct RowSpan {
    pub(crate) json: Span,
    pub(crate) others: Range<usize>,
}

/// Where the value of a field is. Empty spans mean that it is not there.
#[derive(Clone, Copy, Default)]
pub(crate) struct Slot {
    pub(crate) json: Span,
    /// In `decoded`, for values that cannot be read where they stand.
    pub(crate) text: Span,
}

/// A key that the kind does not know, or knows and has a value for already.
pub(crate) struct Other {
    pub(crate) key: KeyText,
    pub(crate) json: Span,
}

/// Where the text of a key is.
#[derive(Clone, Copy)]
pub(crate) enum KeyText {
    InBody(Span),
    /// In `decoded`, because it had escapes.
    Decoded(Span),
}

impl Page {
    pub(crate) fn new(body: Arc<String>, kind: &'static RecordKind) -> Self {
        Self {
            body,
            kind,
            rows: Vec::new(),
            slots: Vec::new(),
            others: Vec::new(),
            decoded: String::new(),
            index: OnceLock::new(),
        }
    }

    pub(crate) fn add_decoded(&mut self, text: &str) -> Span {
        let start = self.decoded.len();
        self.decoded.push_str(text);
        Span::at(start..self.decoded.len())
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Position of the field, by identity of its key or else by name.
    pub(crate) fn field(&self, key: &Key) -> Option<usize> {
        let fields = self.kind.fields;
        self.index
            .get_or_init(|| KeyIndex::of(fields))
            .find(fields, key)
            .or_else(|| fields.iter().position(|field| field.wire == key.wire))
    }

    /// The value of a field, if the answer has it.
    pub(crate) fn slot(&self, row: usize, field: usize) -> Option<Slot> {
        let slot = *self.slots.get(row * self.kind.fields.len() + field)?;
        (!slot.json.is_empty()).then_some(slot)
    }

    pub(crate) fn json(&self, slot: Slot) -> &str {
        slot.json.of_text(&self.body)
    }

    pub(crate) fn row_json(&self, row: usize) -> &str {
        self.rows
            .get(row)
            .map_or("", |row| row.json.of_text(&self.body))
    }

    /// The value as text; `None` for everything that says nothing, and for arrays and objects.
    pub(crate) fn text(&self, slot: Slot) -> Option<&str> {
        let json = self.json(slot);
        let text = match Kind::of(json) {
            Kind::Number | Kind::True => json,
            _ if !slot.text.is_empty() => slot.text.of_text(&self.decoded),
            Kind::Text => json.get(1..json.len() - 1)?,
            Kind::Object | Kind::Array | Kind::False | Kind::Null => return None,
        };
        (!json::means_nothing(text)).then_some(text)
    }

    /// The items of an array, trimmed and without those that say nothing; `None` for anything else.
    pub(crate) fn items(&self, slot: Slot) -> Option<Vec<&str>> {
        let array = self.json(slot);
        if Kind::of(array) != Kind::Array {
            return None;
        }
        // They stand one behind the other with commas between them, and may have commas themselves: only the
        // array tells how long each is.
        let mut rest = slot.text.of_text(&self.decoded);
        let mut items = Vec::new();
        json::elements(array, |item| {
            let length = json::scalar(item).map(|item| item.len());
            if let Some((item, behind)) = length.and_then(|length| rest.split_at_checked(length)) {
                items.push(item.trim());
                rest = behind.strip_prefix(',').unwrap_or(behind);
            }
        });
        items.retain(|item| !item.is_empty());
        Some(items)
    }

    /// Keys that the kind does not know, with their raw JSON.
    pub(crate) fn others(&self, row: usize) -> impl Iterator<Item = (&str, &str)> {
        let range = self.rows.get(row).map_or(0..0, |row| row.others.clone());
        self.others.get(range).unwrap_or(&[]).iter().map(|other| {
            let key = match other.key {
                KeyText::InBody(key) => key.of_text(&self.body),
                KeyText::Decoded(key) => key.of_text(&self.decoded),
            };
            (key, other.json.of_text(&self.body))
        })
    }
}

impl RecordKind {
    /// Position of the field with this name: as it is spelled, or else in other capitals.
    pub(crate) fn field(&self, name: &str) -> Option<usize> {
        let mut in_other_capitals = None;
        for (position, key) in self.fields.iter().enumerate() {
            // Most names are of another length, and cost no more than that.
            let mut is_it = |known: &str| {
                known.len() == name.len() && {
                    let is_same = known == name;
                    if in_other_capitals.is_none() && known.eq_ignore_ascii_case(name) {
                        in_other_capitals = Some(position);
                    }
                    is_same
                }
            };
            if is_it(key.wire) || key.also.iter().copied().any(is_it) {
                return Some(position);
            }
        }
        in_other_capitals
    }
}
