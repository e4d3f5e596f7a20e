//! No difference of two models is overlooked, and the way back is the mirror of the way there.

use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::diff::{Action, Change, Direction, Thing, changes};
use prose_codegen::model::Api;
use prose_codegen::source::Sources;
use prose_fixture::Fixture;

use crate::edits::{EDITS, edited};
use crate::mutant::Mutant;
use crate::{model, without_places};

/// What a change is, without the words, which tell old from new.
type Told = (Direction, Thing, Action, Vec<String>);

fn told(change: &Change) -> Told {
    let subject = change.subject.clone();
    (change.direction, change.thing, change.action, subject)
}

/// Everything that must hold of two models.
fn holds(old: &Api, new: &Api, what: &str) {
    let there = changes(old, new);
    let is_same = without_places(old) == without_places(new);
    if there.is_empty() != is_same {
        let (was, is) = (without_places(old), without_places(new));
        let at = was
            .bytes()
            .zip(is.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let near = |text: &str| {
            text.chars()
                .skip(at.saturating_sub(200))
                .take(400)
                .collect::<String>()
        };
        unreachable!("{what}: {there:?} of\n{}\nand\n{}", near(&was), near(&is));
    }
    for change in &there {
        assert_ne!(
            change.verdict.rust_why, "no rule speaks of it",
            "{what}: {change:?}"
        );
        assert!(!change.subject.is_empty(), "{what}: {change:?}");
        assert!(!change.words.contains('\n'), "{what}: {change:?}");
        if let Some(values) = &change.values {
            assert!(
                change.thing == Thing::Limit || change.thing == Thing::ClosedSet,
                "{what}: {values:?}"
            );
        }
    }
    let mut mirrored: Vec<Told> = there.iter().map(told).collect();
    for change in &mut mirrored {
        change.2 = change.2.mirrored();
    }
    let mut back: Vec<Told> = changes(new, old).iter().map(told).collect();
    mirrored.sort();
    back.sort();
    assert_eq!(mirrored, back, "{what}");
    assert_eq!(changes(old, old), Vec::new(), "{what}");
}

#[test]
fn each_edit_is_told_as_what_it_is() {
    let garden = model(&edited([]).unwrap_or_default());
    let mut missing = Vec::new();
    for edit in EDITS {
        let what = format!("{:?} in {}: {:?}", edit.does, edit.file, edit.to);
        let Some(sources) = edited([edit]) else {
            unreachable!("{what} finds nothing to change");
        };
        let compiled = prose_codegen::compile(&sources);
        let Some(is) = compiled.model else {
            let messages: Vec<&String> =
                compiled.diagnostics.iter().map(|it| &it.message).collect();
            missing.push(format!("{what}: {messages:?}"));
            continue;
        };
        holds(&garden, &is, &what);
        let told = changes(&garden, &is);
        let told: Vec<(&str, &str)> = told
            .iter()
            .map(|it| (it.thing.as_str(), it.action.as_str()))
            .collect();
        if !told.contains(&edit.does) {
            missing.push(format!("{what}: {told:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn no_difference_is_overlooked() {
    let specs = specs();
    let (mut compiled, mut differ) = (0, 0);
    let count = std::env::var("MUTANTS")
        .ok()
        .and_then(|count| count.parse().ok());
    for number in 0..count.unwrap_or(2_800) {
        let which = usize::try_from(number).unwrap_or_default() % specs.len();
        let Some((sources, old)) = specs.get(which) else {
            continue;
        };
        let mutant = Mutant::of(number, std::slice::from_ref(sources));
        let Some(new) = prose_codegen::compile(&mutant.sources()).model else {
            continue;
        };
        compiled += 1;
        differ += usize::from(without_places(old) != without_places(&new));
        holds(old, &new, &format!("mutant {number}: {mutant}"));
    }
    println!("{compiled} mutants compile, {differ} differ from their specs");
    assert!(differ >= 200, "{differ} of {compiled}");
}

#[test]
fn places_alone_are_no_difference() {
    for (sources, old) in specs() {
        let mut moved = Sources::new();
        for file in sources.files() {
            moved.add(&file.path, &format!("# A line more.\n{}", file.text));
        }
        assert_eq!(changes(&old, &model(&moved)), Vec::new(), "{}", old.title);
    }
}

/// The fixtures, the obstacle course and the specs, with their models.
fn specs() -> Vec<(Sources, Api)> {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures = Fixture::all(&generator.join("tests/emit/fixtures"));
    let fixtures = fixtures.iter().map(|it| it.on_disk(Sources::load));
    let mut folders = folders(&generator.join("tests/emit/obstacles"));
    folders.extend(self::folders(&generator.join("../tests/fixtures/spec")));
    let specs = folders.iter().map(|folder| Sources::load(folder));
    let specs: Vec<Sources> = fixtures
        .chain(specs)
        .map(Result::unwrap_or_default)
        .collect();
    let specs: Vec<(Sources, Api)> = specs
        .into_iter()
        .filter_map(|sources| {
            let api = prose_codegen::compile(&sources).model?;
            Some((sources, api))
        })
        .collect();
    assert!(specs.len() > 40, "{} specs are there", specs.len());
    specs
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}
