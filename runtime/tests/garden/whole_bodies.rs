//! JSON bodies that are the value of one key.

use prose_runtime::{
    Breach, CallDescriptor, Holds, Json, Key, KeyPlace, Limit, List, Params, Place, Requires, Rule,
    Table, Travels, Value, validate,
};

use crate::api::{CALL, ID, TEXT, key, limit};
use crate::written::{address, encoded, json, request};

static NAME: Key = key("name", &TEXT, Holds::Plain);
static OWNER: Key = key("owner", &TEXT, Holds::Personal);
static BED: Table = Table {
    name: "bed",
    keys: &[&NAME, &OWNER],
    ..Table::PLAIN
};
static ROWS: Limit = limit("beds", Rule::ArrayOf(&BED));
static BEDS: Key = key("beds", &ROWS, Holds::Plain);
static HIDDEN: Key = key("beds", &ROWS, Holds::Personal);
static NUMBERS: Limit = limit(
    "ids",
    Rule::List(List {
        item: &ID,
        min: None,
        max: None,
        travels: Travels::Repeated,
    }),
);
static IDS: Key = key("ids", &NUMBERS, Holds::Plain);
static ANY: Limit = limit("json", Rule::Json);
static DRAWING: Key = key("drawing", &ANY, Holds::Plain);
static GARDEN: Key = key("garden", &ID, Holds::Plain);
static DRY: Key = Key {
    place: Some(KeyPlace::Query),
    ..key("dry", &TEXT, Holds::Plain)
};

const ADD: CallDescriptor = CallDescriptor {
    name: "add",
    path: "gardens/{garden}",
    accepts: &[&GARDEN, &DRY, &BEDS, &NAME],
    body: Some("beds"),
    requires: &[Requires::Key("garden"), Requires::Key("beds")],
    sends: &[Place::Json],
    ..CALL
};
static ADD_BEDS: CallDescriptor = ADD;
static ADD_HIDDEN: CallDescriptor = CallDescriptor {
    accepts: &[&GARDEN, &HIDDEN],
    ..ADD
};
static ADD_IDS: CallDescriptor = CallDescriptor {
    accepts: &[&GARDEN, &IDS],
    body: Some("ids"),
    ..ADD
};
static DRAW: CallDescriptor = CallDescriptor {
    accepts: &[&GARDEN, &DRAWING],
    body: Some("drawing"),
    ..ADD
};

fn bed(name: &str) -> Params {
    let bed = Params::of_table(&BED).with(&NAME, Value::text(name));
    bed.with(&OWNER, Value::text("Ann"))
}

fn add(call: &'static CallDescriptor) -> Params {
    Params::of_call(call).with(&GARDEN, Value::id("7"))
}

#[test]
fn the_value_of_the_key_is_all_of_the_body() {
    let params = add(&ADD_BEDS)
        .with(&BEDS, Value::rows([bed("a"), bed("b")]))
        .with(&DRY, Value::text("1"));
    assert_eq!(
        json(&params),
        r#"[{"name":"a","owner":"Ann"},{"name":"b","owner":"Ann"}]"#
    );
    assert_eq!(address(&params, Place::Json), "gardens/7?dry=1");
    let params = add(&ADD_IDS).with(&IDS, Value::list(["1", "2"]));
    assert_eq!(json(&params), r#"["1","2"]"#);
    let drawing = Json::parse("{\"x\": [1]}").unwrap();
    let params = add(&DRAW).with(&DRAWING, Value::from_json(drawing));
    assert_eq!(json(&params), "{\"x\": [1]}");
}

#[test]
fn what_is_in_it_is_hidden_as_its_keys_say() {
    let shown = |call, key| {
        let params = add(call).with(key, Value::rows([bed("a")]));
        request(&params, Place::Json).to_curl()
    };
    let curl = shown(&ADD_BEDS, &BEDS);
    assert!(
        curl.ends_with(r#"--data-raw '[{"name":"a","owner":<personal>}]'"#),
        "{curl}"
    );
    let curl = shown(&ADD_HIDDEN, &HIDDEN);
    assert!(curl.ends_with("--data-raw '<personal>'"), "{curl}");
}

#[test]
fn without_it_nothing_is_sent() {
    let breaches: Vec<_> = validate(&add(&ADD_BEDS))
        .unwrap_err()
        .iter()
        .map(|it| it.breach)
        .collect();
    assert_eq!(breaches, [Breach::Missing]);
    let error = encoded(&add(&ADD_BEDS), Place::Json).unwrap_err();
    assert!(error.is_invalid(), "{error}");
}

#[test]
fn what_has_no_place_beside_it_is_told() {
    let params = add(&ADD_BEDS)
        .with(&BEDS, Value::rows([bed("a")]))
        .with(&NAME, Value::text("n"));
    let error = encoded(&params, Place::Json).unwrap_err();
    assert_eq!(
        error.to_string(),
        "add: name has no place, because the whole body is beds: leave it out"
    );
}
