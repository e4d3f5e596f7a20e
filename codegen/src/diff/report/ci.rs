//! For CI, beside the line.

use super::{Report, data, title, words};
use crate::diff::{Semver, Wire};
use crate::render::{escape, escape_property};

pub(super) fn written(report: &Report) -> String {
    let mut text = String::new();
    for api in &report.apis {
        for change in api.sorted() {
            let verdict = &change.verdict;
            let is_bad = verdict.rust == Semver::Major
                || verdict.wire > Wire::Fine
                || verdict.refuses_values;
            let level = match (report.fails(change), is_bad) {
                (true, _) => "error",
                (false, true) if !report.is_approved(change) => "warning",
                (false, _) => "notice",
            };
            // What is gone has no line in the new spec.
            let place = change
                .new
                .as_ref()
                .map(|place| format!("file={},line={},", escape_property(&place.file), place.line));
            let (wire, rust) = (verdict.wire.as_str(), verdict.rust.as_str());
            let data = data(change).map(|data| format!("; {data}"));
            let words = if change.words.is_empty() {
                String::new()
            } else {
                format!(": {}", words(change))
            };
            let says = format!(
                "{}{words}; wire {wire}, Rust {rust}{} ({})",
                title(change),
                data.unwrap_or_default(),
                change.fingerprint
            );
            text.push_str(&format!(
                "::{level} {}title={rust}::{}\n",
                place.unwrap_or_default(),
                escape(&crate::source::shown(&says)),
            ));
        }
    }
    text
}
