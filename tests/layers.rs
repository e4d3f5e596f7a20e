//! Stages of the compiler use only those that stand below them.

#![forbid(unsafe_code)]

#[path = "layers/uses.rs"]
mod uses;

use std::path::{Path, PathBuf};
use std::{fs, iter};

use uses::not_below;

/// Each stage of `codegen/src`, and the others that it may use.
const STAGES: [(&str, &[&str]); 3] = [("span", &[]), ("naming", &[]), ("model", &["naming"])];

#[test]
fn each_stage_uses_only_those_below_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src");
    let mut wrong = Vec::new();
    for (stage, below) in STAGES {
        let files = files(&source, stage);
        assert!(!files.is_empty(), "there is no stage `{stage}`");
        for file in files {
            let path = file.strip_prefix(&source).unwrap();
            let depth = path
                .with_extension("")
                .iter()
                .filter(|part| *part != "mod")
                .count();
            let text = fs::read_to_string(&file).unwrap();
            wrong.extend(
                not_below(&text, depth, stage, below)
                    .into_iter()
                    .map(|(line, other)| {
                        format!("{}:{line}: `{stage}` uses `{other}`", file.display())
                    }),
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "only {STAGES:?} are allowed:\n{}",
        wrong.join("\n")
    );
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
