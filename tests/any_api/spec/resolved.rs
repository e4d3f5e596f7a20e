//! What the model keeps of a spec beside what is generated: what is gone, and where things stand.

use std::sync::Arc;

use prose_codegen::model::{Accepted, Api, Location};
use prose_codegen::source::Sources;

const API: &str = "api: garden
title: Garden API
base_url: https://{bed}.example.com/
revisions: { '2020': { doc: Old. }, '2022': { doc: Between. }, '2024': { doc: New. } }
variables: { bed: { doc: Which bed. } }
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
    accepts: [plant, other]
    keys:
      depth: { limit: short, doc: How deep., until: '2020' }
    returns: { many: plant }
  graft: { doc: Grafts., accepts: [plant], returns: outcome, until: '2020' }
";

const RECORD: &str = "record: plant
includes: [plant]
fields:
  smell: { limit: short, doc: Its smell., until: '2020' }
";
const OPEN: &str = "table: other
open: { limit: short, doc: Any other name. }
";

fn garden() -> Api {
    let mut sources = Sources::new();
    for (path, text) in [
        ("garden/api.yaml", API),
        ("garden/create.yaml", CALLS),
        ("garden/limits.yaml", LIMITS),
        ("garden/other.yaml", OPEN),
        ("garden/plant.yaml", TABLE),
        ("garden/record.yaml", RECORD),
    ] {
        sources.add(path, text);
    }
    let compiled = prose_codegen::compile(&sources);
    assert_eq!(compiled.diagnostics, []);
    compiled.model.expect("the garden has no mistake")
}

fn names(accepted: &[Accepted]) -> Vec<&str> {
    let names = accepted.iter();
    names.map(|accepted| accepted.key.name.as_str()).collect()
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
    let colour = &table.gone[0];
    assert_eq!(colour.name, "colour");
    assert_eq!(colour.until.as_deref(), Some("2020"));
    let sow = api.calls().nth(1).expect("there are two");
    let own = sow.gone.last().expect("it had a key of its own");
    assert_eq!(own.key.name, "depth");
    assert_eq!(own.key.until.as_deref(), Some("2020"));
    let record = api.record("plant").expect("there is one");
    assert_eq!(names(&record.gone), ["colour", "smell"]);
}

#[test]
fn a_key_that_is_gone_is_accepted_by_no_call_and_read_from_no_answer() {
    let api = garden();
    let accepted: Vec<Vec<&str>> = api.calls().map(|call| names(&call.accepts)).collect();
    assert_eq!(accepted, [["name", "height"], ["name", "height"]]);
    let record = api.record("plant").expect("there is one");
    assert_eq!(names(&record.fields), ["name", "height"]);
}

#[test]
fn a_call_that_is_gone_accepts_what_went_with_it() {
    let api = garden();
    let graft = &api.families[0].gone[0];
    assert_eq!(names(&graft.accepts), ["name", "height", "colour"]);
    assert_eq!(names(&graft.gone), [""; 0]);
}

#[test]
fn what_calls_and_keys_that_are_gone_say_of_revisions_is_counted() {
    assert_eq!(garden().counts().changes, 4);
}

#[test]
fn a_key_and_a_named_limit_are_there_once() {
    let api = garden();
    let table = api.table("plant").expect("there is one");
    for call in api.calls() {
        assert!(Arc::ptr_eq(&call.accepts[0].key, &table.keys[0]));
    }
    assert!(Arc::ptr_eq(&table.keys[0].limit, &table.gone[0].limit));
}

#[test]
fn everything_knows_its_line() {
    let api = garden();
    let at = |location: &Location| format!("{}:{}", location.file, location.line);
    let table = api.table("plant").expect("there is one");
    let family = &api.families[0];
    let other = api.table("other").expect("there is one");
    let open = other.open.as_ref().expect("it is open");
    let places = [
        (&api.location, "garden/api.yaml:1"),
        (&api.quirks[0].location, "garden/api.yaml:7"),
        (&api.limits[0].location, "garden/limits.yaml:2"),
        (&api.revisions[1].location, "garden/api.yaml:4"),
        (&api.variables[0].location, "garden/api.yaml:5"),
        (&open.location, "garden/other.yaml:2"),
        (&table.location, "garden/plant.yaml:1"),
        (&table.gone[0].location, "garden/plant.yaml:4"),
        (&table.keys[1].location, "garden/plant.yaml:5"),
        (&table.keys[0].limit.location, "garden/limits.yaml:2"),
        (&table.keys[1].limit.location, "garden/plant.yaml:5"),
        (&family.location, "garden/create.yaml:1"),
        (&family.calls[1].location, "garden/create.yaml:5"),
        (&family.gone[0].location, "garden/create.yaml:11"),
    ];
    for (location, expected) in places {
        assert_eq!(at(location), expected);
    }
}
