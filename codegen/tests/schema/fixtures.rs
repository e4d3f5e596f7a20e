//! The fixtures of output are valid, and those of mistakes are not, unless a schema cannot see the mistake.

use std::collections::BTreeSet;
use std::path::Path;

use prose_codegen::source::Sources;
use prose_fixture::Fixture;

use crate::reader::{told, validator_of};

/// What a schema cannot see, below the reason: the names of fixtures, or a code where it is all of a code's.
const UNSEEN: &str = include_str!("unseen.txt");

#[test]
fn what_compiles_is_valid() {
    let mut wrong = Vec::new();
    for fixture in fixtures("emit") {
        let found = told_of(&fixture);
        wrong.extend(
            found
                .iter()
                .map(|error| format!("{}: {error}", fixture.name())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_does_not_compile_is_invalid_or_is_listed_as_unseen() {
    let fixtures = fixtures("diagnostics");
    let unseen: BTreeSet<&str> = (fixtures.iter())
        .filter(|fixture| told_of(fixture).is_empty())
        .map(Fixture::name)
        .collect();
    let lines = UNSEEN
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let listed: Vec<&str> = lines.collect();
    let is_listed = |name: &&&str| listed.contains(*name) || listed.contains(&code_of(name));
    let new: Vec<&&str> = unseen.iter().filter(|name| !is_listed(name)).collect();
    assert!(
        new.is_empty(),
        "say in unseen.txt why a schema cannot see {new:#?}"
    );
    for line in &listed {
        let mut meant = fixtures.iter().map(Fixture::name);
        let is_code = |name: &str| code_of(name) == *line;
        assert!(
            meant.clone().any(|name| name == *line || is_code(name)),
            "there is no fixture `{line}`, which unseen.txt lists"
        );
        let seen = meant.find(|name| (*name == *line || is_code(name)) && !unseen.contains(name));
        assert_eq!(
            seen, None,
            "a schema can see this, and unseen.txt lists `{line}`"
        );
        let times = listed.iter().filter(|other| *other == line).count();
        let has_code = *line != code_of(line) && listed.contains(&code_of(line));
        assert!(times == 1 && !has_code, "unseen.txt lists `{line}` twice");
    }
}

fn told_of(fixture: &Fixture) -> Vec<String> {
    let Ok(sources) = fixture.on_disk(Sources::load) else {
        return vec!["no files".to_owned()];
    };
    let validator = validator_of(&sources);
    let files = sources.files().iter();
    files
        .flat_map(|file| told(&validator, &file.text))
        .collect()
}

fn fixtures(test: &str) -> Vec<Fixture> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    Fixture::all(&tests.join(test).join("fixtures"))
}

fn code_of(name: &str) -> &str {
    name.split('-').next().unwrap_or_default()
}
