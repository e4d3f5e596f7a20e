//! The values of one call in another.

use prose_runtime::{
    Breach, Call, CallDescriptor, Holds, Key, Limit, Method, Params, RawCall, Rule, Value, validate,
};

use crate::api::{
    API, CALL, CreatePlant, DATE, NOTES_KEY, OWNER, OWNER_EMAIL, PRICE, TALL, TEXT, UpdatePlant,
    key, limit, note,
};
use crate::written::json;

#[test]
fn what_is_written_once_is_sent_to_create_and_to_update() {
    let create = CreatePlant::new("Rose")
        .set(&TALL, true)
        .custom("sun", "lots");
    let update = UpdatePlant::new(7).with_values_of(&create);
    let written =
        UpdatePlant::new(7).fill([("plant_name", "Rose"), ("tall", "1"), ("sun", "lots")]);
    assert_eq!(update, written.unmatched_as_custom());
    assert_eq!(validate(update.params()), Ok(()));
}

#[test]
fn values_of_the_other_call_replace_and_the_rest_stays() {
    let call = CreatePlant::new("Rose")
        .set(&PRICE, "1")
        .custom("sun", "lots")
        .custom("soil", "dry");
    let other = CreatePlant::new("Tulip")
        .set(&OWNER, "Ann")
        .custom("sun", "none");
    let both = CreatePlant::new("Tulip")
        .set(&OWNER, "Ann")
        .set(&PRICE, "1");
    assert_eq!(
        call.with_values_of(&other),
        both.custom("soil", "dry").custom("sun", "none")
    );
}

#[test]
fn keys_that_the_call_does_not_take_are_told_even_where_it_takes_custom_names() {
    let create = CreatePlant::new("Rose")
        .set(&OWNER_EMAIL, "ann@example.com")
        .set(&NOTES_KEY, Value::rows([note("Red", "x")]));
    let update = UpdatePlant::new(7).with_values_of(&create);
    let violations = validate(update.params()).unwrap_err();
    let told: Vec<(&str, Breach)> = violations
        .iter()
        .map(|violation| (violation.key.as_str(), violation.breach))
        .collect();
    assert_eq!(
        told,
        [
            ("ownerEmail", Breach::NotAccepted),
            ("notes", Breach::NotAccepted)
        ]
    );
    let update = update.unmatched_as_custom();
    assert_eq!(update.unmatched().count(), 2);
    let create = CreatePlant::new("Lily").with_values_of(&update);
    assert_eq!(
        create.get_text(&OWNER_EMAIL).as_deref(),
        Some("ann@example.com")
    );
}

#[test]
fn a_raw_call_takes_the_values_of_any() {
    static TRADE: CallDescriptor = CallDescriptor::raw(&API, Method::Post, "trade");
    let raw = RawCall::new(&TRADE).with_values_of(&CreatePlant::new("Rose"));
    let rose = RawCall::new(&TRADE).with("plantName", "Rose");
    assert_eq!(raw, rose);
    let tulip = RawCall::new(&TRADE).with("plantName", "Tulip");
    assert_eq!(tulip.with_values_of(&CreatePlant::new("Rose")), rose);
}

#[test]
fn what_clears_a_value_and_what_is_sent_as_it_is_is_carried_over() {
    let call = UpdatePlant::from_params(
        UpdatePlant::new(7)
            .into_params()
            .clear("owner")
            .as_is("price"),
    );
    let carried = UpdatePlant::new(7)
        .with_values_of(&call)
        .set(&PRICE, "cheap");
    assert_eq!(validate(carried.params()), Ok(()));
    let other = CreatePlant::new("Rose").with_values_of(&call);
    let violations = validate(other.params()).unwrap_err();
    let keys: Vec<&str> = violations.iter().map(|violation| &*violation.key).collect();
    assert_eq!(keys, ["owner", "plant_id"]);
}

#[test]
fn a_name_that_here_is_a_key_which_the_other_call_has_set_is_told() {
    let create = CreatePlant::new("Rose")
        .set(&OWNER, "Ann")
        .fill([("contact", "Bo")]);
    let update = UpdatePlant::new(7).with_values_of(&create);
    assert_eq!(update.get_text(&OWNER).as_deref(), Some("Ann"));
    let violations = validate(update.params()).unwrap_err();
    let told: Vec<(&str, Breach)> = violations
        .iter()
        .map(|violation| (violation.key.as_str(), violation.breach))
        .collect();
    assert_eq!(told, [("owner", Breach::Duplicate)]);
}

/// What it is in answers is another day than in requests.
static SOWN: Key = Key {
    answers: Some(&TEXT),
    ..key("sown", &DATE, Holds::Plain)
};
static SOWN_AT: Key = Key {
    answers: Some(&TEXT),
    ..key("sown", &MOMENT, Holds::Plain)
};
static MOMENT: Limit = limit("moment", Rule::DateTime(&["YYYY-MM-DD HH:MM:SS"]));
static BY_DAY: CallDescriptor = CallDescriptor {
    accepts: &[&SOWN],
    ..CALL
};
static BY_MOMENT: CallDescriptor = CallDescriptor {
    accepts: &[&SOWN_AT],
    ..CALL
};

#[test]
fn a_value_is_carried_as_it_was_given_and_not_as_the_other_call_sends_it() {
    let midnight = Value::text("2026-01-02 00:00:00");
    let by_day = Params::of_call(&BY_DAY).with(&SOWN, midnight.clone());
    assert_eq!(json(&by_day), r#"{"sown":"2026-01-02"}"#);
    let by_moment = Params::of_call(&BY_MOMENT).with_values_of(&by_day);
    assert_eq!(by_moment.get("sown"), Some(&midnight));
    let as_is = by_day.as_is("sown");
    let again = Params::of_call(&BY_DAY).with_values_of(&as_is);
    assert_eq!(json(&again), r#"{"sown":"2026-01-02 00:00:00"}"#);
}
