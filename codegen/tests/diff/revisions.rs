//! The model as of an earlier revision, against the one in force.

use prose_codegen::diff::{as_of, changes};
use prose_codegen::source::Sources;

use crate::model;

/// A spec whose every difference to an earlier revision is recorded.
const GARDEN: &[(&str, &str)] = &[
    (
        "api.yaml",
        "api: garden\ntitle: Garden API\nbase_url: https://garden.example.com/\nrevisions:\n  2023-05-01: { doc: The first. }\n  2024-05-01: { doc: The second. }\n  current: { doc: The last. }\n",
    ),
    (
        "limits.yaml",
        "limits:\n  note: { rule: { text: { max: 5 } }, doc: A note., pass: [water], was: { 2023-05-01: { limit: { text: { max: 3 } } } } }\n",
    ),
    (
        "plant.yaml",
        "table: plant\ntitle: Plants\nkeys:\n  name: { limit: note, doc: Its name., was: { 2024-05-01: { key: plantName } } }\n  height: { limit: { integer: { max: 90 } }, doc: In metres., was: { 2024-05-01: { limit: { integer: { max: 50 } } }, 2023-05-01: { says: In feet. } } }\n  bed: { limit: note, doc: Where it stands., since: 2024-05-01 }\n  pot: { limit: note, doc: What it stands in., until: 2023-05-01 }\n  vase: { limit: note, doc: Where it ends., until: 2024-05-01 }\n",
    ),
    (
        "create.yaml",
        "family: create\nmethod: POST\nsends: form\ncalls:\n  create_plant: { doc: Plants one., accepts: [plant], requires: [name], returns: outcome }\n  create_hedge: { doc: Plants a hedge., accepts: [plant], since: current, returns: outcome }\n",
    ),
];

fn told(from: &str, to: &str) -> Vec<String> {
    let mut sources = Sources::new();
    for (file, text) in GARDEN {
        sources.add(&format!("spec/garden/{file}"), text);
    }
    let api = model(&sources);
    let as_of =
        |revision: &str| as_of(&api, revision).unwrap_or_else(|| unreachable!("{revision}"));
    let told = changes(&as_of(from), &as_of(to));
    let told = told.iter().map(|change| {
        let (thing, action) = (change.thing.as_str(), change.action.as_str());
        format!(
            "{thing} {action}: {}: {}",
            change.subject.join(" › "),
            change.words
        )
    });
    told.collect()
}

#[test]
fn each_revision_is_what_was_recorded_of_it() {
    let second = told("2024-05-01", "current");
    assert_eq!(
        second,
        [
            "revision added: API › revision current: The last.",
            "key removed: table plant › key vase: note (Text of at most 5 characters)",
            "limit loosened: table plant › key height: A whole number, at most 50. → A whole number, at most 90.",
            "key renamed: table plant › key name: plantName → name",
            "call added: call create_hedge: Plants a hedge.",
        ]
    );
    let first = told("2023-05-01", "2024-05-01");
    assert_eq!(
        first,
        [
            "revision added: API › revision 2024-05-01: The second.",
            "limit loosened: limit note: note (Text of at most 3 characters) → note (Text of at most 5 characters)",
            "key removed: table plant › key pot: note (Text of at most 3 characters)",
            "key added: table plant › key bed: note (Text of at most 5 characters)",
            "words reworded: table plant › key height: words: \"In feet.\" → \"In metres.\"",
        ]
    );
    assert_eq!(told("current", "current"), Vec::<String>::new());
}
