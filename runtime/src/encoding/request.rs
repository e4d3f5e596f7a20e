use std::fmt;

use http::HeaderMap;

use crate::Method;

/// A request, ready to be sent: plain data.
///
/// Debug output names the call and the headers; it shows neither the URL nor the body nor the
/// value of a sensitive header, since all of them can hold personal data or secrets.
#[derive(Clone)]
pub struct Request {
    /// Name of the call.
    pub call: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Absolute URL. It can hold personal data and, with some APIs, a secret.
    pub url: String,
    /// Headers. Those that hold credentials are marked as sensitive.
    pub headers: HeaderMap,
    /// Body, if there is one.
    pub body: Option<Vec<u8>>,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("call", &self.call)
            .field("method", &self.method)
            .field("headers", &self.headers)
            .field("body_bytes", &self.body.as_ref().map(Vec::len))
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
