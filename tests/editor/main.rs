//! What a person sees who writes a spec in an editor: a real yaml-language-server is asked at the positions of
//! `positions.txt`, in files that name the schema of a real spec in their first line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by a panic"
)]

mod position;

use std::path::Path;

use position::Position;
use serde_json::{Value, json};
use workspace_tests::node;

/// As many as there were when the last was added.
const POSITIONS: usize = 33;

#[test]
fn an_editor_completes_explains_and_tells_what_it_should_at_each_position() {
    let positions = Position::all(include_str!("positions.txt"));
    assert_eq!(positions.len(), POSITIONS, "count up with each new one");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let spec = here.join("../spec/clienttether").canonicalize().unwrap();
    let documents = positions.iter().enumerate().map(|(at, position)| {
        json!({
            "uri": format!("file://{}/scratch_{at}.yaml", spec.display()),
            "text": position.text,
            "line": position.line,
            "character": position.character,
        })
    });
    let found = node(&here.join("editor/speak.cjs"), &documents.collect());
    let found: Vec<Value> = serde_json::from_value(found).unwrap();
    assert_eq!(found.len(), positions.len());
    let wrong: Vec<String> = (positions.iter().zip(&found))
        .filter_map(|(position, found)| position.wrong(found))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
