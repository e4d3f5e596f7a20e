//! Words of a spec inside HTML.

/// A text or the value of an attribute in double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

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
