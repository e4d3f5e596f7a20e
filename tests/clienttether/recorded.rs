//! What the spec records of its document's earlier revision, against what `cargo xtask diff` tells.

use std::collections::HashSet;
use std::path::Path;

use prose_codegen::diff::{Origin, Thing, as_of, changes};
use workspace_tests::spec::api;

#[test]
fn the_revision_in_force_is_the_model_itself() {
    for name in ["clienttether", "clienttrack", "trackops"] {
        let api = api(name);
        let as_of = as_of(&api, api.revision());
        assert_eq!(as_of.is_none(), api.revisions.is_empty(), "{name}");
        if let Some(as_of) = as_of {
            assert_eq!(changes(&as_of, &api), Vec::new(), "{name}");
        }
    }
}

/// What the largest spec records of its document's earlier revision, change by change: nothing else is told.
#[test]
fn old_against_new_is_exactly_what_the_spec_records() {
    let api = api("clienttether");
    let Some(old) = as_of(&api, "2020-02-10") else {
        unreachable!("the spec knows the revision");
    };
    let told = changes(&old, &api);
    let lines = told.iter().map(|change| {
        let (thing, action) = (change.thing.as_str(), change.action.as_str());
        format!(
            "{thing} {action}: {}\n  {}\n",
            change.subject.join(" › "),
            change.words
        )
    });
    let lines: String = lines.collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("clienttether/recorded.txt");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always") {
        let written = std::fs::write(&file, &lines);
        assert!(written.is_ok(), "{written:?}");
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        lines,
        known,
        "INSTA_UPDATE=always writes {}",
        file.display()
    );
    // But for the revision itself and what follows from others in Rust, each change is one that is recorded.
    let unrecorded: Vec<_> = told
        .iter()
        .filter(|change| change.origin != Origin::Vendor)
        .map(|change| (change.thing, change.subject.join(" › ")))
        .collect();
    assert_eq!(
        unrecorded,
        [
            (Thing::Revision, "API › revision current".to_owned()),
            // The call that sends its rows is new.
            (Thing::Method, "table history_note".to_owned()),
        ]
    );
    // And each record is told, at a subject of its own; beside them, that new keys are required.
    let subjects: HashSet<&Vec<String>> = told
        .iter()
        .filter(|change| change.origin == Origin::Vendor)
        .map(|change| &change.subject)
        .collect();
    assert_eq!(subjects.len(), api.counts().changes + 1);
    assert_eq!(told.len(), 57);
}
