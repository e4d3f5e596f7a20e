//! Faults: what goes wrong on request.

use maud::{Markup, html};
use serde_json::{Map, Value};

use super::{Form, Posted};
use crate::backend::{Backend, ControlRefusal};
use crate::page::records::cut;

/// So much is shown of a fault: an answer by script may be long.
const LONGEST_FAULT: usize = 2_000;

/// The kinds, and what happens.
const KINDS: [(&str, &str); 9] = [
    (
        "too-many",
        "429, with Retry-After if wanted; the call does not act",
    ),
    ("status", "this status in plain text; the call does not act"),
    (
        "latency",
        "the call acts, its answer comes so many milliseconds later",
    ),
    ("reset", "the connection is reset without an answer"),
    (
        "truncated",
        "the call acts; half of the answer comes, then the end",
    ),
    ("html", "200 with a page of HTML; the call does not act"),
    ("answer", "this answer; the call does not act"),
    ("dribble", "the call acts; its answer comes in pieces"),
    (
        "stall",
        "the call acts; the answer's head comes, and nothing after it",
    ),
];

/// A field: its name, its label, its hint, and how its text becomes JSON.
const FIELDS: [(&str, &str, &str, Kind); 10] = [
    (
        "milliseconds",
        "Milliseconds",
        "latency, dribble",
        Kind::Number,
    ),
    (
        "status",
        "Status",
        "status (400 to 599), answer",
        Kind::Number,
    ),
    (
        "retry_after",
        "Retry-After, in seconds",
        "too-many",
        Kind::Number,
    ),
    ("bytes", "Bytes of a piece", "dribble", Kind::Number),
    (
        "times",
        "How many requests get it",
        "one, if blank",
        Kind::Number,
    ),
    (
        "after",
        "How many pass before",
        "none, if blank",
        Kind::Number,
    ),
    (
        "chance",
        "Chance of each to get it",
        "from 0 to 1",
        Kind::Number,
    ),
    ("headers", "Headers", "answer; a JSON object", Kind::Json),
    ("body", "Body", "answer; a text, or any JSON", Kind::Body),
    ("on", "Call", "all calls, if blank", Kind::Call),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Json,
    Body,
    Call,
}

pub(super) fn section<B: Backend>(form: &Form<'_>, faults: &Value) -> Markup {
    let set = faults.as_array().map(Vec::as_slice).unwrap_or_default();
    html! {
        section #faults {
            h2 { "Faults" }
            p { "What goes wrong on request. Each hits the next request of its call, or of any, unless it says otherwise." }
            @if set.is_empty() {
                p { "None is set." }
            } @else {
                ol.faults {
                    @for (place, fault) in set.iter().enumerate() {
                        li {
                            code { (cut(&fault.to_string(), LONGEST_FAULT)) }
                            " "
                            (form.of("fault-removed", &html! {
                                input type="hidden" name="place" value=(place);
                                button.quiet { "Remove" span.unseen { " fault " (place + 1) } }
                            }))
                        }
                    }
                }
                (form.of("faults-cleared", &html! { button.quiet { "Remove all faults" } }))
            }
            details open[form.refused.is_some_and(|refused| refused.what == "faults")] {
                summary { "Set a fault" }
                (form.of("faults", &fields::<B>(form)))
            }
        }
    }
}

fn fields<B: Backend>(form: &Form<'_>) -> Markup {
    let typed = |name: &str| form.typed("faults", name).to_owned();
    let kind = typed("trouble");
    html! {
        fieldset.stack {
            legend { "What goes wrong" }
            @for (at, (word, what)) in KINDS.iter().enumerate() {
                @let is_chosen = if kind.is_empty() { at == 0 } else { kind == *word };
                label.choice {
                    input type="radio" name="trouble" value=(word) checked[is_chosen];
                    span { b { (word) } ": " (what) }
                }
            }
        }
        div.grid {
            @for (name, label, hint, kind) in FIELDS {
                @let id = format!("fault-{name}");
                div.field {
                    label for=(id) { (label) }
                    @match kind {
                        Kind::Number => {
                            input id=(id) name=(name) value=(typed(name)) inputmode="decimal"
                                aria-describedby={ (id) "-hint" };
                        }
                        Kind::Call => {
                            select id=(id) name=(name) aria-describedby={ (id) "-hint" } {
                                option value="" { "any" }
                                @for call in calls::<B>() {
                                    option value=(call) selected[call == typed(name)] { (call) }
                                }
                            }
                        }
                        Kind::Json | Kind::Body => {
                            textarea id=(id) name=(name) rows="2" aria-describedby={ (id) "-hint" } {
                                (typed(name))
                            }
                        }
                    }
                    p.hint id={ (id) "-hint" } { (hint) }
                }
            }
        }
        div.stack {
            label.choice {
                input type="checkbox" name="always" value="1" checked[typed("always") == "1"];
                span { "Every request gets it, until it is removed" }
            }
            label.choice {
                input type="checkbox" name="after_acting" value="1" checked[typed("after_acting") == "1"];
                span { "The call acts before the reset" }
            }
        }
        button { "Set the fault" }
    }
}

/// The names of all calls.
fn calls<B: Backend>() -> Vec<&'static str> {
    let calls = B::api().map(|api| api.calls().map(|call| call.name.as_str()));
    calls.map(Iterator::collect).unwrap_or_default()
}

/// What the control endpoint would be asked for.
pub(super) fn body(posted: &Posted) -> Result<Value, ControlRefusal> {
    let mut body = Map::new();
    body.insert("trouble".to_owned(), posted.get("trouble").into());
    for (name, label, _, kind) in FIELDS {
        let text = posted.get(name).trim();
        if text.is_empty() {
            continue;
        }
        let json = serde_json::from_str::<Value>(text).ok();
        let value = match kind {
            Kind::Call => Some(text.into()),
            Kind::Body => json.or_else(|| Some(text.into())),
            Kind::Number => json.filter(Value::is_number),
            Kind::Json => json.filter(Value::is_object),
        };
        let value = value.ok_or_else(|| {
            let wanted = if kind == Kind::Json {
                "a JSON object"
            } else {
                "a number"
            };
            ControlRefusal::Bad(format!("{label}: {text:?} is not {wanted}"))
        })?;
        body.insert(name.to_owned(), value);
    }
    for name in ["always", "after_acting"] {
        if posted.get(name) == "1" {
            body.insert(name.to_owned(), true.into());
        }
    }
    Ok(Value::Object(body))
}
