//! The APIs whose documents are tried.

use std::path::Path;

use prose_codegen::emit::openapi::{Profile, document};
use prose_codegen::model::Api;
use prose_codegen::source::Sources;
use prose_fixture::Fixture;
use serde_json::Value;

/// The specs that are kept here, and those of all fixtures of output.
pub(crate) fn all() -> Vec<(String, Api)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut apis = Vec::new();
    for specs in ["spec", "tests/fixtures/spec"] {
        let mut folders: Vec<_> = std::fs::read_dir(root.join(specs))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir())
            .collect();
        folders.sort();
        for folder in folders {
            let sources = Sources::load(&folder).unwrap();
            apis.push((folder.display().to_string(), compile(&sources)));
        }
    }
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit/fixtures");
    for fixture in Fixture::all(&fixtures) {
        let sources = fixture.on_disk(Sources::load).unwrap();
        apis.push((fixture.name().to_owned(), compile(&sources)));
    }
    assert!(apis.len() > 90, "{} APIs", apis.len());
    apis
}

/// The model of a spec without mistakes.
pub(crate) fn compile(sources: &Sources) -> Api {
    let compiled = prose_codegen::compile(sources);
    assert!(
        compiled.diagnostics.is_empty(),
        "{:?}",
        compiled.diagnostics
    );
    compiled.model.expect("a spec without mistakes has a model")
}

/// The document as a value.
pub(crate) fn read(api: &Api, profile: Profile) -> Value {
    serde_json::from_str(&document(api, profile).unwrap()).unwrap()
}

/// Calls this with every value of a document, and the path to it.
pub(crate) fn walk<'v>(value: &'v Value, path: &str, see: &mut impl FnMut(&str, &'v Value)) {
    see(path, value);
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                let name = name.replace('~', "~0").replace('/', "~1");
                walk(value, &format!("{path}/{name}"), see);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                walk(value, &format!("{path}/{at}"), see);
            }
        }
        _ => {}
    }
}
