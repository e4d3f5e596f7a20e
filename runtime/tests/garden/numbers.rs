//! A number that is there is never none, and a field that does not fit is not mistaken for one that is not
//! there.

use prose_runtime::{Id, Key, Limit, NoRecord, Record as _, Response, Row, Rule, read};

use crate::api::{
    GARDENER, HEIGHT_KEY, LIST_PLANTS, PLANT_ID, PLANT_NAME, Plant, TAG, TALL, key, limit, plant,
    plants_in,
};

static WHOLE: Limit = limit(
    "whole",
    Rule::Integer {
        min: None,
        max: None,
    },
);
static MONEY: Limit = limit("money", Rule::Decimal);
/// Whole numbers are sent, and decimal ones come back.
static VALUE: Key = Key {
    answers: Some(&MONEY),
    ..key("height", &WHOLE, prose_runtime::Holds::Plain)
};

fn misfits(row: &Row) -> Vec<&'static str> {
    row.misfits().map(|key| key.wire).collect()
}

#[test]
fn whole_numbers_are_read_however_they_are_written() {
    for (json, number) in [
        ("5e0", 5),
        ("5.0e0", 5),
        ("0.5e1", 5),
        ("50e-1", 5),
        ("5E+2", 500),
        ("8.051632e6", 8_051_632),
        (r#""8.051632E6""#, 8_051_632),
        ("0e9", 0),
        ("1.8446744073709551615e19", u64::MAX),
    ] {
        let row = plant(&format!(r#""height":{json},"plant_id":{json}"#));
        assert_eq!(row.unsigned(&HEIGHT_KEY), Some(number), "{json}");
        if !json.starts_with('"') {
            assert_eq!(row.id(&PLANT_ID), Some(Id::from(number)), "{json}");
        }
    }
    assert_eq!(plant(r#""height":-8.5e1"#).integer(&HEIGHT_KEY), Some(-85));
}

#[test]
fn what_is_no_whole_number_is_none_and_a_misfit() {
    for json in [
        "5.5",
        "5e-1",
        "1e30",
        "1e999999999",
        "-1",
        r#""five""#,
        r#""5 or 6""#,
        "true",
        "[5]",
        r#"{"n":5}"#,
        r#""e5""#,
        r#""1e""#,
    ] {
        let row = plant(&format!(r#""height":{json}"#));
        assert_eq!(row.unsigned(&HEIGHT_KEY), None, "{json}");
        assert_eq!(misfits(&row), ["height"], "{json}");
    }
}

#[test]
fn what_says_nothing_is_no_misfit() {
    for json in [
        "null",
        "false",
        r#""""#,
        r#"" ""#,
        r#""0000-00-00""#,
        "[]",
        "{}",
    ] {
        let row = plant(&format!(
            r#""plant_id":{json},"plantName":{json},"height":{json},"tag":{json},"gardener":{json},"visits":{json}"#
        ));
        assert_eq!(misfits(&row), [""; 0], "{json}");
    }
    assert_eq!(misfits(&plant(r#""plant_id":"1""#)), [""; 0]);
}

#[test]
fn every_kind_of_field_has_its_misfits() {
    let row = plant(r#""plant_id":["7"],"plantName":{"a":1},"tall":"perhaps","tag":["a",["b"]]"#);
    assert_eq!(
        misfits(&row),
        [PLANT_ID.wire, PLANT_NAME.wire, TALL.wire, TAG.wire]
    );
    assert_eq!(misfits(&plant(r#""price":"12,50""#)), ["price"]);
    for price in ["12.5", r#""12.50""#, "-3", "1.25e3"] {
        let row = plant(&format!(r#""price":{price}"#));
        assert_eq!(misfits(&row), [""; 0], "{price}");
    }
    // A name stands where a record could.
    assert_eq!(misfits(&plant(r#""gardener":"Ann""#)), [""; 0]);
    assert!(
        plant(r#""gardener":"Ann""#)
            .object(&GARDENER, NoRecord::KIND)
            .is_none()
    );
}

#[test]
fn answers_may_be_wider_than_requests() {
    let row = plant(r#""height":"12500.50""#);
    assert_eq!(row.text(&VALUE), Some("12500.50"));
    assert!(VALUE.limit.check("12500.50").is_err());
}

#[test]
fn a_reply_counts_the_misfits_of_all_records() {
    let reply = plants_in(
        r#"[{"height":"tall","tall":"so"},{"height":7},{"height":[],"plantName":["x"]}]"#,
    );
    assert_eq!(reply.misfits(), 3);
    assert_eq!(reply.records()[1].misfits().len(), 0);
    let none = read::<Plant>(
        &LIST_PLANTS,
        Response::new(200, r#"{"ResultCode":"GA200","data":[]}"#),
    );
    assert_eq!(none.unwrap().misfits(), 0);
}
