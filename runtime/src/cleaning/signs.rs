//! Signs that say nothing: blanks, what cannot be seen, and what only formats.

/// The text without blanks at its ends, those that no eye sees included.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Whether there are only blanks in a text, or nothing.
pub(super) fn is_all_blank(text: &str) -> bool {
    text.chars().all(is_blank)
}

/// White space, and signs of no width: those that join words, mark a direction or begin a file.
pub(super) fn is_blank(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            sign,
            '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// Hyphens, dashes and the minus sign, in all their lengths.
pub(super) fn is_dash(sign: char) -> bool {
    matches!(
        sign,
        '-' | '\u{ad}' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

pub(super) fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}')
}

/// Signs that people put into a number or a code to make it readable.
pub(super) fn is_formatting(sign: char) -> bool {
    is_blank(sign) || is_dash(sign) || is_apostrophe(sign) || "().,/_".contains(sign)
}

/// The text with one space for each run of blanks and in small letters: in that form spellings are compared.
pub(super) fn folded(text: &str) -> String {
    let words = text.split(is_blank).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let straight = |sign| if is_apostrophe(sign) { '\'' } else { sign };
    let joined = words.join(" ");
    let signs = joined.chars().map(straight);
    signs.flat_map(char::to_lowercase).collect()
}

/// The text without this beginning, whatever the capitals.
pub(super) fn without_beginning<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then_some(rest)
}

/// The whole number that a spreadsheet has written with a point and zeros: `80202.0`.
pub(super) fn whole_of_spreadsheet(text: &str) -> Option<&str> {
    let (whole, zeros) = text.split_once('.')?;
    let is_whole = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let is_zero = !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0');
    (is_whole && is_zero).then_some(whole)
}
