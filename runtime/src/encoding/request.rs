//! A request, ready to be sent.

use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue};

use super::Multipart;
use super::masked_text::{Hidden, MaskedText};
use crate::descriptor::Method;

/// A request, ready to be sent: plain data.
///
/// Debug output names the call and the headers; it shows neither the URL nor the body nor the
/// value of a sensitive header, since all of them can hold personal data or secrets.
/// [`Request::to_curl`] shows all but those.
#[derive(Clone)]
pub struct Request {
    call: &'static str,
    method: Method,
    url: String,
    headers: HeaderMap,
    body: Option<RequestBody>,
    hidden_in_url: Vec<Hidden>,
    hidden_in_body: Vec<Hidden>,
}

/// The body of a request.
#[derive(Clone)]
pub(crate) enum RequestBody {
    Bytes(Bytes),
    Multipart(Multipart),
}

impl Request {
    pub(super) fn new(
        call: &'static str,
        method: Method,
        mut url: MaskedText,
        headers: HeaderMap,
        body: Option<MaskedText>,
    ) -> Self {
        let (body, hidden_in_body) = match body {
            Some(MaskedText { text, hidden }) => (Some(RequestBody::Bytes(text.into())), hidden),
            None => (None, Vec::new()),
        };
        Self {
            call,
            method,
            hidden_in_url: std::mem::take(&mut url.hidden),
            url: url.text(),
            headers,
            body,
            hidden_in_body,
        }
    }

    /// This, sent to another address.
    pub(super) fn with_url(mut self, mut url: MaskedText) -> Self {
        self.hidden_in_url = std::mem::take(&mut url.hidden);
        self.url = url.text();
        self
    }

    /// This, with a body of which nobody has said what it holds.
    pub(super) fn with_body(mut self, body: Bytes) -> Self {
        let range = 0..body.len();
        self.hidden_in_body = vec![Hidden {
            range,
            mark: "<custom>",
        }];
        self.body = Some(RequestBody::Bytes(body));
        self
    }

    /// This, with a body of several parts.
    pub(super) fn with_parts(mut self, parts: Multipart) -> Self {
        self.body = Some(RequestBody::Multipart(parts));
        self
    }

    /// Name of the call.
    #[must_use]
    pub fn call(&self) -> &'static str {
        self.call
    }

    /// HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// Absolute URL. It can hold personal data and, with some APIs, a secret.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Headers. Those that hold credentials are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// Headers and body, by value.
    pub(crate) fn into_parts(self) -> (HeaderMap, Option<RequestBody>) {
        (self.headers, self.body)
    }

    /// Body, if there is one. One of several parts is put together when it is sent, and is not here.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match &self.body {
            Some(RequestBody::Bytes(bytes)) => Some(bytes),
            Some(RequestBody::Multipart(_)) | None => None,
        }
    }

    /// How many bytes the body has, files included.
    #[must_use]
    pub fn body_length(&self) -> u64 {
        match &self.body {
            None => 0,
            Some(RequestBody::Bytes(bytes)) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Some(RequestBody::Multipart(parts)) => parts.length(),
        }
    }

    /// The request as a curl command for a POSIX shell, for a log or a report to the vendor. Secrets,
    /// personal data and custom values are replaced by `<secret>`, `<personal>` and `<custom>`, and a file by
    /// `<file>`.
    ///
    /// ```
    /// # use prose_runtime::{ApiDescriptor, CallDescriptor, Client, Config, Credentials, Method, RawCall};
    /// # static API: ApiDescriptor = ApiDescriptor {
    /// #     name: "garden", base_url: "https://garden.example/", ..ApiDescriptor::PLAIN
    /// # };
    /// # static WATER: CallDescriptor = CallDescriptor::raw(&API, Method::Post, "water");
    /// let client = Client::new(Credentials::new(&API), Config::new())?;
    /// let request = client.send(RawCall::new(&WATER).with("gate_code", "1234")).request()?;
    /// assert_eq!(
    ///     request.to_curl(),
    ///     "curl -X POST 'https://garden.example/water' -H 'accept: application/json' \
    ///      -H 'content-type: application/json' -H 'user-agent: prose-runtime/0.1.0' \
    ///      --data-raw '{\"gate_code\":<custom>}'",
    /// );
    /// # Ok::<(), prose_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn to_curl(&self) -> String {
        let url = shown(self.url.as_bytes(), &self.hidden_in_url);
        let mut command = format!("curl -X {} {}", self.method.as_str(), quoted(&url));
        // Curl makes its own, and with it what stands between the parts.
        let is_multipart = matches!(self.body, Some(RequestBody::Multipart(_)));
        let is_curls = |name: &HeaderName| is_multipart && *name == CONTENT_TYPE;
        for (name, value) in self.headers.iter().filter(|(name, _)| !is_curls(name)) {
            let value = if value.is_sensitive() {
                "<secret>"
            } else {
                HeaderValue::to_str(value).unwrap_or("<bytes>")
            };
            command.push_str(" -H ");
            command.push_str(&quoted(&format!("{name}: {value}")));
        }
        match &self.body {
            None => {}
            Some(RequestBody::Bytes(body)) => {
                command.push_str(" --data-raw ");
                command.push_str(&quoted(&shown(body, &self.hidden_in_body)));
            }
            Some(RequestBody::Multipart(parts)) => command.push_str(&parts.curl()),
        }
        command
    }
}

/// The text with marks for what is hidden.
fn shown(text: &[u8], hidden: &[Hidden]) -> String {
    let (mut shown, mut from) = (String::new(), 0);
    for Hidden { range, mark } in hidden {
        shown.push_str(&String::from_utf8_lossy(
            text.get(from..range.start).unwrap_or_default(),
        ));
        shown.push_str(mark);
        from = range.end;
    }
    shown.push_str(&String::from_utf8_lossy(
        text.get(from..).unwrap_or_default(),
    ));
    shown
}

/// The text as one word of a shell.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("call", &self.call)
            .field("method", &self.method)
            .field("headers", &self.headers)
            .field(
                "body_bytes",
                &self.body.as_ref().map(|_| self.body_length()),
            )
            .finish_non_exhaustive()
    }
}

impl Method {
    /// The method's name in HTTP.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}
