//! How the sandbox is set: what the control endpoint can do, in forms.

mod clock;
mod duplicates;
mod faults;
mod states;
mod switches;

use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::layout::{self, Page, address, form_token, go_to};
use super::posted::Posted;
use super::session::Session;
use crate::backend::{Backend, ControlRefusal};
use crate::control;
use crate::error::SandboxError;
use crate::response::Response;
use crate::shared::Shared;

/// What each form does, and what is said when it is done. The word is in the form's address, and the id of
/// its section.
const DONE: [(&str, &str, &str); 8] = [
    ("switches", "switches", "The switches are set."),
    ("faults", "faults", "The fault is set."),
    ("fault-removed", "faults", "The fault is gone."),
    ("faults-cleared", "faults", "All faults are gone."),
    ("clock", "clock", "The clock is set."),
    ("duplicates", "duplicates", "The duplicate check is set."),
    ("states", "states", "The states are as you said."),
    (
        "reset",
        "reset",
        "The sandbox has begun anew with its seed data, without faults and requests.",
    ),
];

/// A form that was refused: what it was about, why, and what it said.
pub(super) struct Refused<'p> {
    what: &'p str,
    why: String,
    posted: &'p Posted,
}

/// The page; `done` is the word of what was done just before.
pub(super) fn page<B: Backend>(
    shared: &Shared<B>,
    session: &Session,
    done: &str,
    refused: Option<&Refused<'_>>,
) -> Result<Response, SandboxError> {
    let checks = shared.backend().duplicate_checks()?;
    let words = shared.backend().switches().clone();
    let states = shared.backend().store().states();
    let faults = control::carry_out(shared, "faults", "GET", b"").unwrap_or(Value::Null);
    let done = DONE.iter().find(|(word, ..)| *word == done);
    let form = Form { session, refused };
    let main = html! {
        @if let Some((_, _, said)) = done { p.done role="status" { (said) } }
        @if let Some(refused) = refused { p.error role="alert" { "Nothing was changed: " (refused.why) } }
        nav.kinds aria-label="On this page" {
            @if !checks.is_empty() { a href="#duplicates" { "Duplicate check" } }
            a href="#faults" { "Faults" }
            a href="#clock" { "Clock" }
            a href="#states" { "States" }
            a href="#reset" { "Reset" }
            a href="#switches" { "Switches" }
        }
        @if !checks.is_empty() { (duplicates::section(&form, &checks)) }
        (faults::section::<B>(&form, &faults))
        (clock::section(&form, shared))
        (states::section(&form, &states))
        section #reset {
            h2 { "Reset" }
            p { "Begins anew with the seed data. Faults and requests go; clock and switches stay." }
            (form.of("reset", &html! { button.danger { "Reset the sandbox" } }))
        }
        (switches::section::<B>(&form, &words))
    };
    let page = Page {
        title: "Settings",
        session: Some(session),
        main,
    };
    Ok(page.written::<B>(if refused.is_some() { 400 } else { 200 }))
}

/// Does what one of the forms says.
pub(super) fn change<B: Backend>(
    shared: &Shared<B>,
    session: &Session,
    what: &str,
    posted: &Posted,
) -> Result<Response, SandboxError> {
    let changed = match what {
        "switches" => asked(shared, "switches", "POST", &switches::body(posted)),
        "clock" => clock::body(posted).and_then(|body| asked(shared, "clock", "POST", &body)),
        "duplicates" => {
            let path = format!("accounts/{}", escaped(posted.get("account")));
            let body = json!({"check_duplicates": posted.get("on") == "1"});
            asked(shared, &path, "POST", &body)
        }
        "faults" => faults::body(posted).and_then(|body| asked(shared, "faults", "POST", &body)),
        "fault-removed" => {
            let path = format!("faults/{}", escaped(posted.get("place")));
            asked(shared, &path, "DELETE", &Value::Null)
        }
        "faults-cleared" => asked(shared, "faults", "DELETE", &Value::Null),
        "reset" => asked(shared, "reset", "POST", &Value::Null),
        "states" => states::path(posted)
            .and_then(|(path, method)| asked(shared, &path, method, &Value::Null)),
        _ => Err(ControlRefusal::NotFound("there is no such form".to_owned())),
    };
    let why = match changed {
        Ok(_) => {
            let section = DONE.iter().find(|(word, ..)| *word == what);
            let section = section.map_or("", |(_, section, _)| section);
            let settings = address("settings");
            return Ok(go_to(&format!("{settings}?done={what}#{section}")));
        }
        Err(
            ControlRefusal::Bad(why) | ControlRefusal::NotFound(why) | ControlRefusal::State(why),
        ) => why,
        Err(ControlRefusal::Method(methods)) => format!("here it is {methods}"),
    };
    let refused = Refused { what, why, posted };
    page(shared, session, "", Some(&refused))
}

/// Asks what the control endpoint would be asked.
fn asked<B: Backend>(
    shared: &Shared<B>,
    path: &str,
    method: &str,
    body: &Value,
) -> Result<Value, ControlRefusal> {
    control::carry_out(shared, path, method, body.to_string().as_bytes())
}

/// A text as a part of a path.
fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// What all forms of this page have in common.
struct Form<'a> {
    session: &'a Session,
    refused: Option<&'a Refused<'a>>,
}

impl Form<'_> {
    /// A form that does this.
    fn of(&self, what: &str, fields: &Markup) -> Markup {
        html! {
            form method="post" action={ (address("settings")) "/" (what) } {
                (form_token(self.session))
                (fields)
            }
        }
    }

    /// What was typed into a field of a form that was refused; blank otherwise.
    fn typed(&self, what: &str, name: &str) -> &str {
        let refused = self.refused.filter(|refused| refused.what == what);
        refused.map_or("", |refused| refused.posted.get(name))
    }
}

/// The lines of a comment, as one text.
fn said(lines: &[&str]) -> Markup {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    layout::said(&lines.join(" "))
}
