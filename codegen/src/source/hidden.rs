//! Characters that nobody sees, or that change what is seen of others.

use std::borrow::Cow;

/// Longer texts are cut where they are shown.
const LONGEST: usize = 1_000;

/// What a hidden character does; nothing, if it is none. Tabs and ends of lines are none.
pub(crate) fn does(sign: char) -> Option<&'static str> {
    match sign {
        '\t' | '\n' => None,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("turns the direction of what follows")
        }
        '\u{2028}' | '\u{2029}' => Some("ends a line for some readers only"),
        // What joins letters, or keeps them apart, is left to the scripts that need it.
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some("cannot be seen"),
        sign if sign.is_control() => Some("is a control character"),
        _ => None,
    }
}

/// Whether a character is hidden.
pub(crate) fn is_hidden(sign: char) -> bool {
    does(sign).is_some()
}

/// A text as it is shown to people: what is hidden in it stands there by its number, in one line, and
/// a very long one is cut.
pub fn shown(text: &str) -> Cow<'_, str> {
    let is_strange = |sign: char| sign.is_control() || is_hidden(sign);
    if text.len() <= LONGEST && !text.contains(is_strange) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len().min(LONGEST));
    for (at, sign) in text.chars().enumerate() {
        if at == LONGEST {
            shown.push_str(" …");
            break;
        }
        match is_strange(sign) {
            true => shown.extend(sign.escape_default()),
            false => shown.push(sign),
        }
    }
    Cow::Owned(shown)
}

/// A text in which nothing hidden is left, and every byte has its place still.
pub(crate) fn with_stand_ins(text: &str) -> Cow<'_, str> {
    // A single byte is replaced when it is drawn; that which tells of UTF-8 belongs to the file.
    let (mark, rest) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let is_wide = |sign: char| sign.len_utf8() > 1 && is_hidden(sign);
    if !rest.contains(is_wide) {
        return Cow::Borrowed(text);
    }
    let mut safe = mark.to_owned();
    for sign in rest.chars() {
        match sign.len_utf8() {
            _ if !is_wide(sign) => safe.push(sign),
            2 => safe.push('¤'),
            3 => safe.push('\u{fffd}'),
            _ => safe.push_str("\u{fffd} "),
        }
    }
    Cow::Owned(safe)
}
