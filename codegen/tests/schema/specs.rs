//! Every file of a spec that is kept here, by the schema that its first line names.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::reader::{told, validator};

const NAMES: &str = "# yaml-language-server: $schema=";

#[test]
fn every_spec_names_its_schema_and_is_valid_by_it() {
    let files = spec_files();
    assert!(files.len() > 80, "{} files", files.len());
    let mut validators = HashMap::new();
    let mut wrong = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap_or_default();
        let Some(schema) = first.strip_prefix(NAMES) else {
            wrong.push(format!(
                "{}: its first line is not `{NAMES}…`",
                path.display()
            ));
            continue;
        };
        let schema = path.with_file_name(schema);
        let schema = fs::canonicalize(&schema).unwrap_or(schema);
        let validator = validators.entry(schema.clone()).or_insert_with(|| {
            let text = fs::read_to_string(&schema);
            validator(&text.unwrap_or_else(|error| panic!("{}: {error}", schema.display())))
        });
        let told = told(validator, &text);
        wrong.extend(
            told.iter()
                .map(|error| format!("{}: {error}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files of all specs that are kept here.
pub(crate) fn spec_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for specs in ["spec", "tests/fixtures/spec"] {
        yaml_files(&root.join(specs), &mut files);
    }
    files
}

fn yaml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
}
