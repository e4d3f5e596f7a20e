//! For a pull request.

use super::{Report, data, place, title, words};
use crate::source::shown;

pub(super) fn written(report: &Report) -> String {
    let mut text = String::new();
    for api in &report.apis {
        text.push_str(&format!(
            "### {}\n\n{}.\n\n| Rust | Wire | Change | Your data | Where |\n|---|---|---|---|---|\n",
            escaped(&api.title),
            escaped(&api.summary())
        ));
        for change in api.sorted() {
            let verdict = &change.verdict;
            let words = match &*words(change) {
                "" => String::new(),
                words => format!("<br>{}", escaped(words)),
            };
            let approved = if report.is_approved(change) {
                " (approved)"
            } else {
                ""
            };
            text.push_str(&format!(
                "| {} | {} | {}{words}{approved} | {} | {} |\n",
                verdict.rust.as_str(),
                verdict.wire.as_str(),
                escaped(&title(change)),
                escaped(&data(change).unwrap_or_default()),
                escaped(&place(change).unwrap_or_default()),
            ));
        }
        if let Some((now, next)) = api.next() {
            text.push_str(&format!(
                "\nNext version of `{}`: **{next}** (it is {now}).\n",
                api.crate_name
            ));
        }
        text.push('\n');
    }
    if report.apis.is_empty() {
        text.push_str("No change of a spec.\n");
    }
    text
}

/// Text that is no markup, in a cell of a table.
pub(super) fn escaped(text: &str) -> String {
    let text = shown(text);
    let mut escaped = String::new();
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        // Within a word an underscore is one.
        let is_within =
            before.is_alphanumeric() && signs.peek().is_some_and(|next| next.is_alphanumeric());
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '_' if is_within => escaped.push(sign),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '@' => {
                escaped.extend(['\\', sign]);
            }
            sign => escaped.push(sign),
        }
        before = sign;
    }
    escaped
}
