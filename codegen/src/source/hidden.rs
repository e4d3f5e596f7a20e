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
        // What joins letters, keeps them apart, or chooses among their forms has its use in some scripts
        // and for emoji. But two keys would look the same, so it is in no text at all.
        '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' => {
            Some("cannot be seen")
        }
        // All else that Unicode lets programs leave out when they draw (`Default_Ignorable_Code_Point`),
        // marks of annotations, and a pattern of Braille without a dot.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{200b}'
        | '\u{2060}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Some("cannot be seen"),
        sign if sign.is_control() => Some("is a control character"),
        _ => None,
    }
}

/// Whether a character is hidden.
#[inline]
pub(crate) fn is_hidden(sign: char) -> bool {
    // Every character of every spec is asked about, and nearly all are these.
    !(' '..='~').contains(&sign) && does(sign).is_some()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_hidden() {
        for signs in [
            '\u{ad}'..='\u{ad}',
            '\u{34f}'..='\u{34f}',
            '\u{61c}'..='\u{61c}',
            '\u{115f}'..='\u{1160}',
            '\u{17b4}'..='\u{17b5}',
            '\u{180b}'..='\u{180f}',
            '\u{200b}'..='\u{200f}',
            '\u{2028}'..='\u{202e}',
            '\u{2060}'..='\u{206f}',
            '\u{2800}'..='\u{2800}',
            '\u{3164}'..='\u{3164}',
            '\u{fe00}'..='\u{fe0f}',
            '\u{feff}'..='\u{feff}',
            '\u{ffa0}'..='\u{ffa0}',
            '\u{fff0}'..='\u{fffb}',
            '\u{1bca0}'..='\u{1bca3}',
            '\u{1d173}'..='\u{1d17a}',
            '\u{e0000}'..='\u{e0fff}',
        ] {
            for sign in signs {
                assert!(is_hidden(sign), "U+{:04X}", u32::from(sign));
                let text = format!("a{sign}b");
                let safe = with_stand_ins(&text);
                assert_eq!(safe.len(), text.len());
                assert!(!safe.contains(is_hidden), "U+{:04X}", u32::from(sign));
            }
        }
    }

    #[test]
    fn what_everybody_sees_is_not() {
        for sign in "\t\n aé日本ⒶЖ\u{a0}\u{301}\u{3000}–…한😀".chars() {
            assert!(!is_hidden(sign), "U+{:04X}", u32::from(sign));
        }
    }
}
