//! A text in one line for a person, and escaped for a URL: checking counts what encoding writes, and errors
//! show what either has, so it stands below all of them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A name or value in one line of at most 60 characters, as violations have it: by that they are found again.
pub(crate) fn printable(text: &str) -> String {
    one_line(text, 60)
}

/// The text in one line of at most `max` characters, with spaces for control characters.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let mut characters = text.chars().map(|c| match c {
        // Line separators, and marks that turn the direction of what follows.
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    });
    let mut line: String = characters.by_ref().take(max).collect();
    if characters.next().is_some() {
        line.push('…');
    }
    line
}

/// Everything but the characters that no part of a URL gives a meaning to.
pub(crate) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Characters of a text once it is escaped.
pub(crate) fn escaped_length(text: &str) -> usize {
    utf8_percent_encode(text, ESCAPED).map(str::len).sum()
}

/// Whether a text is digits, and some of them.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
