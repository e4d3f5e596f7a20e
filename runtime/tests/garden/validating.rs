//! What is wrong with a call, told before it is sent.

use prose_runtime::{Breach, Call, CallDescriptor, Params, Requires, Value, Violations, validate};

use crate::api::{
    BED, BED_ID, BED_TABLE, CALL, CC, COLOUR_KEY, CREATE_PLANT, CreatePlant, FIND_PLANT,
    HEIGHT_KEY, NOTE, NOTE_TEXT, NOTE_TYPE, NOTES_KEY, OWNER, OWNER_EMAIL, PLANT_ID, PLANT_NAME,
    PLANTED_ON, PRICE, TAG, TALL, WATER_PLANT, WILD, note,
};

fn violations(params: &Params) -> Violations {
    validate(params).unwrap_err()
}

fn breaches(params: &Params) -> Vec<(String, Breach)> {
    violations(params)
        .iter()
        .map(|violation| (violation.key.clone(), violation.breach))
        .collect()
}

fn one(key: &str, breach: Breach) -> Vec<(String, Breach)> {
    vec![(key.to_owned(), breach)]
}

#[test]
fn a_call_within_its_limits_is_valid() {
    let call = CreatePlant::new("Rose")
        .with(&OWNER_EMAIL, Value::text("ann@example.com"))
        .with(&COLOUR_KEY, Value::text("Blue"))
        .with(&HEIGHT_KEY, Value::unsigned(300))
        .with(&PRICE, Value::text("1.50"))
        .with(&TALL, Value::flag(true))
        .with(&WILD, Value::flag(false))
        .with(&TAG, Value::list(["a", "b"]))
        .with(&NOTES_KEY, Value::rows([note("Red", "x")]))
        .with(
            &BED,
            Value::object(Params::of_table(&BED_TABLE).with(&BED_ID, Value::id(7_u64))),
        )
        .custom("sun", "lots");
    assert_eq!(validate(call.params()), Ok(()));
}

#[test]
fn all_violations_are_told_at_once_in_the_order_of_the_keys() {
    let params = Params::of_call(&CREATE_PLANT)
        .with_custom("sun", "too much")
        .with(&PLANTED_ON, Value::text("2023-02-29"))
        .with(&OWNER_EMAIL, Value::text("nobody"));
    let keys: Vec<_> = breaches(&params).into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["ownerEmail", "planted_on", "plantName", "sun"]);
}

#[test]
fn a_violation_says_key_rule_value_limit_and_revision() {
    let call = CreatePlant::new("Rhododendron");
    assert_eq!(
        violations(call.params()).to_string(),
        "`plantName` must have at most 10 characters, is \"Rhododendron\" (limit name, revision 2024-05-01)",
    );
}

#[test]
fn violations_are_shown_one_on_a_line() {
    let call = CreatePlant::new("").with(&TALL, Value::text("yes"));
    assert_eq!(violations(call.params()).to_string().lines().count(), 2);
}

#[test]
fn a_required_text_that_is_empty_is_missing_and_told_once() {
    assert_eq!(
        breaches(CreatePlant::new("").params()),
        one("plantName", Breach::Missing)
    );
}

#[test]
fn a_required_key_of_a_row_is_missing_when_blank_unless_blank_counts() {
    let bed = Params::of_table(&BED_TABLE).with(&BED_ID, Value::text(""));
    let call = CreatePlant::new("Rose").with(&BED, Value::object(bed));
    assert_eq!(breaches(call.params()), one("bed.bed_id", Breach::Missing));
    let note = Params::of_table(&NOTE)
        .with(&NOTE_TYPE, Value::text(""))
        .with(&NOTE_TEXT, Value::text(""));
    let call = CreatePlant::new("Rose").with(&NOTES_KEY, Value::rows([note]));
    assert_eq!(validate(call.params()), Ok(()));
}

#[test]
fn conditions_ask_for_their_keys_only_when_they_hold() {
    let red = CreatePlant::new("Rose").with(&COLOUR_KEY, Value::text("Red"));
    assert_eq!(validate(red.params()), Ok(()));
    let blue = CreatePlant::new("Rose").with(&COLOUR_KEY, Value::text("Blue"));
    let missing = Breach::MissingWhen {
        key: "colour",
        is: "Blue",
    };
    assert_eq!(
        breaches(blue.params()),
        [
            ("height".to_owned(), missing),
            ("price".to_owned(), missing)
        ]
    );
}

#[test]
fn any_of_wants_one_complete_group() {
    let find = || Params::of_call(&FIND_PLANT);
    assert!(matches!(breaches(&find())[..], [(_, Breach::NoneOf(_))]));
    assert!(validate(&find().with(&PLANT_NAME, Value::text("Rose"))).is_err());
    assert!(validate(&find().with(&PLANT_ID, Value::id(1_u64))).is_ok());
    let both = find()
        .with(&PLANT_NAME, Value::text("Rose"))
        .with(&OWNER, Value::text("Ann"));
    assert!(validate(&both).is_ok());
    assert!(validate(&both.with(&PLANT_ID, Value::id(1_u64))).is_ok());
}

#[test]
fn exactly_one_of_wants_one_group_and_nothing_of_another() {
    let water = || Params::of_call(&WATER_PLANT);
    assert!(matches!(breaches(&water())[..], [(_, Breach::NoneOf(_))]));
    let by_id = water().with(&PLANT_ID, Value::id(1_u64));
    assert!(validate(&by_id).is_ok());
    let more = by_id.with(&OWNER, Value::text("Ann"));
    assert!(matches!(
        breaches(&more)[..],
        [(_, Breach::MoreThanOneOf(_))]
    ));
}

#[test]
fn groups_of_which_one_must_be_there_may_share_a_key() {
    static SHARED: CallDescriptor = CallDescriptor {
        accepts: &[&PLANT_ID, &OWNER],
        requires: &[Requires::ExactlyOneOf(&[
            &["plant_id"],
            &["plant_id", "owner"],
        ])],
        ..CALL
    };
    let params = Params::of_call(&SHARED).with(&PLANT_ID, Value::id(1_u64));
    assert!(validate(&params).is_ok());
    assert!(validate(&params.with(&OWNER, Value::text("Ann"))).is_ok());
}

#[test]
fn at_most_one_of_takes_none_or_what_is_of_one_group() {
    static LOOK: CallDescriptor = CallDescriptor {
        accepts: &[&PLANT_ID, &OWNER, &PLANT_NAME],
        requires: &[Requires::AtMostOneOf(&[
            &["plant_id"],
            &["owner", "plantName"],
        ])],
        ..CALL
    };
    let look = || Params::of_call(&LOOK);
    let owner = || look().with(&OWNER, Value::text("Ann"));
    let named = || owner().with(&PLANT_NAME, Value::text("Rose"));
    for fine in [
        look(),
        owner(),
        named(),
        look().with(&PLANT_ID, Value::id(1_u64)),
    ] {
        assert_eq!(validate(&fine), Ok(()));
    }
    for both in [owner(), named()] {
        let both = both.with(&PLANT_ID, Value::id(1_u64));
        let found = breaches(&both);
        assert!(matches!(&found[..], [(key, Breach::AtMostOneOf(_))] if key == "plant_id"));
        let told = violations(&both).to_string();
        assert!(
            told.contains("set at most one of plant_id, owner and plantName"),
            "{told}"
        );
    }
    // Blank is not there.
    let blank = look().with(&OWNER, Value::text(""));
    assert_eq!(validate(&blank.with(&PLANT_ID, Value::id(1_u64))), Ok(()));
}

#[test]
fn a_key_that_is_there_asks_for_those_that_go_with_it() {
    static LOOK: CallDescriptor = CallDescriptor {
        accepts: &[&PLANT_ID, &OWNER, &PLANT_NAME],
        requires: &[Requires::WhenThere {
            key: "owner",
            also: &["plant_id", "plantName"],
        }],
        ..CALL
    };
    let look = || Params::of_call(&LOOK);
    assert_eq!(validate(&look()), Ok(()));
    assert_eq!(
        validate(&look().with(&PLANT_NAME, Value::text("Rose"))),
        Ok(())
    );
    let owner = look()
        .with(&OWNER, Value::text("Ann"))
        .with(&PLANT_NAME, Value::text("Rose"));
    assert_eq!(
        breaches(&owner),
        one("plant_id", Breach::MissingWith { key: "owner" })
    );
    assert_eq!(validate(&owner.with(&PLANT_ID, Value::id(1_u64))), Ok(()));
}

#[test]
fn nested_rows_are_checked_and_named_by_position() {
    let call = CreatePlant::new("Rose").with(
        &NOTES_KEY,
        Value::rows([note("Red", "x"), note("Green", "x")]),
    );
    assert_eq!(
        breaches(call.params()),
        one("notes[1].type", Breach::NotListed(&["Red", "Blue"]))
    );
}

#[test]
fn nested_rows_need_their_keys_but_not_their_values() {
    let row = Params::of_table(&NOTE).with(&NOTE_TYPE, Value::text(""));
    let call = CreatePlant::new("Rose").with(&NOTES_KEY, Value::rows([row]));
    assert_eq!(
        breaches(call.params()),
        one("notes[0].text", Breach::Missing)
    );
}

#[test]
fn nested_objects_are_checked() {
    let bed = Params::of_table(&BED_TABLE).with(&BED_ID, Value::text("x"));
    let call = CreatePlant::new("Rose").with(&BED, Value::object(bed));
    assert_eq!(
        breaches(call.params()),
        one("bed.bed_id", Breach::NotDigits)
    );
}

#[test]
fn list_items_are_named_by_position() {
    let call = CreatePlant::new("Rose").with(&CC, Value::list(["a@example.com", "b"]));
    assert_eq!(breaches(call.params()), one("cc[1]", Breach::NotEmail));
}

#[test]
fn list_items_cannot_hold_the_comma_that_separates_them() {
    let call = CreatePlant::new("Rose").with(&TAG, Value::list(["a,b"]));
    assert_eq!(breaches(call.params()), one("tag[0]", Breach::CommaInItem));
}

#[test]
fn rows_in_the_place_of_text_are_told() {
    let call = CreatePlant::new("Rose").with(&PRICE, Value::rows([note("Red", "x")]));
    assert_eq!(breaches(call.params()), one("price", Breach::WrongForm));
}

#[test]
fn custom_values_have_the_open_limit() {
    assert!(validate(CreatePlant::new("Rose").custom("sun", "12345").params()).is_ok());
    let call = CreatePlant::new("Rose").custom("sun", "123456");
    assert_eq!(breaches(call.params()), one("sun", Breach::TooLong(5)));
}

#[test]
fn custom_names_that_are_reserved_are_told() {
    let call = CreatePlant::new("Rose").custom("bed_id", "1");
    assert_eq!(breaches(call.params()), one("bed_id", Breach::Reserved));
}

#[test]
fn custom_names_that_are_keys_in_other_capitals_are_told() {
    let call = CreatePlant::new("Rose").custom("PlantName", "x");
    assert_eq!(
        breaches(call.params()),
        one("PlantName", Breach::Clash("plantName"))
    );
}

#[test]
fn custom_names_that_are_empty_are_told() {
    assert_eq!(
        breaches(CreatePlant::new("Rose").custom(" ", "x").params()),
        one(" ", Breach::NoName)
    );
}

#[test]
fn custom_names_that_come_twice_are_told() {
    let call = CreatePlant::new("Rose")
        .custom("sun", "1")
        .custom("sun", "2");
    assert_eq!(breaches(call.params()), one("sun", Breach::Duplicate));
}

#[test]
fn calls_that_are_not_open_take_no_custom_names() {
    let find = Params::of_call(&FIND_PLANT)
        .with(&PLANT_ID, Value::id(1_u64))
        .with_custom("sun", "1");
    assert_eq!(breaches(&find), one("sun", Breach::NotAccepted));
}

#[test]
fn keys_of_other_calls_are_told() {
    let find = Params::of_call(&FIND_PLANT)
        .with(&PLANT_ID, Value::id(1_u64))
        .with(&TALL, Value::flag(true));
    assert_eq!(breaches(&find), one("tall", Breach::NotAccepted));
}

#[test]
fn setting_a_key_again_replaces_its_value() {
    let params = Params::of_call(&CREATE_PLANT)
        .with(&PLANT_NAME, Value::text("Rhododendron"))
        .with(&PLANT_NAME, Value::text("Rose"));
    assert_eq!(params.get("plantName"), Some(&Value::text("Rose")));
}
