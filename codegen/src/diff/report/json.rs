//! For programs.

use serde_json::{Value, json};

use super::Report;
use crate::diff::{Change, Side};
use crate::model::Location;

pub(super) fn written(report: &Report) -> String {
    let apis = report.apis.iter().map(|api| {
        let changes = api.sorted();
        let worst = json!({
            "rust": changes.iter().map(|it| it.verdict.rust).max().map(crate::diff::Semver::as_str),
            "wire": changes.iter().map(|it| it.verdict.wire).max().map(crate::diff::Wire::as_str),
            "refuses_values": changes.iter().any(|it| it.verdict.refuses_values),
        });
        let changes: Vec<Value> = changes.iter().map(|it| change(report, it)).collect();
        json!({
            "api": api.api,
            "title": api.title,
            "crate": api.crate_name,
            "version": api.versions.as_ref().map(|(now, _)| now),
            "next_version": api.versions.as_ref().map(|(_, next)| next),
            "verdict": worst,
            "changes": changes,
        })
    });
    let apis: Vec<Value> = apis.collect();
    let report = json!({ "format": 1, "old": report.old, "new": report.new, "apis": apis });
    format!("{report}\n")
}

fn change(report: &Report, change: &Change) -> Value {
    let verdict = &change.verdict;
    let place = |place: &Option<Location>| {
        let place = place.as_ref();
        place.map(|at| json!({ "file": &*at.file, "line": at.line }))
    };
    let side = |side: &Side| match side {
        Side::None => json!({ "is": "none" }),
        Side::Such(value) => json!({ "is": "such", "value": value }),
        Side::Like(words) => json!({ "is": "like", "words": words }),
        Side::Undecided => json!({ "is": "undecided" }),
    };
    let values = change
        .values
        .as_ref()
        .map(|values| json!({ "refused": side(&values.refused), "passes": side(&values.passes) }));
    json!({
        "fingerprint": change.fingerprint,
        "direction": change.direction.as_str(),
        "thing": change.thing.as_str(),
        "action": change.action.as_str(),
        "subject": change.subject,
        "old": place(&change.old),
        "new": place(&change.new),
        "words": change.words,
        "origin": change.origin.as_str(),
        "wire": { "is": verdict.wire.as_str(), "why": verdict.wire_why },
        "rust": { "is": verdict.rust.as_str(), "why": verdict.rust_why },
        "refuses_values": verdict.refuses_values,
        "values": values,
        "approved": report.is_approved(change),
        "fails": report.fails(change),
    })
}
