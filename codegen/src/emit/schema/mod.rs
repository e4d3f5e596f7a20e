//! A JSON Schema for the files of a spec, from which editors complete, explain and check what is written:
//! the list of the dialect's attributes, with the names that this spec defines.
//!
//! Editors read YAML as its version 1.2 says, and know a number from a text; the dialect does not. So where it
//! takes a text, the schema takes any scalar, and a name that YAML takes for a number (`404`) is both.

mod form;
mod names;
mod words;

use super::emitter::Emitter;
use super::error::EmitError;
use super::file::{File, Owns};
use super::tree::Tree;
use crate::model::{Api, Defined};
use crate::syntax::attributes::FILES;
use form::Definitions;

/// One schema for each API, in a folder that all share.
pub const EMITTER: Emitter = Emitter {
    name: "schema",
    folder: |_| Some("schema".to_owned()),
    owns: Owns::Manifest,
    emit,
};

fn emit(api: &Api) -> Result<Vec<File>, EmitError> {
    let path = format!("{}.schema.json", api.name);
    let text =
        schema(&api.name, &api.defined).map_err(|error| EmitError::wrong(path.clone(), error))?;
    Ok(vec![File { path, text }])
}

/// The schema of the files of one spec, as text.
pub fn schema(api: &str, defined: &Defined) -> Result<String, serde_json::Error> {
    let mut definitions = Definitions::of(defined);
    let mut kinds = Tree::map([
        ("type", Tree::text("object")),
        ("minProperties", Tree::Integer(1)),
        ("additionalProperties", Tree::Yes(false)),
        (
            "properties",
            Tree::named(FILES.iter().filter_map(|kind| {
                let first = kind.attributes.first()?;
                Some((first.name.to_owned(), words::described(first.says, [])))
            })),
        ),
    ]);
    let mut thens = Vec::new();
    for kind in FILES {
        if let Some(first) = kind.attributes.first() {
            thens.push((first.name, definitions.mapping(kind)));
        }
    }
    for (first, then) in thens.into_iter().rev() {
        kinds = Tree::map([
            (
                "if",
                Tree::map([("required", Tree::List(vec![Tree::text(first)]))]),
            ),
            ("then", then),
            ("else", kinds),
        ]);
    }
    let mut schema = Tree::map([
        (
            "$schema",
            Tree::text("http://json-schema.org/draft-07/schema#"),
        ),
        (
            "$comment",
            Tree::text(format!(
                "Made by `cargo xtask generate` from spec/{api} and the dialect: change these, not this."
            )),
        ),
        ("title", Tree::text(format!("The spec of {api}"))),
    ]);
    schema.extend(kinds);
    schema.extend(Tree::map([("definitions", definitions.finish())]));
    let text = serde_json::to_string_pretty(&schema)?;
    Ok(format!("{text}\n"))
}
