//! What the model keeps of a spec beside what is generated: what is gone, and where things stand.

use std::sync::Arc;

use codegen::model::{Api, Location};
use codegen::source::Sources;

const API: &str = "api: garden
title: Garden API
base_url: https://garden.example.com/
revisions: { '2020': { doc: Old. }, '2024': { doc: New. } }
quirks:
  - says: Nothing.
    we: Wait.
";
const TABLE: &str = "table: plant
keys:
  name: { limit: short, doc: What it is called. }
  colour: { limit: short, doc: Its colour., until: '2020' }
  height: { limit: { integer: { min: 0 } }, doc: Its height. }
";
const LIMITS: &str = "limits:\n  short: { rule: { text: { max: 20 } } }\n";
const CALLS: &str = "family: create
method: POST
calls:
  plant: { doc: Plants., accepts: [plant], returns: outcome }
  sow:
    doc: Sows.
    accepts: [plant]
    keys:
      depth: { limit: short, doc: How deep., until: '2020' }
    returns: outcome
  graft: { doc: Grafts., accepts: [plant], returns: outcome, until: '2020' }
";

fn garden() -> Api {
    let mut sources = Sources::new();
    for (path, text) in [
        ("garden/api.yaml", API),
        ("garden/create.yaml", CALLS),
        ("garden/limits.yaml", LIMITS),
        ("garden/plant.yaml", TABLE),
    ] {
        sources.add(path, text);
    }
    let compiled = codegen::compile(&sources);
    assert_eq!(compiled.diagnostics, []);
    compiled.model.expect("the garden has no mistake")
}

#[test]
fn a_call_that_is_gone_is_kept_beside_the_calls() {
    let api = garden();
    let current: Vec<&str> = api.calls().map(|call| call.name.as_str()).collect();
    assert_eq!(current, ["plant", "sow"]);
    let gone = &api.families[0].gone;
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0].name, "graft");
    assert_eq!(gone[0].until.as_deref(), Some("2020"));
}

#[test]
fn a_key_that_is_gone_stays_with_what_has_it() {
    let api = garden();
    let table = api.table("plant").expect("there is one");
    let colour = &table.keys[1];
    assert_eq!(colour.until.as_deref(), Some("2020"));
    let sow = api.calls().nth(1).expect("there are two");
    let own = sow.accepts.last().expect("it has a key of its own");
    assert_eq!(own.key.name, "depth");
    assert_eq!(own.key.until.as_deref(), Some("2020"));
}

#[test]
fn a_key_and_a_named_limit_are_there_once() {
    let api = garden();
    let table = api.table("plant").expect("there is one");
    for call in api.calls() {
        assert!(Arc::ptr_eq(&call.accepts[0].key, &table.keys[0]));
    }
    assert!(Arc::ptr_eq(&table.keys[0].limit, &table.keys[1].limit));
}

#[test]
fn everything_knows_its_line() {
    let api = garden();
    let at = |location: &Location| format!("{}:{}", location.file, location.line);
    let table = api.table("plant").expect("there is one");
    let family = &api.families[0];
    let places = [
        (&api.location, "garden/api.yaml:1"),
        (&api.quirks[0].location, "garden/api.yaml:6"),
        (&api.limits[0].location, "garden/limits.yaml:2"),
        (&table.location, "garden/plant.yaml:1"),
        (&table.keys[2].location, "garden/plant.yaml:5"),
        (&table.keys[0].limit.location, "garden/limits.yaml:2"),
        (&table.keys[2].limit.location, "garden/plant.yaml:5"),
        (&family.location, "garden/create.yaml:1"),
        (&family.calls[1].location, "garden/create.yaml:5"),
        (&family.gone[0].location, "garden/create.yaml:11"),
    ];
    for (location, expected) in places {
        assert_eq!(at(location), expected);
    }
}
