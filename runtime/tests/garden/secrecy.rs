//! Secrets and personal data must not be seen where nobody asked for them.

use prose_runtime::{
    Call, Cause, Config, Credentials, Params, Place, Response, RetryPolicy, Value, encode, read,
    validate,
};

use crate::api::{
    API, CC, CREATE_PLANT, CreatePlant, GATE_CODE, LIST_PLANTS, NOTES_KEY, OWNER, OWNER_EMAIL,
    PLANT_NAME, PLANTED_ON, Plant, client_at, note, plants_in,
};

const CANARY: &str = "C4N4RY";

fn assert_hidden(shown: &str) {
    assert!(!shown.contains(CANARY), "{shown}");
}

#[test]
fn parameters_hide_personal_secret_custom_and_nested_values() {
    let call = CreatePlant::new("Rose")
        .with(&OWNER, Value::text(CANARY))
        .with(&GATE_CODE, Value::text(CANARY))
        .with(&CC, Value::list([CANARY]))
        .with(&NOTES_KEY, Value::rows([note("Red", CANARY)]))
        .custom("sun", CANARY);
    let shown = format!("{call:?}");
    assert_hidden(&shown);
    assert_eq!(
        shown,
        "CreatePlant(create_plant { plantName: \"Rose\", owner: <personal>, gateCode: <secret>, cc: <personal>, \
         notes: [note { type: \"Red\", text: <personal> }], sun: <custom> })"
    );
}

#[test]
fn values_hide_themselves() {
    assert_hidden(&format!(
        "{:?} {:?}",
        Value::text(CANARY),
        Value::list([CANARY])
    ));
}

#[test]
fn violations_hide_personal_and_custom_values() {
    let call = CreatePlant::new("Rose")
        .with(&OWNER_EMAIL, Value::text(CANARY))
        .with(&CC, Value::list([CANARY]))
        .custom("sun", CANARY);
    let violations = validate(call.params()).unwrap_err();
    assert_hidden(&format!("{violations} {violations:?}"));
    assert_eq!(violations.iter().count(), 3);
    let client = client_at("http://127.0.0.1:1/");
    let error = client.send(call).request().unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
}

#[test]
fn violations_show_plain_values_in_one_short_line() {
    let long = format!("a\nb{}", "x".repeat(500));
    let call = CreatePlant::new("Rose").with(&PLANTED_ON, Value::text(long));
    let shown = validate(call.params()).unwrap_err().to_string();
    assert_eq!(shown.lines().count(), 1);
    assert!(shown.len() < 200, "{shown}");
}

#[test]
fn requests_hide_their_address_credentials_and_body() {
    let client = client_at("http://127.0.0.1:1/");
    let call = CreatePlant::new(CANARY.to_lowercase()).with(&OWNER, Value::text(CANARY));
    assert_hidden(&format!(
        "{:?}",
        client.send(call.clone()).request().unwrap()
    ));
    let base_url = prose_runtime::BaseUrl::new(&API, &Config::new()).unwrap();
    let credentials = Credentials::new(&API)
        .with("token", CANARY)
        .with("plot_key", CANARY);
    for place in [Place::Query, Place::Form, Place::Json] {
        let request = encode(call.params(), &base_url, &credentials, place).unwrap();
        assert_hidden(&format!("{request:?}"));
    }
}

#[test]
fn credentials_hide_themselves_and_their_client() {
    let credentials = Credentials::new(&API)
        .with("token", CANARY)
        .with("plot_key", CANARY);
    assert_hidden(&format!("{credentials:?}"));
    let client =
        prose_runtime::Client::new(credentials, Config::new().base_url("http://localhost/"))
            .unwrap();
    assert_hidden(&format!("{client:?}"));
}

#[test]
fn bad_credentials_are_named_but_not_shown() {
    let credentials = Credentials::new(&API).with("token", format!("{CANARY}\n"));
    let error = prose_runtime::Client::new(credentials, Config::new()).unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
    assert!(error.to_string().contains("token"));
}

#[test]
fn a_base_url_with_a_password_is_refused_and_not_shown() {
    let config = Config::new().base_url(format!("https://u:{CANARY}@garden.example/"));
    assert_hidden(&format!("{config:?}"));
    let error = prose_runtime::BaseUrl::new(&API, &config).unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
}

#[test]
fn rows_hide_personal_nested_and_unknown_values() {
    let reply = plants_in(&format!(
        r#"[{{"plantName":"Rose","owner":"{CANARY}","gardener":"{{\"first_name\":\"{CANARY}\"}}","visits":[{{"a":"{CANARY}"}}],"sun":"{CANARY}"}}]"#
    ));
    let shown = format!("{reply:?}");
    assert_hidden(&shown);
    assert!(
        shown.contains(
            "Plant(plant { plantName: \"Rose\", owner: <personal>, gardener: <nested>, visits: <nested>, *: <1 \
             unknown> })"
        ),
        "{shown}"
    );
}

#[test]
fn replies_and_responses_hide_what_nobody_knows() {
    let body = format!(
        r#"{{"ResultCode":"GA200","Message":"{CANARY}","news":"{CANARY}","data":["{CANARY}"]}}"#
    );
    let response = Response::new(200, body);
    assert_hidden(&format!("{response:?}"));
    assert_hidden(&format!(
        "{:?}",
        read::<Plant>(&LIST_PLANTS, response).unwrap()
    ));
}

#[test]
fn answers_that_cannot_be_read_are_not_quoted() {
    for body in [
        format!("<html>{CANARY}</html>"),
        CANARY.to_owned(),
        format!(r#"{{"data":"{CANARY}"}}"#),
        format!(r#"{{"{CANARY}":{CANARY}}}"#),
    ] {
        for status in [200, 500] {
            let error =
                read::<Plant>(&LIST_PLANTS, Response::new(status, body.clone())).unwrap_err();
            assert_hidden(&format!("{error} {error:?}"));
        }
    }
}

#[test]
fn a_call_about_to_be_sent_hides_its_values() {
    let client = client_at("http://127.0.0.1:1/");
    let sending = client.send(CreatePlant::new("Rose").with(&OWNER, Value::text(CANARY)));
    assert_hidden(&format!("{sending:?}"));
}

#[tokio::test]
async fn transport_errors_hide_the_address() {
    // A port that was free a moment ago: nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let client = client_at(&format!("http://127.0.0.1:{port}/"));
    let call = CreatePlant::new("Rose").with(&OWNER, Value::text(CANARY));
    let error = client
        .send(call)
        .parameters_in(Place::Query)
        .retry(RetryPolicy::never())
        .await
        .unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Transport { .. }),
        "{error:?}"
    );
    assert!(
        error
            .to_string()
            .starts_with("create_plant: not sent: the connection was refused; "),
        "{error}"
    );
    assert_hidden(&format!("{error} {error:?}"));
}

#[test]
fn plain_values_are_shown() {
    let params = Params::of_call(&CREATE_PLANT).with(&PLANT_NAME, Value::text("Rose"));
    assert_eq!(
        format!("{params:?}"),
        "create_plant { plantName: \"Rose\" }"
    );
}

#[test]
fn a_secret_never_stands_in_a_url() {
    let call = CreatePlant::new("Rose").with(&GATE_CODE, Value::text(CANARY));
    let base_url = prose_runtime::BaseUrl::new(&API, &Config::new()).unwrap();
    let credentials = Credentials::new(&API).with("token", CANARY);
    let error = encode(call.params(), &base_url, &credentials, Place::Query).unwrap_err();
    assert_eq!(
        error.to_string(),
        "create_plant: gateCode is a secret, and URLs end up in logs: send the parameters in the body"
    );
}

#[test]
fn custom_names_cannot_begin_a_line_of_a_log() {
    let call = CreatePlant::new("Rose").custom("sun\nERROR", "1");
    let shown = format!("{call:?}");
    assert!(shown.contains("sun ERROR: <custom>"), "{shown}");
}

#[test]
fn names_of_unknown_keys_are_hidden_however_many_there_are() {
    let keys: String = (0..10_000)
        .map(|n| format!(r#","{CANARY}{n}\nERROR":1"#))
        .collect();
    let plants = plants_in(&format!(r#"[{{"plantName":"Rose"{keys}}}]"#));
    let shown = format!("{plants:?}");
    assert!(shown.contains("*: <10000 unknown>"), "{shown}");
    assert_hidden(&shown);
}
