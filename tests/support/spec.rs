//! The specs as the generator understands them, and what a test asks them.

#![allow(
    clippy::expect_used,
    reason = "a test fails by a panic, in its helpers too"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use prose_codegen::model::{Api, Call, Key, Requires};
use prose_codegen::source::Sources;

/// The folder of the whole workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every API that has a spec, in the order of their folders' names.
pub fn apis() -> Vec<Api> {
    apis_in(&workspace().join("spec"))
}

/// Every API with a folder in this one, in the order of their names, without an error or a warning.
pub fn apis_in(specs: &Path) -> Vec<Api> {
    let folders = std::fs::read_dir(specs).expect("the specs are there");
    let folders: BTreeSet<String> = folders
        .map(|entry| entry.expect("it can be read"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let folders = folders.iter().map(|folder| specs.join(folder));
    folders.map(|folder| api_of(&folder)).collect()
}

/// The API of this folder of `spec/`, without an error or a warning.
pub fn api(name: &str) -> Api {
    api_of(&workspace().join("spec").join(name))
}

fn api_of(folder: &Path) -> Api {
    let sources = Sources::load(folder).unwrap_or_default();
    let compiled = prose_codegen::compile(&sources);
    let told: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| format!("{}: {}", diagnostic.code.as_str(), diagnostic.message))
        .collect();
    assert_eq!(told, Vec::<String>::new(), "errors or warnings");
    assert!(compiled.model.is_some(), "no model");
    compiled.model.unwrap_or_else(|| unreachable!())
}

/// The keys of a table with the names of their limits.
pub fn rows<'a>(api: &'a Api, table: &str) -> Vec<(&'a str, &'a str)> {
    let table = api.tables.iter().find(|known| known.name == table);
    table.map_or_else(Vec::new, |table| {
        let row = |key: &'a Arc<Key>| (key.name.as_str(), key.limit.name.as_str());
        table.keys.iter().map(row).collect()
    })
}

/// A call of this name, which is there.
pub fn call<'a>(api: &'a Api, name: &str) -> &'a Call {
    let call = api.calls().find(|call| call.name == name);
    call.expect("there is such a call")
}

/// The wire names of what a call accepts.
pub fn accepted(call: &Call) -> Vec<&str> {
    let accepts = call.accepts.iter();
    accepts.map(|accepted| accepted.key.wire.as_str()).collect()
}

/// These keys, as a call requires them.
pub fn required(keys: &[&str]) -> Vec<Requires> {
    let key = |key: &&str| Requires::Key((*key).to_owned());
    keys.iter().map(key).collect()
}

/// Numbers by their names, to be compared with.
pub fn counted(counts: &[(String, usize)]) -> Vec<(&str, usize)> {
    counts
        .iter()
        .map(|(name, count)| (name.as_str(), *count))
        .collect()
}

/// Fails if there is a call that is not among these, with a line for each, and if one of these is no call.
/// `missing` is given the module of the call's family, and says what it lacks and where that is added.
#[track_caller]
pub fn assert_every_call(
    api: &str,
    named: &[impl AsRef<str>],
    missing: impl Fn(&str, &str) -> String,
) {
    let named: BTreeSet<&str> = named.iter().map(AsRef::as_ref).collect();
    let api = self::api(api);
    let calls = api.families.iter().flat_map(|family| {
        let calls = family.calls.iter();
        calls.map(|call| (family.module.as_str(), call.name.as_str()))
    });
    let lacking: Vec<String> = calls
        .clone()
        .filter(|(_, call)| !named.contains(call))
        .map(|(family, call)| missing(family, call))
        .collect();
    assert!(lacking.is_empty(), "\n{}", lacking.join("\n"));
    let known: BTreeSet<&str> = calls.map(|(_, call)| call).collect();
    let unknown: Vec<&&str> = named.difference(&known).collect();
    assert!(unknown.is_empty(), "no calls of the spec: {unknown:?}");
}
