//! What an answer says beside its body's code and message: in headers, and of an error by name.

use std::borrow::Cow;

use http::HeaderMap;

use super::body::json_text;
use super::envelope::AnswerParts;
use super::words;
use crate::descriptor::{Detail, Envelope};
use crate::error::ServerText;
use crate::json;

impl AnswerParts<'_> {
    /// These, with the code and the message that the headers of the answer have.
    pub(super) fn with_headers(mut self, envelope: &Envelope, headers: &HeaderMap) -> Self {
        let text = |name: Option<&str>| header(headers, name?).map(Cow::Owned);
        self.code = text(envelope.code_header).or(self.code);
        self.message = text(envelope.message_header).or(self.message);
        self
    }
}

/// What an answer says of an error, by the names that its envelope has for that.
pub(super) fn details(
    envelope: &Envelope,
    headers: &HeaderMap,
    body: &[u8],
) -> Vec<(&'static str, ServerText)> {
    if envelope.details.is_empty() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(body);
    let text = json_text(&text);
    let json = json::is_json(text).then_some(text);
    let found = |detail: &Detail| {
        let of_header = detail.header.and_then(|name| header(headers, name));
        let of_body = || {
            let raw = |path| envelope.at(json?, path);
            detail.paths.iter().find_map(|path| said(raw(path)?))
        };
        Some((detail.name, ServerText::new(of_header.or_else(of_body)?)))
    };
    envelope.details.iter().filter_map(found).collect()
}

/// What a piece of JSON says: a text or a number, or all texts in it.
fn said(raw: &str) -> Option<String> {
    let all = || words::of_texts(raw);
    let text = json::scalar(raw).map_or_else(all, |text| Some(text.trim().to_owned()));
    text.filter(|text| !text.is_empty())
}

/// The first header of this name that is not blank.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get_all(name).iter().find_map(|value| {
        let text = String::from_utf8_lossy(value.as_bytes());
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    })
}
