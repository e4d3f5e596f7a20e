//! What an answer says of the page after it.

use super::{Record, Reply};
use crate::json::{self, Kind};

impl<R> Reply<R> {
    /// The text or number at a path of the answer; `None` if it is blank or says that there is nothing.
    pub(crate) fn text_at(&self, path: &str) -> Option<String> {
        text(self.at(path)?)
    }

    /// Whether an object or a list stands at a path of the answer, with something in it.
    pub(crate) fn is_nested_at(&self, path: &str) -> bool {
        let is_nested = |raw: &str| matches!(Kind::of(raw), Kind::Object | Kind::Array);
        self.at(path)
            .is_some_and(|raw| is_nested(raw) && !json::is_empty(raw))
    }

    /// What stands at a path of the answer, if it says yes or no.
    pub(crate) fn flag_at(&self, path: &str) -> Option<bool> {
        let raw = self.at(path)?;
        let is = |words: [&str; 2]| {
            let text = text(raw);
            text.is_some_and(|text| words.iter().any(|word| text.eq_ignore_ascii_case(word)))
        };
        match Kind::of(raw) {
            Kind::False => Some(false),
            _ if is(["true", "1"]) => Some(true),
            _ if is(["false", "0"]) => Some(false),
            _ => None,
        }
    }
}

impl<R: Record> Reply<R> {
    /// The text or number in a field of the last record.
    pub(crate) fn last_text(&self, field: &str) -> Option<String> {
        text(self.records().last()?.row().raw(field)?)
    }
}

fn text(raw: &str) -> Option<String> {
    let text = json::scalar(raw)?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
