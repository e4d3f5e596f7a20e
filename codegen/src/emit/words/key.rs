//! What a key is called, and what may be said under it.

use super::text::{Text, code, fill, joined, own, said};
use super::{Voice, limit};
use crate::model::{Holds, Key, KeyPlace, Rule};

/// The wire name, the limit and the care that a key needs, in one line.
pub(crate) fn facts(key: &Key) -> Text {
    told(key, Text::default())
}

/// [`facts`], and what the vendor assumes when the key is left out.
pub(crate) fn facts_and_default(key: &Key) -> Text {
    told(key, assumed(key))
}

/// [`facts`], and what answers hold.
pub(crate) fn facts_in_answers(key: &Key) -> Text {
    facts(key).and(in_answers(key))
}

/// [`facts_and_default`], and what answers hold.
pub(crate) fn all_facts(key: &Key) -> Text {
    facts_and_default(key).and(in_answers(key))
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

/// What the vendor assumes when the key is left out.
pub(crate) fn assumed(key: &Key) -> Text {
    let default = key.default.as_deref();
    let default = default.map(|default| fill(" Left out, it counts as {}.", [code(default)]));
    default.unwrap_or_default()
}

/// What helps a visitor to fill it in, in the words of the spec and in ours.
pub(crate) fn help(key: &Key) -> Text {
    let hint = key.hint.as_ref().map(said);
    let rule = &key.limit.rule;
    // What is chosen needs no words, nor does an address of the kind that everybody has.
    let is_plain = matches!(
        rule,
        Rule::OneOf(_) | Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean | Rule::Email
    );
    let format = match is_plain {
        true => Text::default(),
        false => limit::words(&key.limit, Voice::Visitor),
    };
    let told = [hint.unwrap_or_default(), format];
    joined(told.into_iter().filter(|text| !text.is_empty()), " ")
}

/// What answers hold, where it is something else.
pub(crate) fn in_answers(key: &Key) -> Text {
    let answers = key.answers.as_ref();
    let answers = answers.map(|answers| limit::words(answers, Voice::Developer));
    let told = answers.map(|answers| fill(" In answers: {}", [answers]));
    told.unwrap_or_default()
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
    let allowed = allowed(key);
    if !allowed.is_empty() {
        told.push(fill(" {}", [allowed]));
    }
    told.push(midnight(key));
    told.push(default);
    told.push(cleared(key));
    told.push(placed(key));
    told.push(own(match key.holds {
        Holds::Plain => "",
        Holds::Personal => " Personal.",
        Holds::Secret => " Secret.",
    }));
    told
}

/// Whether a time of midnight may stand behind a day.
pub(crate) fn midnight(key: &Key) -> Text {
    own(if takes_midnight(key) {
        " A day with a time of midnight, as answers may have it, is sent as the day."
    } else {
        ""
    })
}

/// Whether `null` may stand in its place.
pub(crate) fn cleared(key: &Key) -> Text {
    own(if key.nullable {
        " May be cleared to null in JSON bodies."
    } else {
        ""
    })
}

/// Where it travels, if not where its call sends parameters.
pub(crate) fn placed(key: &Key) -> Text {
    own(match key.place {
        None | Some(KeyPlace::Path) => "",
        Some(KeyPlace::Query) => " Sent in the query.",
        Some(KeyPlace::Header) => " Sent as a header.",
        Some(KeyPlace::Body) => " Sent in the body.",
    })
}

/// Whether requests have a day alone, and answers may have a time behind it.
fn takes_midnight(key: &Key) -> bool {
    let is_day = match &key.limit.rule {
        Rule::DateTime(_, patterns) => patterns.iter().all(|pattern| !pattern.contains("HH")),
        _ => false,
    };
    let answers = key.answers.as_ref();
    let is_wider = answers
        .is_some_and(|answers| matches!(answers.rule, Rule::Text { .. } | Rule::DateTime(..)));
    is_day && is_wider
}

/// What a key may hold. What the spec says about the limit is left out where the key says it itself; what
/// an emitter says about the rule never is.
fn allowed(key: &Key) -> Text {
    match repeats(&key.doc, &key.limit.doc) {
        true => limit::pattern_untold(&key.limit).unwrap_or_default(),
        false => limit::words(&key.limit, Voice::Developer),
    }
}

/// Whether a text has all words of another, in the same order: figures in another order are others.
fn repeats(text: &str, other: &str) -> bool {
    let mut rest = counting(text);
    let mut words = counting(other).peekable();
    words.peek().is_some() && words.all(|word| rest.any(|known| known == word))
}

/// The words of a text that tell something. A pattern is one word, and its capitals are part of it.
fn counting(text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace();
    // Not every sign: `-5` is not `5`.
    let words = words.map(|word| word.trim_matches(|sign| ".,;:!?()\"'`".contains(sign)));
    let words = words.map(|word| match word.chars().skip(1).any(char::is_uppercase) {
        true => word.to_owned(),
        false => word.to_lowercase(),
    });
    words.filter(|word| !matches!(word.as_str(), "" | "a" | "an" | "the" | "of" | "in" | "as"))
}
