//! The clock.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::{Form, Posted};
use crate::backend::{Backend, ControlRefusal};
use crate::clock;
use crate::shared::Shared;

/// Units of time, in seconds.
const UNITS: [(&str, u64); 4] = [
    ("days", 86_400),
    ("hours", 3_600),
    ("minutes", 60),
    ("seconds", 1),
];

pub(super) fn section<B: Backend>(form: &Form<'_>, shared: &Shared<B>) -> Markup {
    let now = shared.clock.now().strftime(clock::FORM).to_string();
    let typed = form.typed("clock", "now");
    let value = if typed.is_empty() { &now } else { typed };
    html! {
        section #clock {
            h2 { "Clock" }
            p { "It shows " time datetime=(now) { (now) } " UTC, and goes on ticking from where it is put." }
            (form.of("clock", &html! {
                label for="now" { "Set it to" }
                div.row {
                    input #now name="now" value=(value) autocomplete="off";
                    button { "Set the clock" }
                }
            }))
            (form.of("clock", &html! {
                label for="advance" { "Move it forwards by" }
                div.row {
                    input #advance name="advance" inputmode="numeric" autocomplete="off"
                        value=(form.typed("clock", "advance"));
                    select name="unit" aria-label="Unit of time" {
                        @for (unit, _) in UNITS {
                            option selected[unit == form.typed("clock", "unit")] { (unit) }
                        }
                    }
                    button { "Move the clock" }
                }
            }))
        }
    }
}

/// What the control endpoint would be asked for.
pub(super) fn body(posted: &Posted) -> Result<Value, ControlRefusal> {
    let Some(advance) = posted.find("advance") else {
        return Ok(json!({"now": posted.get("now").trim()}));
    };
    let unit = UNITS.iter().find(|(unit, _)| *unit == posted.get("unit"));
    let seconds = unit
        .zip(advance.trim().parse::<u64>().ok())
        .and_then(|((_, unit), number)| number.checked_mul(*unit));
    seconds
        .map(|seconds| json!({"advance_seconds": seconds}))
        .ok_or_else(|| {
            ControlRefusal::Bad(format!(
                "{advance:?} is no whole number of days, hours, minutes or seconds"
            ))
        })
}
