//! Values that are JSON themselves.

use prose_runtime::{
    BaseUrl, Breach, CallDescriptor, Config, Error, Json, Key, Limit, Params, Place, Request, Rule,
    Table, Validation, Value, encode, validate,
};

use crate::api::{API, CALL, PLANT_NAME, client_at, credentials, limit};

static ANY_JSON: Limit = limit("json", Rule::Json);
static SHAPE: Key = Key {
    wire: "shape",
    limit: &ANY_JSON,
    ..Key::PLAIN
};
static ROWS: Limit = limit("rows", Rule::ArrayOf(&ROW));
static ROW: Table = Table {
    name: "row",
    keys: &[&SHAPE],
    ..Table::PLAIN
};
static ROWS_KEY: Key = Key {
    wire: "rows",
    limit: &ROWS,
    ..Key::PLAIN
};
const DRAW_BASE: CallDescriptor = CallDescriptor {
    name: "draw",
    accepts: &[&PLANT_NAME, &SHAPE, &ROWS_KEY],
    open: Some(&ANY_JSON),
    ..CALL
};
static DRAW: CallDescriptor = DRAW_BASE;
static DRAW_BELOW: CallDescriptor = CallDescriptor {
    root: Some("drawing"),
    ..DRAW_BASE
};

fn draw() -> Params {
    Params::of_call(&DRAW)
}

fn encoded(params: &Params, place: Place) -> Result<Request, Error> {
    let base_url = BaseUrl::new(&API, &Config::new()).unwrap();
    encode(params, &base_url, &credentials(), place)
}

fn body(params: &Params) -> String {
    let request = encoded(params, Place::Json).unwrap();
    String::from_utf8(request.body().unwrap().to_vec()).unwrap()
}

#[test]
fn every_kind_of_value_is_written_as_json() {
    let tree = serde_json::json!({"a": [1, null, "x"]});
    for (json, written) in [
        (Json::null(), "null"),
        (Json::from(true), "true"),
        (Json::from(-3_i64), "-3"),
        (Json::from(u64::MAX), "18446744073709551615"),
        (Json::from(i64::MIN), "-9223372036854775808"),
        (Json::from(7), "7"),
        (Json::from(7_u32), "7"),
        (Json::from(1.5), "1.5"),
        (Json::from(f64::NAN), "null"),
        (Json::from(f64::INFINITY), "null"),
        (Json::from("a\"b\n\u{1}é"), "\"a\\\"b\\n\\u0001é\""),
        (Json::from(String::from("[1]")), "\"[1]\""),
        (Json::from(tree), r#"{"a":[1,null,"x"]}"#),
        (Json::parse("[1, 2.50]").unwrap(), "[1, 2.50]"),
    ] {
        assert_eq!(json.as_str(), written);
        assert!(Json::parse(json.as_str()).is_ok());
        assert_eq!(
            body(&draw().with(&SHAPE, Value::from_json(json))),
            format!(r#"{{"shape":{written}}}"#)
        );
    }
}

#[test]
fn what_is_no_json_is_told_with_its_place_and_not_shown() {
    for text in [
        "",
        "C4N4RY",
        "{\"a\":C4N4RY}",
        "[1,]",
        "1 2",
        "NaN",
        "'a'",
        "\u{feff}1",
    ] {
        let error = Json::parse(text).unwrap_err();
        assert!(error.is_config());
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("C4N4RY"), "{shown}");
    }
    assert_eq!(
        Json::parse("{\n\"a\":x}").unwrap_err().to_string(),
        "a value is no JSON from line 2, column 5 on: write it as JSON, a text in quotes"
    );
}

#[test]
fn json_as_deep_as_can_be_is_taken() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(Json::parse(deep.as_str()).is_ok());
    assert!(Json::parse("[".repeat(200_000)).is_err());
}

#[test]
fn custom_names_of_an_open_call_take_json() {
    let params = draw()
        .with_custom_json("count", 3)
        .with_custom_json("who", "Ann")
        .with_custom_json("what", Json::parse("{\"x\":[]}").unwrap())
        .with_custom("text", "[1]");
    assert!(validate(&params).is_ok());
    assert_eq!(
        body(&params),
        r#"{"count":3,"who":"Ann","what":{"x":[]},"text":[1]}"#
    );
}

#[test]
fn an_open_call_with_nothing_set_sends_an_empty_object() {
    assert_eq!(body(&draw()), "{}");
    assert_eq!(body(&Params::of_call(&DRAW_BELOW)), r#"{"drawing":{}}"#);
}

#[test]
fn a_text_must_be_json_where_json_is_wanted() {
    for text in ["Ann", "", "[1", "C4N4RY"] {
        for params in [
            draw().with(&SHAPE, Value::text(text)),
            draw().with_custom("who", text),
        ] {
            let violations = validate(&params).unwrap_err();
            let one = violations.iter().next().unwrap();
            assert_eq!(one.breach, Breach::NotJson, "{text}");
            assert!(!format!("{violations} {violations:?}").contains("C4N4RY"));
        }
    }
    for text in ["1", "\"Ann\"", "null", " [1] ", "{}"] {
        assert_eq!(ANY_JSON.check(text), Ok(()));
        let params = draw().with(&SHAPE, Value::text(text));
        assert_eq!(body(&params), format!(r#"{{"shape":{text}}}"#));
    }
}

#[test]
fn a_text_that_is_no_json_stays_a_text_where_nothing_is_checked() {
    assert_eq!(
        body(&draw().with(&SHAPE, Value::text("a\",\"b\":1"))),
        r#"{"shape":"a\",\"b\":1"}"#
    );
}

#[test]
fn flags_are_true_and_false() {
    let params = draw().with(&SHAPE, Value::flag(true));
    assert!(validate(&params).is_ok());
    assert_eq!(body(&params), r#"{"shape":true}"#);
}

#[test]
fn json_is_no_value_for_other_limits_and_rows_are_none_for_json() {
    for params in [
        draw().with(&PLANT_NAME, Value::from_json(Json::null())),
        draw().with(&SHAPE, Value::rows([Params::of_table(&ROW)])),
    ] {
        let violations = validate(&params).unwrap_err();
        assert_eq!(violations.iter().next().unwrap().breach, Breach::WrongForm);
    }
}

#[test]
fn json_travels_in_json_bodies_only() {
    for place in [Place::Query, Place::Form] {
        for params in [
            draw().with(&SHAPE, Value::from_json(Json::from(7))),
            draw().with(&SHAPE, Value::text("7")),
        ] {
            let error = encoded(&params, place).unwrap_err();
            assert!(error.is_config());
            assert_eq!(
                error.to_string(),
                "draw: shape is JSON, which travels in a JSON body only: send the parameters there"
            );
        }
        assert!(encoded(&draw().with_custom_json("a\nb", 1), place).is_err());
        // Nothing of it is set.
        let params = draw().with(&PLANT_NAME, Value::text("Rose"));
        assert!(encoded(&params, place).is_ok());
    }
}

#[test]
fn json_does_not_travel_in_a_path() {
    static IN_PATH: CallDescriptor = CallDescriptor {
        path: "draw/{shape}",
        ..DRAW_BASE
    };
    let params = Params::of_call(&IN_PATH).with(&SHAPE, Value::text("7"));
    assert!(encoded(&params, Place::Json).unwrap_err().is_config());
}

#[test]
fn nested_rows_hold_json_too() {
    let row = Params::of_table(&ROW).with(&SHAPE, Value::from_json(Json::null()));
    let params = draw().with(&ROWS_KEY, Value::rows([row]));
    assert!(validate(&params).is_ok());
    assert_eq!(body(&params), r#"{"rows":[{"shape":null}]}"#);
}

#[test]
fn nothing_of_json_is_shown() {
    let json = Json::from("C4N4RY");
    let params = draw()
        .with(&SHAPE, Value::text("\"C4N4RY\""))
        .with_custom_json("a", json.clone());
    let again = draw().with(&SHAPE, Value::from_json(json.clone()));
    let curl = encoded(&params, Place::Json).unwrap().to_curl();
    let curl_again = encoded(&again, Place::Json).unwrap().to_curl();
    let shown = format!("{json:?} {params:?} {again:?} {curl} {curl_again}");
    assert!(!shown.contains("C4N4RY"), "{shown}");
    assert!(curl.contains(r#"{"shape":<json>,"a":<custom>}"#), "{curl}");
}

#[test]
fn a_raw_call_takes_texts_that_are_no_json_and_json_in_any_place() {
    static RAW: CallDescriptor = CallDescriptor::raw(&API, prose_runtime::Method::Post, "raw");
    let call = prose_runtime::RawCall::new(&RAW)
        .with("a", "[1")
        .with_value("b", Value::json("[1]").unwrap());
    let client = client_at("http://localhost/");
    let request = client.send(call.clone()).request().unwrap();
    assert_eq!(request.body().unwrap(), r#"{"a":"[1","b":[1]}"#);
    let sending = client.send(call).validation(Validation::Enforce);
    let request = sending.parameters_in(Place::Query).request().unwrap();
    assert_eq!(request.url(), "http://localhost/raw?a=%5B1&b=%5B1%5D");
}
