//! As SARIF 2.1.0, which services show beside the lines of a repository.

use serde_json::{Value, json};

use super::{Report, headline, notes};
use crate::finding::{Finding, Verdict};
use crate::words::fingerprint;

/// The report as one document.
pub fn sarif(report: &Report) -> String {
    let rules: Vec<Value> = (Verdict::ALL.iter())
        .map(|verdict| json!({ "id": verdict.name(), "shortDescription": { "text": verdict.says() } }))
        .collect();
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| result(report, finding))
        .collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "prose-drift", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn result(report: &Report, finding: &Finding) -> Value {
    let mut text = headline(finding);
    for note in notes(finding) {
        text.push_str("; ");
        text.push_str(&note);
    }
    // What the spec does not have yet stands in the lock, which is in the repository as well.
    let (file, line) = match &finding.spec {
        Some(spec) => (&*spec.file, spec.line),
        None => (report.lock, 1),
    };
    let related: Vec<Value> = (finding.page.iter())
        .map(|place| {
            json!({
                "message": { "text": format!("on the page, at {place}") },
                "physicalLocation": location(report.page, place.line),
            })
        })
        .collect();
    let level = match finding.verdict {
        Verdict::Limit | Verdict::Added | Verdict::Removed | Verdict::Renamed => "error",
        Verdict::Reworded => "warning",
        Verdict::Moved | Verdict::Said | Verdict::Unsaid => "note",
    };
    // Of sentences, each has its own.
    let print = match finding.sentences.as_slice() {
        [] => format!("{}.{}.{}", finding.section, finding.key, finding.nth),
        sentences => format!("words.{}", fingerprint(&sentences.concat())),
    };
    json!({
        "ruleId": finding.verdict.name(),
        "level": level,
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(file, line) }],
        "relatedLocations": related,
        "partialFingerprints": { "row/v1": print },
    })
}

fn location(file: &str, line: u32) -> Value {
    // A name is no address until blanks and other signs in it are escaped.
    let uri: String = (file.bytes())
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    json!({ "artifactLocation": { "uri": uri }, "region": { "startLine": line.max(1) } })
}
