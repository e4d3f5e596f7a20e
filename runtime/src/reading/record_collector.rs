//! Finds the records of an answer, and keeps what stands among them.

use std::sync::Arc;

use super::page::Page;
use super::page_reader::PageReader;
use super::shape;
use crate::descriptor::{CallDescriptor, RecordKind, Returns};
use crate::json::{self, Kind, Scanner, Span};

/// How deep records are looked for by a key. What is deeper is kept as an odd record.
const MAX_DEPTH: usize = 16;

/// The records of an answer, and what stands among them.
pub(super) struct RecordCollector<'b> {
    body: &'b str,
    kind: &'static RecordKind,
    call: &'static CallDescriptor,
    page: PageReader<'b>,
    odd: Vec<Span>,
}

impl<'b> RecordCollector<'b> {
    pub(super) fn new(
        body: &'b Arc<String>,
        kind: &'static RecordKind,
        call: &'static CallDescriptor,
    ) -> Self {
        let page = PageReader::new(body, kind);
        let is_one = matches!(call.returns, Returns::One { .. });
        Self {
            body,
            kind,
            call,
            page: if is_one { page.for_one() } else { page },
            odd: Vec::new(),
        }
    }

    /// The records, and where everything else is.
    pub(super) fn finish(self) -> (Page, Vec<Span>) {
        (self.page.finish(), self.odd)
    }

    /// Takes the records of a piece of the body whose syntax was checked.
    pub(super) fn collect(&mut self, raw: &'b str) {
        let span = Span::of(self.body, raw);
        let odd = &mut self.odd;
        match (Kind::of(raw), self.call.returns.found_by()) {
            (Kind::Object | Kind::Array, Some(key)) => self.search(raw, key),
            // `{}` says that there is nothing.
            (Kind::Object, None) if json::is_empty(raw) => {}
            (Kind::Object, None) if is_list(self.kind, raw, self.call.returns) => {
                self.page.read_values(span, |other| odd.push(other));
            }
            (Kind::Object, None) => self.add(raw),
            (Kind::Array, None) => self.page.read_array(span, |other| odd.push(other)),
            _ if json::scalar(raw).is_none() => {}
            _ => odd.push(span),
        }
    }

    fn add(&mut self, raw: &str) {
        let object = Span::of(self.body, raw);
        if !self.page.read_object(object) {
            self.odd.push(object);
        }
    }

    /// Looks for objects that have the key, in the order of the answer, without recursion.
    fn search(&mut self, raw: &'b str, wanted: &str) {
        let mut open = Vec::new();
        self.look_at(Span::of(self.body, raw), wanted, &mut open);
        while let Some(group) = open.last_mut() {
            match group.next() {
                Some(value) => self.look_at(value, wanted, &mut open),
                None => drop(open.pop()),
            }
        }
    }

    /// Keeps a record or an odd one, and opens a group.
    fn look_at(&mut self, value: Span, wanted: &str, open: &mut Vec<Group<'b>>) {
        let raw = value.of_text(self.body);
        let kind = Kind::of(raw);
        let is_group = match kind {
            _ if open.len() > MAX_DEPTH => false,
            Kind::Object => {
                let envelope = self.call.envelope;
                let (mut has_key, mut has_inner) = (false, false);
                json::entries(raw, |key, value| {
                    has_key |= envelope.same(wanted, &key);
                    has_inner |= matches!(Kind::of(value), Kind::Object | Kind::Array);
                });
                if has_key {
                    return self.add(raw);
                }
                // Neither a record nor a group: kept, in case the key is spelled another way.
                has_inner || open.is_empty()
            }
            Kind::Array => true,
            _ => false,
        };
        if is_group {
            open.push(Group {
                inside: Scanner::inside(self.body, value.start()),
                has_keys: kind == Kind::Object,
            });
        } else {
            self.odd.push(value);
        }
    }
}

/// An array or object in which records are looked for, from where that has come to.
struct Group<'b> {
    inside: Scanner<'b>,
    has_keys: bool,
}

impl Group<'_> {
    fn next(&mut self) -> Option<Span> {
        loop {
            let mut first = self.inside.step()?;
            if self.has_keys {
                self.inside.key();
                first = self.inside.first()?;
            }
            let value = self.inside.value().json;
            // Texts beside groups of records describe the group.
            if !self.has_keys || matches!(first, b'{' | b'[') {
                return Some(value);
            }
        }
    }
}

/// Whether an object stands for a list: one with holes, or one whose keys are the ids of its records.
fn is_list(kind: &RecordKind, object: &str, returns: Returns) -> bool {
    match returns {
        Returns::Many { .. } => shape::is_keyed(kind, object),
        Returns::One { .. } | Returns::Outcome | Returns::Text | Returns::Bytes { .. } => {
            json::is_numbered(object)
        }
    }
}
