//! Yes and no, in the words that people use.

/// What the text says: yes or no, in the API's own spellings first.
pub(super) fn read(text: &str, yes: &str, no: &str) -> Option<bool> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    match (is(yes), is(no)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        // They differ in capitals only.
        (true, true) => None,
        (false, false) if YES.iter().any(|word| is(word)) => Some(true),
        (false, false) if NO.iter().any(|word| is(word)) => Some(false),
        (false, false) => None,
    }
}

const YES: [&str; 4] = ["yes", "y", "true", "1"];
const NO: [&str; 4] = ["no", "n", "false", "0"];
