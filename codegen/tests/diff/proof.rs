//! The verdict for Rust, predicted from two models without a build, against what the compiler says.
//!
//! A change is major if a program that uses everything of the old crate does not compile against the new one;
//! minor, if it does, and a program that uses everything of the new crate does not compile against the old one;
//! a patch, if both compile.

use std::collections::BTreeMap;

use prose_codegen::diff::{Change, Semver, Thing, changes, semver};
use prose_codegen::emit::{File, rust};
use prose_codegen::model::Api;

use crate::chance::Chance;
use crate::edits::{EDITS, Edit, edited};
use crate::workspace::Workspace;
use crate::{model, witness};

/// What is done to the garden, there and back.
struct Case {
    name: String,
    old: Api,
    new: Api,
}

/// Each edit alone, and as many of several together as are wanted, there and back in turn.
fn cases(count: usize) -> Vec<Case> {
    let garden = model(&edited([]).unwrap_or_default());
    let mut cases = Vec::new();
    let mut number = 0;
    while cases.len() < count {
        let mut chance = Chance::of(number);
        let alone = usize::try_from(number / 2)
            .ok()
            .and_then(|place| EDITS.get(place));
        let edits: Vec<&Edit> = match alone {
            Some(edit) => vec![edit],
            None => (0..2 + chance.below(3))
                .map(|_| chance.one(EDITS))
                .collect(),
        };
        let is_back = number % 2 == 1;
        number += 1;
        // Two edits may be at odds with each other.
        let Some(is) =
            edited(edits.iter().copied()).and_then(|it| prose_codegen::compile(&it).model)
        else {
            continue;
        };
        let what: Vec<String> = edits
            .iter()
            .map(|edit| format!("{} {}: {:?}", edit.does.0, edit.does.1, edit.to))
            .collect();
        let (old, new) = match is_back {
            true => (is, garden.clone()),
            false => (garden.clone(), is),
        };
        let way = if is_back { "back from " } else { "" };
        cases.push(Case {
            name: format!("{way}{}", what.join(" and ")),
            old,
            new,
        });
    }
    cases
}

/// `PROOF` says which cases are tried: `PROOF=240` are all edits there and back, and some together; `PROOF=80..160`
/// are a part of these.
#[test]
#[ignore = "it compiles two crates a case: `cargo test -p prose-codegen --test diff -- --ignored`"]
fn the_compiler_agrees_with_every_verdict() {
    let asked = std::env::var("PROOF").unwrap_or_else(|_| "12".to_owned());
    let (from, to) = asked.split_once("..").unwrap_or(("0", &asked));
    let number = |text: &str| -> usize {
        let number = text.parse();
        number.unwrap_or_else(|error| unreachable!("PROOF={asked}: {error}"))
    };
    let cases = cases(number(to)).split_off(number(from));
    let workspace = Workspace::new();
    for (number, case) in cases.iter().enumerate() {
        let (old, new) = (files(&case.old), files(&case.new));
        workspace.member(&format!("there{number}"), &new, &witness::of(&old));
        workspace.member(&format!("back{number}"), &old, &witness::of(&new));
    }
    let garden = files(&model(&edited([]).unwrap_or_default()));
    workspace.member("itself", &garden, &witness::of(&garden));
    let broken = workspace.broken();
    assert!(
        !broken.contains_key("itself"),
        "a crate fits itself: {broken:?}"
    );
    let (mut counts, mut wrong) = (BTreeMap::new(), Vec::new());
    for (number, case) in cases.iter().enumerate() {
        let told = changes(&case.old, &case.new);
        let (there, back) = (
            broken.get(&format!("there{number}")),
            broken.get(&format!("back{number}")),
        );
        let is = match (there, back) {
            (Some(_), _) => Semver::Major,
            (None, Some(_)) => Semver::Minor,
            (None, None) => Semver::Patch,
        };
        let predicted = semver(&told).unwrap_or(Semver::Patch);
        *counts.entry(is.as_str()).or_insert(0) += 1;
        // What the compiler only warns of is no error.
        let is_known = told.iter().any(|change| {
            change.verdict.rust == predicted
                && matches!((change.thing, is), (Thing::Deprecation, Semver::Patch))
        });
        if is != predicted && !is_known {
            wrong.push(format!(
                "{}: predicted {predicted:?}, is {is:?}: {there:?} {back:?}\n  {}",
                case.name,
                listed(&told)
            ));
        }
    }
    println!(
        "{} cases agree, {counts:?}; {} do not",
        cases.len() - wrong.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn listed(changes: &[Change]) -> String {
    let changes = changes.iter().map(|it| {
        let (rust, thing) = (it.verdict.rust.as_str(), it.thing.as_str());
        format!("{rust} {thing} {:?}: {}", it.subject, it.words)
    });
    changes.collect::<Vec<_>>().join("\n  ")
}

fn files(api: &Api) -> Vec<File> {
    rust::emit(api).unwrap_or_else(|error| unreachable!("{error}"))
}
