//! As JSON lines.

use serde_json::{Value, json as object};

use super::{Report, headline, notes, shown};

/// One line for each finding, then one that counts them.
pub fn json(report: &Report) -> String {
    let mut lines = String::new();
    for finding in report.findings {
        let spec = finding
            .spec
            .as_ref()
            .map(|spec| object!({ "file": &*spec.file, "line": spec.line }));
        let page = finding.page.as_ref().map(|place| {
            object!({ "file": report.page, "line": place.line, "part": place.part.as_deref() })
        });
        let line = object!({
            "verdict": finding.verdict.name(),
            "section": finding.section,
            "key": finding.key,
            "was": finding.old_key.as_ref().map(|(key, _)| key),
            "message": headline(finding),
            "notes": notes(finding),
            "spec": spec,
            "page": page,
            "says": shown(&finding.text),
            "said": report.before(finding).map(|text| shown(&text)),
            "limit": finding.limit.as_ref().map(crate::limit_cell::LimitCell::yaml),
            "recorded": finding.recorded,
        });
        push(&mut lines, &line);
    }
    let total = report.coverage.total();
    let counts: serde_json::Map<String, Value> = report
        .counts()
        .into_iter()
        .map(|(verdict, count, _)| (verdict.name().to_owned(), count.into()))
        .collect();
    let (reviewed, there) = report.coverage.sentences;
    push(
        &mut lines,
        &object!({
            "api": report.api,
            "lock": report.lock,
            "rows": { "reviewed": total.expected, "found": total.read },
            "sentences": { "reviewed": reviewed, "found": there },
            "counts": counts,
        }),
    );
    lines
}

fn push(lines: &mut String, line: &Value) {
    lines.push_str(&line.to_string());
    lines.push('\n');
}
