//! The specs of this repository: those that are kept, and those of the made-up pages.

use std::path::PathBuf;

use prose_codegen::model::Api;
use prose_codegen::source::Sources;

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn all() -> Vec<Api> {
    let mut folders = Vec::new();
    for folder in ["spec", "tests/fixtures/spec"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    folders.sort();
    let compiled = folders.iter().map(|folder| {
        prose_codegen::compile(&Sources::load(folder).unwrap())
            .model
            .unwrap()
    });
    compiled.collect()
}
