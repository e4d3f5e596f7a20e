//! What a call returns, as written.

use super::attributes;
use super::fields::{Fields, word};
use super::number::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Kind as NodeKind, Node};
use crate::span::{At, Span};

/// What a call returns.
#[derive(Clone, Debug)]
pub enum Returns {
    /// A code and a message.
    Outcome,
    /// The body as text.
    Text(Span),
    /// The body as bytes.
    Bytes {
        /// Where it says so.
        span: Span,
        /// Most of them.
        max: u32,
    },
    /// One record.
    One(Records),
    /// Records.
    Many(Records),
}

/// The records that a call returns.
#[derive(Clone, Debug)]
pub struct Records {
    /// Kind of record.
    pub record: At<String>,
    /// Key by which they are found at any depth.
    pub found_by: Option<At<String>>,
    /// Where it says that finding none is an answer without records, if it does.
    pub empty_when_not_found: Option<Span>,
}

/// Reads `returns:`.
pub(super) fn read_returns(node: &Node, diagnostics: &mut Diagnostics) -> Option<Returns> {
    let help =
        "write `outcome`, `text`, `{ one: record }`, `{ many: record }` or `{ bytes: { max: … } }`";
    if let NodeKind::Text(word) = &node.kind {
        match word.as_str() {
            "outcome" => return Some(Returns::Outcome),
            "text" => return Some(Returns::Text(node.span)),
            _ => {}
        }
        let message = format!("`returns` cannot be `{word}`");
        diagnostics.push(Diagnostic::error(Code::UnknownWord, Some(node.span), message).help(help));
        return None;
    }
    let mut fields = Fields::of(node, &attributes::RETURNS, node.span, diagnostics)?;
    if let Some(bytes) = fields.get("bytes") {
        let max = read_bytes(bytes, diagnostics);
        if ["one", "many"].map(|key| fields.get(key).is_some()) != [false; 2] {
            let message = "a call returns one kind of answer";
            let diagnostic = Diagnostic::error(Code::Exclusive, Some(node.span), message);
            diagnostics.push(diagnostic.help(help));
        }
        fields.finish(diagnostics);
        return max.map(|max| Returns::Bytes {
            span: bytes.span,
            max,
        });
    }
    let one = fields.text("one", diagnostics);
    let many = fields.text("many", diagnostics);
    let found_by = fields.text("found_by", diagnostics);
    let when_not_found = fields.get("when_not_found");
    let empty_when_not_found = when_not_found.and_then(|node| {
        word(node, "when_not_found", &[("empty", ())], diagnostics).map(|()| node.span)
    });
    let without_records =
        when_not_found.filter(|_| fields.get("one").is_none() && fields.get("many").is_none());
    if without_records.is_some() {
        // That an outcome cannot have it is one mistake, told below.
        fields.pass_over("outcome");
    }
    // One that is no text was told.
    let is_told = fields.get("one").is_some() || fields.get("many").is_some();
    fields.finish(diagnostics);
    let records = |record| Records {
        record,
        found_by,
        empty_when_not_found,
    };
    match (one, many) {
        (Some(record), None) => Some(Returns::One(records(record))),
        (None, Some(record)) => Some(Returns::Many(records(record))),
        (Some(_), Some(_)) => {
            let message = "a call returns one kind of answer";
            let diagnostic = Diagnostic::error(Code::Exclusive, Some(node.span), message);
            diagnostics.push(diagnostic.help(help));
            None
        }
        (None, None) if is_told => None,
        (None, None) => {
            let (span, message) = match without_records {
                Some(node) => (
                    node.span,
                    "`when_not_found` goes with `one` or `many`, and here is neither",
                ),
                None => (node.span, "`returns` says no kind of answer"),
            };
            diagnostics.push(Diagnostic::error(Code::MissingKey, Some(span), message).help(help));
            None
        }
    }
}

fn read_bytes(node: &Node, diagnostics: &mut Diagnostics) -> Option<u32> {
    let mut fields = Fields::of(node, &attributes::BYTES, node.span, diagnostics)?;
    let max = fields.require("max");
    let expected = "a number of bytes, at least 1";
    let max = max.and_then(|node| count(node, "max", 1, expected, diagnostics));
    fields.finish(diagnostics);
    max
}
