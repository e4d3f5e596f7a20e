//! Words of a spec inside HTML.

pub(super) use crate::emit::words::escape;

/// Words inside a comment, which they must not end.
pub(super) fn comment(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if safe.ends_with('-') && matches!(letter, '-' | '>') {
            safe.push(' ');
        }
        safe.push(letter);
    }
    safe
}

/// A value inside a script: JSON that cannot end the script's element.
pub(super) fn json(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
