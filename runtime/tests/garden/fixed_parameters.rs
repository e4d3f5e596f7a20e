//! Parameters that a call is always sent with, whatever the caller says.

use prose_runtime::{
    BaseUrl, Breach, CallDescriptor, Client, Config, Method, Params, Place, RawCall, Request,
    Validation, Value, encode, validate,
};

use crate::api::{API, CALL, CUSTOM, OWNER, PLANT_NAME, TEXT, credentials};

const COUNT_BASE: CallDescriptor = CallDescriptor {
    name: "count",
    fixed: &[("mode", "count"), ("a b", "1&2\"")],
    accepts: &[&PLANT_NAME, &OWNER],
    open: Some(&TEXT),
    ..CALL
};
static COUNT: CallDescriptor = COUNT_BASE;
static COUNT_BELOW: CallDescriptor = CallDescriptor {
    root: Some("plants"),
    ..COUNT_BASE
};

fn request(params: &Params, place: Place) -> Request {
    let base_url = BaseUrl::new(&API, &Config::new().base_url("http://localhost/")).unwrap();
    encode(params, &base_url, &credentials(), place).unwrap()
}

fn body(params: &Params, place: Place) -> String {
    String::from_utf8(request(params, place).body().unwrap().to_vec()).unwrap()
}

fn count() -> Params {
    Params::of_call(&COUNT)
        .with_custom("sun", "full")
        .with(&PLANT_NAME, Value::text("Rose"))
}

#[test]
fn they_follow_those_of_the_caller_in_every_place() {
    assert_eq!(
        request(&count(), Place::Query).url(),
        "http://localhost/call?plantName=Rose&sun=full&mode=count&a%20b=1%262%22"
    );
    assert_eq!(
        body(&count(), Place::Form),
        "plantName=Rose&sun=full&mode=count&a%20b=1%262%22"
    );
    assert_eq!(
        body(&count(), Place::Json),
        r#"{"plantName":"Rose","sun":"full","mode":"count","a b":"1&2\""}"#
    );
}

#[test]
fn they_stand_below_the_root() {
    let params = Params::of_call(&COUNT_BELOW).with(&PLANT_NAME, Value::text("Rose"));
    assert_eq!(
        body(&params, Place::Json),
        r#"{"plants":{"plantName":"Rose","mode":"count","a b":"1&2\""}}"#
    );
}

#[test]
fn they_are_sent_when_nothing_else_is() {
    let params = Params::of_call(&COUNT);
    assert_eq!(
        request(&params, Place::Query).url(),
        "http://localhost/call?mode=count&a%20b=1%262%22"
    );
    assert_eq!(body(&params, Place::Form), "mode=count&a%20b=1%262%22");
    assert_eq!(
        body(&params, Place::Json),
        r#"{"mode":"count","a b":"1&2\""}"#
    );
}

#[test]
fn they_are_shown() {
    let shown = request(&count(), Place::Query).to_curl();
    assert!(shown.contains("&mode=count"), "{shown}");
}

#[test]
fn custom_names_that_are_theirs_are_reserved_whatever_their_capitals() {
    for name in ["mode", "MODE", "a B"] {
        let params = Params::of_call(&COUNT).with_custom(name, "list");
        let violations = validate(&params).unwrap_err();
        let breaches: Vec<_> = violations.iter().map(|one| one.breach).collect();
        assert_eq!(breaches, [Breach::Reserved], "{name}");
    }
}

#[test]
fn they_are_sent_once_and_unchanged_even_without_a_check() {
    let client = Client::new(credentials(), Config::new().base_url("http://localhost/")).unwrap();
    for place in [Place::Query, Place::Form, Place::Json] {
        let call = RawCall::new(&COUNT)
            .with("mode", "list")
            .with("Mode", "list");
        let sending = client.send(call).validation(Validation::Off);
        let request = sending.parameters_in(place).request().unwrap();
        let body = request.body().cloned().unwrap_or_default();
        let all = format!("{} {}", request.url(), String::from_utf8_lossy(&body));
        assert_eq!(all.matches("mode").count(), 1, "{all}");
        assert!(!all.contains("list"), "{all}");
    }
}

#[test]
fn a_listed_key_of_their_name_gives_way() {
    static BOTH: CallDescriptor = CallDescriptor {
        fixed: &[("owner", "nobody")],
        method: Method::Get,
        open: Some(&CUSTOM),
        accepts: &[&OWNER],
        ..CALL
    };
    let params = Params::of_call(&BOTH).with(&OWNER, Value::text("Ann"));
    assert_eq!(
        request(&params, Place::Query).url(),
        "http://localhost/call?owner=nobody"
    );
}
