//! What came back.

use maud::{Markup, html};
use prose_codegen::model::{Api, Call};
use serde_json::Value;

use super::meaning;
use crate::exchange::{Exchange, Reply};
use crate::page::records::cut;
use crate::wire;

/// So much of a body is shown.
const LONGEST_BODY: usize = 64 * 1024;

/// The answer: its status, headers and body, and what its code means.
pub(super) fn shown(api: &Api, call: &Call, exchange: &Exchange) -> Markup {
    let mut headers: Vec<(&str, &str)> = Vec::new();
    let (body, short): (&[u8], Option<&str>) = match &exchange.reply {
        Reply::Reset => (&[], Some("The connection was reset: no answer came.")),
        Reply::Whole(response) => (&response.body, None),
        Reply::Scripted(answer) => (&answer.body, None),
        Reply::Half(response) => (
            &response.body[..response.body.len() / 2],
            Some("Half of the answer came, and then the end of the connection."),
        ),
        Reply::Dribbled(response, ..) => (&response.body, Some("The answer came in pieces.")),
        Reply::Stalled(_) => (
            &[],
            Some("The head of the answer came, and nothing after it."),
        ),
    };
    match &exchange.reply {
        Reply::Reset => {}
        Reply::Scripted(answer) => {
            let pairs = answer.headers.iter();
            headers.extend(pairs.map(|(name, value)| (name.as_str(), value.as_str())));
        }
        Reply::Whole(response)
        | Reply::Half(response)
        | Reply::Dribbled(response, ..)
        | Reply::Stalled(response) => {
            headers.push(("content-type", response.content_type));
            let pairs = response.headers.iter();
            headers.extend(pairs.map(|(name, value)| (*name, value.as_str())));
        }
    }
    let text = String::from_utf8_lossy(body);
    let pretty = serde_json::from_str::<Value>(&text).map(|json| format!("{json:#}"));
    let status = exchange.reply.status();
    html! {
        h2 { "Answer" }
        @if let Some(status) = status {
            p.status {
                "HTTP " b { (status) }
                @if let Some(reason) = wire::status(status).canonical_reason() { " " (reason) }
                @if let Some(code) = &exchange.code { ", code " b #code { (code) } }
            }
        }
        @if let Some(fault) = &exchange.fault {
            p.hint { "A fault was set that hit it: " b { (fault) } "." }
        }
        @if !exchange.delay.is_zero() {
            p.hint { "It was held back for " (exchange.delay.as_millis()) " ms." }
        }
        @if let Some(short) = short { p { (short) } }
        (meaning::shown(api, call, status, exchange.code.as_deref(), &text))
        pre.answer tabindex="0" {
            @for (name, value) in headers { (name) ": " (value) "\n" }
            @if !text.is_empty() { "\n" (cut(pretty.as_deref().unwrap_or(&text), LONGEST_BODY)) }
        }
    }
}
