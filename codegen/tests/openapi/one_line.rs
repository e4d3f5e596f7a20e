//! A small change of a spec is a small change of the documents.

use prose_codegen::emit::openapi::{Profile, document};
use prose_codegen::source::Sources;

use crate::apis::compile;

const API: &str = "api: garden\ntitle: Garden API\nbase_url: https://garden.example.com/\n";
const CALLS: &str = "family: create\nmethod: POST\nsends: json\ncalls:\n  create_plant: { doc: Adds., accepts: [plant], requires: [name], returns: { one: plant } }\n  name_plant: { doc: Names., accepts: [plant], returns: outcome }\n";
const TABLE: &str = "table: plant\ntitle: Plants\nkeys:\n  name: { limit: short, doc: A. }\n  latin: { limit: short, doc: B. }\n";
const RECORD: &str = "record: plant\nincludes: [plant]\n";

fn lines(max: u32, profile: Profile) -> Vec<String> {
    let mut sources = Sources::new();
    sources.add("garden/api.yaml", API);
    sources.add("garden/create.yaml", CALLS);
    sources.add("garden/plant.yaml", TABLE);
    sources.add("garden/record.yaml", RECORD);
    let limits =
        format!("limits:\n  short: {{ rule: {{ text: {{ max: {max} }} }}, doc: Short. }}\n");
    sources.add("garden/limits.yaml", &limits);
    let text = document(&compile(&sources), profile).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_changed_limit_is_one_changed_line() {
    for profile in Profile::ALL {
        let (before, after) = (lines(20, profile), lines(30, profile));
        assert_eq!(before.len(), after.len());
        let changed = before
            .iter()
            .zip(&after)
            .filter(|(one, other)| one != other);
        let changed: Vec<_> = changed.collect();
        assert_eq!(changed.len(), 1, "{changed:#?}");
        assert_eq!(changed[0].1.trim(), "\"maxLength\": 30,");
    }
}
