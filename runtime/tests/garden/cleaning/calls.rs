//! Calls are cleaned whole, and tell what was done.

use prose_runtime::{
    Call, CallDescriptor, Change, Cleaning, DateOrder, Key, Limit, List, Params, RawCall, Requires,
    Rule, Travels, Unclear, UnclearValue, Value, validate,
};

use crate::api::{
    BED, BED_ID, BED_NAME, BED_TABLE, CC, COLOUR, COLOUR_KEY, CREATE_PLANT, CreatePlant, DATE,
    EMAIL, HEIGHT_KEY, NOTE, NOTE_TEXT, NOTE_TYPE, NOTES_KEY, OWNER_EMAIL, PLANT_NAME, PLANTED_ON,
    PRICE, TALL, WILD,
};

static COLOURS: Limit = Limit {
    name: "colours",
    rule: Rule::List(List {
        item: &COLOUR,
        min: None,
        max: None,
        travels: Travels::Repeated,
    }),
    ..Limit::PLAIN
};
static COLOURS_KEY: Key = Key {
    wire: "colours",
    limit: &COLOURS,
    ..Key::PLAIN
};
static BY_ROOM: Limit = Limit {
    name: "by_room",
    rule: Rule::MapOf(&COLOUR),
    ..Limit::PLAIN
};
static BY_ROOM_KEY: Key = Key {
    wire: "by_room",
    limit: &BY_ROOM,
    ..Key::PLAIN
};
static DAY_AND_TIME: Limit = Limit {
    name: "day_and_time",
    rule: Rule::DateTime(&["YYYY-MM-DD HH:MM:SS"]),
    ..Limit::PLAIN
};
static SOWN: Key = Key {
    wire: "sown",
    limit: &DATE,
    answers: Some(&DAY_AND_TIME),
    ..Key::PLAIN
};
static PAINT: CallDescriptor = CallDescriptor {
    accepts: &[&COLOURS_KEY, &BY_ROOM_KEY, &SOWN, &PLANTED_ON],
    requires: &[],
    ..CREATE_PLANT
};

fn create() -> Params {
    Params::of_call(&CREATE_PLANT).with(&PLANT_NAME, Value::text("Rose"))
}

fn paint() -> Params {
    Params::of_call(&PAINT)
}

fn text(params: &Params, key: &str) -> String {
    let value = params.get(key).unwrap();
    value
        .wire_text(&Rule::Text { max: None })
        .unwrap()
        .into_owned()
}

fn keys(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(Change::key).collect()
}

#[test]
fn every_value_is_cleaned_and_told() {
    let call = create()
        .with(&COLOUR_KEY, Value::text(" red"))
        .with(&PLANTED_ON, Value::text("2026/2/3"))
        .with(&TALL, Value::text("yes"))
        .with(&HEIGHT_KEY, Value::text("7.0"))
        .with(&PRICE, Value::text("$1,250.00"));
    let cleaned = call.clean();
    assert_eq!(
        keys(cleaned.changes()),
        ["colour", "planted_on", "tall", "height", "price"]
    );
    assert_eq!(cleaned.unclear(), []);
    let call = cleaned.into_inner();
    assert_eq!(validate(&call), Ok(()));
    assert_eq!(text(&call, "price"), "1250.00");
    // Once is enough.
    let again = call.clone().clean();
    assert_eq!((again.changes(), again.call()), (&[][..], &call));
}

#[test]
fn what_was_filled_by_name_is_what_setters_make_once_it_is_clean() {
    let call = CreatePlant::from_pairs([
        ("plant name", "Rose"),
        ("Tall", "yes"),
        ("wild", "N"),
        ("cc", "a@example.com, mailto:b@example.com"),
        ("height", "7.0"),
    ]);
    let set = CreatePlant::new("Rose")
        .set(&TALL, true)
        .set(&WILD, false)
        .set(&CC, ["a@example.com", "b@example.com"])
        .set(&HEIGHT_KEY, 7);
    assert_eq!(call.clean().into_inner(), set);
}

#[test]
fn names_of_no_key_pass_through_and_are_told_still() {
    let call = CreatePlant::from_pairs([("plant name", "Rose"), ("Soil", " clay ")]);
    let cleaned = call.clean();
    assert_eq!((cleaned.changes(), cleaned.unclear()), (&[][..], &[][..]));
    let call = cleaned.into_inner();
    assert_eq!(
        call.unmatched().next(),
        Some(("Soil", &Value::text(" clay ")))
    );
    assert!(validate(call.params()).is_err());
    // As custom names they are cleaned.
    let cleaned = call.unmatched_as_custom().clean();
    let clean = CreatePlant::new("Rose").custom("Soil", "clay");
    assert_eq!(cleaned.into_inner(), clean);
}

#[test]
fn what_cannot_be_read_is_told_and_stays() {
    let call = create()
        .with(&PLANTED_ON, Value::text("3/2/2026"))
        .with(&COLOUR_KEY, Value::text("pink"));
    let cleaned = call.clone().clean();
    let told: Vec<(&str, bool)> = cleaned
        .unclear()
        .iter()
        .map(|one| (one.key.as_str(), one.why == Unclear::DayOrMonth))
        .collect();
    assert_eq!(told, [("colour", false), ("planted_on", true)]);
    assert_eq!(cleaned.call(), &call);
    let american = Cleaning::new().dates(DateOrder::MonthDay);
    let cleaned = call.clean_with(&american);
    assert_eq!(text(cleaned.call(), "planted_on"), "2026-03-02");
    let line = cleaned.unclear()[0].to_string();
    assert_eq!(
        line,
        "`colour` must be one of: Red, Blue; nothing of that kind can be read from it (limit colour)"
    );
}

#[test]
fn lists_maps_rows_and_objects_are_cleaned_within() {
    let row = Params::of_table(&NOTE)
        .with(&NOTE_TYPE, Value::text("BLUE"))
        .with(&NOTE_TEXT, Value::text(" grows "));
    let bed = Params::of_table(&BED_TABLE).with(&BED_ID, Value::text("7.0"));
    let call = create()
        .with(&CC, Value::list(["a@example.com", " b@example.com ", " "]))
        .with(&NOTES_KEY, Value::rows([row]))
        .with(&BED, Value::object(bed));
    let cleaned = call.clean();
    assert_eq!(
        keys(cleaned.changes()),
        ["cc[1]", "cc[2]", "notes[0].type", "bed.bed_id"]
    );
    assert_eq!(validate(cleaned.call()), Ok(()));
    assert_eq!(text(cleaned.call(), "cc"), "a@example.com,b@example.com");
    let rooms = Value::map([("Hall", "red"), ("Attic", "Pink")]);
    let call = paint()
        .with(&COLOURS_KEY, Value::list(["blue", "red"]))
        .with(&BY_ROOM_KEY, rooms);
    let cleaned = call.clean();
    assert_eq!(
        keys(cleaned.changes()),
        ["colours[0]", "colours[1]", "by_room[Hall]"]
    );
    assert_eq!(cleaned.unclear()[0].key, "by_room[Attic]");
}

#[test]
fn a_blank_that_its_limit_refuses_is_left_out_where_nothing_requires_it() {
    let call = create()
        .with(&PLANTED_ON, Value::text(" \u{a0}"))
        .with(&OWNER_EMAIL, Value::text(""))
        .with(&CC, Value::list([" "]));
    let cleaned = call.clean();
    assert_eq!(keys(cleaned.changes()), ["ownerEmail", "planted_on", "cc"]);
    assert!(cleaned.changes().iter().all(|change| change.to().is_none()));
    assert!(
        ["ownerEmail", "planted_on", "cc"]
            .iter()
            .all(|key| cleaned.call().get(key).is_none())
    );
    let bed = Params::of_table(&BED_TABLE)
        .with(&BED_ID, Value::text(" "))
        .with(&BED_NAME, Value::text(" "));
    let cleaned = create().with(&BED, Value::object(bed)).clean();
    let told: Vec<&str> = cleaned
        .unclear()
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(
        (keys(cleaned.changes()), told),
        (vec![], vec!["bed.bed_id"])
    );
}

#[test]
fn what_only_a_blank_requires_is_left_out_with_it() {
    static SELL: CallDescriptor = CallDescriptor {
        accepts: &[&PLANTED_ON, &PRICE],
        requires: &[Requires::WhenThere {
            key: "price",
            also: &["planted_on"],
        }],
        ..CREATE_PLANT
    };
    let call = Params::of_call(&SELL)
        .with(&PLANTED_ON, Value::text(" "))
        .with(&PRICE, Value::text(" "));
    let cleaned = call.clean();
    assert_eq!(keys(cleaned.changes()), ["price", "planted_on"]);
    assert_eq!(cleaned.unclear(), []);
    assert_eq!(cleaned.call(), &Params::of_call(&SELL));
}

#[test]
fn an_unclear_item_is_named_by_its_place_in_the_cleaned_call() {
    let addresses = [" ", "a@example.com", "bad", "b@example.com"];
    let cleaned = create().with(&CC, Value::list(addresses)).clean();
    let key = cleaned.unclear()[0].key.clone();
    let call = cleaned.into_inner().without(key);
    assert_eq!(text(&call, "cc"), "a@example.com,b@example.com");
}

#[test]
fn a_day_that_answers_give_with_a_time_loses_it() {
    let call = paint()
        .with(&SOWN, Value::text("2026-01-02 09:30:00"))
        .with(&PLANTED_ON, Value::text("2026-01-02 09:30:00"));
    let cleaned = call.clean();
    assert_eq!(keys(cleaned.changes()), ["sown"]);
    assert_eq!(cleaned.changes()[0].to(), Some("2026-01-02"));
    assert_eq!(cleaned.unclear()[0].key, "planted_on");
}

#[test]
fn waived_keys_stay_as_they_are() {
    let call = create()
        .with(&COLOUR_KEY, Value::text("red"))
        .as_is("colour");
    let cleaned = call.clone().clean();
    assert_eq!((cleaned.changes(), cleaned.unclear()), (&[][..], &[][..]));
    assert_eq!(cleaned.call(), &call);
}

#[test]
fn custom_values_are_cleaned_for_the_limit_of_their_table() {
    let call = create()
        .with_custom("Soil", " clay ")
        .with_custom("Spot", " south wall ");
    let cleaned = call.clean();
    assert_eq!(text(cleaned.call(), "Soil"), "clay");
    assert_eq!(cleaned.unclear()[0].key, "Spot");
}

#[test]
fn nothing_personal_is_shown_unless_it_is_asked_for() {
    let call = create()
        .with(&OWNER_EMAIL, Value::text("mailto:ann@example.com"))
        .with(&CC, Value::list(["mailto:lee@example.com", "lee"]))
        .with_custom("Soil", " clay ");
    let cleaned = call.clean();
    let shown = format!(
        "{cleaned:?} {:?} {:?}",
        cleaned.changes(),
        cleaned.unclear()
    );
    for hidden in ["ann", "lee", "clay"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    let change = &cleaned.changes()[0];
    assert_eq!(
        change.to_string(),
        "`ownerEmail` is <personal> in another spelling (limit email)"
    );
    assert_eq!(change.limit(), EMAIL.name);
    assert_eq!(
        (change.from(), change.to()),
        ("mailto:ann@example.com", Some("ann@example.com"))
    );
}

#[test]
fn typed_and_raw_calls_are_cleaned_as_they_are() {
    let raw = RawCall::new(&CREATE_PLANT)
        .with("plantName", "Rose")
        .with("colour", "red");
    let cleaned: RawCall = raw.clean().into_inner();
    assert_eq!(text(cleaned.params(), "colour"), "Red");
    let typed = CreatePlant::new("Rose").colour("BLUE");
    let cleaned: CreatePlant = typed.clean().into_inner();
    assert_eq!(text(cleaned.params(), "colour"), "Blue");
}

#[test]
fn nothing_is_cleaned_unless_it_is_asked_for() {
    let call = create().with(&COLOUR_KEY, Value::text("red"));
    assert!(validate(&call).is_err());
    let unclear: Vec<UnclearValue> = call.clean().unclear().to_vec();
    assert_eq!(unclear, []);
}
