//! An update from a record as it was read and the values wanted.

use prose_runtime::{Breach, Call, CallDescriptor, Limit, RawCall, Record, Rule, Value, validate};

use crate::api::{
    CALL, HEIGHT_KEY, OWNER, PLANT_NAME, PLANTED_ON, PRICE, Plant, TAG, TALL, UpdatePlant, limit,
    plant,
};

fn read() -> Plant {
    Plant::from_row(plant(
        r#""plant_id":"7","plantName":"Rose","owner":"Ann","colour":"red","planted_on":"2026-01-02 09:30:00",
        "tall":"1","height":120,"price":"1.50","tag":"new, red","sun":"lots""#,
    ))
}

fn update() -> UpdatePlant {
    UpdatePlant::new(7)
}

#[test]
fn what_the_record_has_is_not_sent() {
    let wanted = [
        ("plantName", Value::text("Rose")),
        ("owner", Value::text("Ann")),
        ("colour", Value::text("Red")),
        ("planted_on", Value::text("2026-01-02")),
        ("tall", Value::flag(true)),
        ("height", Value::text("120.0")),
        ("price", Value::text("01.5")),
        ("tag", Value::list(["new", "red"])),
        ("sun", Value::text("lots")),
        ("plant_id", Value::id("7")),
    ];
    assert_eq!(update().changes(&read(), wanted), None);
}

#[test]
fn values_of_custom_names_are_compared_as_they_are_on_the_wire() {
    let record = Plant::from_row(plant(r#""plant_id":"7","sun":"1","size":"7""#));
    let wanted = [("sun", Value::flag(true)), ("size", Value::unsigned(7))];
    assert_eq!(update().changes(&record, wanted), None);
    let other = update().changes(&record, [("sun", false)]);
    let set = update().fill([("sun", false)]);
    assert_eq!(other, Some(set));
}

#[test]
fn what_differs_is_set() {
    let wanted = [
        ("Plant Name", "rose"),
        ("owner", "Ann "),
        ("planted_on", "2026-01-03"),
        ("tall", "0"),
        ("height", "12"),
        ("price", "1.51"),
        ("tag", "red,new"),
    ];
    let set = update()
        .set(&PLANT_NAME, "rose")
        .set(&OWNER, "Ann ")
        .set(&PLANTED_ON, "2026-01-03")
        .set(&TALL, false)
        .set(&HEIGHT_KEY, 12)
        .set(&PRICE, "1.51")
        .set(&TAG, ["red", "new"]);
    assert_eq!(update().changes(&read(), wanted), Some(set));
}

#[test]
fn a_value_that_went_away_is_cleared() {
    let wanted = [
        ("owner", None),
        ("price", Some(" ")),
        ("tall", None),
        ("tag", None),
        ("height", Some("120")),
    ];
    let mut cleared = update().into_params();
    for key in ["owner", "price", "tall", "tag"] {
        cleared = cleared.clear(key);
    }
    let changed = update().changes(&read(), wanted).unwrap();
    assert_eq!(changed, UpdatePlant::from_params(cleared));
    assert_eq!(validate(changed.params()), Ok(()));
}

#[test]
fn nothing_wanted_where_there_is_nothing_is_no_change() {
    let bare = Plant::from_row(plant(r#""plant_id":"7","owner":"","tall":"0","tag":null"#));
    let wanted = [
        ("owner", None),
        ("price", Some("")),
        ("tall", None),
        ("tag", None),
        ("moon", None),
    ];
    assert_eq!(update().changes(&bare, wanted), None);
}

#[test]
fn an_unmatched_name_is_told_and_may_become_a_custom_one() {
    let changed = update().changes(&read(), [("sun", "none")]).unwrap();
    let violations = validate(changed.params()).unwrap_err();
    assert_eq!(
        violations.iter().next().unwrap().breach,
        Breach::UnknownName
    );
    assert_eq!(
        changed.unmatched_as_custom().get_text("sun").as_deref(),
        Some("none")
    );
}

#[test]
fn a_custom_value_that_went_away_is_null_where_custom_names_take_json() {
    static ANY: Limit = limit("json", Rule::Json);
    static OPEN: CallDescriptor = CallDescriptor {
        open: Some(&ANY),
        ..CALL
    };
    let wanted = [("sun", None::<&str>)];
    let changed = RawCall::new(&OPEN).changes(&read(), wanted).unwrap();
    let cleared = RawCall::new(&OPEN).clear("sun");
    assert_eq!(changed.unmatched_as_custom(), cleared);
}

#[test]
fn what_a_call_requires_stays_although_nothing_else_does() {
    let changed = update().changes(&read(), [("owner", "Bo"), ("plantName", "Rose")]);
    assert_eq!(changed, Some(update().set(&OWNER, "Bo")));
}

#[test]
fn a_key_that_is_given_twice_is_told_although_one_of_both_says_nothing() {
    let wanted = [("owner", Some("Bo")), ("Owner", None)];
    let changed = update().changes(&read(), wanted).unwrap();
    let violations = validate(changed.params()).unwrap_err();
    let told: Vec<(&str, Breach)> = violations
        .iter()
        .map(|violation| (violation.key.as_str(), violation.breach))
        .collect();
    assert_eq!(told, [("owner", Breach::Duplicate)]);
}
