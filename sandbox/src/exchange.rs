//! A request and its answer, whatever API they belong to.

use serde_json::{Map, Value};

/// What a caller sent.
pub struct Incoming {
    pub(crate) method: String,
    /// As it was sent, escapes and all.
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names in small letters.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    /// A header's text, whatever the capitals of its name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let value = self
            .headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name));
        value.and_then(|(_, value)| std::str::from_utf8(value).ok())
    }
}

/// What goes back to the caller.
pub struct Outgoing {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    /// Headers besides that of the type.
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Outgoing {
    /// A document.
    pub(crate) fn json(status: u16, body: Vec<u8>) -> Self {
        Self::of(status, "application/json", body)
    }

    /// A page for people.
    pub(crate) fn page(status: u16, title: &str) -> Self {
        let body = format!(
            "<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
        );
        Self::html(status, body)
    }

    /// A document for browsers.
    pub(crate) fn html(status: u16, document: String) -> Self {
        Self::of(status, "text/html; charset=utf-8", document.into_bytes())
    }

    /// Plain text.
    pub(crate) fn word(status: u16, word: &str) -> Self {
        Self::of(
            status,
            "text/plain; charset=utf-8",
            word.as_bytes().to_vec(),
        )
    }

    /// With another header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn of(status: u16, content_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status,
            content_type,
            headers: Vec::new(),
            body,
        }
    }
}

/// What may be told of a request: no secret is in it.
pub struct Seen {
    pub(crate) call: Option<String>,
    /// An object.
    pub(crate) parameters: Value,
    pub(crate) code: Option<String>,
}

impl Seen {
    /// A request of which no more is known than its call.
    pub(crate) fn only(call: Option<String>) -> Self {
        Self {
            call,
            parameters: Value::Object(Map::new()),
            code: None,
        }
    }
}
