//! Every example is valid by its schema, as JSON Schema has it.

use std::collections::BTreeMap;

use jsonschema::Validator;
use prose_codegen::emit::openapi::Profile;
use serde_json::Value;

use crate::apis::{all, read, walk};

/// What a schema of the document says, by the path to it.
pub(crate) fn validator(document: &Value, path: &str) -> Validator {
    // What it refers to stands where it did.
    let mut root = document.pointer(path).unwrap().clone();
    root["components"] = document["components"].clone();
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .build(&root)
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_example_is_valid() {
    let mut tried = 0;
    for (name, api) in all() {
        let document = read(&api, Profile::V3_1);
        let mut examples: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
        walk(&document, "", &mut |path, value| {
            if path.contains("/x-") || path.ends_with("/properties") {
                return;
            }
            if value.get("schema").is_some() {
                let of_media = value.get("example").into_iter();
                let named = value.get("examples").and_then(Value::as_object);
                let named = named.into_iter().flatten().map(|(_, it)| &it["value"]);
                let of_schema = examples.entry(format!("{path}/schema")).or_default();
                of_schema.extend(of_media.chain(named));
            }
            let own = value.get("examples").and_then(Value::as_array);
            examples
                .entry(path.to_owned())
                .or_default()
                .extend(own.into_iter().flatten());
        });
        examples.retain(|_, examples| !examples.is_empty());
        for (path, examples) in examples {
            let validator = validator(&document, &path);
            for example in examples {
                tried += 1;
                let told = validator
                    .iter_errors(example)
                    .map(|error| error.to_string());
                let told: Vec<String> = told.collect();
                assert!(told.is_empty(), "{name} {path}: {example}: {told:?}");
            }
        }
    }
    assert!(tried > 500, "{tried}");
}
