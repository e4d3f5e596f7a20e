//! How much of everything a spec may make: what a call accepts is written out for it, so that a few
//! lines of spec could be more code than a machine has room for.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Key;
use crate::span::Span;

/// Keys of all calls and records together, and what is said about them, in bytes.
const KEYS: usize = 5_000;
const WORDS: usize = 1 << 20;

/// Values of a closed set, and result codes.
const MOST_IN_A_LIST: usize = 2_000;

/// What was accepted so far.
#[derive(Default)]
pub(super) struct Bulk {
    keys: usize,
    words: usize,
    is_told: bool,
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
            bulk.words += key.doc.len();
        }
        if bulk.keys <= KEYS && bulk.words <= WORDS {
            return true;
        }
        if !std::mem::replace(&mut bulk.is_told, true) {
            let message = format!(
                "up to here, calls and records have more than {KEYS} keys in all, or more than {WORDS} bytes about them"
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
