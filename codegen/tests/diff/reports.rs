//! Reports: each format says what the others say, and JSON keeps to its schema.

use std::collections::HashSet;

use prose_codegen::diff::changes;
use prose_codegen::diff::report::{Compared, FailOn, Format, Report, SCHEMA};
use serde_json::Value;

use crate::edits::{EDITS, edited};
use crate::model;

/// The garden after each edit alone.
fn reports() -> Vec<Report> {
    let garden = model(&edited([]).unwrap_or_default());
    let all = EDITS.iter().map(|edit| {
        let is = model(&edited([edit]).unwrap_or_default());
        Report {
            old: "HEAD".to_owned(),
            new: "the working tree".to_owned(),
            apis: vec![Compared {
                api: is.name.clone(),
                title: is.title.clone(),
                crate_name: is.crate_name.clone(),
                versions: Some(("0.1.0".to_owned(), "0.2.0".to_owned())),
                changes: changes(&garden, &is),
            }],
            approved: HashSet::new(),
            fail_on: Some(FailOn::Wire),
        }
    });
    all.collect()
}

#[test]
fn json_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap_or_default();
    let valid = jsonschema::validator_for(&schema).unwrap_or_else(|error| unreachable!("{error}"));
    for report in reports() {
        let text = report.written(Format::Json);
        assert_eq!(text.lines().count(), 1);
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        let errors: Vec<String> = valid
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?}: {text}");
    }
    // And the schema is not one that takes anything.
    assert!(!valid.is_valid(&serde_json::json!({ "format": 2, "old": "", "new": "", "apis": [] })));
}

#[test]
fn every_format_tells_every_change() {
    for report in reports() {
        let count = report
            .apis
            .iter()
            .map(|api| api.changes.len())
            .sum::<usize>();
        assert!(count > 0);
        let human = report.written(Format::Human { colour: false });
        let ci = report.written(Format::Ci);
        let fingerprints = report.apis.iter().flat_map(|api| &api.changes);
        for change in fingerprints {
            assert!(human.contains(&change.fingerprint), "{human}");
            assert!(ci.contains(&change.fingerprint), "{ci}");
        }
        assert!(!human.contains('\u{1b}'), "{human}");
        assert!(
            report
                .written(Format::Human { colour: true })
                .contains("\u{1b}[")
        );
        assert_eq!(ci.lines().count(), count, "{ci}");
        let level = |line: &str| {
            ["::error ", "::warning ", "::notice "]
                .iter()
                .any(|level| line.starts_with(level))
        };
        assert!(ci.lines().all(level), "{ci}");
        let markdown = report.written(Format::Markdown);
        let rows = markdown
            .lines()
            .filter(|line| line.starts_with("| "))
            .count();
        assert_eq!(rows, count + 1, "{markdown}");
        let changelog = report.written(Format::Changelog);
        assert!(
            changelog.starts_with("- **") && changelog.lines().count() > 2,
            "{changelog}"
        );
    }
}

#[test]
fn what_is_approved_does_not_fail() {
    let failing: Vec<Report> = reports()
        .into_iter()
        .filter(|report| report.failures() > 0)
        .collect();
    assert!(failing.len() > 10);
    for mut report in failing {
        let all = report.apis.iter().flat_map(|api| &api.changes);
        report.approved = all.map(|change| change.fingerprint.clone()).collect();
        assert_eq!(report.failures(), 0);
        assert!(!report.written(Format::Ci).contains("::error"));
        assert!(
            report
                .written(Format::Human { colour: false })
                .contains("[approved]")
        );
    }
}

#[test]
fn a_fingerprint_names_one_change() {
    let mut seen = HashSet::new();
    for report in reports() {
        let mut of_report = HashSet::new();
        for change in report.apis.iter().flat_map(|api| &api.changes) {
            assert!(of_report.insert(change.fingerprint.clone()), "{change:?}");
            seen.insert(change.fingerprint.clone());
        }
    }
    assert!(seen.len() > 60, "{}", seen.len());
}

#[test]
fn long_texts_are_told_where_they_differ() {
    let garden = model(&edited([]).unwrap_or_default());
    let told = |end: &str| {
        let (mut was, mut is) = (garden.clone(), garden.clone());
        was.doc = "Word ".repeat(200) + "ends";
        is.doc = "Word ".repeat(200) + end;
        changes(&was, &is).remove(0)
    };
    let (one, other) = (told("begins"), told("goes on"));
    assert!(
        one.words.contains("begins") && one.words.len() < 200,
        "{}",
        one.words
    );
    // Who approved the one has not seen the other.
    assert_ne!(one.fingerprint, other.fingerprint);
}

#[test]
fn where_nothing_changed_nothing_is_told() {
    let garden = model(&edited([]).unwrap_or_default());
    let same = Compared {
        api: garden.name.clone(),
        title: garden.title.clone(),
        crate_name: garden.crate_name.clone(),
        versions: Some(("0.1.0".to_owned(), "0.1.0".to_owned())),
        changes: Vec::new(),
    };
    let told = Report {
        apis: vec![same],
        ..Report::default()
    };
    let nothing = Report::default();
    for format in [
        Format::Human { colour: false },
        Format::Json,
        Format::Ci,
        Format::Markdown,
        Format::Changelog,
    ] {
        assert_eq!(told.written(format), nothing.written(format));
    }
}

#[test]
fn what_a_spec_says_is_no_markup() {
    let garden = model(&edited([]).unwrap_or_default());
    let mut is = garden.clone();
    is.doc = "<img src=x>\u{202e} `a` | b **c** ::error::d\u{1b}[31m".to_owned();
    let report = Report {
        apis: vec![Compared {
            api: is.name.clone(),
            title: is.title.clone(),
            crate_name: is.crate_name.clone(),
            versions: None,
            changes: changes(&garden, &is),
        }],
        ..Report::default()
    };
    let markdown = report.written(Format::Markdown);
    assert!(
        !markdown.contains("<img") && !markdown.contains(" | b **c**"),
        "{markdown}"
    );
    for format in [
        Format::Human { colour: false },
        Format::Ci,
        Format::Markdown,
        Format::Changelog,
    ] {
        let text = report.written(format);
        assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text:?}");
    }
    assert_eq!(report.written(Format::Ci).lines().count(), 1);
}
