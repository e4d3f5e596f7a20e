//! Maps, and custom names that begin with something.

use prose_runtime::{
    Breach, Call, CallDescriptor, Holds, Key, Limit, Nests, Params, Place, RawCall, RecordKind,
    Rule, Value, validate,
};

use crate::api::{CALL, CUSTOM, HEIGHT, NAME, VISITS, key, limit, plant};
use crate::written::{encoded, form, json, request};

static NAMES: Limit = limit("names", Rule::MapOf(&NAME));
static HEIGHTS: Limit = limit("heights", Rule::MapOf(&HEIGHT));
static NOTES: Key = key("notes", &NAMES, Holds::Plain);
static OWNERS: Key = key("owners", &NAMES, Holds::Personal);
static HEIGHTS_KEY: Key = key("heights", &HEIGHTS, Holds::Plain);
const ADD_BASE: CallDescriptor = CallDescriptor {
    name: "add",
    accepts: &[&NOTES, &OWNERS, &HEIGHTS_KEY],
    open: Some(&CUSTOM),
    open_prefix: "v:",
    ..CALL
};
static ADD: CallDescriptor = ADD_BASE;
static NEST: CallDescriptor = CallDescriptor {
    nests: Nests::Brackets,
    ..ADD_BASE
};
static DOTS: CallDescriptor = CallDescriptor {
    nests: Nests::Dots,
    ..ADD_BASE
};

fn breaches(params: &Params) -> Vec<(String, Breach)> {
    let violations = validate(params).unwrap_err();
    let all = violations.iter();
    all.map(|one| (one.key.clone(), one.breach)).collect()
}

fn notes(call: &'static CallDescriptor) -> Params {
    let notes = Value::map([("b c", "1"), ("a", "x&")]);
    Params::of_call(call).with(&NOTES, notes)
}

#[test]
fn a_map_is_an_object_in_the_order_in_which_it_is_given() {
    let params = notes(&ADD).with(&HEIGHTS_KEY, Value::map([("x", "1"), ("y", "02")]));
    assert_eq!(
        json(&params),
        r#"{"notes":{"b c":"1","a":"x&"},"heights":{"x":1,"y":"02"}}"#
    );
}

#[test]
fn without_json_it_nests_as_the_call_says() {
    assert_eq!(form(&notes(&NEST)), "notes%5Bb%20c%5D=1&notes%5Ba%5D=x%26");
    assert_eq!(form(&notes(&DOTS)), "notes.b%20c=1&notes.a=x%26");
    assert_eq!(
        form(&notes(&ADD)),
        "notes=%7B%22b%20c%22%3A%221%22%2C%22a%22%3A%22x%26%22%7D"
    );
    let none = Value::map(Vec::<(String, String)>::new());
    assert_eq!(form(&Params::of_call(&NEST).with(&NOTES, none)), "notes=");
}

#[test]
fn a_name_that_would_lead_elsewhere_outside_of_json_is_told_and_not_shown() {
    for (call, name, signs) in [
        (&NEST, "C4N4RY]c", "`[` and `]`"),
        (&NEST, "a[C4N4RY", "`[` and `]`"),
        (&DOTS, "a.C4N4RY", "`.`"),
    ] {
        let params = Params::of_call(call).with(&NOTES, Value::map([(name, "2")]));
        for place in [Place::Form, Place::Query] {
            let error = encoded(&params, place).unwrap_err();
            assert!(error.is_config(), "{error}");
            let told = error.to_string();
            assert!(
                told.contains(&format!("a name in notes has one of {signs},")),
                "{told}"
            );
            assert!(!told.contains("C4N4RY"), "{told}");
        }
        assert_eq!(json(&params), format!(r#"{{"notes":{{"{name}":"2"}}}}"#));
    }
    let params = Params::of_call(&DOTS).with(&NOTES, Value::map([("b]c", "2")]));
    assert_eq!(form(&params), "notes.b%5Dc=2");
}

#[test]
fn names_and_values_are_checked() {
    let map = Value::map([("a", "x"), ("a", "y"), (" ", "z"), ("b", "longer than ten")]);
    let params = Params::of_call(&ADD).with(&NOTES, map.clone());
    assert_eq!(
        breaches(&params),
        [
            ("notes[a]".to_owned(), Breach::Duplicate),
            ("notes[ ]".to_owned(), Breach::NoName),
            ("notes[b]".to_owned(), Breach::TooLong(10)),
        ]
    );
    let params = Params::of_call(&ADD).with(&OWNERS, map);
    let keys: Vec<_> = breaches(&params).into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["owners[1]", "owners[2]", "owners[3]"]);
    let text = Params::of_call(&ADD).with(&NOTES, Value::text("a"));
    assert_eq!(breaches(&text), [("notes".to_owned(), Breach::WrongForm)]);
}

#[test]
fn names_of_a_personal_map_are_as_hidden_as_its_values() {
    let owners = Value::map([("Ann", "Lee")]);
    let params = Params::of_call(&NEST).with(&OWNERS, owners);
    for place in [Place::Json, Place::Form, Place::Query] {
        let shown = format!("{} {params:?}", request(&params, place).to_curl());
        assert!(!shown.contains("Ann") && !shown.contains("Lee"), "{shown}");
    }
}

#[test]
fn answers_hold_names_and_values() {
    static KIND: RecordKind = RecordKind {
        name: "bed",
        fields: &[&NOTES],
        ..RecordKind::PLAIN
    };
    let map = |json: &str| {
        let plant = plant(&format!(r#""visits":{{"notes":{json}}}"#));
        let bed = plant.rows(&VISITS, &KIND).remove(0);
        (bed.map(&NOTES), bed.misfits().count())
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let (entries, misfits) = map(r#"{"b\u0063":"1","a":2.50,"c":true,"d":null,"e":""}"#);
    assert_eq!(
        entries,
        [pair("bc", "1"), pair("a", "2.50"), pair("c", "true")]
    );
    assert_eq!(misfits, 0);
    assert_eq!(map(r#"{"a":[1]}"#), (Vec::new(), 1));
    assert_eq!(map(r#""text""#), (Vec::new(), 1));
    assert_eq!(map("[]"), (Vec::new(), 0));
}

#[test]
fn custom_names_begin_on_the_wire_as_the_call_says() {
    let params = Params::of_call(&ADD).with_custom("colour", "red");
    assert!(validate(&params).is_ok());
    assert_eq!(json(&params), r#"{"v:colour":"red"}"#);
}

#[test]
fn raw_calls_give_names_as_they_are_on_the_wire() {
    let call = RawCall::new(&ADD).with("v:colour", "red");
    assert_eq!(json(call.params()), r#"{"v:colour":"red"}"#);
    let call = RawCall::new(&ADD).with("colour", "red");
    assert_eq!(
        breaches(call.params()),
        [("colour".to_owned(), Breach::NotAccepted)]
    );
}

#[test]
fn a_beginning_alone_is_no_name() {
    let params = Params::of_call(&ADD).with_custom("", "red");
    assert_eq!(breaches(&params), [("v:".to_owned(), Breach::NoName)]);
}
