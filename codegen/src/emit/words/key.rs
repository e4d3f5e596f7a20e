//! What a key is called, and what may be said under it.

use super::text::{Text, code, fill, own, said};
use super::{Voice, limit};
use crate::model::{Holds, Key};

/// The wire name, the limit and the care that a key needs, in one line.
pub(crate) fn facts(key: &Key) -> Text {
    told(key, Text::default())
}

/// [`facts`], and what the vendor assumes when the key is left out.
pub(crate) fn facts_and_default(key: &Key) -> Text {
    let default = key.default.as_deref();
    let default = default.map(|default| fill(" Left out, it counts as {}.", [code(default)]));
    told(key, default.unwrap_or_default())
}

/// [`facts`], and what answers hold.
pub(crate) fn facts_in_answers(key: &Key) -> Text {
    match &key.answers {
        Some(answers) => fill(
            "{} In answers: {}",
            [facts(key), limit::words(answers, Voice::Developer)],
        ),
        None => facts(key),
    }
}

/// What a visitor calls it.
pub(crate) fn label(key: &Key) -> Text {
    match &key.label {
        Some(label) => said(label),
        None => {
            let words = key.rust.replace('_', " ");
            let words = words.trim();
            let mut letters = words.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            said(first.into_iter().chain(letters).collect::<String>())
        }
    }
}

fn told(key: &Key, default: Text) -> Text {
    let spelled = if key.name == key.wire {
        fill("Key {}", [code(&key.wire)])
    } else {
        fill(
            "Key {} (in the vendor's table {})",
            [code(&key.wire), code(&key.name)],
        )
    };
    let holds = match key.holds {
        Holds::Plain => Text::default(),
        Holds::Personal => own(" Personal: never shown in errors or debug output."),
        Holds::Secret => own(" Secret: never shown in errors or debug output."),
    };
    let limit = limit::words(&key.limit, Voice::Developer);
    fill("{}. {}{}{}", [spelled, limit, default, holds])
}
