//! The answer that a call failed with.

use std::borrow::Cow;
use std::fmt;

use http::{HeaderMap, HeaderValue};

/// Most bytes of a body that are kept with an error.
const KEPT: usize = 64 * 1024;

/// Headers that servers and gateways put the number of a request into, the surest first.
const REQUEST_IDS: [&str; 10] = [
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "correlation-id",
    "x-amzn-requestid",
    "x-ms-request-id",
    "apim-request-id",
    "x-trace-id",
    "x-incident-id",
    "cf-ray",
];

/// The answer that a call failed with, as it came: for whoever asks what the server said.
///
/// It can hold anything, words about a person included: take care where it goes. Debug output shows the
/// status and how long the body is, and of the headers no value.
#[derive(Clone)]
pub struct FailedResponse {
    status: u16,
    headers: HeaderMap,
    body: Box<[u8]>,
    length: usize,
    complete: bool,
}

impl FailedResponse {
    /// The answer with this body, of which the beginning is kept. `complete`: whether it came to its end.
    pub(crate) fn new(status: u16, mut headers: HeaderMap, body: &[u8], complete: bool) -> Self {
        for value in headers.values_mut() {
            value.set_sensitive(true);
        }
        Self {
            status,
            headers,
            body: body.get(..KEPT).unwrap_or(body).into(),
            length: body.len(),
            complete,
        }
    }

    /// This, of an answer that did not come to its end.
    pub(super) fn broken(mut self) -> Self {
        self.complete = false;
        self
    }

    /// HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// HTTP headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The number under which the server or a gateway knows the request, for a report to the vendor: the
    /// value of `X-Request-Id` or of another header that is used for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let mut values = REQUEST_IDS
            .iter()
            .filter_map(|name| self.headers.get(*name));
        values.find_map(|value| {
            HeaderValue::to_str(value)
                .ok()
                .filter(|id| !id.trim().is_empty())
        })
    }

    /// The body as it came; the first 64 KiB of it if it is longer.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as text, with replacement characters for what is none.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// Whether the body is not all here: because more of it came than is kept, or because it did not come to
    /// its end.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        !self.complete || self.length > self.body.len()
    }
}

impl fmt::Debug for FailedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailedResponse")
            .field("status", &self.status)
            .field("body_bytes", &self.length)
            .finish_non_exhaustive()
    }
}
