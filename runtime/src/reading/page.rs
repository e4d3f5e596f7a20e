use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::json::{self, Kind, Span};
use crate::descriptor::{Key, RecordKind, Rule};

/// Records of one kind: positions in the text of the answer, which all of them share.
pub(crate) struct Page {
    pub(crate) body: Arc<str>,
    pub(crate) kind: &'static RecordKind,
    rows: Vec<RowSpan>,
    /// One for each field of each row.
    slots: Vec<Slot>,
    others: Vec<Other>,
    /// Texts that had escapes, without them.
    decoded: String,
}

struct RowSpan {
    json: Span,
    others: Range<usize>,
}

/// Where the value of a field is. Empty spans mean that it is not there.
#[derive(Clone, Copy, Default)]
pub(crate) struct Slot {
    json: Span,
    /// In `decoded`, for values that cannot be read where they stand.
    text: Span,
}

/// A key that the kind does not know, or knows and has a value for already.
struct Other {
    key: Span,
    /// Whether the key is in `decoded` rather than in the body.
    key_decoded: bool,
    json: Span,
}

impl Page {
    /// Reads the objects at these positions. Those whose keys cannot be read are given back.
    pub(crate) fn read(
        body: &Arc<str>,
        kind: &'static RecordKind,
        objects: &[Span],
    ) -> (Self, Vec<Span>) {
        let mut page = Self {
            body: Arc::clone(body),
            kind,
            rows: Vec::with_capacity(objects.len()),
            slots: Vec::with_capacity(objects.len() * kind.fields.len()),
            others: Vec::new(),
            decoded: String::new(),
        };
        let mut layout = Layout {
            kind,
            keys: Vec::new(),
        };
        let mut unreadable = Vec::new();
        for object in objects {
            if !page.read_row(body, *object, &mut layout) {
                unreadable.push(*object);
            }
        }
        (page, unreadable)
    }

    fn read_row<'b>(&mut self, body: &'b str, object: Span, layout: &mut Layout<'b>) -> bool {
        let first_slot = self.slots.len();
        let first_other = self.others.len();
        self.slots
            .resize(first_slot + self.kind.fields.len(), Slot::default());
        let mut position = 0;
        let outcome = json::entries(object.of_text(body), |key, value| {
            let field = layout.field(position, key.clone());
            position += 1;
            let slot = Slot {
                json: Span::of(body, value),
                text: Span::default(),
            };
            match field.and_then(|field| Some((field, self.kind.fields.get(field)?))) {
                Some((field, known)) => {
                    let slot = self.decode(slot, known, value);
                    let earlier = std::mem::replace(&mut self.slots[first_slot + field], slot);
                    if earlier.json.is_empty() {
                        return;
                    }
                    // Both are kept; the one that says something is the field's value.
                    let keep_earlier = self.text(earlier).is_some() || self.text(slot).is_none();
                    let spare = if keep_earlier { slot } else { earlier };
                    if keep_earlier {
                        self.slots[first_slot + field] = earlier;
                    }
                    self.add_other(body, key, spare);
                }
                None => self.add_other(body, key, slot),
            }
        });
        if outcome.is_err() {
            self.slots.truncate(first_slot);
            self.others.truncate(first_other);
            return false;
        }
        self.rows.push(RowSpan {
            json: object,
            others: first_other..self.others.len(),
        });
        true
    }

    /// Decodes what cannot be read where it stands: escapes, and lists that came as arrays.
    fn decode(&mut self, mut slot: Slot, key: &Key, value: &str) -> Slot {
        let start = self.decoded.len();
        match Kind::of(value) {
            Kind::Text => match json::unquote(value) {
                Some(Cow::Owned(text)) => self.decoded.push_str(&text),
                Some(Cow::Borrowed(_)) | None => return slot,
            },
            Kind::Array if matches!(key.limit.rule, Rule::ListOf(_)) => {
                let decoded = &mut self.decoded;
                // Elements after one that cannot be read are still in the raw JSON.
                let _ = json::elements(value, |item| {
                    if let Some(item) = json::scalar(item) {
                        if decoded.len() > start {
                            decoded.push(',');
                        }
                        decoded.push_str(&item);
                    }
                });
            }
            _ => return slot,
        }
        slot.text = Span::at(start..self.decoded.len());
        slot
    }

    fn add_other(&mut self, body: &str, key: Cow<'_, str>, slot: Slot) {
        let (key, key_decoded) = match key {
            Cow::Borrowed(key) => (Span::of(body, key), false),
            Cow::Owned(key) => {
                let start = self.decoded.len();
                self.decoded.push_str(&key);
                (Span::at(start..self.decoded.len()), true)
            }
        };
        self.others.push(Other {
            key,
            key_decoded,
            json: slot.json,
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Position of the field, by identity of its key or else by name.
    pub(crate) fn field(&self, key: &Key) -> Option<usize> {
        let fields = self.kind.fields;
        fields
            .iter()
            .position(|field| std::ptr::eq(*field, key))
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

    /// Keys that the kind does not know, with their raw JSON.
    pub(crate) fn others(&self, row: usize) -> impl Iterator<Item = (&str, &str)> {
        let range = self.rows.get(row).map_or(0..0, |row| row.others.clone());
        self.others.get(range).unwrap_or(&[]).iter().map(|other| {
            let whole = if other.key_decoded {
                self.decoded.as_str()
            } else {
                &*self.body
            };
            (other.key.of_text(whole), other.json.of_text(&self.body))
        })
    }
}

/// Which key stands where. Records of a page mostly have the same keys in the same order, so that
/// the row before tells where the next one's keys belong.
struct Layout<'b> {
    kind: &'static RecordKind,
    keys: Vec<(Cow<'b, str>, Option<usize>)>,
}

impl<'b> Layout<'b> {
    fn field(&mut self, position: usize, key: Cow<'b, str>) -> Option<usize> {
        if let Some((known, field)) = self.keys.get(position)
            && *known == key
        {
            return *field;
        }
        let field = self.look_up(position, &key);
        match self.keys.get_mut(position) {
            Some(entry) => *entry = (key, field),
            None => self.keys.push((key, field)),
        }
        field
    }

    fn look_up(&self, position: usize, key: &str) -> Option<usize> {
        let fields = self.kind.fields;
        let expected = match position
            .checked_sub(1)
            .and_then(|before| self.keys.get(before))
        {
            Some((_, Some(field))) => field + 1,
            _ => position,
        };
        if fields.get(expected).is_some_and(|field| field.wire == key) {
            return Some(expected);
        }
        self.kind.field(key)
    }
}

impl RecordKind {
    /// Position of the field with this name: as it is spelled, or else in other capitals.
    pub(crate) fn field(&self, name: &str) -> Option<usize> {
        let find = |same: &dyn Fn(&str) -> bool| {
            let is = |key: &Key| same(key.wire) || key.also.iter().any(|also| same(also));
            self.fields.iter().position(|key| is(key))
        };
        find(&|known| known == name).or_else(|| find(&|known| known.eq_ignore_ascii_case(name)))
    }
}
