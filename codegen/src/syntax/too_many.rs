//! Calls that come too fast: how many the vendor bears, and what answers say of too many.

use super::attributes;
use super::fields::{Fields, text, word};
use super::number::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Rate, Wait, WaitForm};
use crate::source::{Kind as NodeKind, Node};
use crate::span::At;

const FORMS: [(&str, WaitForm); 4] = [
    ("seconds", WaitForm::Seconds),
    ("epoch_seconds", WaitForm::EpochSeconds),
    ("epoch_milliseconds", WaitForm::EpochMilliseconds),
    ("http_date", WaitForm::HttpDate),
];

/// After others nothing is sent again anyway.
const REPEATED: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];

/// `rate` of an API, a family or a call.
pub(super) fn read_rate(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Rate> {
    let node = fields.get("rate")?;
    let mut fields = Fields::of(node, &attributes::RATE, node.span, diagnostics)?;
    let mut number = |key, expected| {
        let node = fields.require(key)?;
        count(node, key, 1, expected, diagnostics)
    };
    let calls = number("calls", "a number of calls, at least 1");
    let seconds = number("seconds", "a number of seconds, at least 1");
    fields.finish(diagnostics);
    Some(Rate {
        calls: calls?,
        seconds: seconds?,
    })
}

/// The header that tells how long to wait.
pub(super) fn read_wait(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<At<Wait>> {
    let node = fields.get("wait")?;
    let mut fields = Fields::of(node, &attributes::WAIT, node.span, diagnostics)?;
    let header = fields.require_text("header", diagnostics);
    let is = fields
        .require("is")
        .and_then(|node| word(node, "is", &FORMS, diagnostics));
    fields.finish(diagnostics);
    let (header, is) = (header?, is?);
    Some(At::new(
        Wait {
            header: header.value,
            is,
        },
        header.span,
    ))
}

/// Statuses after which the server has certainly not acted.
pub(super) fn read_not_acted(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<u16> {
    let Some(node) = fields.get("not_acted") else {
        return Vec::new();
    };
    let items = match &node.kind {
        NodeKind::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    if items.is_empty() {
        diagnostics.push(
            Diagnostic::error(
                Code::SaysNothing,
                Some(node.span),
                "`not_acted` has an empty list",
            )
            .help("list the statuses, such as `[429, 503]`, or leave it out"),
        );
    }
    let mut statuses = Vec::new();
    for item in items {
        let Some(status) = read_status(item, diagnostics) else {
            continue;
        };
        if statuses.contains(&status) {
            let message = format!("`{status}` is listed twice");
            diagnostics.push(
                Diagnostic::error(Code::ListedTwice, Some(item.span), message)
                    .help("list each status once"),
            );
        } else {
            statuses.push(status);
        }
    }
    statuses
}

fn read_status(item: &Node, diagnostics: &mut Diagnostics) -> Option<u16> {
    let written = text(item, "not_acted", diagnostics)?;
    let status = written.value.parse().ok();
    let known = status.filter(|status| REPEATED.contains(status));
    if known.is_none() {
        let message = format!("`not_acted` cannot be `{}`", written.value);
        diagnostics.push(
            Diagnostic::error(Code::UnknownWord, Some(written.span), message).help(
                "it can be 408, 425, 429, 500, 502, 503 or 504: after other statuses no call is sent again",
            ),
        );
    }
    known
}
