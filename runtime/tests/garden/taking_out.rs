//! Values taken out again.

use prose_runtime::{Call, Id, Params, Value, validate};

use crate::api::{
    BED, BED_ID, BED_NAME, BED_TABLE, CC, COLOUR_KEY, CreatePlant, HEIGHT_KEY, NOTES_KEY, OWNER,
    PLANT_NAME, PRICE, TAG, note,
};

fn rose() -> CreatePlant {
    CreatePlant::new("Rose")
}

fn bed(id: &str) -> Params {
    Params::of_table(&BED_TABLE).with(&BED_ID, Value::id(Id::from(id)))
}

#[test]
fn a_value_is_taken_out_by_key_or_name() {
    let call = rose().set(&OWNER, "Ann").custom("sun", "lots");
    assert_eq!(call.without(&OWNER).without("sun").without("price"), rose());
}

#[test]
fn an_item_is_taken_out_by_its_place() {
    let call = rose().set(&TAG, ["a", "b", "c"]);
    let call = call.without("tag[1]");
    assert_eq!(call, rose().set(&TAG, ["a", "c"]));
    assert_eq!(call.clone().without("tag[7]"), call);
    // An empty list could clear what is stored.
    assert_eq!(call.without("tag[0]").without("tag[0]"), rose());
}

#[test]
fn rows_and_values_in_them_are_taken_out_by_their_place() {
    let call = rose().set(
        &NOTES_KEY,
        Value::rows([note("Red", "x"), note("Blue", "y")]),
    );
    let without_row = call.clone().without("notes[0]");
    assert_eq!(
        without_row,
        rose().set(&NOTES_KEY, Value::rows([note("Blue", "y")]))
    );
    let call = call.without("notes[1].text");
    let violations = validate(call.params()).unwrap_err();
    assert_eq!(violations.iter().next().unwrap().key, "notes[1].text");
    let object = bed("7").with(&BED_NAME, Value::text("North"));
    let call = rose()
        .set(&BED, Value::object(object))
        .without("bed.bed_name");
    assert_eq!(call, rose().set(&BED, Value::object(bed("7"))));
}

#[test]
fn all_that_is_broken_is_taken_out_at_once() {
    let call = rose()
        .set(
            &CC,
            ["bad", "ann@example.com", "worse", "worst", "bo@example.com"],
        )
        .set(&COLOUR_KEY, "Green")
        .set(&OWNER, "Ann")
        .set(
            &NOTES_KEY,
            Value::rows([note("Green", "x"), note("Red", "y")]),
        )
        .custom("sun", "too much")
        .fill([("moon", "full"), ("notes", "")].into_iter().take(1));
    let violations = validate(call.params()).unwrap_err();
    let rest = call.without_broken(&violations);
    let expected = rose()
        .set(&CC, ["ann@example.com", "bo@example.com"])
        .set(&OWNER, "Ann")
        .set(
            &NOTES_KEY,
            Value::rows([note("Green", "x").without("type"), note("Red", "y")]),
        );
    assert_eq!(rest, expected);
}

#[test]
fn a_key_that_was_given_twice_is_taken_out_with_both_values() {
    let call = rose().fill([("price", "1"), ("Price", "2")]);
    let violations = validate(call.params()).unwrap_err();
    assert_eq!(call.without_broken(&violations), rose());
}

#[test]
fn what_is_missing_takes_nothing_out() {
    let call = CreatePlant::new("")
        .set(&COLOUR_KEY, "Blue")
        .set(&HEIGHT_KEY, 7);
    let violations = validate(call.params()).unwrap_err();
    assert_eq!(call.clone().without_broken(&violations), call);
    assert_eq!(call.get_text(&PLANT_NAME).as_deref(), Some(""));
    assert_eq!(call.get(&PRICE), None);
}

#[test]
fn a_custom_name_that_looks_like_a_place_is_that_name() {
    let call = rose()
        .set(&TAG, ["a"])
        .custom("tag[7]", "x")
        .custom("b.c", "y");
    assert_eq!(
        call.without("tag[7]").without("b.c"),
        rose().set(&TAG, ["a"])
    );
}
