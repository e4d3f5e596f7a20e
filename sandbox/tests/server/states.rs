//! States under a name: saved once, loaded for each test.

use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{SandboxError, clienttrack, trackops};
use serde_json::json;

use crate::http::{Connection, contacts, control};

fn sandbox() -> Sandbox {
    Sandbox::setup().contacts(3).start().unwrap()
}

#[test]
fn a_saved_state_comes_back_as_often_as_it_is_loaded() {
    let sandbox = sandbox();
    let mut connection = Connection::to(&sandbox);
    connection.create().unwrap();
    sandbox.check_duplicates(sandbox.web_key(), true).unwrap();
    sandbox.save_state("one more").unwrap();
    for _ in 0..3 {
        connection.create().unwrap();
        sandbox.check_duplicates(sandbox.web_key(), false).unwrap();
        assert_eq!(contacts(&sandbox), 5);
        sandbox.load_state("one more").unwrap();
        assert_eq!(contacts(&sandbox), 4);
        assert!(sandbox.accounts().unwrap()[0].check_duplicates);
    }
    // Numbers go on from where the state was.
    let created = connection.create().unwrap().json();
    let again = {
        sandbox.load_state("one more").unwrap();
        connection.create().unwrap().json()
    };
    assert_eq!(
        created["data"][0]["client_id"],
        again["data"][0]["client_id"]
    );
}

#[test]
fn a_name_that_is_no_text_is_refused() {
    let sandbox = sandbox();
    let mut connection = Connection::to_control(sandbox.address(), sandbox.control_token());
    let answer = connection
        .exchange("POST", "/sandbox/states/%FF", "")
        .unwrap();
    assert_eq!(answer.status, 400, "{answer:?}");
}

#[test]
fn a_reset_leaves_saved_states_and_their_names_can_be_used_again() {
    let sandbox = sandbox();
    Connection::to(&sandbox).create().unwrap();
    sandbox.save_state("s").unwrap();
    sandbox.reset().unwrap();
    assert_eq!(contacts(&sandbox), 3);
    sandbox.load_state("s").unwrap();
    assert_eq!(contacts(&sandbox), 4);
    sandbox.reset().unwrap();
    sandbox.save_state("s").unwrap();
    Connection::to(&sandbox).create().unwrap();
    sandbox.load_state("s").unwrap();
    assert_eq!(contacts(&sandbox), 3);
}

#[test]
fn a_state_that_nobody_saved_cannot_be_loaded_and_changes_nothing() {
    let sandbox = sandbox();
    let error = sandbox.load_state("nowhere").unwrap_err();
    assert!(matches!(error, SandboxError::NoSuchState(_)), "{error}");
    assert!(error.to_string().contains("nowhere"), "{error}");
    assert_eq!(contacts(&sandbox), 3);
}

#[test]
fn states_are_saved_loaded_listed_and_forgotten_by_http() {
    let sandbox = sandbox();
    assert_eq!(control(&sandbox, "GET", "states", ""), (200, json!([])));
    assert_eq!(
        control(&sandbox, "POST", "states/before%20lunch", ""),
        (200, json!(["before lunch"]))
    );
    Connection::to(&sandbox).create().unwrap();
    let (status, state) = control(&sandbox, "POST", "states/before%20lunch/load", "");
    assert_eq!((status, &state["api"]), (200, &json!("clienttether")));
    assert_eq!(contacts(&sandbox), 3);
    for (method, path, status) in [
        ("POST", "states/after/load", 404),
        ("DELETE", "states/after", 404),
        ("GET", "states/after/tea", 404),
        ("GET", "states/after", 405),
        ("POST", "states", 405),
        ("GET", "states/before%20lunch/load", 405),
    ] {
        let (got, answer) = control(&sandbox, method, path, "");
        let error = answer["error"].as_str().unwrap();
        assert_eq!(got, status, "{method} {path}: {error}");
        assert!(status == 405 || error.contains("before lunch"), "{error}");
    }
    assert_eq!(
        control(&sandbox, "DELETE", "states/before%20lunch", ""),
        (200, json!([]))
    );
}

#[test]
fn a_loaded_state_is_what_the_file_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let on_file = || {
        let setup = Sandbox::setup().contacts(3).seed(7);
        setup.data(folder.path().join("state.db")).start().unwrap()
    };
    let sandbox = on_file();
    sandbox.save_state("seeded").unwrap();
    for _ in 0..20 {
        Connection::to(&sandbox).create().unwrap();
    }
    sandbox.load_state("seeded").unwrap();
    Connection::to(&sandbox).create().unwrap();
    assert_eq!(contacts(&sandbox), 4);
    drop(sandbox);
    let sandbox = on_file();
    assert_eq!(contacts(&sandbox), 4);
    assert_eq!(sandbox.kept(), Some(4));
    let state = control(&sandbox, "GET", "", "").1;
    assert_eq!(state["seed"], json!({"number": 7, "contacts": 3}));
}

#[test]
fn the_other_apis_have_states_too() {
    let sandbox = trackops::Sandbox::setup().clients(2).start().unwrap();
    sandbox.save_state("s").unwrap();
    sandbox.load_state("s").unwrap();
    let sandbox = clienttrack::Sandbox::setup().clients(2).start().unwrap();
    sandbox.save_state("s").unwrap();
    sandbox.load_state("s").unwrap();
}
