//! Requests as curl commands: exactly these texts.

use prose_runtime::{
    ApiDescriptor, Call, CallDescriptor, Client, Config, CredentialPlace, Credentials, Params,
    Place, RawCall, Sending, Value,
};

use crate::api::{
    CALL, CreatePlant, HEIGHT_KEY, ListPlants, NOTES_KEY, OWNER, PLANT_ID, PLANT_NAME, Plant,
    READ_PLANT, client_at, note,
};
use crate::other_api::{OTHER_API, credential};

/// What all requests of the garden have.
const HEADERS: &str = "-H 'x-garden-token: <secret>' -H 'accept: application/json'";

fn client() -> Client {
    let config = Config::new()
        .base_url("http://localhost/")
        .user_agent("bee/1");
    Client::new(crate::api::credentials(), config).unwrap()
}

fn curl<C: Call>(sending: Sending<C>) -> String {
    sending.request().unwrap().to_curl()
}

/// A call with the parameters that a test gives it.
struct Any(Params);

impl Call for Any {
    type Record = Plant;

    fn params(&self) -> &Params {
        &self.0
    }

    fn into_params(self) -> Params {
        self.0
    }

    fn from_params(params: Params) -> Self {
        Self(params)
    }
}

#[test]
fn a_query_is_shown_but_for_personal_values() {
    let call = CreatePlant::new("Rose & Co")
        .with(&OWNER, Value::text("Ann"))
        .custom("sun", "full");
    assert_eq!(
        curl(client().send(call).parameters_in(Place::Query)),
        format!(
            "curl -X POST 'http://localhost/create_plant?plantName=Rose%20%26%20Co\
             &owner=<personal>&sun=<custom>' {HEADERS} -H 'content-length: 0' -H 'user-agent: bee/1'"
        )
    );
}

#[test]
fn json_is_shown_with_its_rows_but_for_personal_values() {
    let call = CreatePlant::new("Rose")
        .with(&HEIGHT_KEY, Value::unsigned(30))
        .with(
            &NOTES_KEY,
            Value::rows([note("Red", "dry"), note("Blue", "wet")]),
        )
        .custom("sun", "full");
    assert_eq!(
        curl(client().send(call)),
        format!(
            "curl -X POST 'http://localhost/create_plant' {HEADERS} \
             -H 'content-type: application/json' -H 'user-agent: bee/1' --data-raw \
             '{{\"plantName\":\"Rose\",\"height\":30,\
             \"notes\":[{{\"type\":\"Red\",\"text\":<personal>}},\
             {{\"type\":\"Blue\",\"text\":<personal>}}],\"sun\":<custom>}}'"
        )
    );
}

#[test]
fn a_form_is_shown_without_its_rows() {
    let call = CreatePlant::new("Rose")
        .with(&OWNER, Value::text("Ann"))
        .with(&NOTES_KEY, Value::rows([note("Red", "dry")]));
    assert_eq!(
        curl(client().send(call).parameters_in(Place::Form)),
        format!(
            "curl -X POST 'http://localhost/create_plant' {HEADERS} \
             -H 'content-type: application/x-www-form-urlencoded' -H 'user-agent: bee/1' \
             --data-raw 'plantName=Rose&owner=<personal>&notes=<nested>'"
        )
    );
}

#[test]
fn values_of_the_path_are_shown() {
    let params = Params::of_call(&READ_PLANT)
        .with(&PLANT_ID, Value::unsigned(7))
        .with(&PLANT_NAME, Value::text("Rose"));
    assert_eq!(
        curl(client().send(Any(params))),
        format!(
            "curl -X GET 'http://localhost/plants/7/leaves?plantName=Rose' {HEADERS} \
             -H 'user-agent: bee/1'"
        )
    );
}

#[test]
fn quotes_in_values_do_not_end_the_word() {
    let call = CreatePlant::new("O'R\"'; ls");
    let text = curl(client().send(call));
    assert!(
        text.ends_with(r#" --data-raw '{"plantName":"O'\''R\"'\''; ls"}'"#),
        "{text}"
    );
    let call = CreatePlant::new("'$(ls)`");
    let text = curl(client().send(call).parameters_in(Place::Query));
    assert!(text.contains("?plantName=%27%24%28ls%29%60' "), "{text}");
}

#[test]
fn quotes_in_headers_do_not_end_the_word() {
    let config = Config::new()
        .base_url("http://localhost/")
        .user_agent("bee's");
    let client = Client::new(crate::api::credentials(), config).unwrap();
    let text = curl(client.send(ListPlants::new()));
    assert!(text.ends_with(r"-H 'user-agent: bee'\''s'"), "{text}");
}

#[test]
fn a_header_of_the_call_is_shown_by_name() {
    let sending = client_at("http://localhost/")
        .send(ListPlants::new())
        .header("X-Shift", "night");
    let text = curl(sending);
    assert!(text.ends_with(" -H 'x-shift: <secret>'"), "{text}");
}

static SHED: ApiDescriptor = ApiDescriptor {
    name: "shed",
    credentials: &[
        credential("a", CredentialPlace::Query("a_key")),
        credential("b", CredentialPlace::Body("b_key")),
        credential("c", CredentialPlace::BasicUser),
        credential("d", CredentialPlace::BasicPassword),
    ],
    ..OTHER_API
};

static OPEN_SHED: CallDescriptor = CallDescriptor {
    name: "open_shed",
    path: "open_shed",
    api: &SHED,
    accepts: &[&PLANT_NAME],
    ..CALL
};

fn open_shed(place: Place) -> String {
    let names = ["a", "b", "c", "d"];
    let credentials = names
        .iter()
        .fold(Credentials::new(&SHED), |credentials, name| {
            credentials.with(name, format!("C4N4RY '\" {name}"))
        });
    let config = Config::new().user_agent("bee/1");
    let client = Client::new(credentials, config).unwrap();
    let params = Params::of_call(&OPEN_SHED).with(&PLANT_NAME, Value::text("Rose"));
    curl(client.send(Any(params)).parameters_in(place))
}

/// What all requests to the shed have.
const SHED_HEADERS: &str = "-H 'authorization: <secret>' -H 'accept: application/json'";

#[test]
fn credentials_are_hidden_in_the_query_and_in_json() {
    assert_eq!(
        open_shed(Place::Json),
        format!(
            "curl -X POST 'http://localhost/open_shed?a_key=<secret>' {SHED_HEADERS} \
             -H 'content-type: application/json' -H 'user-agent: bee/1' \
             --data-raw '{{\"b_key\":<secret>,\"plantName\":\"Rose\"}}'"
        )
    );
}

#[test]
fn credentials_are_hidden_in_the_query_and_in_a_form() {
    for (place, url, form) in [
        (
            Place::Form,
            "a_key=<secret>",
            "b_key=<secret>&plantName=Rose",
        ),
        (
            Place::Query,
            "plantName=Rose&a_key=<secret>",
            "b_key=<secret>",
        ),
    ] {
        assert_eq!(
            open_shed(place),
            format!(
                "curl -X POST 'http://localhost/open_shed?{url}' {SHED_HEADERS} \
                 -H 'content-type: application/x-www-form-urlencoded' -H 'user-agent: bee/1' \
                 --data-raw '{form}'"
            )
        );
    }
}

#[test]
fn names_of_raw_values_are_escaped_like_values() {
    static CUT: CallDescriptor =
        CallDescriptor::raw(&crate::api::API, prose_runtime::Method::Post, "cut");
    let text = curl(client().send(RawCall::new(&CUT).with("it's", "x")));
    assert!(
        text.ends_with(r#"--data-raw '{"it'\''s":<custom>}'"#),
        "{text}"
    );
}
