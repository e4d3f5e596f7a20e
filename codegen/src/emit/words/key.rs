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

/// Where its quirks are told, if it has any.
pub(crate) fn quirks(key: &Key, told: Text) -> Text {
    match key.quirks.is_empty() {
        true => Text::default(),
        false => fill(" Quirks: see {}.", [told]),
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
    let mut told = if key.name == key.wire {
        fill("Key {}.", [code(&key.wire)])
    } else {
        fill(
            "Key {} (in the vendor's table {}).",
            [code(&key.wire), code(&key.name)],
        )
    };
    let limit = limit::words(&key.limit, Voice::Developer);
    if says_more(&limit, &key.doc) {
        told.push(fill(" {}", [limit]));
    }
    told.push(default);
    told.push(own(match key.holds {
        Holds::Plain => "",
        Holds::Personal => " Personal.",
        Holds::Secret => " Secret.",
    }));
    told
}

/// Whether a text says something that these words do not: a word of more than three letters, or a
/// figure.
fn says_more(text: &Text, than: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        words.map(str::to_lowercase).collect()
    };
    let known = words(than);
    let counts = |word: &String| {
        word.chars().count() > 3 || word.contains(|sign: char| sign.is_ascii_digit())
    };
    let mut told = words(&text.plain()).into_iter().filter(counts).peekable();
    told.peek().is_none() || told.any(|word| !known.contains(&word))
}
