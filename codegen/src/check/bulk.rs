//! How much of everything a spec may make: what a call accepts is written out for it, so that a few
//! lines of spec could be more code than a machine has room for.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Key;
use crate::span::Span;
use crate::syntax::Spec;

/// Keys of all calls and records together, and what is said about them, in bytes: so much every spec
/// may have.
const KEYS: usize = 5_000;
const WORDS: usize = 1 << 20;

/// So many times what a spec writes itself may become of it: a large spec is no mistake, but little text
/// that becomes much is.
const TIMES: usize = 20;

/// Values of a closed set, and result codes.
const MOST_IN_A_LIST: usize = 2_000;

/// What was accepted so far, and what can be.
pub(super) struct Bulk {
    keys: usize,
    words: usize,
    most_keys: usize,
    most_words: usize,
    is_told: bool,
}

impl Bulk {
    pub(super) fn of(spec: &Spec) -> Self {
        let tables = spec.tables.iter().map(|table| &table.keys);
        let records = spec.records.iter().map(|record| &record.fields);
        let calls = spec.families.iter().flat_map(|family| &family.calls);
        let written = tables.chain(records).chain(calls.map(|call| &call.keys));
        let (mut keys, mut words) = (0, 0);
        for key in written.flatten() {
            keys += 1;
            words += key.doc.len() + key.hint.as_ref().map_or(0, |hint| hint.value.len());
        }
        Self {
            keys: 0,
            words: 0,
            most_keys: KEYS.max(TIMES * keys),
            most_words: WORDS.max(TIMES * words),
            is_told: false,
        }
    }
}

impl Checker<'_, '_> {
    /// Whether there is room for these keys, of a call or a record that stands here.
    pub(super) fn has_room<'k>(
        &mut self,
        keys: impl IntoIterator<Item = &'k Key>,
        place: Span,
    ) -> bool {
        let bulk = &mut self.bulk;
        for key in keys {
            bulk.keys += 1;
            bulk.words += key.doc.len() + key.hint.as_ref().map_or(0, String::len);
        }
        let (keys, words) = (bulk.most_keys, bulk.most_words);
        if bulk.keys <= keys && bulk.words <= words {
            return true;
        }
        if !std::mem::replace(&mut bulk.is_told, true) {
            let message = format!(
                "up to here, calls and records have more than {keys} keys in all, or more than {words} bytes about them: {TIMES} times what the spec writes, or what any spec may have"
            );
            self.error(
                Diagnostic::error(Code::TooMuch, Some(place), message)
                    .help("give each call the tables that it needs, and say less about keys"),
            );
        }
        false
    }

    /// Tells a list that is too long; whether it is.
    pub(super) fn is_too_long(&mut self, count: usize, what: &str, place: Span) -> bool {
        let is_too_long = count > MOST_IN_A_LIST;
        if is_too_long {
            let message = format!("{count} {what}, of which there can be {MOST_IN_A_LIST}");
            self.error(
                Diagnostic::error(Code::TooMuch, Some(place), message)
                    .help("take a limit that tells good values by a rule, or list fewer"),
            );
        }
        is_too_long
    }
}
