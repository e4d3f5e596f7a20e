//! What is to be known about an API as a whole.

use super::text::{Text, code, fill, joined, own, said};
use crate::model::{Api, Credential, Grant, OAuth, Rate, Variable};

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

/// The pages of the vendor's that are left out.
pub(crate) fn not_described(api: &Api) -> impl Iterator<Item = Text> {
    let pages = api.not_described.iter();
    pages.map(|page| fill("{}: {}", [said(&page.name), said(&page.doc)]))
}

/// The variables of the base URL.
pub(crate) fn variables(api: &Api) -> impl Iterator<Item = Text> {
    let variables = api.variables.iter();
    variables.map(|variable| {
        let about = fill("{}: {}", [code(&variable.name), said(&variable.doc)]);
        about.and(values(variable))
    })
}

/// What a variable can be, if that is known.
fn values(variable: &Variable) -> Text {
    let mut words = Text::default();
    if !variable.one_of.is_empty() {
        let values = variable.one_of.iter().map(|(value, _)| code(value));
        words.push(fill(" One of {}.", [joined(values, ", ")]));
    }
    if let Some(default) = &variable.default {
        words.push(fill(" Left out, it is {}.", [code(default)]));
    }
    words
}

/// A credential, called by this name.
pub(crate) fn credential(name: &str, credential: &Credential) -> Text {
    fill("{}: {}", [code(name), said(&credential.doc)])
}

/// How the access token is got. The other two are what can be set about it.
pub(crate) fn oauth(oauth: &OAuth, token_url: Text, on_refresh_token: Text) -> Text {
    let asked = match oauth.scope.as_str() {
        "" => Text::default(),
        scope => fill(", with the scope {}", [code(scope)]),
    };
    let mut text = fill(
        "The access token is got from {}{}, kept, and renewed before it ends or when it is refused. For another address, see {}.",
        [code(&oauth.token_url), asked, token_url],
    );
    if oauth.grant == Grant::RefreshToken {
        text.push(fill(
            " The server may put another refresh token in the place of the one given: keep what {} tells.",
            [on_refresh_token],
        ));
    }
    text
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
