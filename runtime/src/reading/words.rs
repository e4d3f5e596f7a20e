//! What a server says in its own words, in whatever form they come.

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};

use super::body::json_text;
use super::error_key::ErrorKey;
use super::markup;
use crate::descriptor::Envelope;
use crate::json::{self, Kind};

/// Most characters that are kept of them.
const MOST: usize = 2_000;
/// How much of a body is looked at.
const LOOKED_AT: usize = 1 << 20;
/// How deep they are looked for, and how many texts are taken.
const DEPTH: usize = 6;
const TEXTS: usize = 50;
/// How many values are looked at, and most characters of the name of what a text is about.
const VISITS: usize = 2_000;
const NAME: usize = 100;

/// The keys that say what a text is about.
const ABOUT: [&str; 12] = [
    "field",
    "key",
    "property",
    "propertyPath",
    "param",
    "parameter",
    "name",
    "path",
    "instancePath",
    "pointer",
    "loc",
    "source",
];

/// The words in the body of an answer: those of the envelope, or else those under the usual keys of JSON,
/// the text itself, or the title of a page. Only the beginning of a long body is looked at. Where the status
/// says that the call succeeded, less counts: keys that can be those of records, and texts of several lines,
/// do not.
pub(crate) fn of_body(
    envelope: &Envelope,
    status: u16,
    headers: &HeaderMap,
    body: &[u8],
) -> Option<String> {
    let start = body.get(..LOOKED_AT).unwrap_or(body);
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return None;
    }
    let succeeded = (200..300).contains(&status);
    let words = if text.starts_with('<') {
        if succeeded {
            markup::short_words(text)
        } else {
            markup::words(text)
        }
    } else if json::check(text).is_ok() {
        of_json(envelope, text, succeeded)
    } else if is_binary(text) || is_markup(headers) || is_like_json(text) {
        None
    } else {
        // What is long then could be records in another form.
        Some(text.to_owned()).filter(|text| !succeeded || is_sentence(text))
    };
    words.map(|words| shortened(&words))
}

/// All texts in a piece of JSON whose syntax was checked, in one.
pub(crate) fn of_texts(json: &str) -> Option<String> {
    let mut found = Sentences::default();
    found.fields(json, "", DEPTH);
    found.joined()
}

fn of_json(envelope: &Envelope, text: &str, succeeded: bool) -> Option<String> {
    let mut found = Sentences {
        is_strict: succeeded,
        ..Sentences::default()
    };
    if Kind::of(text) != Kind::Object {
        if !succeeded || Kind::of(text) == Kind::Text {
            found.all(text, "", DEPTH);
        }
        return found.joined();
    }
    // What the spec tells of is not looked through for the usual keys again.
    let mut told = Vec::new();
    let errors = envelope.errors.iter().chain(envelope.other_errors);
    let own = envelope.message.iter().map(|path| (path, false));
    for (path, is_errors) in own.chain(errors.map(|path| (path, true))) {
        let Some(value) = at(text, path) else {
            continue;
        };
        let before = found.texts.len();
        if is_errors {
            found.fields(value, "", DEPTH);
        } else {
            found.all(value, "", DEPTH);
        }
        if found.texts.len() > before {
            told.extend(path.split('.').next());
        }
    }
    for wanted in ErrorKey::all_words(succeeded) {
        if is_one_of(wanted, &told) {
            continue;
        }
        json::entries(text, |key, value| {
            if !key.eq_ignore_ascii_case(wanted) {
                return;
            }
            if is_one_of(&key, &["errors"]) {
                found.fields(value, "", DEPTH);
            } else {
                found.all(value, "", DEPTH);
            }
        });
    }
    if found.texts.is_empty() && !succeeded {
        // Some servers answer with the keys alone: `{"name": ["is required"]}`.
        json::entries(text, |key, value| {
            if Kind::of(value) != Kind::Number && ErrorKey::of(&key) != Some(ErrorKey::Beside) {
                found.fields(value, &key, DEPTH);
            }
        });
    }
    found.joined()
}

/// What stands at a path of an object, whatever the capitals of its keys.
fn at<'b>(object: &'b str, path: &str) -> Option<&'b str> {
    path.split('.').try_fold(object, |raw, step| {
        let mut found = None;
        if Kind::of(raw) == Kind::Object {
            json::any_entry(raw, |key, value| {
                found = key.eq_ignore_ascii_case(step).then_some(value);
                found.is_some()
            });
        }
        found
    })
}

#[derive(Default)]
struct Sentences {
    texts: Vec<String>,
    /// How many values were looked at, taken or not.
    visited: usize,
    /// Whether what is there may be records: then only sentences are taken, and what surely has some.
    is_strict: bool,
}

impl Sentences {
    /// Takes every text of a piece of JSON; `about` is the key that they are under.
    fn all(&mut self, json: &str, about: &str, depth: usize) {
        if !self.goes_on(depth) {
            return;
        }
        match Kind::of(json) {
            Kind::Array => json::elements(json, |item| self.all(item, about, depth - 1)),
            Kind::Object if self.is_strict && !has_sure_words(json) => {}
            Kind::Object => self.object(json, about, depth),
            Kind::Text => {
                let text = json::unquote(json).unwrap_or_default();
                if !self.is_strict || (is_sentence(&text) && !is_like_json(&text)) {
                    self.text(&text, about);
                }
            }
            Kind::Number if !self.is_strict => self.text(json, about),
            Kind::Number | Kind::True | Kind::False | Kind::Null => {}
        }
    }

    /// Takes the texts of a list of errors, or of an object whose keys are those of fields unless one of
    /// them is surely one of words.
    fn fields(&mut self, json: &str, about: &str, depth: usize) {
        if !self.goes_on(depth) {
            return;
        }
        if Kind::of(json) != Kind::Object || has_sure_words(json) {
            return self.all(json, about, depth);
        }
        json::entries(json, |key, value| {
            // The text of a field could be that of a record.
            let is_plain = !matches!(Kind::of(value), Kind::Array | Kind::Object);
            if self.goes_on(depth) && !(self.is_strict && is_plain) {
                self.fields(value, &below(about, &key), depth - 1);
            }
        });
    }

    fn object(&mut self, json: &str, about: &str, depth: usize) {
        let mut named = None;
        let mut has_words = false;
        json::entries(json, |key, value| {
            if is_one_of(&key, &ABOUT) {
                named = name_in(value).or(named.take());
            }
            has_words |= ErrorKey::is_words(&key);
        });
        let named = named.as_deref().unwrap_or(about);
        json::entries(json, |key, value| {
            if !self.goes_on(depth) {
                return;
            }
            if !has_words {
                self.all(value, &below(about, &key), depth - 1);
            } else if is_one_of(&key, &["errors"]) {
                self.fields(value, named, depth - 1);
            } else if ErrorKey::is_words(&key) {
                self.all(value, named, depth - 1);
            }
        });
    }

    fn text(&mut self, text: &str, about: &str) {
        let text = crate::text::one_line(text.trim(), MOST);
        if text.is_empty() || self.texts.len() >= TEXTS {
            return;
        }
        // A text that says what it is about need not be told twice.
        let text = if about.is_empty() || has_word(&text, about) {
            text
        } else {
            format!("{about}: {text}")
        };
        if !self.texts.contains(&text) {
            self.texts.push(text);
        }
    }

    /// Whether there is room for more; counts how often it is asked.
    fn goes_on(&mut self, depth: usize) -> bool {
        self.visited += 1;
        depth > 0 && self.texts.len() < TEXTS && self.visited < VISITS
    }

    fn joined(self) -> Option<String> {
        (!self.texts.is_empty()).then(|| shortened(&self.texts.join("; ")))
    }
}

/// Whether a text has this word, whole.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |text: &str, last: bool| {
        let next = if last {
            text.chars().next_back()
        } else {
            text.chars().next()
        };
        next.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (text.get(..at), text.get(at + word.len()..));
        !is_part(before.unwrap_or_default(), true) && !is_part(behind.unwrap_or_default(), false)
    })
}

fn is_one_of(key: &str, keys: &[&str]) -> bool {
    keys.iter().any(|it| it.eq_ignore_ascii_case(key))
}

/// Whether a text stands under a key that is one of words.
fn has_sure_words(object: &str) -> bool {
    json::any_entry(object, |key, value| {
        Kind::of(value) == Kind::Text && ErrorKey::of(&key) == Some(ErrorKey::Words)
    })
}

/// What a key says that words are about: itself, or the steps to it, or a key in what it points at.
fn name_in(value: &str) -> Option<String> {
    match Kind::of(value) {
        Kind::Object => {
            let mut name = None;
            json::entries(value, |key, inner| {
                if name.is_none() && is_one_of(&key, &ABOUT) {
                    name = json::scalar(inner).map(|text| shortened_name(&text));
                }
            });
            name
        }
        Kind::Array => {
            let mut path = String::new();
            json::elements(value, |step| {
                if let Some(step) = json::scalar(step)
                    && path.len() < NAME
                {
                    path = below(&path, &step);
                }
            });
            Some(path).filter(|path| !path.is_empty())
        }
        _ => json::scalar(value).map(|text| shortened_name(&text)),
    }
}

/// The name of a key within what has this name.
fn below(about: &str, key: &str) -> String {
    match about {
        "" => shortened_name(key),
        about => shortened_name(&format!("{about}.{}", shortened_name(key))),
    }
}

fn shortened_name(name: &str) -> String {
    crate::text::one_line(name.trim(), NAME)
}

/// Whether a body is text for people: neither JSON, whole or broken off, nor a page of markup, nor packed.
pub(super) fn is_plain(headers: &HeaderMap, body: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(body) else {
        return false;
    };
    let text = json_text(text);
    !text.is_empty()
        && !text.starts_with('<')
        && !is_like_json(text)
        && json::check(text).is_err()
        && !is_markup(headers)
        && !is_binary(text)
        && !headers.contains_key(CONTENT_ENCODING)
}

/// Whether it is meant to be JSON, although it cannot be read: what is in it could be anything.
fn is_like_json(text: &str) -> bool {
    let mut signs = text.chars().filter(|sign| !sign.is_whitespace());
    match signs.next() {
        Some('{') => true,
        Some('[') => signs
            .next()
            .is_none_or(|sign| "{[\"]-0123456789".contains(sign)),
        _ => false,
    }
}

/// Whether it is one short line.
fn is_sentence(text: &str) -> bool {
    !text.contains(['\n', '\r', '\t']) && text.len() <= 200
}

fn is_markup(headers: &HeaderMap) -> bool {
    let is = |kind: &http::HeaderValue| {
        let kind = kind.as_bytes().to_ascii_lowercase();
        kind.starts_with(b"text/html") || kind.starts_with(b"image/")
    };
    headers.get(CONTENT_TYPE).is_some_and(is)
}

/// Whether it is no text that a person could read.
fn is_binary(text: &str) -> bool {
    let odd = |c: &char| {
        *c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_ascii_whitespace())
    };
    let looked_at = text.chars().take(MOST);
    looked_at.clone().filter(odd).count() * 10 > looked_at.count()
}

fn shortened(words: &str) -> String {
    crate::text::one_line(words.trim(), MOST)
}
