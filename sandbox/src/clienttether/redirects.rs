//! What the sender of a form gets to see: a document, or the way to another page.

use form_urlencoded::byte_serialize;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use prose_codegen::model::Api;
use serde_json::json;

use super::answer::{Refusal, message};
use super::parameters::Parameters;
use super::switches::{FormErrors, Switches};
use crate::response::Response;

/// Where the sender wants to be led.
pub(super) struct Redirects {
    success: Option<String>,
    error: Option<String>,
}

impl Redirects {
    /// Those of a form, as it was sent.
    pub(super) fn of(parameters: &Parameters) -> Self {
        let page = |key| parameters.text(key).and_then(address);
        Self {
            success: page("OnSuccessURL"),
            error: page("OnErrorURL"),
        }
    }

    /// Writes what came of a lead; with its code.
    pub(super) fn answer(
        &self,
        outcome: Result<(), Refusal>,
        api: &Api,
        switches: &Switches,
    ) -> (Response, Option<String>) {
        let code = match outcome {
            Ok(()) => return (self.success(), None),
            Err(Refusal::Code(code)) => code,
            // No key is told by its name here.
            Err(Refusal::Key(_)) => "Ct104",
            Err(Refusal::Store(error)) => {
                let word = format!("the sandbox's state: {error}");
                return (Response::text(500, &word), None);
            }
        };
        let message = message(api, code);
        let response = match &self.error {
            Some(page) => led_to(&with_code(page, code, &message)),
            None => {
                let status = match switches.form_errors {
                    FormErrors::Ok => 200,
                    FormErrors::BadRequest => 400,
                };
                document(status, &json!({"error_Code": code, "Message": message}))
            }
        };
        (response, Some(code.to_owned()))
    }

    fn success(&self) -> Response {
        match &self.success {
            Some(page) => led_to(page),
            None => document(200, &json!({"Message": "Success"})),
        }
    }
}

fn document(status: u16, document: &serde_json::Value) -> Response {
    Response::json(status, document.to_string().into_bytes())
}

fn led_to(page: &str) -> Response {
    Response::page(302, "Found").with("location", page)
}

/// What a header cannot carry is escaped.
const UNSEEN: &AsciiSet = &CONTROLS.add(b' ');

/// An address of the web. Nobody is led anywhere else.
fn address(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let is_somewhere = !rest.is_empty() && !rest.starts_with(['/', '?', '#']);
    (is_web && is_somewhere).then(|| utf8_percent_encode(text, UNSEEN).to_string())
}

/// The code goes behind the query that an address has, and before its fragment.
fn with_code(page: &str, code: &str, message: &str) -> String {
    let (page, fragment) = match page.find('#') {
        Some(at) => page.split_at(at),
        None => (page, ""),
    };
    let sign = match page.split_once('?') {
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    let message: String = byte_serialize(message.as_bytes()).collect();
    let message = message.replace('+', "%20");
    format!("{page}{sign}error_Code={code}&msg={message}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::{address, with_code};

    #[test]
    fn the_code_finds_its_place_in_any_address() {
        for (page, with) in [
            ("http://a.example/", "http://a.example/?C"),
            ("http://a.example/?b=1", "http://a.example/?b=1&C"),
            ("http://a.example/?", "http://a.example/?C"),
            ("http://a.example/?b&", "http://a.example/?b&C"),
            ("http://a.example/#top", "http://a.example/?C#top"),
            ("http://a.example/?b#top?", "http://a.example/?b&C#top?"),
        ] {
            let with = with.replace('C', "error_Code=ct101&msg=Invalid%20Web_Key");
            assert_eq!(with_code(page, "ct101", "Invalid Web_Key"), with);
        }
    }

    #[test]
    fn nobody_is_led_off_the_web() {
        for text in [
            "thanks.html",
            "javascript://x",
            "ftp://a.example",
            "http://",
            "//a.example",
        ] {
            assert_eq!(address(text), None, "{text}");
        }
        assert_eq!(
            address("HTTPS://a.example/b c\r\nSet-Cookie: d").as_deref(),
            Some("HTTPS://a.example/b%20c%0D%0ASet-Cookie:%20d")
        );
    }
}
