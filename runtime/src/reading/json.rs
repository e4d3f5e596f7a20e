//! Reads JSON one level at a time, so that neither depth nor one odd value costs the rest.
//!
//! `serde_json` checks a text once, to its end. What is read of it later trusts that.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::scanner::{Piece, Scanner};

/// What kind of value a piece of JSON is, told by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

impl Kind {
    pub(crate) fn of(json: &str) -> Self {
        match json.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::Text,
            Some(b't') => Kind::True,
            Some(b'f') => Kind::False,
            Some(b'n') | None => Kind::Null,
            Some(_) => Kind::Number,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Object => "an object",
            Kind::Array => "an array",
            Kind::Text => "a text",
            Kind::Number => "a number",
            Kind::True => "true",
            Kind::False => "false",
            Kind::Null => "null",
        }
    }
}

/// A piece of a longer text, by position. Texts are at most 4 GiB long here.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The position of `part`, which is a slice of `whole`.
    pub(crate) fn of(whole: &str, part: &str) -> Self {
        let start = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
        Self::at(start..start + part.len())
    }

    pub(crate) fn at(range: Range<usize>) -> Self {
        let position = |at| u32::try_from(at).unwrap_or(0);
        Self {
            start: position(range.start),
            end: position(range.end),
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(crate) fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    pub(crate) fn of_text(self, whole: &str) -> &str {
        whole
            .get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

/// Checks that a text is JSON.
pub(crate) fn check(text: &str) -> serde_json::Result<()> {
    serde_json::from_str::<IgnoredAny>(text).map(|_| ())
}

/// Checks that a text is a JSON object, and goes through its keys and values. Where this fails, some may
/// have been gone through.
pub(crate) fn check_entries<'j>(
    text: &'j str,
    mut each: impl FnMut(Cow<'j, str>, &'j str),
) -> serde_json::Result<()> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_map(Entries(&mut each))?;
    reader.end()
}

/// Goes through the keys and values of an object whose syntax was checked.
pub(crate) fn entries<'j>(json: &'j str, mut each: impl FnMut(Cow<'j, str>, &'j str)) {
    let mut scanner = Scanner::inside(json, 0);
    while scanner.step().is_some() {
        let key = key(json, scanner.key());
        each(key, scanner.value().json.of_text(json));
    }
}

/// Whether one of the keys and values of an object whose syntax was checked is such. What comes behind it is
/// not looked at.
pub(crate) fn any_entry<'j>(
    json: &'j str,
    mut is: impl FnMut(Cow<'j, str>, &'j str) -> bool,
) -> bool {
    let mut scanner = Scanner::inside(json, 0);
    while scanner.step().is_some() {
        let key = key(json, scanner.key());
        if is(key, scanner.value().json.of_text(json)) {
            return true;
        }
    }
    false
}

/// Whether one of the values of an object or of an array is such. What comes behind it is not looked at.
pub(crate) fn any_value<'j>(json: &'j str, mut is: impl FnMut(&'j str) -> bool) -> bool {
    if Kind::of(json) != Kind::Array {
        return any_entry(json, |_, value| is(value));
    }
    let mut scanner = Scanner::inside(json, 0);
    while scanner.step().is_some() {
        if is(scanner.value().json.of_text(json)) {
            return true;
        }
    }
    false
}

/// Whether an object is a list with holes, as PHP writes one: its keys are whole numbers, and there is an
/// object among its values.
pub(crate) fn is_numbered(json: &str) -> bool {
    let mut scanner = Scanner::inside(json, 0);
    let mut some = false;
    while scanner.step().is_some() {
        let key = key(json, scanner.key());
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        some |= scanner.first() == Some(b'{');
        scanner.value();
    }
    some
}

/// Whether an object or an array has nothing in it.
pub(crate) fn is_empty(json: &str) -> bool {
    Scanner::inside(json, 0).step().is_none()
}

/// Whether a value is more than a way to say that there is nothing to say.
pub(crate) fn says_something(json: &str) -> bool {
    match Kind::of(json) {
        Kind::Array | Kind::Object => !is_empty(json),
        Kind::Number => json.bytes().any(|byte| matches!(byte, b'1'..=b'9')),
        _ => scalar(json).is_some(),
    }
}

/// An array from its first element on, if it has one.
pub(crate) fn from_first(array: &str) -> Option<&str> {
    let mut scanner = Scanner::inside(array, 0);
    scanner.step()?;
    array.get(scanner.position()..)
}

/// Goes through the elements of an array.
pub(crate) fn elements<'j>(json: &'j str, mut each: impl FnMut(&'j str)) {
    let mut scanner = Scanner::inside(json, 0);
    while scanner.step().is_some() {
        each(scanner.value().json.of_text(json));
    }
}

/// The decoded text of a key. Half a surrogate pair becomes a replacement character.
#[inline]
pub(crate) fn key(whole: &str, key: Piece) -> Cow<'_, str> {
    let quoted = inside_quotes(key.json.of_text(whole)).unwrap_or_default();
    if !key.escaped {
        return Cow::Borrowed(quoted);
    }
    let mut text = String::with_capacity(quoted.len());
    unescape(quoted, &mut text);
    Cow::Owned(text)
}

/// The decoded text of a JSON text; `None` if it is something else. Half a surrogate pair becomes a
/// replacement character.
pub(crate) fn unquote(json: &str) -> Option<Cow<'_, str>> {
    let quoted = inside_quotes(json)?;
    if !quoted.contains('\\') {
        return Some(Cow::Borrowed(quoted));
    }
    let mut text = String::with_capacity(quoted.len());
    unescape(quoted, &mut text);
    Some(Cow::Owned(text))
}

pub(crate) fn inside_quotes(json: &str) -> Option<&str> {
    json.strip_prefix('"')?.strip_suffix('"')
}

/// Adds a text without its escapes. Half a surrogate pair becomes a replacement character.
pub(crate) fn unescape(quoted: &str, text: &mut String) {
    let mut left = quoted;
    while let Some((before, escape)) = left.split_once('\\') {
        text.push_str(before);
        let (character, rest) = unescape_one(escape);
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        left = rest;
    }
    text.push_str(left);
}

/// The character of an escape, which begins behind the backslash, and what follows it.
pub(crate) fn unescape_one(escape: &str) -> (Option<char>, &str) {
    let mut left = escape.chars();
    let character = match left.next() {
        Some('b') => Some('\u{8}'),
        Some('f') => Some('\u{c}'),
        Some('n') => Some('\n'),
        Some('r') => Some('\r'),
        Some('t') => Some('\t'),
        Some('u') => return unescape_unicode(left.as_str()),
        other => other,
    };
    (character, left.as_str())
}

/// The character of four hexadecimal digits, or of two times four that are a surrogate pair.
fn unescape_unicode(digits: &str) -> (Option<char>, &str) {
    let Some((first, rest)) = unit(digits) else {
        return (None, digits);
    };
    if let Some((second, behind)) = rest.strip_prefix("\\u").and_then(unit)
        && let Some(Ok(pair)) = char::decode_utf16([first, second]).next()
        && u32::from(pair) > 0xffff
    {
        return (Some(pair), behind);
    }
    (char::from_u32(first.into()), rest)
}

fn unit(digits: &str) -> Option<(u16, &str)> {
    let (digits, rest) = digits.split_at_checked(4)?;
    Some((u16::from_str_radix(digits, 16).ok()?, rest))
}

/// A value as text: texts decoded, numbers and `true` as they stand. `None` for `""`, `null`,
/// `false`, zero dates, arrays and objects.
pub(crate) fn scalar(json: &str) -> Option<Cow<'_, str>> {
    match Kind::of(json) {
        Kind::Text => unquote(json).filter(|text| !means_nothing(text)),
        Kind::Number | Kind::True => Some(Cow::Borrowed(json)),
        Kind::Object | Kind::Array | Kind::False | Kind::Null => None,
    }
}

/// Whether a text is one of the ways in which servers say that there is nothing.
pub(crate) fn means_nothing(text: &str) -> bool {
    matches!(text, "" | "0000-00-00" | "0000-00-00 00:00:00")
}

struct Entries<'e, 'j>(&'e mut dyn FnMut(Cow<'j, str>, &'j str));

impl<'j> Visitor<'j> for Entries<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Text)? {
            (self.0)(key, map.next_value::<&'j RawValue>()?.get());
        }
        Ok(())
    }
}

/// Text that is borrowed unless it has escapes.
struct Text;

impl<'j> DeserializeSeed<'j> for Text {
    type Value = Cow<'j, str>;

    fn deserialize<D: Deserializer<'j>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_str(self)
    }
}

impl<'j> Visitor<'j> for Text {
    type Value = Cow<'j, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'j str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
