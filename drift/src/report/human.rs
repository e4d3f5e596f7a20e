//! For people, in the form of a diagnostic.

use std::fmt::Write as _;

use super::{Report, headline, notes, shown};

/// The report as text: nothing if nothing has changed.
pub fn human(report: &Report) -> String {
    let mut text = String::new();
    for finding in report.findings {
        let _ = writeln!(
            text,
            "{}: {}",
            finding.verdict.name(),
            shown(&headline(finding))
        );
        if let Some(spec) = &finding.spec {
            let _ = writeln!(text, "  --> {}:{}", spec.file, spec.line);
        }
        if let Some(place) = &finding.page {
            let _ = writeln!(text, "  --> {}:{place}", report.page);
        }
        if let Some(before) = report.before(finding) {
            let _ = writeln!(text, "   - {}", shown(&before));
        }
        if finding.page.is_some() {
            let _ = writeln!(text, "   + {}", shown(&finding.text));
        }
        for note in notes(finding) {
            let _ = writeln!(text, "   = {}", shown(&note));
        }
        text.push('\n');
    }
    text
}
