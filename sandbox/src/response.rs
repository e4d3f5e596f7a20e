//! An answer, whatever API it belongs to.

/// What goes back to the caller.
pub struct Response {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    /// Headers besides that of the type.
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
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
    pub(crate) fn text(status: u16, text: &str) -> Self {
        Self::of(
            status,
            "text/plain; charset=utf-8",
            text.as_bytes().to_vec(),
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
