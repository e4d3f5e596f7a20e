//! What an API sends by itself, as written.

use super::attributes;
use super::doc;
use super::fields::{Fields, single, text};
use super::number::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::SignatureEncoding;
use crate::source::Node;
use crate::span::{At, Span};

/// How webhooks are signed.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// Where it stands.
    pub span: Span,
    /// Header with the signature; absent if it could not be read.
    pub header: Option<At<String>>,
    /// How it is written, with `{}` for the signature.
    pub written: Option<At<String>>,
    /// Whether it is hexadecimal or Base64.
    pub encoded: SignatureEncoding,
    /// What is signed.
    pub over: Option<At<String>>,
    /// Where the time stands.
    pub timestamp: Option<Timestamp>,
    /// How many seconds it may be old.
    pub age: Option<At<u32>>,
    /// Environment variable that the secret is read from.
    pub env: Option<At<String>>,
    /// What there is to know about them.
    pub doc: String,
}

/// Where the time of a signature stands.
#[derive(Clone, Debug)]
pub enum Timestamp {
    /// In a header.
    Header(At<String>),
    /// Beside the signatures, behind these signs.
    Beside(At<String>),
}

/// An event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its name.
    pub name: At<String>,
    /// What happened.
    pub doc: String,
    /// The record that tells it.
    pub record: Option<At<String>>,
    /// Path to the record in the body.
    pub within: Option<At<String>>,
    /// Where its name stands.
    pub told_by: Option<ToldBy>,
}

/// Where the name of an event stands, and what it is there.
#[derive(Clone, Debug)]
pub struct ToldBy {
    /// Path in the body.
    pub key: Option<At<String>>,
    /// Header.
    pub header: Option<At<String>>,
    /// The name there.
    pub is: Option<At<String>>,
    /// Where it stands.
    pub span: Span,
}

/// Reads `webhooks:` of an API.
pub(super) fn read_webhooks(
    node: &Node,
    at: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Webhooks> {
    let mut fields = Fields::of(node, &attributes::WEBHOOKS, at, diagnostics)?;
    let header = fields.require_text("header", diagnostics);
    fields.require("hmac");
    fields.word("hmac", &[("sha256", ())], diagnostics);
    let encodings = [
        ("hex", SignatureEncoding::Hex),
        ("base64", SignatureEncoding::Base64),
    ];
    let encoded = fields.word("encoded", &encodings, diagnostics);
    let timestamp = fields
        .get("timestamp")
        .and_then(|node| read_timestamp(node, diagnostics));
    let age = fields.get("age").and_then(|node| {
        let expected = "a number of seconds, at least 1";
        let age = count(node, "age", 1, expected, diagnostics)?;
        Some(At::new(age, node.span))
    });
    let webhooks = Webhooks {
        span: at,
        header,
        written: fields.text("written", diagnostics),
        encoded: encoded.unwrap_or(SignatureEncoding::Hex),
        over: fields.text("over", diagnostics),
        timestamp,
        age,
        env: fields.text("env", diagnostics),
        doc: doc(fields.text("doc", diagnostics)),
    };
    fields.finish(diagnostics);
    Some(webhooks)
}

fn read_timestamp(node: &Node, diagnostics: &mut Diagnostics) -> Option<Timestamp> {
    let help = "write `{ header: X-Timestamp }` or `{ beside: \"t=\" }`";
    let (place, node) = single(node, "timestamp", help, diagnostics)?;
    match place.as_str() {
        "header" => text(node, "header", diagnostics).map(Timestamp::Header),
        "beside" => text(node, "beside", diagnostics).map(Timestamp::Beside),
        _ => {
            diagnostics.push(
                Diagnostic::error(
                    Code::UnknownWord,
                    Some(place.span),
                    format!("a timestamp cannot stand in `{}`", place.value),
                )
                .help(help),
            );
            None
        }
    }
}

/// Reads an `event:` file.
pub(super) fn read_event(root: &Node, diagnostics: &mut Diagnostics) -> Option<Event> {
    let mut fields = Fields::of(root, &attributes::EVENT, root.span, diagnostics)?;
    let name = fields.require_text("event", diagnostics);
    let about = doc(fields.require_text("doc", diagnostics));
    let record = fields.require_text("record", diagnostics);
    let within = fields.path("within", diagnostics);
    let told_by = fields
        .require("told_by")
        .and_then(|node| read_told_by(node, diagnostics));
    fields.finish(diagnostics);
    Some(Event {
        name: name?,
        doc: about,
        record,
        within,
        told_by,
    })
}

fn read_told_by(node: &Node, diagnostics: &mut Diagnostics) -> Option<ToldBy> {
    let mut fields = Fields::of(node, &attributes::TOLD_BY, node.span, diagnostics)?;
    let told_by = ToldBy {
        key: fields.path("key", diagnostics),
        header: fields.text("header", diagnostics),
        is: fields.require_text("is", diagnostics),
        span: node.span,
    };
    fields.finish(diagnostics);
    Some(told_by)
}
