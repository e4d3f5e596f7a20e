//! How answers are wrapped, for programs.

use crate::emit::tree::Tree;
use crate::model::{Api, Envelope, Nothing};

/// How answers are wrapped, for programs.
pub(super) fn of(api: &Api, envelope: &Envelope) -> Tree {
    let mut tree = Tree::map([("name", Tree::text(&envelope.name))]);
    let mut text = |name: &str, value: &Option<String>| {
        if let Some(value) = value {
            tree.push(name, Tree::text(value));
        }
    };
    text("code", &envelope.code);
    text("code_header", &envelope.code_header);
    text("message", &envelope.message);
    text("message_header", &envelope.message_header);
    text("total", &envelope.total);
    text("success", &envelope.success);
    if envelope.any_case {
        tree.push("case", Tree::text("any"));
    }
    if envelope.code_may_lack {
        tree.push("without_code", Tree::text("status_tells"));
    }
    let texts = |all: &[String]| Tree::List(all.iter().map(Tree::text).collect());
    tree.push("records", texts(&envelope.records));
    if !envelope.errors.is_empty() {
        tree.push("errors", texts(&envelope.errors));
    }
    if !envelope.beside.is_empty() {
        tree.push("beside", texts(&envelope.beside));
    }
    if !envelope.details.is_empty() {
        let details = envelope.details.iter().map(|detail| {
            let places = detail.paths.iter().chain(&detail.header).map(Tree::text);
            (detail.name.clone(), Tree::List(places.collect()))
        });
        tree.push("details", Tree::named(details));
    }
    if !envelope.no_records.is_empty() {
        let words = envelope.no_records.iter();
        let words = words.map(|nothing| Tree::text(said_by(*nothing)));
        tree.push("no_records", Tree::List(words.collect()));
    }
    let name_keys = envelope.other_codes_name_keys;
    let other = match name_keys.unwrap_or(api.other_codes_name_keys) {
        true => "broken_key",
        false => "unknown",
    };
    tree.push("other_codes", Tree::text(other));
    if let Some(redirect) = &envelope.redirect {
        let mut how = Tree::map([
            ("code", Tree::text(&redirect.code)),
            ("message", Tree::text(&redirect.message)),
        ]);
        if let Some(to) = &redirect.to {
            how.push("to", Tree::text(to));
        }
        tree.push("redirect", how);
    }
    tree
}

/// The spec's word for what says that there are no records.
fn said_by(nothing: Nothing) -> &'static str {
    match nothing {
        Nothing::Null => "null_value",
        Nothing::False => "false_value",
        Nothing::Blank => "blank_text",
        Nothing::EmptyObject => "empty_object",
        Nothing::Missing => "missing",
        Nothing::TotalOfZero => "total_of_0",
        Nothing::EmptyAnswer => "empty_answer",
        Nothing::EmptyBody => "empty_body",
    }
}
