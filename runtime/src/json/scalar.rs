//! What a value of JSON says, if it says anything.

use std::borrow::Cow;

use super::escape::unquote;
use super::kind::Kind;
use super::walk::is_empty;

/// A value as text: texts decoded, numbers and `true` as they stand. `None` for `""`, `null`,
/// `false`, zero dates, arrays and objects.
pub(crate) fn scalar(json: &str) -> Option<Cow<'_, str>> {
    match Kind::of(json) {
        Kind::Text => unquote(json).filter(|text| !means_nothing(text)),
        Kind::Number | Kind::True => Some(Cow::Borrowed(json)),
        Kind::Object | Kind::Array | Kind::False | Kind::Null => None,
    }
}

/// Whether a text is one of the ways in which servers say that there is nothing.
pub(crate) fn means_nothing(text: &str) -> bool {
    matches!(text, "" | "0000-00-00" | "0000-00-00 00:00:00")
}

/// Whether a value is more than a way to say that there is nothing to say.
pub(crate) fn says_something(json: &str) -> bool {
    match Kind::of(json) {
        Kind::Array | Kind::Object => !is_empty(json),
        Kind::Number => json.bytes().any(|byte| matches!(byte, b'1'..=b'9')),
        _ => scalar(json).is_some(),
    }
}
