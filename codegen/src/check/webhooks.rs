//! What an API sends by itself: how it is signed, and what it tells.

use std::collections::HashMap;

use super::{Checker, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Signed, TimestampPlace};
use crate::naming;
use crate::span::{At, Span};
use crate::syntax::{self, Timestamp};

/// How many seconds a signature may be old where nothing is said.
const AGE: u32 = 300;

/// What to do about a header of HTTP itself.
const HEADER: &str = "name the header that the vendor adds";

impl Checker<'_, '_> {
    /// The webhooks, and their events by name.
    pub(super) fn webhooks(&mut self, api: &syntax::Api) -> Option<model::Webhooks> {
        let spec = self.spec;
        let mut events = self.events();
        events.sort_by(|one, other| one.name.cmp(&other.name));
        let Some(webhooks) = &api.webhooks else {
            if let Some(event) = spec.events.first() {
                let message = format!(
                    "the event `{}` comes by a webhook, and nothing says how webhooks are signed",
                    event.name.value
                );
                let diagnostic =
                    Diagnostic::error(Code::MissingKey, Some(event.name.span), message).help(
                        "add `webhooks: { header: X-Signature, hmac: sha256 }` to the `api:` file",
                    );
                self.unknown("webhooks", diagnostic);
            }
            return None;
        };
        if spec.events.is_empty() {
            let message = "no event comes by a webhook";
            let diagnostic = Diagnostic::error(Code::MissingKey, Some(webhooks.span), message)
                .help(
                    "write a file that begins with `event:` and its name, or leave `webhooks` out",
                );
            self.unknown("event", diagnostic);
        }
        for header in [
            webhooks.header.as_ref(),
            header_of(webhooks.timestamp.as_ref()),
        ]
        .into_iter()
        .flatten()
        {
            self.is_own_header(header, HEADER);
        }
        if let Some((time, signature)) =
            header_of(webhooks.timestamp.as_ref()).zip(webhooks.header.as_ref())
            && time.value.eq_ignore_ascii_case(&signature.value)
        {
            let message = format!(
                "the time travels where the signature does, in `{}`",
                time.value
            );
            self.error(
                Diagnostic::error(Code::OnePlace, Some(time.span), message)
                    .label(signature.span, "the header of the signature")
                    .help(
                        "if it stands among the signatures, write `timestamp: { beside: \"t=\" }`",
                    ),
            );
        }
        if let Some(Timestamp::Beside(signs)) = &webhooks.timestamp
            && (signs.value.is_empty() || !is_item(&signs.value))
        {
            let message = format!("`{}` cannot stand before a time", signs.value);
            self.error(
                Diagnostic::error(Code::BadDressing, Some(signs.span), message)
                    .help("write the signs before it, without comma and space: `t=`"),
            );
        }
        let written = webhooks.written.as_ref();
        let places = |written: &&At<String>| written.value.matches("{}").count() != 1;
        if let Some(written) = written.filter(|it| places(it) || !is_item(&it.value)) {
            let message = format!("`{}` is not how a signature is written", written.value);
            self.error(
                Diagnostic::error(Code::BadDressing, Some(written.span), message)
                    .help("write `{}` where the signature goes, once, and neither comma nor space: `sha256={}`"),
            );
        }
        self.environment(webhooks.env.as_ref());
        let over = self.signed(webhooks);
        let written = written.map_or("{}", |written| written.as_str());
        let (before, after) = written.split_once("{}").unwrap_or_default();
        Some(model::Webhooks {
            header: webhooks
                .header
                .as_ref()
                .map(|it| it.value.clone())
                .unwrap_or_default(),
            before: before.to_owned(),
            after: after.to_owned(),
            encoded: webhooks.encoded,
            over,
            timestamp: webhooks.timestamp.as_ref().map(|place| match place {
                Timestamp::Header(name) => TimestampPlace::Header(name.value.clone()),
                Timestamp::Beside(signs) => TimestampPlace::Beside(signs.value.clone()),
            }),
            age: webhooks.age.as_ref().map_or(AGE, |age| age.value),
            env: webhooks.env.as_ref().map(|env| env.value.clone()),
            doc: webhooks.doc.clone(),
            events,
            location: self.location(webhooks.span),
        })
    }

    /// What is signed. A time that is not signed proves nothing, and one that nobody gives cannot be.
    fn signed(&mut self, webhooks: &syntax::Webhooks) -> Vec<Signed> {
        let over = webhooks.over.as_ref();
        let span = over.map_or(webhooks.span, |over| over.span);
        let written = over.map_or("{body}", |over| over.as_str());
        // The short word for the usual thing.
        let written = if written == "body" { "{body}" } else { written };
        let mut pieces = Vec::new();
        let mut rest = written;
        while let Some((text, behind)) = rest.split_once('{') {
            if !text.is_empty() {
                pieces.push(Signed::Text(text.to_owned()));
            }
            let Some((name, behind)) = behind.split_once('}') else {
                self.open_brace(span, '{');
                return pieces;
            };
            match name {
                "body" => pieces.push(Signed::Body),
                "timestamp" => pieces.push(Signed::Timestamp),
                name => {
                    let message = format!("`{name}` is nothing that is signed");
                    self.error(
                        Diagnostic::error(Code::UnknownWord, Some(span), message)
                            .help("write `over: body`, or a text with `{timestamp}` and `{body}`"),
                    );
                }
            }
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Signed::Text(rest.to_owned()));
        }
        let is_stray = |piece: &Signed| matches!(piece, Signed::Text(text) if text.contains('}'));
        if pieces.iter().any(is_stray) {
            self.open_brace(span, '}');
        }
        if !pieces.contains(&Signed::Body) {
            self.error(
                Diagnostic::error(Code::MissingKey, Some(span), "the body is not signed")
                    .help("write `over: body`, or a text with `{timestamp}` and `{body}`"),
            );
        }
        let is_signed = pieces.contains(&Signed::Timestamp);
        match (&webhooks.timestamp, is_signed) {
            (None, true) => self.error(
                Diagnostic::error(Code::MissingKey, Some(span), "a time is signed, and nothing says where it stands")
                    .help("add `timestamp: { header: X-Timestamp }`, or `{ beside: \"t=\" }` where it stands with the signature"),
            ),
            (Some(_), false) => self.error(
                Diagnostic::error(Code::MissingKey, Some(span), "a time that is not signed proves nothing")
                    .help("write `over: \"{timestamp}.{body}\"` as the vendor has it, or leave `timestamp` out"),
            ),
            _ => {}
        }
        if let Some(age) = webhooks
            .age
            .as_ref()
            .filter(|_| webhooks.timestamp.is_none())
        {
            self.error(
                Diagnostic::error(
                    Code::MissingKey,
                    Some(age.span),
                    "without a time, no signature has an age",
                )
                .help("add `timestamp: { header: X-Timestamp }`, or leave `age` out"),
            );
        }
        pieces
    }

    fn open_brace(&mut self, span: Span, brace: char) {
        let message = format!("a `{brace}` stands alone in what is signed");
        self.error(
            Diagnostic::error(Code::BadDressing, Some(span), message)
                .help("write both braces of `{timestamp}` and `{body}`, and no others"),
        );
    }

    fn events(&mut self) -> Vec<model::Event> {
        let spec = self.spec;
        let mut names: HashMap<&str, &At<String>> = HashMap::new();
        let mut variants: HashMap<String, &At<String>> = HashMap::new();
        let mut told: HashMap<(bool, String, &str), &At<String>> = HashMap::new();
        let mut events = Vec::new();
        for event in &spec.events {
            let name = &event.name;
            self.plain_name("an event", name);
            if let Some(first) = names.insert(name.as_str(), name) {
                let message = format!("a second event called `{}`", name.value);
                self.error(
                    Diagnostic::error(Code::DoubleDefinition, Some(name.span), message)
                        .label(first.span, "the first is here")
                        .help("rename one of them, or merge them"),
                );
                continue;
            }
            let rust = naming::pascal(&name.value);
            let first = variants.insert(rust.clone(), name);
            if first.is_some() || rust == "Unknown" {
                let message = format!("a second variant called `{rust}`");
                let diagnostic = Diagnostic::error(Code::RustName, Some(name.span), message)
                    .help("rename the event; `Unknown` is for those that the spec does not have");
                self.error(match first {
                    Some(first) => diagnostic.label(first.span, "the first is here"),
                    None => diagnostic,
                });
            }
            let record = event.record.as_ref();
            if let Some(record) = record {
                if self.records.contains_key(record.as_str()) {
                    self.mark_used(Item::Record(&record.value));
                } else {
                    self.unknown_record(record);
                }
            }
            let Some((told_by, is)) = self.told_by(event) else {
                continue;
            };
            let place = match &told_by {
                model::ToldBy::Key(_) => event.told_by.as_ref().and_then(|it| it.key.as_ref()),
                model::ToldBy::Header(_) => {
                    event.told_by.as_ref().and_then(|it| it.header.as_ref())
                }
            };
            let in_body = matches!(told_by, model::ToldBy::Key(_));
            let mut place = place.map_or_else(String::new, |place| place.value.clone());
            if !in_body {
                // Headers are the same whatever their capitals.
                place.make_ascii_lowercase();
            }
            if let Some(first) = told.insert((in_body, place, is.as_str()), name) {
                let message = format!("`{}` is told like `{}`", name.value, first.value);
                self.error(
                    Diagnostic::error(Code::DoubleDefinition, Some(is.span), message)
                        .label(first.span, "the first is here")
                        .help("say under `told_by:` what tells them apart"),
                );
            }
            events.push(model::Event {
                name: name.value.clone(),
                rust,
                doc: event.doc.clone(),
                record: record.map(|it| it.value.clone()).unwrap_or_default(),
                within: event
                    .within
                    .as_ref()
                    .map(|it| it.value.clone())
                    .unwrap_or_default(),
                told_by,
                is: is.value.clone(),
                location: self.location(name.span),
            });
        }
        events
    }

    fn told_by<'e>(&mut self, event: &'e syntax::Event) -> Option<(model::ToldBy, &'e At<String>)> {
        let told_by = event.told_by.as_ref()?;
        let place = match (&told_by.key, &told_by.header) {
            (Some(key), None) => model::ToldBy::Key(key.value.clone()),
            (None, Some(header)) => {
                self.is_own_header(header, HEADER);
                model::ToldBy::Header(header.value.clone())
            }
            (key, _) => {
                let (code, message) = match key {
                    None => (Code::MissingKey, "an event is told nowhere"),
                    Some(_) => (Code::Exclusive, "an event is told in two places"),
                };
                self.error(Diagnostic::error(code, Some(told_by.span), message).help(
                    "write `{ key: event, is: delivered }`, or `header:` in the place of `key:`",
                ));
                return None;
            }
        };
        Some((place, told_by.is.as_ref()?))
    }
}

/// Whether it can stand between the commas of a header.
fn is_item(text: &str) -> bool {
    text.chars()
        .all(|sign| sign.is_ascii_graphic() && sign != ',')
}

fn header_of(timestamp: Option<&Timestamp>) -> Option<&At<String>> {
    match timestamp? {
        Timestamp::Header(name) => Some(name),
        Timestamp::Beside(_) => None,
    }
}
