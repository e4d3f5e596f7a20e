//! Lists: how many items they have, and how these travel.

use prose_runtime::{
    Breach, CallDescriptor, Holds, Key, Limit, List, Params, Place, RecordKind, Request, Rule,
    Table, Travels, Value, validate,
};

use crate::api::{CALL, CUSTOM, HEIGHT, NAME, TEXT, VISITS, key, limit, plant};
use crate::written::{address, form, json, request};

const fn list(item: &'static Limit, travels: Travels) -> Limit {
    let list = List {
        item,
        min: None,
        max: None,
        travels,
    };
    limit("list", Rule::List(list))
}

static REPEATED: Limit = list(&NAME, Travels::Repeated);
static BRACKETS: Limit = list(&TEXT, Travels::Brackets);
static NUMBERED: Limit = list(&TEXT, Travels::Numbered { first: 1 });
static HEIGHTS: Limit = list(&HEIGHT, Travels::Repeated);
static SOME: Limit = limit(
    "some",
    Rule::List(List {
        item: &NAME,
        min: Some(2),
        max: Some(3),
        travels: Travels::Repeated,
    }),
);
static FEW: Limit = limit(
    "few",
    Rule::List(List {
        item: &NAME,
        min: None,
        max: Some(1),
        travels: Travels::Commas,
    }),
);
static TAGS: Key = key("tag", &REPEATED, Holds::Plain);
static OWNERS: Key = key("owner", &BRACKETS, Holds::Personal);
static BEDS: Key = key("bed", &NUMBERED, Holds::Secret);
static HEIGHTS_KEY: Key = key("heights", &HEIGHTS, Holds::Plain);
static SOME_KEY: Key = key("some", &SOME, Holds::Plain);
static FEW_KEY: Key = key("few", &FEW, Holds::Plain);
static ROW: Table = Table {
    name: "row",
    keys: &[&TAGS],
    ..Table::PLAIN
};
static ROWS: Limit = limit("rows", Rule::ArrayOf(&ROW));
static ROWS_KEY: Key = key("rows", &ROWS, Holds::Plain);
static SORT: CallDescriptor = CallDescriptor {
    name: "sort",
    accepts: &[
        &TAGS,
        &OWNERS,
        &BEDS,
        &HEIGHTS_KEY,
        &SOME_KEY,
        &FEW_KEY,
        &ROWS_KEY,
    ],
    open: Some(&CUSTOM),
    ..CALL
};

fn sort() -> Params {
    Params::of_call(&SORT)
}

fn breaches(params: &Params) -> Vec<(String, Breach)> {
    let violations = validate(params).unwrap_err();
    let all = violations.iter();
    all.map(|one| (one.key.clone(), one.breach)).collect()
}

#[test]
fn each_item_travels_in_the_way_of_its_list() {
    let params = sort()
        .with(&TAGS, Value::list(["a b", "c,d"]))
        .with(&OWNERS, Value::list(["Ann", "Bo"]))
        .with(&BEDS, Value::list(["x", "y"]));
    assert_eq!(
        form(&params),
        "tag=a%20b&tag=c%2Cd&owner%5B%5D=Ann&owner%5B%5D=Bo&bed%5B1%5D=x&bed%5B2%5D=y"
    );
    let params = sort().with(&TAGS, Value::list(["a b", "c,d"]));
    assert_eq!(address(&params, Place::Query), "call?tag=a%20b&tag=c%2Cd");
}

#[test]
fn in_json_they_are_an_array_whose_items_are_as_their_limit_says() {
    let row = Params::of_table(&ROW).with(&TAGS, Value::list(["a"]));
    let params = sort()
        .with(&TAGS, Value::list(["a\"", "b,c"]))
        .with(&OWNERS, Value::list(Vec::<String>::new()))
        .with(&HEIGHTS_KEY, Value::list(["1", "02"]))
        .with(&FEW_KEY, Value::list(["a"]))
        .with(&ROWS_KEY, Value::rows([row]));
    assert_eq!(
        json(&params),
        r#"{"tag":["a\"","b,c"],"owner":[],"heights":[1,"02"],"few":"a","rows":[{"tag":["a"]}]}"#
    );
}

#[test]
fn without_items_a_list_is_blank_outside_of_json() {
    let empty = || Value::list(Vec::<String>::new());
    let params = sort().with(&TAGS, empty()).with(&OWNERS, empty());
    assert_eq!(form(&params), "tag=&owner=");
}

#[test]
fn a_text_is_the_items_between_its_commas() {
    let params = sort()
        .with(&TAGS, Value::text("a,b"))
        .with(&OWNERS, Value::text(""));
    assert!(validate(&params).is_ok());
    assert_eq!(form(&params), "tag=a&tag=b&owner=");
    assert_eq!(json(&params), r#"{"tag":["a","b"],"owner":[]}"#);
}

#[test]
fn items_are_hidden_as_their_key_says() {
    let params = sort()
        .with(&TAGS, Value::list(["a"]))
        .with(&OWNERS, Value::list(["Ann", "Bo"]))
        .with(&BEDS, Value::list(["x", "y"]));
    let shown = |request: Request| request.to_curl();
    let written = shown(request(&params, Place::Form));
    let hidden = "tag=a&owner%5B%5D=<personal>&owner%5B%5D=<personal>&bed%5B1%5D=<secret>&bed%5B2%5D=<secret>";
    assert!(written.contains(hidden), "{written}");
    let written = shown(request(&params, Place::Json));
    let hidden = r#"{"tag":["a"],"owner":<personal>,"bed":<secret>}"#;
    assert!(written.contains(hidden), "{written}");
    assert!(!format!("{params:?}").contains("Ann"));
}

#[test]
fn only_where_commas_separate_them_items_have_none() {
    let params = sort()
        .with(&TAGS, Value::list(["a,b", " "]))
        .with(&FEW_KEY, Value::list(["a,b"]));
    assert_eq!(
        breaches(&params),
        [
            ("tag[1]".to_owned(), Breach::EmptyItem),
            ("few[0]".to_owned(), Breach::CommaInItem),
        ]
    );
}

#[test]
fn too_few_and_too_many_are_told() {
    let some = |items: &[&str]| sort().with(&SOME_KEY, Value::list(items.iter().copied()));
    assert!(validate(&some(&["a", "b"])).is_ok());
    let told = [
        (some(&["a"]), "must have at least 2 items"),
        (some(&[]), "must have at least 2 items"),
        (some(&["a", "b", "c", "d"]), "must have at most 3 items"),
        (
            sort().with(&FEW_KEY, Value::text("a,b")),
            "must have at most 1 item",
        ),
    ];
    for (params, words) in told {
        let all = breaches(&params);
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].1.to_string(), words);
        assert!(validate(&params.as_is("some").as_is("few")).is_ok());
    }
    assert_eq!(SOME.check("a"), Err(Breach::TooFewItems(2)));
    assert_eq!(SOME.check(""), Err(Breach::TooFewItems(2)));
    assert_eq!(SOME.check("a,b,c"), Ok(()));
    assert_eq!(SOME.check("a,b,c,d"), Err(Breach::TooManyItems(3)));
}

#[test]
fn answers_hold_an_array_or_commas() {
    static KIND: RecordKind = RecordKind {
        name: "bed",
        fields: &[&OWNERS],
        ..RecordKind::PLAIN
    };
    for owners in [r#"["a","b"]"#, r#""a, b""#] {
        let plant = plant(&format!(r#""visits":{{"owner":{owners}}}"#));
        let beds = plant.rows(&VISITS, &KIND);
        assert_eq!(beds[0].list(&OWNERS), ["a", "b"], "{owners}");
    }
}
