//! Reads objects of an answer into a page.

use std::sync::Arc;

use super::page::{KeyText, Other, Page, RowSpan, Slot};
use crate::descriptor::RecordKind;
use crate::json::{self, Kind, Piece, Scanner, Span};

/// Fields, given or not, that a page has room for: 64 MiB. An array of empty objects would take hundreds
/// of bytes for each of its three otherwise. What comes after is kept as it came.
const MAX_SLOTS: usize = 4 << 20;

/// Reads objects of an answer into a page, each in one go. The answer's syntax was checked before.
pub(crate) struct PageReader<'b> {
    body: &'b str,
    page: Page,
    layout: Layout<'b>,
    /// Whether an object without any of the fields is a record too.
    takes_any: bool,
}

impl<'b> PageReader<'b> {
    pub(crate) fn new(body: &'b Arc<String>, kind: &'static RecordKind) -> Self {
        Self {
            takes_any: kind.takes_any(),
            body,
            page: Page::new(Arc::clone(body), kind),
            layout: Layout {
                kind,
                heads: Vec::new(),
                next: 0,
                expected: 0,
                learns: true,
            },
        }
    }

    /// Takes every object for a record: for those that a record holds.
    pub(crate) fn taking_any(mut self) -> Self {
        self.takes_any = true;
        self
    }

    /// Expects one record: what is learnt of it would be of no use.
    pub(crate) fn for_one(mut self) -> Self {
        self.layout.learns = false;
        self
    }

    /// Reads the object at this position. `false` if it is no record, or if there is no room for more.
    pub(crate) fn read_object(&mut self, object: Span) -> bool {
        let mut scanner = Scanner::inside(self.body, object.start());
        self.read_row(object.start(), &mut scanner)
    }

    /// Reads the objects in the array at this position, and gives back what else is in it.
    pub(crate) fn read_array(&mut self, array: Span, mut other: impl FnMut(Span)) {
        let mut scanner = Scanner::inside(self.body, array.start());
        while let Some(first) = scanner.step() {
            if first == b'{' {
                let start = scanner.position();
                let mut inside = scanner.clone();
                inside.enter();
                if self.read_row(start, &mut inside) {
                    if self.page.rows.len() == 1 {
                        self.make_room(array.len(), inside.position() - start);
                    }
                    scanner = inside;
                    continue;
                }
            }
            other(scanner.value().json);
        }
    }

    /// Reads the objects that are the values of the object at this position, and gives back what else is
    /// in it.
    pub(crate) fn read_values(&mut self, object: Span, mut other: impl FnMut(Span)) {
        let mut scanner = Scanner::inside(self.body, object.start());
        while scanner.step().is_some() {
            scanner.key();
            let value = scanner.value().json;
            let is_object = self.body.as_bytes().get(value.start()) == Some(&b'{');
            if !is_object || !self.read_object(value) {
                other(value);
            }
        }
    }

    pub(crate) fn finish(self) -> Page {
        self.page
    }

    /// Makes room for as many more rows as the array has, if all are about as long as the first.
    fn make_room(&mut self, array: usize, row: usize) {
        let fields = self.page.kind.fields.len();
        let rows = (array / row.max(1)).saturating_sub(1);
        // Few values take less than eight bytes: an array of tiny objects must not take everything.
        let slots = rows.saturating_mul(fields).min(array / 8);
        self.page.slots.reserve(slots);
        self.page.rows.reserve(slots / fields.max(1));
    }

    fn read_row(&mut self, start: usize, scanner: &mut Scanner<'b>) -> bool {
        let first_slot = self.page.slots.len();
        if first_slot + self.page.rows.len() > MAX_SLOTS {
            return false;
        }
        let first_other = self.page.others.len();
        self.page
            .slots
            .resize(first_slot + self.page.kind.fields.len(), Slot::default());
        self.layout.next = 0;
        self.layout.expected = 0;
        let mut is_record = self.takes_any;
        while scanner.step().is_some() {
            let entry = self.read_key(scanner);
            let value = scanner.value();
            match entry.field {
                Some(field) => {
                    is_record = true;
                    self.layout.expected = usize::from(field) + 1;
                    self.put(first_slot + usize::from(field), entry, value);
                }
                None => self.page.others.push(Other {
                    key: entry.text,
                    json: value.json,
                }),
            }
        }
        if !is_record {
            self.page.slots.truncate(first_slot);
            self.page.others.truncate(first_other);
            return false;
        }
        self.page.rows.push(RowSpan {
            json: Span::at(start..scanner.position()),
            others: first_other..self.page.others.len(),
        });
        true
    }

    /// Steps to the value.
    #[inline]
    fn read_key(&mut self, scanner: &mut Scanner<'b>) -> ReadKey {
        match self.layout.predict(scanner) {
            Some(key) => key,
            None => self.read_unexpected_key(scanner),
        }
    }

    /// Steps to the value of a key that no row before has here. Answers mostly have the fields in the order
    /// of the document.
    fn read_unexpected_key(&mut self, scanner: &mut Scanner<'b>) -> ReadKey {
        let expected = self.layout.expected;
        let start = scanner.position();
        let field = self.page.kind.fields.get(expected);
        let Some(field) = field.filter(|field| scanner.take_key(field.wire)) else {
            return self.read_new_key(scanner, expected);
        };
        let key = ReadKey {
            text: KeyText::InBody(Span::at(start + 1..start + 1 + field.wire.len())),
            field: u16::try_from(expected).ok(),
            is_list: field.limit.rule.list().is_some(),
        };
        self.learn(start, scanner, key);
        key
    }

    fn read_new_key(&mut self, scanner: &mut Scanner<'b>, expected: usize) -> ReadKey {
        let start = scanner.position();
        let piece = scanner.key();
        let text = json::key(self.body, piece);
        let field = self.layout.look_up(&text, expected);
        let key = ReadKey {
            text: if piece.escaped {
                KeyText::Decoded(self.page.add_decoded(&text))
            } else {
                KeyText::InBody(Span::of(self.body, &text))
            },
            field: field.and_then(|field| u16::try_from(field).ok()),
            is_list: field
                .and_then(|field| self.page.kind.fields.get(field))
                .is_some_and(|field| field.limit.rule.list().is_some()),
        };
        self.learn(start, scanner, key);
        key
    }

    /// Remembers a key as it stands, for the rows that follow.
    fn learn(&mut self, start: usize, scanner: &Scanner<'b>, key: ReadKey) {
        if !self.layout.learns {
            return;
        }
        if let Some(bytes) = self.body.as_bytes().get(start..scanner.position()) {
            self.layout.learn(Head { bytes, key });
        }
    }

    #[inline]
    fn put(&mut self, position: usize, key: ReadKey, value: Piece) {
        let slot = self.decode(key.is_list, value);
        let Some(place) = self.page.slots.get_mut(position) else {
            return;
        };
        let earlier = *place;
        *place = slot;
        if !earlier.json.is_empty() {
            self.keep_both(position, key.text, earlier, slot);
        }
    }

    /// A field came twice. The value that says something is the field's; the other one is kept too.
    #[cold]
    fn keep_both(&mut self, position: usize, name: KeyText, earlier: Slot, later: Slot) {
        let page = &mut self.page;
        let keep_earlier = page.text(earlier).is_some() || page.text(later).is_none();
        let spare = if keep_earlier {
            if let Some(place) = page.slots.get_mut(position) {
                *place = earlier;
            }
            later
        } else {
            earlier
        };
        page.others.push(Other {
            key: name,
            json: spare.json,
        });
    }

    /// Decodes what cannot be read where it stands: escapes, and lists that came as arrays.
    #[inline]
    fn decode(&mut self, is_list: bool, value: Piece) -> Slot {
        let text = if value.escaped {
            self.decode_text(value.json.of_text(self.body))
        } else if is_list {
            self.decode_list(value.json.of_text(self.body))
        } else {
            Span::default()
        };
        Slot {
            json: value.json,
            text,
        }
    }

    fn decode_text(&mut self, json: &str) -> Span {
        let start = self.page.decoded.len();
        let quoted = json::inside_quotes(json).unwrap_or_default();
        self.page.decoded.reserve(quoted.len());
        json::unescape(quoted, &mut self.page.decoded);
        Span::at(start..self.page.decoded.len())
    }

    fn decode_list(&mut self, json: &str) -> Span {
        if Kind::of(json) != Kind::Array {
            return Span::default();
        }
        let decoded = &mut self.page.decoded;
        let start = decoded.len();
        json::elements(json, |item| {
            if let Some(item) = json::scalar(item) {
                if decoded.len() > start {
                    decoded.push(',');
                }
                decoded.push_str(&item);
            }
        });
        Span::at(start..decoded.len())
    }
}

/// Which keys stand where. Records of a page mostly have the same keys in the same order, so that the
/// rows before tell what comes next.
struct Layout<'b> {
    kind: &'static RecordKind,
    heads: Vec<Head<'b>>,
    /// The head that is expected next.
    next: usize,
    /// The field behind the last one that came.
    expected: usize,
    /// Whether other rows follow.
    learns: bool,
}

/// A key as it stands in an answer, up to its value.
struct Head<'b> {
    bytes: &'b [u8],
    key: ReadKey,
}

/// What is known of a key.
#[derive(Clone, Copy)]
struct ReadKey {
    text: KeyText,
    /// The position of its field.
    field: Option<u16>,
    is_list: bool,
}

impl<'b> Layout<'b> {
    /// How many keys that a record lacks are passed over at once.
    const GAP: usize = 16;
    /// Records that have nothing in common would only make the layout longer.
    const MOST: usize = 256;

    /// Steps over the key that comes next, if it is one of those that are expected.
    #[inline]
    fn predict(&mut self, scanner: &mut Scanner<'b>) -> Option<ReadKey> {
        let ahead = self.heads.get(self.next..)?;
        let (gap, head) = ahead
            .iter()
            .take(Self::GAP)
            .enumerate()
            .find(|(_, head)| scanner.take(head.bytes))?;
        self.next += gap + 1;
        Some(head.key)
    }

    fn learn(&mut self, head: Head<'b>) {
        if self.heads.is_empty() {
            self.heads.reserve(self.kind.fields.len() + 4);
        }
        if self.heads.len() < Self::MOST && self.next <= self.heads.len() {
            self.heads.insert(self.next, head);
            self.next += 1;
        }
    }

    fn look_up(&self, key: &str, expected: usize) -> Option<usize> {
        // Some fields may be left out.
        let coming = self.kind.fields.get(expected..).unwrap_or_default();
        let mut coming = coming.iter().take(Self::GAP);
        match coming.position(|field| field.wire == key) {
            Some(ahead) => Some(expected + ahead),
            None => self.kind.field(key),
        }
    }
}
