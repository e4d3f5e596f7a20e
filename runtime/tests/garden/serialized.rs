//! Values of structs and maps that implement `Serialize`.

use std::collections::BTreeMap;

use prose_runtime::{
    Breach, Call, CallDescriptor, Json, Limit, Params, Record as _, Rule, Value, serde_json,
    validate,
};
use serde::{Serialize, Serializer};

use crate::api::{
    BED, BED_ID, BED_TABLE, CALL, CreatePlant, GARDENER, HEIGHT_KEY, NOTES_KEY, OWNER, PRICE,
    Plant, TAG, TALL, UpdatePlant, WILD, key, limit, note, plant,
};

#[derive(Serialize)]
enum Colour {
    Red,
}

#[derive(Serialize)]
struct Note {
    r#type: Colour,
    text: &'static str,
}

#[derive(Serialize)]
struct Bed {
    bed_id: u32,
    bed_name: Option<String>,
}

#[derive(Default, Serialize)]
struct Row {
    plant_name: Option<&'static str>,
    owner: Option<&'static str>,
    tall: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wild: Option<bool>,
    height: Option<u16>,
    price: Option<f64>,
    tag: Vec<&'static str>,
    notes: Vec<Note>,
    bed: Option<Bed>,
}

#[test]
fn a_struct_is_the_call_that_setters_make() {
    let row = Row {
        plant_name: Some("Rose"),
        owner: None,
        tall: Some(true),
        wild: Some(false),
        height: Some(120),
        price: Some(1.5),
        tag: vec!["new", "red"],
        notes: vec![Note {
            r#type: Colour::Red,
            text: "x",
        }],
        bed: Some(Bed {
            bed_id: 7,
            bed_name: None,
        }),
    };
    let set = CreatePlant::new("Rose")
        .set(&TALL, true)
        .set(&WILD, false)
        .set(&HEIGHT_KEY, 120)
        .set(&PRICE, "1.5")
        .set(&TAG, ["new", "red"])
        .set(&NOTES_KEY, Value::rows([note("Red", "x")]))
        .set(
            &BED,
            Value::object(Params::of_table(&BED_TABLE).with(&BED_ID, Value::id(7))),
        );
    assert_eq!(CreatePlant::from_serialize(&row).unwrap(), set);
}

fn price(number: impl Serialize) -> String {
    let call = CreatePlant::from_serialize(&BTreeMap::from([("price", number)])).unwrap();
    call.get_text(&PRICE).unwrap().into_owned()
}

#[test]
fn numbers_are_exact() {
    assert_eq!(price(1250.0), "1250");
    assert_eq!(price(0.1), "0.1");
    assert_eq!(price(0.1_f32), "0.1");
    assert_eq!(price(u64::MAX), "18446744073709551615");
    assert_eq!(price(i128::MIN), "-170141183460469231731687303715884105728");
    assert_eq!(price(1e21), "1000000000000000000000");
}

#[test]
fn names_that_are_not_matched_in_nested_structs_are_told_with_their_path() {
    #[derive(Serialize)]
    struct Plant {
        plant_name: &'static str,
        bed: BTreeMap<&'static str, &'static str>,
        notes: Vec<BTreeMap<&'static str, &'static str>>,
    }
    let plant = Plant {
        plant_name: "Rose",
        bed: BTreeMap::from([("bed_id", "7"), ("soil", "dry")]),
        notes: vec![BTreeMap::from([
            ("type", "Red"),
            ("text", "x"),
            ("by", "Ann"),
        ])],
    };
    let call = CreatePlant::from_serialize(&plant).unwrap();
    let violations = validate(call.params()).unwrap_err();
    let keys: Vec<&str> = violations.iter().map(|violation| &*violation.key).collect();
    assert_eq!(keys, ["notes[0].by", "bed.soil"]);
    let rest = call.without_broken(&violations);
    assert_eq!(validate(rest.params()), Ok(()));
}

#[test]
fn what_does_not_fit_its_key_is_told_and_nothing_is_lost() {
    #[derive(Serialize)]
    struct Odd {
        plant_name: Vec<&'static str>,
        owner: Bed,
        notes: Vec<u8>,
        bed: u8,
        tag: Vec<Vec<u8>>,
    }
    let odd = Odd {
        plant_name: vec!["a", "b"],
        owner: Bed {
            bed_id: 7,
            bed_name: None,
        },
        notes: vec![7],
        bed: 7,
        tag: vec![vec![7]],
    };
    let call = CreatePlant::from_serialize(&odd).unwrap();
    let violations = validate(call.params()).unwrap_err();
    let told: Vec<(&str, Breach)> = violations
        .iter()
        .map(|violation| (&*violation.key, violation.breach))
        .collect();
    assert_eq!(
        told,
        [
            ("plantName", Breach::WrongForm),
            ("owner", Breach::WrongForm),
            ("tag", Breach::WrongForm),
            ("notes", Breach::WrongForm),
            ("bed", Breach::WrongForm),
        ]
    );
}

#[test]
fn maps_and_any_json_are_taken_as_they_are() {
    static LABELS: Limit = limit("labels", Rule::MapOf(&crate::api::TEXT));
    static LABELS_KEY: prose_runtime::Key = key("labels", &LABELS, prose_runtime::Holds::Plain);
    static LABEL: CallDescriptor = CallDescriptor {
        accepts: &[&LABELS_KEY, &GARDENER],
        ..CALL
    };
    #[derive(Serialize)]
    struct Labels {
        labels: BTreeMap<u8, bool>,
        gardener: (Option<u8>, char, f64, BTreeMap<String, Colour>),
    }
    let labels = Labels {
        labels: BTreeMap::from([(1, true)]),
        gardener: (
            None,
            '"',
            f64::NAN,
            BTreeMap::from([("a".to_owned(), Colour::Red)]),
        ),
    };
    let params = Params::of_call(&LABEL).fill_serialize(&labels).unwrap();
    let json = Json::parse(r#"[null,"\"",null,{"a":"Red"}]"#).unwrap();
    assert_eq!(params.get("labels"), Some(&Value::map([("1", "1")])));
    assert_eq!(params.get("gardener"), Some(&Value::from_json(json)));
}

#[test]
fn what_serde_json_has_written_already_is_taken_as_it_is() {
    #[derive(Serialize)]
    struct Digits {
        #[serde(rename = "$serde_json::private::Number")]
        digits: &'static str,
    }
    #[derive(Serialize)]
    struct Row {
        price: Digits,
        gardener: Vec<Box<serde_json::value::RawValue>>,
    }
    static ANY: CallDescriptor = CallDescriptor {
        accepts: &[&PRICE, &GARDENER],
        ..CALL
    };
    let written = r#"{"a": 1.50}"#.to_owned();
    let row = Row {
        price: Digits { digits: "1.50" },
        gardener: vec![serde_json::value::RawValue::from_string(written).unwrap()],
    };
    let params = Params::of_call(&ANY).fill_serialize(&row).unwrap();
    let json = Json::parse(r#"[{"a": 1.50}]"#).unwrap();
    assert_eq!(params.get("price"), Some(&Value::text("1.50")));
    assert_eq!(params.get("gardener"), Some(&Value::from_json(json)));
}

#[test]
fn a_name_that_comes_twice_is_told() {
    #[derive(Serialize)]
    struct Twice {
        plant_name: &'static str,
        #[serde(flatten)]
        rest: BTreeMap<&'static str, &'static str>,
    }
    let twice = Twice {
        plant_name: "Rose",
        rest: BTreeMap::from([("plantName", "Tulip")]),
    };
    let call = CreatePlant::from_serialize(&twice).unwrap();
    let violations = validate(call.params()).unwrap_err();
    assert_eq!(violations.iter().next().unwrap().breach, Breach::Duplicate);
}

/// Refuses to be serialized, with a value in what it says.
struct Refusing;

impl Serialize for Refusing {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("Ann is no plant"))
    }
}

#[test]
fn what_is_no_struct_is_an_error_without_values() {
    let errors = [
        CreatePlant::from_serialize(&"Ann").unwrap_err(),
        CreatePlant::from_serialize(&Refusing).unwrap_err(),
        CreatePlant::from_serialize(&BTreeMap::from([(vec!["Ann"], 1)])).unwrap_err(),
    ];
    for error in errors {
        assert!(error.is_config(), "{error}");
        let told = format!("{error} {error:?}");
        assert!(!told.contains("Ann"), "{told}");
    }
}

#[test]
fn changes_take_a_struct() {
    let read = Plant::from_row(plant(
        r#""plantName":"Rose","owner":"Ann","height":"120","tall":"1""#,
    ));
    let row = Row {
        plant_name: Some("Rose"),
        height: Some(120),
        tall: Some(false),
        ..Row::default()
    };
    let row = Shared {
        plant: row.plant_name,
        owner: row.owner,
        tall: row.tall,
        height: row.height,
    };
    let changed = UpdatePlant::new(7).changes_serialize(&read, &row).unwrap();
    let expected = UpdatePlant::new(7)
        .set(&TALL, false)
        .into_params()
        .clear(&OWNER);
    assert_eq!(changed, Some(UpdatePlant::from_params(expected)));
}

#[derive(Serialize)]
struct Shared {
    #[serde(rename = "plantName")]
    plant: Option<&'static str>,
    owner: Option<&'static str>,
    tall: Option<bool>,
    height: Option<u16>,
}
