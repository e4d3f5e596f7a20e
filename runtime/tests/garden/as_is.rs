//! One limit is waived and all others hold; and a value is cleared.

use prose_runtime::{
    Blank, Breach, Call as _, CallDescriptor, Error, Params, Place, RawCall, Request, Validation,
    Value,
};

use crate::api::{
    CALL, COLOUR_KEY, CUSTOM, CreatePlant, NOTES_KEY, OWNER_EMAIL, PLANT_ID, PLANT_NAME,
    PLANTED_ON, client_at, note, plants,
};
use crate::server::{OK, Server, http};

static CHANGE: CallDescriptor = CallDescriptor {
    name: "change",
    path: "change",
    clears: Some(Blank::Text),
    ..CHANGE_BASE
};
static CHANGE_BY_NULL: CallDescriptor = CallDescriptor {
    clears: Some(Blank::Null),
    ..CHANGE_BASE
};
static CHANGE_OPEN: CallDescriptor = CallDescriptor {
    open: Some(&CUSTOM),
    clears: Some(Blank::Text),
    ..CHANGE_BASE
};
static KEEP: CallDescriptor = CHANGE_BASE;
const CHANGE_BASE: CallDescriptor = CallDescriptor {
    accepts: &[
        &PLANT_ID,
        &PLANT_NAME,
        &OWNER_EMAIL,
        &COLOUR_KEY,
        &PLANTED_ON,
        &NOTES_KEY,
    ],
    requires: &[prose_runtime::Requires::Key("plant_id")],
    ..CALL
};

fn change(call: &'static CallDescriptor) -> RawCall {
    RawCall::new(call).with("plant_id", "7")
}

fn request(call: RawCall) -> Result<Request, Error> {
    client_at("http://localhost/").send(call).request()
}

fn body(call: RawCall) -> String {
    let request = request(call).unwrap();
    String::from_utf8(request.body().unwrap().to_vec()).unwrap()
}

fn breaches(call: RawCall) -> Vec<(String, Breach)> {
    let error = request(call).unwrap_err();
    let violations = error.violations().unwrap().iter();
    violations
        .map(|violation| (violation.key.clone(), violation.breach))
        .collect()
}

#[test]
fn the_limit_of_one_key_is_waived_by_name_or_by_key_and_no_other() {
    let call = || CreatePlant::new("a name of more than ten").colour("Green");
    let client = client_at("http://localhost/");
    for call in [call().waive("colour"), call().waive(&COLOUR_KEY)] {
        let error = client.send(call).request().unwrap_err();
        let keys: Vec<_> = error
            .violations()
            .unwrap()
            .iter()
            .map(|it| &it.key)
            .collect();
        assert_eq!(keys, ["plantName"]);
    }
    let both = client.send(call().waive("colour")).as_is("plantName");
    assert!(both.request().is_ok());
}

#[tokio::test]
async fn what_is_waived_is_told_by_the_reply() {
    let server = Server::new([http("200 OK", OK)]).await;
    let call = CreatePlant::new("Rose").colour("Green").waive("colour");
    let reply = client_at(server.url()).send(call).await.unwrap();
    let warnings: Vec<_> = reply.warnings().unwrap().iter().collect();
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].key, "colour");
    assert!(server.request().ends_with(r#""colour":"Green"}"#));
}

#[tokio::test]
async fn a_limit_that_is_waived_and_not_broken_is_no_warning() {
    let server = Server::new([http("200 OK", OK)]).await;
    let call = CreatePlant::new("Rose").colour("Red").waive("colour");
    let reply = client_at(server.url()).send(call).await.unwrap();
    assert!(reply.warnings().is_none());
}

#[tokio::test]
async fn the_modes_of_validation_stay_what_they_are() {
    let script = [http("200 OK", OK), http("200 OK", OK)];
    let server = Server::new(script).await;
    let client = client_at(server.url());
    let call = CreatePlant::new("a name of more than ten")
        .colour("Green")
        .waive("colour");
    let warned = client
        .send(call.clone())
        .validation(Validation::Warn)
        .await
        .unwrap();
    assert_eq!(warned.warnings().unwrap().iter().count(), 2);
    let unseen = client.send(call).validation(Validation::Off).await.unwrap();
    assert!(unseen.warnings().is_none());
}

#[test]
fn all_that_is_nested_under_a_key_is_waived_with_it() {
    let rows = Value::rows([note("Purple", "x")]);
    let call = || change(&KEEP).with_value("notes", rows.clone());
    let told = breaches(call());
    assert!(
        told.iter().all(|(key, _)| key.starts_with("notes[0].")),
        "{told:?}"
    );
    assert!(request(call().as_is("notes")).is_ok());
    assert_eq!(breaches(call().as_is("note")).len(), told.len());
}

#[test]
fn what_must_be_there_is_not_waived() {
    let call = RawCall::new(&KEEP).as_is("plant_id");
    assert_eq!(breaches(call), [("plant_id".to_owned(), Breach::Missing)]);
}

#[test]
fn a_name_that_the_call_does_not_take_is_not_waived() {
    let call = change(&KEEP).with("sun", "lots").as_is("sun");
    assert_eq!(breaches(call), [("sun".to_owned(), Breach::NotAccepted)]);
}

#[test]
fn every_optional_key_can_be_cleared() {
    for key in ["plantName", "ownerEmail", "colour", "planted_on", "notes"] {
        let call = change(&CHANGE).clear(key);
        assert_eq!(body(call), format!(r#"{{"plant_id":"7","{key}":""}}"#));
        let call = change(&CHANGE_BY_NULL).clear(key);
        assert_eq!(body(call), format!(r#"{{"plant_id":"7","{key}":null}}"#));
    }
}

#[test]
fn a_form_and_a_query_have_no_null() {
    let sending = || {
        let call = change(&CHANGE_BY_NULL).clear(&OWNER_EMAIL);
        client_at("http://localhost/").send(call)
    };
    let form = sending().parameters_in(Place::Form).request().unwrap();
    assert_eq!(form.body().unwrap(), "plant_id=7&ownerEmail=");
    let query = sending().parameters_in(Place::Query).request().unwrap();
    assert_eq!(query.url(), "http://localhost/call?plant_id=7&ownerEmail=");
}

#[test]
fn a_blank_text_is_still_a_mistake() {
    let told = breaches(change(&CHANGE).with("ownerEmail", ""));
    assert_eq!(told, [("ownerEmail".to_owned(), Breach::NotEmail)]);
}

#[test]
fn nothing_is_cleared_by_mistake() {
    let told = |key: &str, breach| vec![(key.to_owned(), breach)];
    for call in [&CHANGE, &CHANGE_OPEN] {
        let misspelled = breaches(change(call).clear("ownerEmial"));
        assert_eq!(misspelled, told("ownerEmial", Breach::NotAccepted));
    }
    let needed = breaches(change(&CHANGE).clear("plant_id"));
    assert!(
        needed.contains(&("plant_id".to_owned(), Breach::NotClearable)),
        "{needed:?}"
    );
    let of_a_call_that_clears_nothing = breaches(change(&KEEP).clear("colour"));
    assert_eq!(
        of_a_call_that_clears_nothing,
        told("colour", Breach::NotClearable)
    );
}

#[test]
fn the_last_word_counts() {
    let call = change(&CHANGE).with("colour", "Red").clear("colour");
    assert_eq!(body(call), r#"{"plant_id":"7","colour":""}"#);
    let call = change(&CHANGE).clear("colour").with("colour", "Red");
    assert_eq!(body(call), r#"{"plant_id":"7","colour":"Red"}"#);
}

#[test]
fn calls_with_other_waivers_are_not_equal() {
    let call = || Params::of_call(&CHANGE);
    assert_eq!(call().as_is("colour"), call().as_is(&COLOUR_KEY));
    assert_ne!(call().as_is("colour"), call());
    assert!(plants(OK).is_ok());
    assert!(CreatePlant::new("Rose").params().get("plantName").is_some());
}
