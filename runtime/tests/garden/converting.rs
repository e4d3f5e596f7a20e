//! Records into formats, and into types of the caller's own.

use std::collections::BTreeMap;

use proptest::prelude::*;
use prose_runtime::{
    Cause, Error, Holds, Id, Key, Limit, NestedKind, Record, RecordKind, Row, Rule, serde_json,
};
use serde::Deserialize;

use crate::api::{
    BED_ID, BED_NAME, COLOUR_KEY, FIRST, HEIGHT_KEY, OWNER, PLANT_ID, PLANTED_ON, PRICE, Plant,
    TAG, TALL, TEXT, VISITS, key, limit,
};

static NAMES: Limit = limit("names", Rule::MapOf(&TEXT));
static ROWS: Limit = limit("rows", Rule::Rows);
static JSON: Limit = limit("json", Rule::Json);
static LABELS: Key = key("labels", &NAMES, Holds::Personal);
static BED: Key = Key {
    nested: Some(NestedKind::One(|| &BED_KIND)),
    ..key("bed", &ROWS, Holds::Plain)
};
static GARDENER: Key = Key {
    nested: Some(NestedKind::One(|| &PERSON)),
    ..key("gardener", &JSON, Holds::Plain)
};
/// Plants that stand beside it, which may have such too.
static NEIGHBOURS: Key = Key {
    nested: Some(NestedKind::Many(|| &PLANT)),
    name: "neighbors",
    ..key("Neighbours", &ROWS, Holds::Plain)
};
static BED_KIND: RecordKind = RecordKind {
    name: "bed",
    fields: &[&BED_ID, &BED_NAME],
    ..RecordKind::PLAIN
};
static PERSON: RecordKind = RecordKind {
    name: "person",
    fields: &[&FIRST],
    ..RecordKind::PLAIN
};
static PLANT: RecordKind = RecordKind {
    name: "plant",
    fields: &[
        &PLANT_ID,
        &OWNER,
        &COLOUR_KEY,
        &PLANTED_ON,
        &TALL,
        &HEIGHT_KEY,
        &PRICE,
        &TAG,
        &VISITS,
        &LABELS,
        &BED,
        &GARDENER,
        &NEIGHBOURS,
    ],
    ..RecordKind::PLAIN
};

fn row(json: &str) -> Row {
    Row::from_json(json, &PLANT).unwrap()
}

fn serialized(json: &str) -> String {
    serde_json::to_string(&row(json)).unwrap()
}

#[test]
fn values_have_the_types_of_the_spec_under_their_names_on_the_wire() {
    let json = r#"{"PLANTS_ID": 7, "owner": 12, "colour": "red", "tall": "1", "height": "120.0", "price": 12.50,
        "tag": "a, b", "visits": [1, {"x": null}], "labels": {"en": "Rose"}}"#;
    assert_eq!(
        serialized(json),
        r#"{"plant_id":"7","owner":"12","colour":"Red","tall":true,"height":120,"price":"12.50","#
            .to_owned()
            + r#""tag":["a","b"],"visits":[1,{"x":null}],"labels":{"en":"Rose"}}"#
    );
}

#[test]
fn what_says_nothing_is_null_and_what_did_not_come_is_not_there() {
    let json = r#"{"plant_id": "", "planted_on": "0000-00-00", "tall": "", "tag": "", "bed": "", "Neighbours": false}"#;
    assert_eq!(
        serialized(json),
        r#"{"plant_id":null,"planted_on":null,"tall":null,"tag":[],"bed":null,"Neighbours":[]}"#
    );
}

#[test]
fn what_does_not_fit_and_what_the_spec_does_not_know_is_as_it_came() {
    let json = r#"{"height":"tall","price":{"a":1},"Mood":"sunny","n":0.1,"many":12345678901234567890123,"deep":[{"a":[]}]}"#;
    let many = r#""many":"12345678901234567890123""#;
    let kept = json.replace(r#""many":12345678901234567890123"#, many);
    assert_eq!(serialized(json), kept);
}

#[test]
fn nested_records_are_typed_too_however_deep() {
    let json = r#"{"bed":{"bed_id":1},"gardener":"{\"first_name\":7}","Neighbours":[{"plant_id":2,"Neighbours":{"plant_id":3}}]}"#;
    assert_eq!(
        serialized(json),
        r#"{"bed":{"bed_id":"1"},"gardener":{"first_name":"7"},"Neighbours":[{"plant_id":"2","Neighbours":[{"plant_id":"3"}]}]}"#
    );
    assert_eq!(serialized(r#"{"gardener":"Kim"}"#), r#"{"gardener":"Kim"}"#);
}

#[test]
fn what_lies_too_deep_is_the_text_of_its_json() {
    let levels = 20_000;
    let (open, close) = ("[".repeat(levels), "]".repeat(levels));
    let neighbours = r#"{"Neighbours":"#.repeat(levels) + "{}" + &"}".repeat(levels);
    for json in [format!(r#"{{"Mood":{open}{close}}}"#), neighbours] {
        let plant = row(&json);
        let back: serde_json::Value = plant.parse().unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), serialized(&json));
        let kept = serialized(&json).replace(['\\', '"'], "");
        assert_eq!(
            kept.matches(['[', '{']).count(),
            kept.matches([']', '}']).count()
        );
        assert!(kept.len() > 2 * levels);
    }
}

#[test]
fn names_can_be_those_in_rust() {
    let plant = Plant::from_row(row(
        r#"{"plant_id":1,"Neighbours":[{"Neighbours":[]}],"Mood":"sunny"}"#,
    ));
    assert_eq!(
        serde_json::to_string(&plant.by_rust_names()).unwrap(),
        r#"{"plant_id":"1","neighbors":[{"neighbors":[]}],"Mood":"sunny"}"#
    );
    #[derive(Deserialize)]
    struct Mine {
        neighbors: Vec<BTreeMap<String, Vec<u8>>>,
    }
    let mine: Mine = plant.by_rust_names().parse().unwrap();
    assert_eq!(mine.neighbors.len(), 1);
}

#[test]
fn no_name_is_there_twice() {
    let json =
        r#"{"plant_id":1,"plant_id":2,"Mood":"a","Mood":"b","neighbors":"c","Neighbours":[]}"#;
    let plant = row(json);
    let by_wire: serde_json::Value = serde_json::to_value(&plant).unwrap();
    assert_eq!(serialized(json).matches("Mood").count(), 1);
    assert_eq!(
        (&by_wire["plant_id"], &by_wire["neighbors"]),
        (&"1".into(), &"c".into())
    );
}

#[test]
fn whole_numbers_are_whole_however_they_came() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Numbers {
        a: i64,
        b: u8,
        debt: bool,
    }
    static DEBT: Key = key("debt", &WHOLE, Holds::Plain);
    static WHOLE: Limit = limit(
        "whole",
        Rule::Integer {
            min: None,
            max: None,
        },
    );
    static BOOK: RecordKind = RecordKind {
        name: "book",
        fields: &[&DEBT],
        ..RecordKind::PLAIN
    };
    let row = Row::from_json(r#"{"a":-5.0,"b":"7.0","debt":1}"#, &BOOK).unwrap();
    let (a, b, debt) = (-5, 7, true);
    assert_eq!(row.parse::<Numbers>().unwrap(), Numbers { a, b, debt });
}

#[derive(Debug, Deserialize, PartialEq)]
struct Mine {
    plant_id: u64,
    price: Option<f64>,
    height: String,
    tall: bool,
    #[serde(default)]
    tag: Vec<String>,
    colour: Option<Colour>,
    bed: Option<Bed>,
    #[serde(rename = "Mood")]
    mood: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
enum Colour {
    Red,
    Blue,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Bed {
    bed_id: Id,
    bed_name: Option<String>,
}

#[test]
fn a_record_goes_into_a_type_of_the_callers_own() {
    let json = r#"{"plant_id":"7","price":"12.5","height":120,"tall":"1","tag":"a,b","colour":"red",
        "bed":{"bed_id":"1","bed_name":""},"Mood":"sunny","owner":"Ann"}"#;
    assert_eq!(
        row(json).parse::<Mine>().unwrap(),
        Mine {
            plant_id: 7,
            price: Some(12.5),
            height: "120".to_owned(),
            tall: true,
            tag: vec!["a".to_owned(), "b".to_owned()],
            colour: Some(Colour::Red),
            bed: Some(Bed {
                bed_id: Id::from(1),
                bed_name: None
            }),
            mood: Some("sunny".to_owned()),
        }
    );
}

/// What of the error is said to a person.
fn refused<T: serde::de::DeserializeOwned>(json: &str) -> (String, String) {
    let error: Error = row(json).parse::<T>().err().unwrap();
    let Cause::NotParsed {
        record, path, what, ..
    } = error.cause()
    else {
        panic!("{error}");
    };
    assert_eq!(*record, "plant");
    let shown = format!("{error} {error:?} {}", error.explain());
    assert!(!shown.contains("Ann") && !shown.contains("4711"), "{shown}");
    (path.clone(), what.clone())
}

#[test]
fn an_error_names_the_field_and_what_was_due_and_never_the_value() {
    #[derive(Deserialize)]
    struct Neighbour {
        #[serde(rename = "Neighbours")]
        _neighbours: Vec<Named>,
    }
    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "owner")]
        _owner: u8,
    }
    let told = |path: &str, what: &str| (path.to_owned(), what.to_owned());
    let json = r#"{"Neighbours":[{"owner":"1"},{"owner":"Ann"}]}"#;
    assert_eq!(
        refused::<Neighbour>(json),
        told("Neighbours[1].owner", "a text where u8 is expected")
    );
    assert_eq!(
        refused::<Named>(r#"{"owner":"4711"}"#),
        told(
            "owner",
            "a whole number of another value where u8 is expected"
        )
    );
    assert_eq!(
        refused::<BTreeMap<String, Vec<u8>>>(r#"{"Ann":"Ann"}"#),
        told("*", "a text where a sequence is expected")
    );
    assert_eq!(
        refused::<Named>("{}"),
        told("", "no field `owner`, which the type needs")
    );
    let error = row(r#"{"owner":"Ann"}"#).parse::<Named>().err().unwrap();
    assert_eq!(
        error.to_string(),
        "the record plant does not fit the type: a text where u8 is expected at owner; change the type, or read \
         the field from the record's row"
    );
}

#[test]
fn what_a_type_says_by_itself_is_not_repeated() {
    #[derive(Deserialize, Debug)]
    #[serde(try_from = "String")]
    struct Picky;
    impl TryFrom<String> for Picky {
        type Error = String;
        fn try_from(text: String) -> Result<Self, String> {
            Err(format!("{text} is bad"))
        }
    }
    let (path, what) = refused::<BTreeMap<String, Picky>>(r#"{"owner":"Ann"}"#);
    assert_eq!(
        (path.as_str(), what.as_str()),
        ("owner", "a value that the type refuses")
    );
}

#[test]
fn a_record_of_tests_is_made_of_json_in_one_line() {
    let plant = Plant::from_json(r#" {"plant_id": 7, "plantName": "Rose"} "#).unwrap();
    assert_eq!(
        (plant.plant_id(), plant.name()),
        (Some(Id::from(7)), Some("Rose"))
    );
    for json in ["", "[]", "{", "null", r#"{"a":1} x"#] {
        let error = Plant::from_json(json).err().unwrap();
        assert_eq!(
            error.to_string(),
            "plant: a record is made of a JSON object, and this is none"
        );
    }
}

proptest! {
    /// Numbers of JSON that is not described come back with all of their digits.
    #[test]
    fn undescribed_numbers_lose_no_digit(whole in any::<i32>(), fraction in 1_u32..=99_999) {
        let number = format!("{whole}.{fraction:05}");
        let back = serialized(&format!(r#"{{"n":{number}}}"#));
        let trimmed = number.trim_end_matches('0');
        prop_assert_eq!(back, format!(r#"{{"n":{trimmed}}}"#));
    }

    /// A record that was serialized is read as the same record.
    #[test]
    fn a_serialized_record_is_the_same_record(
        id in any::<u64>(), owner in "\\PC{0,12}", tall in any::<bool>(), height in 0_u64..=300,
        cents in any::<i32>(), tags in prop::collection::vec("[a-z]{1,5}", 0..4), mood in "\\PC{0,12}",
    ) {
        let price = format!("{}.{:02}", cents / 100, (cents % 100).abs());
        let json = serde_json::json!({
            "plant_id": id.to_string(), "owner": owner, "tall": tall, "height": height, "price": price,
            "tag": tags.join(","), "Mood": mood, "Neighbours": [{"plant_id": id}],
        });
        let first = row(&json.to_string());
        let once = serde_json::to_string(&first).unwrap();
        let again = row(&once);
        prop_assert_eq!(again.id(&PLANT_ID), first.id(&PLANT_ID));
        prop_assert_eq!(again.text(&OWNER), first.text(&OWNER));
        prop_assert_eq!(again.flag(&TALL), first.flag(&TALL));
        prop_assert_eq!(again.unsigned(&HEIGHT_KEY), first.unsigned(&HEIGHT_KEY));
        prop_assert_eq!(again.text(&PRICE), first.text(&PRICE));
        prop_assert_eq!(again.list(&TAG), first.list(&TAG));
        prop_assert_eq!(again.custom_text("Mood"), first.custom_text("Mood"));
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), once);
    }
}
