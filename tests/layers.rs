//! Stages of the compiler use only those that stand below them.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "layers/uses.rs"]
mod uses;

use std::path::{Path, PathBuf};
use std::{fs, iter};

use uses::{named, not_below, not_of};

/// Each stage of `codegen/src`, and the others that it may use.
const STAGES: [(&str, &[&str]); 9] = [
    ("span", &[]),
    ("naming", &[]),
    ("model", &["naming"]),
    // These two are one layer: diagnostics show what was read, and reading tells diagnostics.
    ("diagnostic", &["source", "span"]),
    ("source", &["diagnostic", "span"]),
    (
        "syntax",
        &["diagnostic", "model", "naming", "source", "span"],
    ),
    (
        "check",
        &["diagnostic", "model", "naming", "source", "span", "syntax"],
    ),
    ("emit", &["model", "naming"]),
    ("write", &["emit", "naming"]),
];

#[test]
fn each_stage_uses_only_those_below_it() {
    let mut wrong = Vec::new();
    for (stage, below) in STAGES {
        for (path, text) in texts(stage) {
            let found = not_below(&text, depth(&path), stage, below);
            wrong.extend(told(stage, &path, found));
        }
    }
    assert!(
        wrong.is_empty(),
        "only {STAGES:?} are allowed:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_stage_is_held_against_the_table() {
    let entries = fs::read_dir(source()).unwrap();
    let mut there: Vec<String> = entries
        .map(|entry| entry.unwrap().path().with_extension(""))
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "lib")
        .collect();
    there.sort();
    there.dedup();
    let mut stages = STAGES.map(|(stage, _)| stage);
    stages.sort_unstable();
    assert_eq!(there, stages);
}

/// Writing knows no format: a file is a path and a text, and whose it is, is told by its emitter's row.
#[test]
fn write_uses_of_emit_only_what_every_emitter_has() {
    let mut wrong = Vec::new();
    for (path, text) in texts("write") {
        let found = not_of(&text, depth(&path), "emit", &["File", "Owns"]);
        wrong.extend(told("write", &path, found));
    }
    assert!(wrong.is_empty(), "of `emit`:\n{}", wrong.join("\n"));
}

/// They are those of all emitters, so they know neither tokens nor any emitter.
#[test]
fn words_use_nothing_of_any_emitter_and_no_tokens() {
    let mut wrong = Vec::new();
    for (path, text) in texts("emit/words") {
        let depth = depth(&path);
        wrong.extend(told(
            "words",
            &path,
            not_of(&text, depth, "emit", &["words"]),
        ));
        // The same, by a way that does not begin at the root.
        let elsewhere = ["super", "emit", "model", "naming"];
        let found = not_below(&text, depth - 1, "words", &elsewhere);
        wrong.extend(told("words", &path, found));
        let tokens = ["proc_macro2", "quote", "syn", "prettyplease"];
        wrong.extend(told("words", &path, named(&text, &tokens)));
    }
    assert!(wrong.is_empty(), "in `emit/words`:\n{}", wrong.join("\n"));
}

#[test]
fn what_stands_above_is_found_however_it_is_written() {
    let text = "//! crate::check\n/* crate::check */ use crate::emit::File;\nuse crate::{\n    naming, // crate::check\n    write::{self, Plan},\n};\nfn f() -> super::super::source::Kind { g(\"crate::check\", '\"', crate::syntax::read) }\n";
    let found = not_below(text, 2, "model", &["naming"]);
    let found: Vec<_> = found
        .iter()
        .map(|(line, name)| (*line, name.as_str()))
        .collect();
    assert_eq!(
        found,
        [(2, "emit"), (5, "write"), (7, "source"), (7, "syntax")]
    );
}

#[test]
fn what_is_used_of_a_stage_is_found_however_it_is_written() {
    let text = "// crate::emit::rust\nuse crate::emit::{self, File, rust::{HEADER}};\nuse crate::{model::Api, emit::html};\nuse super::super::emit::Owns;\nuse crate::emit as e;\nfn f() { super::super::emit::rust::emit(\"crate::emit::words\") }\n";
    assert_eq!(
        shown(&not_of(text, 2, "emit", &["File", "Owns"])),
        [
            (2, "self"),
            (2, "rust"),
            (3, "html"),
            (5, "self"),
            (6, "rust")
        ]
    );
    let text = "use syn::Item; // quote\nfn synonym() { proc_macro2::Span::call_site(); quote_it(\"quote\") }\n";
    assert_eq!(
        shown(&named(text, &["proc_macro2", "quote", "syn"])),
        [(1, "syn"), (2, "proc_macro2")]
    );
}

fn shown(found: &[(usize, String)]) -> Vec<(usize, &str)> {
    let found = found.iter();
    found.map(|(line, name)| (*line, name.as_str())).collect()
}

fn told<'a>(
    stage: &'a str,
    path: &'a Path,
    found: Vec<(usize, String)>,
) -> impl Iterator<Item = String> + 'a {
    let found = found.into_iter();
    found.map(move |(line, other)| format!("{}:{line}: `{stage}` uses `{other}`", path.display()))
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src")
}

/// How many modules stand above what a file holds, up to the root of the crate.
fn depth(path: &Path) -> usize {
    let path = path.with_extension("");
    path.iter().filter(|part| *part != "mod").count()
}

/// The files of a stage, by their paths below the root of the crate.
fn texts(stage: &str) -> Vec<(PathBuf, String)> {
    let source = source();
    let files = files(&source, stage);
    assert!(!files.is_empty(), "there is no stage `{stage}`");
    let files = files.into_iter();
    files
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            (file.strip_prefix(&source).unwrap().to_owned(), text)
        })
        .collect()
}

/// The files of a stage: one, or a folder of them.
fn files(source: &Path, stage: &str) -> Vec<PathBuf> {
    let (file, folder) = (source.join(format!("{stage}.rs")), source.join(stage));
    let mut found: Vec<PathBuf> = iter::once(file).filter(|file| file.exists()).collect();
    let mut folders: Vec<PathBuf> = iter::once(folder)
        .filter(|folder| folder.exists())
        .collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found
}
