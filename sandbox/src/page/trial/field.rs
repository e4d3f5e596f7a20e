//! A field of the form: a key of the call, and how its value is put in.

use maud::{Markup, html};
use prose_codegen::model::{Holds, Key, Limit, Rule};

use crate::page::layout::said;

/// What the names of the fields begin with.
pub(super) const FIELD: &str = "key.";

/// A key of the call.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) key: &'a Key,
    pub(super) needed: Needed,
    /// Whether who calls has a value for it.
    pub(super) is_callers: bool,
}

/// Whether a key must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needed {
    Always,
    /// It, or another one.
    OneOfSeveral,
    No,
}

impl Field<'_> {
    pub(super) fn shown(self, typed: &str) -> Markup {
        let key = self.key;
        let id = format!("{FIELD}{}", key.wire);
        let hint = format!("{id}-hint");
        html! {
            div.field {
                label for=(id) {
                    (key.wire)
                    @match self.needed {
                        Needed::Always => { " " span.mark { "required" } }
                        Needed::OneOfSeveral => { " " span.mark { "one of several" } }
                        Needed::No => {}
                    }
                }
                (input(key, &id, &hint, typed))
                p.hint id=(hint) {
                    (said(&key.doc)) (limit(key))
                    @if self.is_callers { " If it is blank, that of whoever calls is sent." }
                }
            }
        }
    }
}

fn input(key: &Key, id: &str, hint: &str, typed: &str) -> Markup {
    if let Some(choices) = choices(&key.limit) {
        let is_listed = typed.is_empty() || choices.iter().any(|(wire, _)| wire == typed);
        return html! {
            select id=(id) name=(id) aria-describedby=(hint) {
                option value="" { "not sent" }
                @for (wire, label) in &choices {
                    option value=(wire) selected[wire == typed] {
                        (wire) @if label != wire { " (" (label) ")" }
                    }
                }
                @if !is_listed { option value=(typed) selected { (typed) } }
            }
        };
    }
    // A secret is sent, and shown nowhere.
    let is_secret = key.holds == Holds::Secret;
    if !is_secret && has_lines(&key.limit) {
        let rows = typed.lines().count().clamp(1, 12);
        return html! {
            textarea id=(id) name=(id) rows=(rows) aria-describedby=(hint) spellcheck="false" { "\n" (typed) }
        };
    }
    html! {
        input id=(id) name=(id) type=(if is_secret { "password" } else { "text" })
            value=[(!is_secret).then_some(typed)] autocomplete="off" aria-describedby=(hint);
    }
}

/// The values of a closed set, and what each is called.
fn choices(limit: &Limit) -> Option<Vec<(String, String)>> {
    let yes_or_no = |yes: &str, no: &str| {
        vec![
            (yes.to_owned(), "yes".to_owned()),
            (no.to_owned(), "no".to_owned()),
        ]
    };
    match &limit.rule {
        Rule::OneOf(members) => {
            let members = members.iter().map(|member| {
                let label = member.label.as_ref().unwrap_or(&member.wire);
                (member.wire.clone(), label.clone())
            });
            Some(members.collect())
        }
        Rule::Flag => Some(yes_or_no("1", "0")),
        Rule::FlagAs { yes, no } => Some(yes_or_no(yes, no)),
        Rule::Boolean => Some(yes_or_no("true", "false")),
        _ => None,
    }
}

/// Whether a value may have several lines.
fn has_lines(limit: &Limit) -> bool {
    match &limit.rule {
        Rule::Text { max, .. } => max.is_none_or(|max| max > 255),
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_) | Rule::Json | Rule::JsonInText(_) => {
            true
        }
        _ => false,
    }
}

/// What the key takes, and what it does not.
fn limit(key: &Key) -> Markup {
    let limit = &key.limit;
    let nested = matches!(
        limit.rule,
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_) | Rule::Json
    );
    // What any text is, and that a number is one, goes without saying.
    let is_any_text = matches!(limit.rule, Rule::Text { max: None, .. });
    let says_more = !is_any_text && !nested && !matches!(limit.rule, Rule::Id);
    let is_told = limit.doc.is_empty() || limit.doc == key.doc || is_any_text;
    let mut pass = limit.pass.iter().filter(|_| says_more);
    let pass = pass.find(|value| !value.trim().is_empty());
    html! {
        @if limit.is_named && !is_told { " " (said(&limit.doc)) }
        @if nested { " As JSON." }
        @if choices(limit).is_none() && let Some(pass) = pass { " Such as " code { (pass) } "." }
        @if let Some(default) = &key.default { " Without it: " (said(default)) "." }
    }
}
