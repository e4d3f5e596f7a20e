//! Switches: what the sandbox does where the documents leave it open.

use maud::{Markup, html};
use serde_json::{Map, Value};

use super::{Form, Posted, said};
use crate::backend::Backend;
use crate::switch::Switchboard;

/// What the names of the fields begin with.
const FIELD: &str = "switch.";

pub(super) fn section<B: Backend>(form: &Form<'_>, switches: &B::Switches) -> Markup {
    let words = switches.words();
    let fields = html! {
        @for choice in <B::Switches as Switchboard>::choices() {
            @let word = words.iter().find(|(name, _)| *name == choice.name).map_or("", |(_, word)| word);
            @let id = format!("switch-{}", choice.name);
            div.switch {
                label for=(id) { (said(choice.about)) " " code { (choice.name) } }
                select id=(id) name={ (FIELD) (choice.name) } aria-describedby={ (id) "-hint" } {
                    @for (other, _) in choice.words {
                        option value=(other) selected[*other == word] { (other) }
                    }
                    // One that nobody could list, such as a number.
                    @if choice.words.iter().all(|(other, _)| *other != word) {
                        option value=(word) selected { (word) }
                    }
                }
                div.hint id={ (id) "-hint" } {
                    p { (said(choice.says)) }
                    ul {
                        @for (other, does) in choice.words {
                            li { b { (other) } ": " (said(does)) }
                        }
                    }
                }
            }
        }
        button { "Set the switches" }
    };
    html! {
        section #switches {
            h2 { "Switches" }
            p { "What the sandbox does where the documents leave it open, or say two things." }
            (form.of("switches", &fields))
        }
    }
}

pub(super) fn body(posted: &Posted) -> Value {
    let words = posted.beginning(FIELD);
    let words = words.map(|(name, word)| (name.to_owned(), word.into()));
    Value::Object(words.collect::<Map<_, _>>())
}
