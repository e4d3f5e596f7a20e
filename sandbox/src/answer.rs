//! An answer by script.

use serde_json::Value;

/// What a request gets in the place of what the API would say; see [`FaultKind::Answer`](crate::FaultKind).
///
/// ```
/// use prose_sandbox::{Answer, Fault, FaultKind};
///
/// let busy = Answer::new(503).header("Retry-After", "2").body("Back at noon");
/// let fault = Fault::new(FaultKind::Answer(busy)).on("create_client");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// This HTTP status, from 200 to 599, and nothing else. Any other is sent as 500.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Status 200 with a document.
    pub fn json(document: &Value) -> Self {
        let answer = Self::new(200).header("Content-Type", "application/json");
        answer.body(document.to_string())
    }

    /// With another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// With a header. What no header can carry is left out.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// With this body, whether or not it is what its headers say. After an answer with a header
    /// `Content-Length` the connection ends.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }
}
