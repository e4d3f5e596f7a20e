//! Texts that hold JSON.

use prose_runtime::{
    Breach, CallDescriptor, Holds, Key, Limit, Nests, Params, Place, Rule, Table, Value, validate,
};

use crate::api::{CALL, ID, TEXT, key, limit};
use crate::written::{encoded, form, json, request};

static NAME: Key = key("name", &TEXT, Holds::Plain);
static NUMBER: Key = key("number", &ID, Holds::Plain);
static OWNER: Key = key("owner", &TEXT, Holds::Personal);
static BED: Table = Table {
    name: "bed",
    keys: &[&NAME, &NUMBER, &OWNER, &INNER],
    ..Table::PLAIN
};
static IN_TEXT: Limit = limit("bed", Rule::InText(&BED));
static INNER: Key = key("inner", &IN_TEXT, Holds::Plain);
static ADD: CallDescriptor = CallDescriptor {
    name: "add",
    accepts: &[&INNER],
    nests: Nests::Brackets,
    ..CALL
};

fn bed(name: &str) -> Params {
    Params::of_table(&BED).with(&NAME, Value::text(name))
}

fn add(bed: Params) -> Params {
    Params::of_call(&ADD).with(&INNER, Value::object(bed))
}

#[test]
fn an_object_is_a_text_in_json_and_in_it_another() {
    assert_eq!(
        json(&add(bed("a\"b"))),
        r#"{"inner":"{\"name\":\"a\\\"b\"}"}"#
    );
    let outer = bed("a").with(&INNER, Value::object(bed("b")));
    let body: serde_json::Value = serde_json::from_str(&json(&add(outer))).unwrap();
    let text: serde_json::Value = serde_json::from_str(body["inner"].as_str().unwrap()).unwrap();
    assert_eq!(text["inner"], r#"{"name":"b"}"#);
}

#[test]
fn outside_of_json_it_is_that_text_whatever_rows_do() {
    assert_eq!(form(&add(bed("a"))), "inner=%7B%22name%22%3A%22a%22%7D");
}

#[test]
fn its_keys_are_checked_as_everywhere() {
    let params = add(bed("a").with(&NUMBER, Value::text("x")));
    let violations = validate(&params).unwrap_err();
    let all: Vec<_> = violations
        .iter()
        .map(|one| (one.key.as_str(), one.breach))
        .collect();
    assert_eq!(all, [("inner.number", Breach::NotDigits)]);
    assert!(IN_TEXT.check("{}").is_err());
}

#[test]
fn what_is_personal_in_it_hides_all_of_it() {
    let shown = |bed| request(&add(bed), Place::Json).to_curl();
    let plain = shown(bed("a"));
    assert!(plain.contains(r#"{"inner":"{\"name\":\"a\"}"}"#), "{plain}");
    let personal = shown(bed("a").with(&OWNER, Value::text("Ann")));
    assert!(personal.contains(r#"{"inner":<nested>}"#), "{personal}");
    assert!(encoded(&add(bed("a")), Place::Query).is_ok());
}
