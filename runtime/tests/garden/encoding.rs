//! Calls as requests.

use prose_runtime::{
    ApiDescriptor, BaseUrl, Breach, Call, CallDescriptor, Config, Credential, CredentialPlace,
    Credentials, Error, Params, Place, Request, Value, encode,
};

use crate::api::{
    API, BED, BED_ID, BED_NAME, BED_TABLE, CALL, CreatePlant, HEIGHT_KEY, NOTES_KEY, OWNER,
    PLANT_ID, PLANT_NAME, READ_ANY_PLANT, READ_PLANT, TAG, TALL, WATER_PLANT, WILD, credentials,
    note,
};
use crate::other_api::{OTHER_API, credential};

fn encoded(params: &Params, place: Place) -> Result<Request, Error> {
    let base_url = BaseUrl::new(&API, &Config::new()).unwrap();
    encode(params, &base_url, &credentials(), place)
}

fn body(params: &Params, place: Place) -> String {
    String::from_utf8(encoded(params, place).unwrap().body().unwrap().to_vec()).unwrap()
}

fn json(call: CreatePlant) -> String {
    body(call.params(), Place::Json)
}

fn path_with(name: &str) -> Result<String, Error> {
    let params = Params::of_call(&READ_ANY_PLANT).with(&PLANT_NAME, Value::text(name));
    encoded(&params, Place::Query).map(|request| request.url().to_owned())
}

#[test]
fn json_keeps_the_order_of_the_keys_whatever_that_of_the_setters() {
    let call = CreatePlant::new("Rose")
        .custom("b", "2")
        .with(&TALL, Value::flag(true))
        .custom("a", "1")
        .with(&OWNER, Value::text("Ann"));
    assert_eq!(
        json(call),
        r#"{"plantName":"Rose","owner":"Ann","tall":"1","b":"2","a":"1"}"#
    );
}

#[test]
fn json_writes_bare_limits_without_quotes() {
    let call = CreatePlant::new("1")
        .with(&WILD, Value::flag(false))
        .with(&HEIGHT_KEY, Value::unsigned(12));
    assert_eq!(json(call), r#"{"plantName":"1","wild":false,"height":12}"#);
}

#[test]
fn json_quotes_a_bare_value_that_is_no_number() {
    for text in ["012", "1]", "", "-", "NaN", "1e5"] {
        let call = CreatePlant::new("x").with(&HEIGHT_KEY, Value::text(text));
        assert_eq!(
            json(call),
            format!(r#"{{"plantName":"x","height":"{text}"}}"#)
        );
    }
}

#[test]
fn json_escapes_texts_and_custom_names() {
    let call = CreatePlant::new("a\"b\\c\n\u{1}é").custom("x\"y", "z");
    assert_eq!(
        json(call),
        "{\"plantName\":\"a\\\"b\\\\c\\n\\u0001é\",\"x\\\"y\":\"z\"}"
    );
}

#[test]
fn json_joins_lists_and_nests_rows_and_objects() {
    let bed = Params::of_table(&BED_TABLE)
        .with(&BED_NAME, Value::text("B"))
        .with(&BED_ID, Value::id("7"));
    let call = CreatePlant::new("x")
        .with(&BED, Value::object(bed))
        .with(
            &NOTES_KEY,
            Value::rows([note("Red", "1"), note("Blue", "2")]),
        )
        .with(&TAG, Value::list(["a", "b"]));
    assert_eq!(
        json(call),
        concat!(
            r#"{"plantName":"x","tag":"a,b","notes":[{"type":"Red","text":"1"},{"type":"Blue","text":"2"}],"#,
            r#""bed":{"bed_id":"7","bed_name":"B"}}"#
        )
    );
}

#[test]
fn json_nests_parameters_under_the_root() {
    let params = Params::of_call(&WATER_PLANT).with(&PLANT_ID, Value::id(3_u64));
    assert_eq!(
        body(&params, Place::Json),
        r#"{"watering":{"plant_id":"3"}}"#
    );
}

#[test]
fn json_without_parameters_is_an_empty_object() {
    static NOTHING: CallDescriptor = CALL;
    assert_eq!(body(&Params::of_call(&NOTHING), Place::Json), "{}");
}

#[test]
fn json_has_its_content_type_and_asks_for_json() {
    let request = encoded(CreatePlant::new("x").params(), Place::Json).unwrap();
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.url(), "https://api.garden.example/v1/create_plant");
}

#[test]
fn forms_escape_names_and_values() {
    let call = CreatePlant::new("a b+c&d=e/é%~").custom("x y", "1");
    let request = encoded(call.params(), Place::Form).unwrap();
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(
        String::from_utf8(request.body().unwrap().to_vec()).unwrap(),
        "plantName=a%20b%2Bc%26d%3De%2F%C3%A9%25~&x%20y=1"
    );
}

#[test]
fn forms_carry_nested_rows_as_json() {
    let call = CreatePlant::new("x").with(&NOTES_KEY, Value::rows([note("Red", "1")]));
    assert_eq!(
        body(call.params(), Place::Form),
        "plantName=x&notes=%5B%7B%22type%22%3A%22Red%22%2C%22text%22%3A%221%22%7D%5D"
    );
}

#[test]
fn queries_escape_everything_that_has_a_meaning() {
    let call = CreatePlant::new("a b").with(&OWNER, Value::text("x&y=z#?/'\"<é"));
    let request = encoded(call.params(), Place::Query).unwrap();
    assert_eq!(
        request.url(),
        concat!(
            "https://api.garden.example/v1/create_plant",
            "?plantName=a%20b&owner=x%26y%3Dz%23%3F%2F%27%22%3C%C3%A9"
        )
    );
    assert_eq!(request.body(), None);
    assert!(!request.headers().contains_key("content-type"));
}

#[test]
fn path_parameters_are_not_sent_again() {
    let params = Params::of_call(&READ_PLANT)
        .with(&PLANT_ID, Value::id(3_u64))
        .with(&PLANT_NAME, Value::text("x"));
    assert_eq!(
        encoded(&params, Place::Query).unwrap().url(),
        "https://api.garden.example/v1/plants/3/leaves?plantName=x"
    );
}

#[test]
fn no_value_leaves_its_path_segment() {
    let url = path_with("../a?b#c%2f\\;d@e:f").unwrap();
    assert_eq!(
        url,
        "https://api.garden.example/v1/any/..%2Fa%3Fb%23c%252f%5C%3Bd%40e%3Af"
    );
    let parsed = prose_runtime::reqwest::Url::parse(&url).unwrap();
    assert_eq!(parsed.as_str(), url);
    assert_eq!(parsed.path_segments().unwrap().count(), 3);
}

#[test]
fn dots_alone_are_no_path_value() {
    for dots in [".", ".."] {
        let Err(error) = path_with(dots) else {
            panic!("{dots} was encoded")
        };
        assert_eq!(
            error.violations().unwrap().iter().next().unwrap().breach,
            Breach::DotSegment
        );
    }
    assert!(path_with("...").is_ok());
}

#[test]
fn a_path_value_that_is_empty_or_not_set_is_missing() {
    let unset = encoded(&Params::of_call(&READ_ANY_PLANT), Place::Query)
        .map(|request| request.url().to_owned());
    for outcome in [path_with(""), unset] {
        let Err(error) = outcome else {
            panic!("an empty segment was encoded")
        };
        assert_eq!(
            error.violations().unwrap().iter().next().unwrap().breach,
            Breach::Missing
        );
        assert_eq!(
            error.violations().unwrap().iter().next().unwrap().key,
            "plantName"
        );
    }
}

#[test]
fn a_place_that_the_call_does_not_take_is_refused() {
    let params = Params::of_call(&READ_ANY_PLANT).with(&PLANT_NAME, Value::text("x"));
    assert_eq!(
        encoded(&params, Place::Json).unwrap_err().to_string(),
        "read_any_plant: takes no parameters in JSON"
    );
}

#[test]
fn a_nested_row_is_no_call() {
    assert!(matches!(
        encoded(&note("Red", "x"), Place::Json),
        Err(error) if error.is_config()
    ));
}

#[test]
fn header_credentials_are_dressed_and_sensitive() {
    let base_url = BaseUrl::new(&API, &Config::new()).unwrap();
    let credentials = credentials().with("plot_key", "k3y");
    let request = encode(
        CreatePlant::new("x").params(),
        &base_url,
        &credentials,
        Place::Json,
    )
    .unwrap();
    assert_eq!(request.headers()["x-garden-token"], "t0ken");
    assert_eq!(request.headers()["authorization"], "PlotKey k3y");
    assert!(request.headers()["x-garden-token"].is_sensitive());
    assert!(request.headers()["authorization"].is_sensitive());
}

const fn plain(name: &'static str, place: CredentialPlace, after: &'static str) -> Credential {
    Credential {
        after,
        optional: true,
        ..credential(name, place)
    }
}

static SHED: ApiDescriptor = ApiDescriptor {
    name: "shed",
    credentials: &[
        plain("user", CredentialPlace::BasicUser, "/token"),
        plain("password", CredentialPlace::BasicPassword, ""),
        plain("in_query", CredentialPlace::Query("key"), ""),
        plain("in_body", CredentialPlace::Body("token"), ""),
    ],
    base_url: "https://shed.example/",
    ..OTHER_API
};

static OPEN_SHED: CallDescriptor = CallDescriptor {
    api: &SHED,
    accepts: &[&OWNER],
    root: Some("shed"),
    ..CALL
};

fn shed(credential: &str, place: Place) -> Request {
    let params = Params::of_call(&OPEN_SHED).with(&OWNER, Value::text("Ann"));
    let credentials = Credentials::new(&SHED).with(credential, "a b");
    encode(
        &params,
        &BaseUrl::new(&SHED, &Config::new()).unwrap(),
        &credentials,
        place,
    )
    .unwrap()
}

#[test]
fn basic_credentials_are_one_header() {
    let params = Params::of_call(&OPEN_SHED);
    let credentials = Credentials::new(&SHED)
        .with("user", "ann")
        .with("password", "s3cret");
    let base_url = BaseUrl::new(&SHED, &Config::new()).unwrap();
    let request = encode(&params, &base_url, &credentials, Place::Json).unwrap();
    assert_eq!(
        request.headers()["authorization"],
        "Basic YW5uL3Rva2VuOnMzY3JldA=="
    );
    assert!(request.headers()["authorization"].is_sensitive());
}

#[test]
fn query_credentials_follow_the_parameters() {
    assert_eq!(
        shed("in_query", Place::Query).url(),
        "https://shed.example/call?owner=Ann&key=a%20b"
    );
}

#[test]
fn body_credentials_stand_beside_the_root() {
    let body = shed("in_body", Place::Json).body().unwrap().to_vec();
    assert_eq!(
        String::from_utf8(body).unwrap(),
        r#"{"token":"a b","shed":{"owner":"Ann"}}"#
    );
}

#[test]
fn body_credentials_go_before_the_fields_of_a_form() {
    let body = shed("in_body", Place::Form).body().unwrap().to_vec();
    assert_eq!(String::from_utf8(body).unwrap(), "token=a%20b&owner=Ann");
}
