//! Values by the names of their keys.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use prose_runtime::{
    Breach, Call, Config, FileUpload, Id, IntoValue, Json, Key, Params, TypedCall, Validation,
    Value, validate,
};

use crate::api::{
    CALL, COLOUR_KEY, CREATE_PLANT, CreatePlant, GARDENER, HEIGHT_KEY, NOTE, OWNER, PLANT_ID,
    PLANT_NAME, PRICE, TAG, TALL, WATER_PLANT, WILD, client_with, note,
};

fn breaches(call: &impl Call) -> Vec<(String, Breach)> {
    let violations = validate(call.params()).unwrap_err();
    let told = violations.iter();
    told.map(|violation| (violation.key.clone(), violation.breach))
        .collect()
}

fn told(key: &str, breach: Breach) -> (String, Breach) {
    (key.to_owned(), breach)
}

#[test]
fn a_map_of_names_on_the_wire_is_the_call_that_setters_make() {
    let map = HashMap::from([
        ("plantName", "Rose"),
        ("tall", "1"),
        ("wild", "false"),
        ("height", "120"),
        ("tag", "new,red"),
    ]);
    let set = CreatePlant::new("Rose")
        .set(&TALL, true)
        .set(&WILD, false)
        .set(&HEIGHT_KEY, 120)
        .set(&TAG, ["new", "red"]);
    assert_eq!(CreatePlant::from_pairs(map), set);
}

#[test]
fn a_key_is_found_by_each_of_its_names_however_they_are_spelled() {
    let names = [
        "plantName",
        "plant_name",
        "PLANT NAME",
        "Plant-Name",
        "\u{feff}plantname",
    ];
    for name in names {
        let call = CreatePlant::from_pairs([(name, "Rose")]);
        assert_eq!(call, CreatePlant::new("Rose"), "{name}");
    }
    let by_label = CreatePlant::new("Rose").fill([("price in EUROS", "1.50")]);
    assert_eq!(by_label, CreatePlant::new("Rose").set(&PRICE, "1.50"));
}

#[test]
fn names_of_no_key_are_told_with_all_else_that_is_wrong() {
    let call =
        CreatePlant::from_pairs([("sun", "lots"), ("colour", "Green"), ("", "x"), ("-", "y")]);
    assert_eq!(
        breaches(&call),
        [
            told("colour", Breach::NotListed(&["Red", "Blue"])),
            told("plantName", Breach::Missing),
            told("sun", Breach::UnknownName),
            told("", Breach::UnknownName),
            told("-", Breach::UnknownName),
        ]
    );
    let names: Vec<&str> = call.unmatched().map(|(name, _)| name).collect();
    assert_eq!(names, ["sun", "", "-"]);
}

#[test]
fn a_name_that_two_keys_have_is_told_and_not_guessed() {
    let call = CreatePlant::new("Rose").fill([("contact", "Ann")]);
    assert_eq!(
        breaches(&call),
        [told(
            "contact",
            Breach::AmbiguousName("owner", "ownerEmail")
        )]
    );
    assert_eq!(call.get(&OWNER), None);
}

#[test]
fn a_key_that_is_given_twice_is_told_under_its_name_on_the_wire() {
    let call = CreatePlant::from_pairs([("plant name", "Rose"), ("plantName", "Tulip")]);
    assert_eq!(breaches(&call), [told("plantName", Breach::Duplicate)]);
    assert_eq!(call.get_text(&PLANT_NAME).as_deref(), Some("Rose"));
}

#[test]
fn filling_replaces_what_is_set_as_setters_do() {
    let call = CreatePlant::new("Rose").fill([("plantName", "Tulip")]);
    assert_eq!(call, CreatePlant::new("Tulip"));
    let call = call.fill([("plantName", "Lily")]);
    assert_eq!(call, CreatePlant::new("Lily"));
}

#[test]
fn none_sets_nothing_whatever_the_name() {
    let pairs = [("owner", Some("Ann")), ("price", None), ("sun", None)];
    let call = CreatePlant::new("Rose").fill(pairs);
    assert_eq!(call, CreatePlant::new("Rose").set(&OWNER, "Ann"));
}

#[test]
fn values_are_kept_as_they_are_however_odd() {
    let call = CreatePlant::new("Rose").fill([("tall", " yes "), ("price", "")]);
    assert_eq!(
        breaches(&call),
        [
            told("tall", Breach::NotFlag),
            told("price", Breach::NotDecimal)
        ]
    );
    assert_eq!(call.get_text(&TALL).as_deref(), Some(" yes "));
}

#[test]
fn what_has_no_place_is_not_sent_however_little_is_checked() {
    let client = client_with("http://127.0.0.1:1/", Config::new());
    let in_row = Value::rows([Params::of_table(&NOTE).fill([("kind", "Red")])]);
    let calls = [
        CreatePlant::new("Rose").fill([("sun", "lots")]),
        CreatePlant::new("Rose").fill([("notes", in_row)]),
    ];
    for (call, key) in calls.into_iter().zip(["sun", "notes[0].kind"]) {
        for validation in [Validation::Off, Validation::Warn] {
            let sending = client.send(call.clone()).validation(validation);
            let error = sending.request().unwrap_err();
            let violations = error.violations().unwrap();
            let keys: Vec<&str> = violations.iter().map(|violation| &*violation.key).collect();
            assert_eq!(keys, [key]);
        }
    }
}

#[test]
fn unmatched_names_become_custom_ones_where_that_is_asked_for() {
    let call = CreatePlant::new("Rose").fill([("sun", "lots"), ("contact", "Ann")]);
    let call = call.unmatched_as_custom();
    assert_eq!(
        breaches(&call),
        [told(
            "contact",
            Breach::AmbiguousName("owner", "ownerEmail")
        )]
    );
    let call = call.without("contact");
    assert_eq!(call, CreatePlant::new("Rose").custom("sun", "lots"));
}

#[test]
fn a_call_without_custom_names_does_not_take_any() {
    let params = Params::of_call(&WATER_PLANT).fill([("plant_id", "7"), ("sun", "lots")]);
    let params = params.unmatched_as_custom();
    assert_eq!(params.unmatched().count(), 1);
    assert!(validate(&params).is_err());
}

#[test]
fn a_custom_name_begins_as_the_call_says_once() {
    static VARIABLES: prose_runtime::CallDescriptor = prose_runtime::CallDescriptor {
        open: Some(&crate::api::TEXT),
        open_prefix: "v:",
        ..CALL
    };
    let params = Params::of_call(&VARIABLES).fill([("sun", "lots"), ("v:soil", "dry")]);
    let names: Vec<String> = (params.unmatched_as_custom().custom())
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(names, ["v:sun", "v:soil"]);
}

#[test]
fn custom_names_that_take_json_have_texts_as_json() {
    static ANY: prose_runtime::Limit = crate::api::limit("json", prose_runtime::Rule::Json);
    static OPEN: prose_runtime::CallDescriptor = prose_runtime::CallDescriptor {
        open: Some(&ANY),
        ..CALL
    };
    let params = Params::of_call(&OPEN)
        .fill([("sun", "lots")])
        .unmatched_as_custom();
    let set = Params::of_call(&OPEN).with_custom_json("sun", "lots");
    assert_eq!(params, set);
}

#[test]
fn all_that_says_a_text_number_or_flag_is_a_value() {
    let text = String::from("Rose");
    let texts: [Option<Value>; 6] = [
        "Rose".into_value(),
        text.clone().into_value(),
        (&text).into_value(),
        Cow::from("Rose").into_value(),
        Some("Rose").into_value(),
        (&Some("Rose")).into_value(),
    ];
    for value in texts {
        assert_eq!(value, Some(Value::text("Rose")));
    }
    let numbers = [
        7_u8.into_value(),
        7_u16.into_value(),
        7_usize.into_value(),
        7_i8.into_value(),
        7_i16.into_value(),
        7_i64.into_value(),
        Id::from("7").into_value(),
    ];
    for value in numbers {
        assert_eq!(value, Some(Value::text("7")));
    }
    assert_eq!(true.into_value(), Some(Value::flag(true)));
    assert_eq!(None::<&str>.into_value(), None);
    assert_eq!(
        Json::null().into_value(),
        Some(Value::from_json(Json::null()))
    );
    let file = FileUpload::new("a", "b");
    assert_eq!(file.clone().into_value(), Some(Value::file(file)));
    assert_eq!(vec![text].into_value(), ["Rose"].as_slice().into_value());
}

#[test]
fn a_list_where_any_json_is_taken_is_json() {
    static ANY: prose_runtime::CallDescriptor = prose_runtime::CallDescriptor {
        accepts: &[&GARDENER],
        ..CALL
    };
    let params = Params::of_call(&ANY).fill([("gardener", vec!["Ann", "Bo"])]);
    let json = Json::parse(r#"["Ann","Bo"]"#).unwrap();
    assert_eq!(params.get("gardener"), Some(&Value::from_json(json)));
}

#[test]
fn a_list_where_one_text_is_taken_is_told_and_not_joined() {
    let call = CreatePlant::new("Rose").fill([("owner", ["Ann", "Bo"])]);
    assert_eq!(breaches(&call), [told("owner", Breach::WrongForm)]);
    let call = CreatePlant::new("Rose").fill([("sun", ["a", "b"])]);
    let call = call.unmatched_as_custom();
    assert_eq!(breaches(&call), [told("sun", Breach::WrongForm)]);
}

#[test]
fn a_text_that_travels_by_itself_is_one_item() {
    static EACH: prose_runtime::Limit = crate::api::limit(
        "each",
        prose_runtime::Rule::List(prose_runtime::List {
            item: &crate::api::TEXT,
            min: None,
            max: None,
            travels: prose_runtime::Travels::Repeated,
        }),
    );
    static BEDS: Key = crate::api::key("beds", &EACH, prose_runtime::Holds::Plain);
    static SOW: prose_runtime::CallDescriptor = prose_runtime::CallDescriptor {
        accepts: &[&BEDS],
        ..CALL
    };
    let params = Params::of_call(&SOW).fill([("beds", "north, by the wall")]);
    assert_eq!(
        params.get("beds"),
        Some(&Value::list(["north, by the wall"]))
    );
}

#[test]
fn a_setter_takes_what_is_there() {
    let call = CreatePlant::new("Rose")
        .maybe(CreatePlant::colour, Some("Red"))
        .maybe(|call, price: &str| call.set(&PRICE, price), None);
    assert_eq!(call, CreatePlant::new("Rose").set(&COLOUR_KEY, "Red"));
}

#[test]
fn a_key_of_another_call_is_told() {
    let call = CreatePlant::new("Rose").set(&PLANT_ID, 7);
    assert_eq!(breaches(&call), [told("plant_id", Breach::NotAccepted)]);
}

#[test]
fn values_are_read_back_by_key_and_by_name() {
    let call = CreatePlant::new("Rose")
        .set(&TALL, true)
        .custom("sun", "lots");
    assert_eq!(call.get(&TALL), Some(&Value::flag(true)));
    assert_eq!(call.get_text("tall").as_deref(), Some("1"));
    assert_eq!(call.get_text("sun").as_deref(), Some("lots"));
    assert_eq!(call.get_text("price"), None);
    let call = call.set(&crate::api::NOTES_KEY, Value::rows([note("Red", "x")]));
    assert_eq!(call.get_text("notes"), None);
}

#[test]
fn the_order_of_a_map_does_not_matter() {
    let pairs = [
        ("plantName", "Rose"),
        ("price", "1"),
        ("owner", "Ann"),
        ("cc", "a@b.example"),
    ];
    let sorted = CreatePlant::from_pairs(BTreeMap::from(pairs));
    for turn in 0..pairs.len() {
        let mut turned = pairs;
        turned.rotate_left(turn);
        assert_eq!(CreatePlant::from_pairs(turned), sorted);
    }
}

#[test]
fn odd_names_are_told_in_one_short_line() {
    let name = format!("sun\n\u{202e}{}", "x".repeat(5000));
    let call = CreatePlant::new("Rose").fill([(name, "lots of secrets")]);
    let told = validate(call.params()).unwrap_err().to_string();
    assert!(
        told.lines().count() == 1 && told.chars().count() < 220,
        "{told}"
    );
    assert!(!told.contains("secrets"), "{told}");
    let shown = format!("{call:?}");
    assert!(
        shown.contains("<unmatched>") && !shown.contains("secrets"),
        "{shown}"
    );
    assert!(shown.len() < 300, "{shown}");
}

/// Not a benchmark: what grows with the square of the names takes minutes here.
#[test]
fn ten_thousand_names_are_told_and_taken_out_soon() {
    let begun = Instant::now();
    let names: Vec<String> = (0..10_000)
        .map(|number| format!("Column {number}"))
        .collect();
    let call = CreatePlant::new("Rose").fill(names.iter().map(|name| (name, "x")));
    let violations = validate(call.params()).unwrap_err();
    assert_eq!(violations.iter().count(), 10_000);
    assert_eq!(call.without_broken(&violations), CreatePlant::new("Rose"));
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn parameters_of_another_call_are_carried_over() {
    let raw = prose_runtime::RawCall::new(&WATER_PLANT).with("plantName", "Rose");
    let call = CreatePlant::from_params(raw.into_params());
    assert_eq!(call, CreatePlant::new("Rose"));
    let client = client_with("http://127.0.0.1:1/", Config::new());
    let request = client.send(call).request().unwrap();
    assert_eq!(request.url(), "http://127.0.0.1:1/create_plant");
    assert!(std::ptr::eq(CreatePlant::DESCRIPTOR, &CREATE_PLANT));
}
