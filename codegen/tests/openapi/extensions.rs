//! Extensions are ours: each is listed once, with its words, and nothing else begins with `x-`.

use std::collections::BTreeSet;
use std::path::Path;

use prose_codegen::emit::openapi::{EXTENSIONS, Profile};
use serde_json::Value;

use crate::apis::{all, read, walk};

#[test]
fn every_extension_that_is_written_is_listed_and_every_listed_one_is_written() {
    let mut written = BTreeSet::new();
    for (_, api) in all() {
        for profile in Profile::ALL {
            let document = read(&api, profile);
            walk(&document, "", &mut |path, value| {
                // What stands there are names and values of the spec.
                let is_named = ["/properties", "/headers", "/example", "/schemas", "/value"]
                    .iter()
                    .any(|of| path.ends_with(of));
                if let (Value::Object(entries), false) = (value, is_named) {
                    let keys = entries.keys().filter(|key| key.starts_with("x-"));
                    written.extend(keys.cloned());
                }
            });
        }
    }
    let listed: BTreeSet<String> = EXTENSIONS.iter().map(|it| it.name.to_owned()).collect();
    assert_eq!(written, listed);
    assert!(EXTENSIONS.is_sorted_by_key(|it| it.name));
}

#[test]
fn the_readme_has_a_row_for_each_extension() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let rows = EXTENSIONS
        .iter()
        .map(|it| format!("| `{}` | {} | {} |", it.name, it.on, it.says));
    let table = format!(
        "| Extension | Stands on | Says |\n|---|---|---|\n{}\n",
        rows.collect::<Vec<_>>().join("\n")
    );
    assert!(
        readme.contains(&table),
        "openapi/README.md should have this table:\n{table}"
    );
}
