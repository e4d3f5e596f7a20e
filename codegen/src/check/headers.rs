//! Names of headers.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::span::At;

/// Headers that say how the message is built: anything else there would break it.
const OF_HTTP: [&str; 6] = [
    "Host",
    "Content-Length",
    "Content-Type",
    "Transfer-Encoding",
    "Connection",
    "User-Agent",
];

impl Checker<'_, '_> {
    /// Whether a header can be called so.
    pub(super) fn is_header(&mut self, name: &At<String>) -> bool {
        let is_token =
            |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
        let is_header = !name.value.is_empty() && name.value.chars().all(is_token);
        if !is_header {
            let message = format!("`{}` is not a header name", name.value);
            self.error(
                Diagnostic::error(Code::BadHeader, Some(name.span), message)
                    .help("header names hold letters, digits and hyphens"),
            );
        }
        is_header
    }

    /// Whether a parameter can travel in a header that is called so: a vendor may want an `Accept` of its own.
    pub(super) fn is_header_of_parameters(&mut self, name: &At<String>) -> bool {
        self.is_not_of_http(name, &OF_HTTP, "leave it out: the client writes it")
            && self.is_header(name)
    }

    /// Whether something of the API's own can travel in a header that is called so; `instead` is what to do
    /// where it is one of HTTP's.
    pub(super) fn is_own_header(&mut self, name: &At<String>, instead: &str) -> bool {
        self.is_not_of_http(name, &OF_HTTP, instead)
            && self.is_not_of_http(name, &["Accept"], instead)
            && self.is_header(name)
    }

    fn is_not_of_http(&mut self, name: &At<String>, of_http: &[&str], instead: &str) -> bool {
        let is_it = |known: &&str| known.eq_ignore_ascii_case(&name.value);
        let is_other = !of_http.iter().any(is_it);
        if !is_other {
            let message = format!("the header `{}` belongs to HTTP itself", name.value);
            self.error(Diagnostic::error(Code::BadHeader, Some(name.span), message).help(instead));
        }
        is_other
    }
}
