//! The keys under which servers tell of errors.

/// What stands under such a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ErrorKey {
    /// Words, under a name that is hardly ever that of a field.
    Words,
    /// Words, or a field of a record.
    PerhapsWords,
    /// A number, a time or a name that stands beside words.
    Beside,
}

use ErrorKey::{Beside, PerhapsWords, Words};

/// Words come in the order in which they are looked for.
const KEYS: [(&str, ErrorKey); 30] = [
    ("message", Words),
    ("msg", Words),
    ("error", Words),
    ("errors", Words),
    ("error_message", Words),
    ("errorMessage", Words),
    ("error_description", Words),
    ("title", PerhapsWords),
    ("detail", Words),
    ("details", PerhapsWords),
    ("description", PerhapsWords),
    ("reason", PerhapsWords),
    ("fault", PerhapsWords),
    ("invalid-params", PerhapsWords),
    ("status", Beside),
    ("statusCode", Beside),
    ("status_code", Beside),
    ("code", Beside),
    ("success", Beside),
    ("type", Beside),
    ("timestamp", Beside),
    ("path", Beside),
    ("request_id", Beside),
    ("requestId", Beside),
    ("request-id", Beside),
    ("trace_id", Beside),
    ("traceId", Beside),
    ("trace-id", Beside),
    ("correlation_id", Beside),
    ("correlationId", Beside),
];

impl ErrorKey {
    /// What a key is, in whatever capitals; `None` if it is none of errors.
    pub(super) fn of(key: &str) -> Option<Self> {
        let known = KEYS.iter().find(|(it, _)| it.eq_ignore_ascii_case(key));
        known.map(|(_, what)| *what)
    }

    pub(super) fn is_words(key: &str) -> bool {
        matches!(Self::of(key), Some(Words | PerhapsWords))
    }

    /// The keys of words, in the order in which they are looked for.
    pub(super) fn all_words(only_sure: bool) -> impl Iterator<Item = &'static str> {
        let is_looked_for =
            move |what: ErrorKey| what == Words || (what == PerhapsWords && !only_sure);
        let keys = KEYS.iter().filter(move |(_, what)| is_looked_for(*what));
        keys.map(|(key, _)| *key)
    }
}
