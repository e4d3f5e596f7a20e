//! Keys and constants with a place of their own.

use prose_runtime::{
    ApiDescriptor, BaseUrl, Breach, CallDescriptor, Cause, Config, CredentialPlace, Credentials,
    Error, Fixed, FixedPlace, Holds, Key, KeyPlace, Limit, Method, Params, Place, Request, Rule,
    Value, encode, validate,
};

use crate::api::{BED_TABLE, CALL, GATE_CODE, NAME, TAG, TEXT, limit};
use crate::other_api::{OTHER_API, credential};

static PLACES_API: ApiDescriptor = ApiDescriptor {
    fixed: &[
        Fixed {
            name: "X-Version",
            value: "2",
            place: FixedPlace::Header,
        },
        Fixed {
            name: "v",
            value: "a b",
            place: FixedPlace::Query,
        },
    ],
    ..OTHER_API
};
static DRY: Key = Key {
    wire: "dry",
    limit: &TEXT,
    place: Some(KeyPlace::Query),
    ..Key::PLAIN
};
static WHO: Key = Key {
    wire: "X-Who",
    limit: &TEXT,
    holds: Holds::Personal,
    place: Some(KeyPlace::Header),
    ..Key::PLAIN
};
static WHY: Key = Key {
    wire: "X-Why",
    limit: &TEXT,
    place: Some(KeyPlace::Header),
    ..Key::PLAIN
};
static TOKEN: Key = Key {
    wire: "token",
    limit: &TEXT,
    holds: Holds::Secret,
    place: Some(KeyPlace::Body),
    ..Key::PLAIN
};
static LEAKY: Key = Key {
    wire: "leaky",
    place: Some(KeyPlace::Query),
    ..TOKEN
};
static BED_OBJECT: Limit = limit("bed", Rule::Object(&BED_TABLE));
static BED: Key = Key {
    wire: "bed",
    limit: &BED_OBJECT,
    place: Some(KeyPlace::Header),
    ..Key::PLAIN
};
static TITLE: Key = Key {
    wire: "name",
    limit: &NAME,
    ..Key::PLAIN
};
static MOVE: CallDescriptor = CallDescriptor {
    name: "move",
    api: &PLACES_API,
    path: "move/{name}",
    accepts: &[&TITLE, &DRY, &WHO, &WHY, &TOKEN, &LEAKY, &BED, &TAG],
    open: Some(&TEXT),
    fixed: &[("mode", "fast")],
    fixed_elsewhere: &[Fixed {
        name: "Accept",
        value: "text/plain",
        place: FixedPlace::Header,
    }],
    ..CALL
};

static OPEN: CallDescriptor = CallDescriptor {
    name: "open",
    api: &PLACES_API,
    path: "open/{gateCode}",
    accepts: &[&GATE_CODE],
    ..CALL
};

fn encoded(params: &Params, place: Place) -> Result<Request, Error> {
    encode_with(&Credentials::new(&PLACES_API), params, place)
}

fn encode_with(credentials: &Credentials, params: &Params, place: Place) -> Result<Request, Error> {
    let config = Config::new().base_url("http://localhost/");
    let base_url = BaseUrl::new(credentials.api(), &config).unwrap();
    encode(params, &base_url, credentials, place)
}

fn moved() -> Params {
    Params::of_call(&MOVE).with(&TITLE, Value::text("Rose"))
}

fn header<'r>(request: &'r Request, name: &str) -> &'r str {
    request.headers()[name].to_str().unwrap()
}

#[test]
fn each_key_travels_where_it_says_and_the_others_where_the_call_sends_them() {
    let params = moved()
        .with(&DRY, Value::text("1&"))
        .with(&WHO, Value::text("Ann Lee"))
        .with(&WHY, Value::text(""))
        .with(&TOKEN, Value::text("abc"))
        .with(&TAG, Value::list(["a", "b"]));
    let request = encoded(&params, Place::Json).unwrap();
    assert_eq!(request.url(), "http://localhost/move/Rose?dry=1%26&v=a%20b");
    assert_eq!(header(&request, "x-who"), "Ann Lee");
    assert_eq!(header(&request, "x-why"), "");
    assert_eq!(
        request.body().unwrap(),
        r#"{"token":"abc","tag":"a,b","mode":"fast"}"#
    );
    let request = encoded(&params, Place::Form).unwrap();
    assert_eq!(request.body().unwrap(), "token=abc&tag=a%2Cb&mode=fast");
}

#[test]
fn constants_travel_where_they_say_and_can_be_accept() {
    let request = encoded(&moved(), Place::Query).unwrap();
    assert_eq!(
        request.url(),
        "http://localhost/move/Rose?mode=fast&v=a%20b"
    );
    assert_eq!(header(&request, "x-version"), "2");
    let accepts: Vec<_> = request.headers().get_all("accept").iter().collect();
    assert_eq!(accepts, ["text/plain"]);
}

#[test]
fn what_a_caller_sets_under_the_name_of_a_constant_is_not_sent() {
    let params = moved().with_custom("V", "3");
    let violations = validate(&params).unwrap_err();
    let breaches: Vec<_> = violations.iter().map(|one| one.breach).collect();
    assert_eq!(breaches, [Breach::Reserved]);
    let request = encoded(&params, Place::Query).unwrap();
    assert_eq!(
        request.url(),
        "http://localhost/move/Rose?mode=fast&v=a%20b"
    );
}

#[test]
fn a_value_that_no_header_can_hold_is_told_and_not_shown() {
    for text in ["C4N4RY\n", "C4N4RY\u{7f}", "C4N4RYé", " C4N4RY", "C4N4RY\t"] {
        let error = encoded(&moved().with(&WHY, Value::text(text)), Place::Json).unwrap_err();
        let Cause::Invalid(violations) = error.cause() else {
            panic!("{error}");
        };
        let all: Vec<_> = violations
            .iter()
            .map(|one| (one.key.as_str(), one.breach))
            .collect();
        assert_eq!(all, [("X-Why", Breach::NotInHeader)]);
        assert!(!format!("{error} {error:?}").contains("C4N4RY"), "{error}");
    }
}

#[test]
fn rows_have_no_header() {
    let bed = Value::object(Params::of_table(&BED_TABLE));
    let error = encoded(&moved().with(&BED, bed), Place::Json).unwrap_err();
    assert!(error.is_invalid(), "{error}");
}

#[test]
fn a_header_cannot_be_cleared() {
    static CLEARING: CallDescriptor = CallDescriptor {
        clears: Some(prose_runtime::Blank::Text),
        method: Method::Put,
        accepts: &[&WHY],
        ..CALL
    };
    let violations = validate(&Params::of_call(&CLEARING).clear("X-Why")).unwrap_err();
    let breaches: Vec<_> = violations.iter().map(|one| one.breach).collect();
    assert_eq!(breaches, [Breach::NotClearable]);
}

#[test]
fn secrets_stand_in_no_url_and_keys_of_a_body_need_one() {
    let leaky = moved().with(&LEAKY, Value::text("abc"));
    let error = encoded(&leaky, Place::Json).unwrap_err();
    assert_eq!(
        error.to_string(),
        "move: leaky is a secret, and URLs end up in logs: its descriptor must put it elsewhere"
    );
    let open = Params::of_call(&OPEN).with(&GATE_CODE, Value::text("abc"));
    for place in [Place::Json, Place::Query] {
        let error = encoded(&open, place).unwrap_err();
        assert_eq!(
            error.to_string(),
            "open: gateCode is a secret, and URLs end up in logs: its descriptor must put it elsewhere"
        );
    }
    let bodiless = moved().with(&TOKEN, Value::text("abc"));
    let error = encoded(&bodiless, Place::Query).unwrap_err();
    assert_eq!(
        error.to_string(),
        "move: token travels in a body, and parameters in the query leave none: send them in a body"
    );
}

#[test]
fn what_is_personal_is_shown_nowhere() {
    let params = moved()
        .with(&WHO, Value::text("Ann Lee"))
        .with(&WHY, Value::text("weeds"));
    let request = encoded(&params, Place::Json).unwrap();
    let shown = format!("{} {request:?} {params:?}", request.to_curl());
    assert!(!shown.contains("Ann Lee"), "{shown}");
    assert!(shown.contains("-H 'x-why: weeds'"), "{shown}");
}

#[test]
fn one_half_of_basic_can_always_be_the_same() {
    static WITH_USER: ApiDescriptor = ApiDescriptor {
        credentials: &[credential("key", CredentialPlace::BasicWithUser("api"))],
        ..OTHER_API
    };
    static WITH_PASSWORD: ApiDescriptor = ApiDescriptor {
        credentials: &[credential("key", CredentialPlace::BasicWithPassword("X"))],
        ..OTHER_API
    };
    static BY_KEY: CallDescriptor = CallDescriptor {
        api: &WITH_USER,
        ..CALL
    };
    static BY_USER: CallDescriptor = CallDescriptor {
        api: &WITH_PASSWORD,
        ..CALL
    };
    for (call, basic) in [(&BY_KEY, "YXBpOnMzY3JldA=="), (&BY_USER, "czNjcmV0Olg=")] {
        let credentials = Credentials::new(call.api).with("key", "s3cret");
        let request = encode_with(&credentials, &Params::of_call(call), Place::Json).unwrap();
        let value = &request.headers()["authorization"];
        assert_eq!(value.to_str().unwrap(), format!("Basic {basic}"));
        assert!(value.is_sensitive());
    }
    let user = Credentials::new(&WITH_PASSWORD).with("key", "a:b");
    let error = prose_runtime::Client::new(user, Config::new()).unwrap_err();
    assert!(error.to_string().contains("holds a colon"), "{error}");
}
