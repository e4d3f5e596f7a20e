//! What is to be known about an API as a whole.

use super::text::{Text, code, fill, own, said};
use crate::model::{Api, Credential, Rate};

/// Its title, for the middle of a sentence.
pub(crate) fn title(api: &Api) -> Text {
    said(api.title.trim_end_matches('.'))
}

/// The revisions of the vendor's document.
pub(crate) fn revisions(api: &Api) -> impl Iterator<Item = Text> {
    api.revisions.iter().map(|revision| {
        fill(
            "Revision {}: {}",
            [said(&revision.name), said(&revision.doc)],
        )
    })
}

/// The variables of the base URL.
pub(crate) fn variables(api: &Api) -> impl Iterator<Item = Text> {
    let variables = api.variables.iter();
    variables.map(|variable| fill("{}: {}", [code(&variable.name), said(&variable.doc)]))
}

/// A credential, called by this name.
pub(crate) fn credential(name: &str, credential: &Credential) -> Text {
    fill("{}: {}", [code(name), said(&credential.doc)])
}

/// What personal and secret keys have in common.
pub(crate) fn kept_quiet() -> Text {
    own("What personal and secret keys hold is never shown in errors or debug output.")
}

/// How many calls the vendor bears.
pub(crate) fn rate(rate: Rate) -> Text {
    let Rate { calls, seconds } = rate;
    fill(
        "The vendor bears {} {} in {} {}.",
        [
            said(calls.to_string()),
            own(if calls == 1 { "call" } else { "calls" }),
            said(seconds.to_string()),
            own(if seconds == 1 { "second" } else { "seconds" }),
        ],
    )
}
