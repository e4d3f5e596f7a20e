//! Texts and keys of JSON without their quotes and escapes.

use std::borrow::Cow;

use super::scanner::Piece;

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
