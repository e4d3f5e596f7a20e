//! The control endpoint, as curl sees it.

use prose_sandbox::clienttether::{Codes, Sandbox};
use prose_sandbox::{Fault, FaultKind};
use serde_json::{Value, json};

use crate::http::{Connection, contacts, control};

fn sandbox() -> Sandbox {
    Sandbox::setup()
        .contacts(3)
        .now("2026-03-02 09:00:00")
        .start()
        .unwrap()
}

#[test]
fn the_state_tells_how_to_talk_to_the_sandbox() {
    let sandbox = sandbox();
    for path in ["", "?pretty"] {
        let (status, state) = control(&sandbox, "GET", path, "");
        assert_eq!(status, 200);
        assert_eq!(state["url"], sandbox.base_url());
        assert!(
            state["now"]
                .as_str()
                .unwrap()
                .starts_with("2026-03-02 09:00:0")
        );
        assert_eq!(state["seed"], json!({"number": 1, "contacts": 3}));
        assert_eq!(state["access_token"], sandbox.access_token());
        assert_eq!(state["accounts"][0]["web_key"], sandbox.web_key());
        assert_eq!(state["accounts"].as_array().unwrap().len(), 2);
        assert_eq!(state["switches"]["codes"], "live");
        assert_eq!(state["faults"], json!([]));
    }
}

#[test]
fn requests_are_listed_and_forgotten_and_those_to_control_are_none() {
    let sandbox = sandbox();
    Connection::to(&sandbox).create().unwrap();
    let (_, requests) = control(&sandbox, "GET", "requests", "");
    assert_eq!(
        requests,
        json!([{
            "number": 1,
            "method": "POST",
            "path": "/v2/api/create_client",
            "call": "create_client",
            "parameters": {"firstName": "Jo", "lastName": "Sample"},
            "status": 200,
            "code": sandbox.requests()[0].code,
            "fault": null,
        }])
    );
    assert_eq!(
        control(&sandbox, "DELETE", "requests", ""),
        (200, json!([]))
    );
    assert!(sandbox.requests().is_empty());
}

#[test]
fn a_reset_brings_seed_data_back_and_takes_faults_and_requests_away() {
    let sandbox = sandbox();
    Connection::to(&sandbox).create().unwrap();
    sandbox.switch(|switches| switches.codes = Codes::Documented);
    sandbox.fault(Fault::new(FaultKind::Html).always());
    let (status, state) = control(&sandbox, "POST", "reset", "");
    assert_eq!((status, &state["faults"]), (200, &json!([])));
    assert_eq!(state["switches"]["codes"], "documented", "switches stay");
    assert!(sandbox.requests().is_empty());
    assert_eq!(contacts(&sandbox), 3);
    assert_eq!(sandbox.accounts().unwrap()[0].web_key, sandbox.web_key());
}

#[test]
fn the_clock_is_set_and_moved() {
    let sandbox = sandbox();
    let (_, clock) = control(
        &sandbox,
        "POST",
        "clock",
        r#"{"now": "2027-01-01 00:00:00"}"#,
    );
    assert!(
        clock["now"]
            .as_str()
            .unwrap()
            .starts_with("2027-01-01 00:00:0")
    );
    let (_, clock) = control(&sandbox, "POST", "clock", r#"{"advance_seconds": 86400}"#);
    assert!(
        clock["now"]
            .as_str()
            .unwrap()
            .starts_with("2027-01-02 00:00:0")
    );
    assert_eq!(control(&sandbox, "GET", "clock", "").0, 200);
}

#[test]
fn every_fault_is_listed_in_the_form_in_which_it_was_asked_for() {
    let wishes = [
        json!({"trouble": "latency", "milliseconds": 5, "times": 1, "after": 0, "chance": 1.0}),
        json!({"trouble": "too-many", "retry_after": 1, "on": "create_client", "times": 2, "after": 3, "chance": 0.5}),
        json!({"trouble": "too-many", "times": 1, "after": 0, "chance": 1.0}),
        json!({"trouble": "status", "status": 503, "always": true, "after": 0, "chance": 1.0}),
        json!({"trouble": "reset", "after_acting": true, "times": 1, "after": 0, "chance": 1.0}),
        json!({"trouble": "truncated", "times": 1, "after": 0, "chance": 1.0}),
        json!({"trouble": "html", "times": 1, "after": 0, "chance": 1.0}),
        json!({"trouble": "answer", "status": 418, "headers": {"x-pot": "tea"}, "body": "short and stout", "times": 1, "after": 0, "chance": 1.0}),
        json!({"trouble": "dribble", "bytes": 7, "milliseconds": 20, "times": 1, "after": 0, "chance": 1.0}),
        json!({"trouble": "stall", "times": 1, "after": 0, "chance": 1.0}),
    ];
    let sandbox = sandbox();
    for wish in &wishes {
        let (status, faults) = control(&sandbox, "POST", "faults", &wish.to_string());
        assert_eq!(status, 200, "{faults}");
        assert_eq!(faults.as_array().unwrap().last(), Some(wish));
    }
    assert_eq!(control(&sandbox, "GET", "faults", ""), (200, json!(wishes)));
    assert_eq!(control(&sandbox, "DELETE", "faults", ""), (200, json!([])));
    control(
        &sandbox,
        "POST",
        "faults",
        r#"{"trouble": "status", "status": 503}"#,
    );
    assert_eq!(Connection::to(&sandbox).create().unwrap().status, 503);
    assert_eq!(
        control(&sandbox, "GET", "faults", ""),
        (200, json!([])),
        "it is over"
    );
}

#[test]
fn faults_leave_the_control_endpoint_alone() {
    let sandbox = sandbox();
    sandbox.fault(
        Fault::new(FaultKind::Reset {
            after_acting: false,
        })
        .always(),
    );
    assert_eq!(control(&sandbox, "DELETE", "faults", "").0, 200);
    assert_eq!(contacts(&sandbox), 3);
}

#[test]
fn switches_are_set_together_or_not_at_all() {
    let sandbox = sandbox();
    let wish = r#"{"codes": "documented", "action-plans": "nested"}"#;
    let (status, switches) = control(&sandbox, "POST", "switches", wish);
    assert_eq!((status, &switches["codes"]), (200, &json!("documented")));
    assert_eq!(switches["action-plans"], "nested");
    let wish = r#"{"codes": "live", "denied": "politely"}"#;
    let (status, answer) = control(&sandbox, "POST", "switches", wish);
    let error = answer["error"].as_str().unwrap();
    assert_eq!(status, 400);
    for word in ["denied", "politely", "unauthorized", "forbidden", "code"] {
        assert!(error.contains(word), "{error}");
    }
    assert_eq!(control(&sandbox, "GET", "switches", "").1, switches);
}

#[test]
fn duplicates_are_checked_by_account() {
    let sandbox = sandbox();
    let id = sandbox.accounts().unwrap()[0].id;
    let wish = r#"{"check_duplicates": true}"#;
    let (status, account) = control(&sandbox, "POST", &format!("accounts/{id}"), wish);
    assert_eq!(
        (status, account),
        (200, json!({"id": id, "check_duplicates": true}))
    );
    sandbox.check_duplicates(sandbox.web_key(), false).unwrap();
    let error = sandbox.check_duplicates("CT_nobody", true).unwrap_err();
    assert!(!error.to_string().contains("CT_nobody"), "{error}");
}

/// The error that this gets, with its status.
fn refused(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> (u16, String) {
    let (status, answer) = control(sandbox, method, path, body);
    let Value::String(error) = &answer["error"] else {
        panic!("{method} {path} {body}: {answer}");
    };
    (status, error.clone())
}

#[test]
fn what_cannot_be_read_is_refused_and_says_why() {
    let sandbox = sandbox();
    for (path, body, why) in [
        ("clock", "", "EOF"),
        ("clock", "{}", "advance_seconds"),
        ("clock", r#"{"now": "soon"}"#, "soon"),
        (
            "clock",
            r#"{"now": "2026-03-02 09:00:00", "advance_seconds": 1}"#,
            "one of",
        ),
        ("clock", r#"{"advance_seconds": -1}"#, "-1"),
        ("clock", r#"{"later": 1}"#, "advance_seconds"),
        ("faults", "{}", "trouble"),
        ("faults", r#"{"trouble": "hang"}"#, "truncated"),
        ("faults", r#"{"trouble": "latency"}"#, "milliseconds"),
        (
            "faults",
            r#"{"trouble": "html", "status": 500}"#,
            "html has no status",
        ),
        ("faults", r#"{"trouble": "status", "status": 200}"#, "400"),
        (
            "faults",
            r#"{"trouble": "html", "on": "create_clinet"}"#,
            "create_clinet",
        ),
        ("faults", r#"{"trouble": "html", "times": 0}"#, "times"),
        (
            "faults",
            r#"{"trouble": "html", "times": 2, "always": true}"#,
            "always",
        ),
        ("faults", r#"{"trouble": "html", "chance": 1.5}"#, "chance"),
        ("faults", r#"{"trouble": "html", "time": 2}"#, "times"),
        (
            "faults",
            r#"{"trouble": "dribble", "bytes": 1}"#,
            "milliseconds",
        ),
        (
            "faults",
            r#"{"trouble": "stall", "bytes": 1}"#,
            "stall has no bytes",
        ),
        ("faults", r#"{"trouble": "answer", "status": 99}"#, "200"),
        (
            "faults",
            r#"{"trouble": "answer", "headers": {"two words": "x"}}"#,
            "two words",
        ),
        ("switches", "[]", "map"),
        ("switches", r#"{"codes": 1}"#, "codes"),
        ("switches", r#"{"code": "live"}"#, "codes"),
        ("accounts/1", r#"{"check_duplicates": "yes"}"#, "boolean"),
    ] {
        let (status, error) = refused(&sandbox, "POST", path, body);
        assert_eq!(status, 400, "{path} {body}: {error}");
        assert!(error.contains(why), "{path} {body}: {error}");
    }
    assert_eq!(control(&sandbox, "GET", "faults", "").1, json!([]));
}

#[test]
fn wrong_places_and_methods_are_told_the_right_ones() {
    let sandbox = sandbox();
    let wish = r#"{"check_duplicates": true}"#;
    for (method, path, body) in [
        ("GET", "nothing", ""),
        ("GET", "requests/1", ""),
        ("POST", "accounts/main", wish),
        ("POST", "accounts/1", wish),
    ] {
        assert_eq!(refused(&sandbox, method, path, body).0, 404, "{path}");
    }
    for (method, path, allowed) in [
        ("POST", "", "GET"),
        ("POST", "requests", "GET, DELETE"),
        ("GET", "reset", "POST"),
        ("DELETE", "clock", "GET, POST"),
        ("PUT", "faults", "GET, POST, DELETE"),
        ("DELETE", "switches", "GET, POST"),
        ("GET", "accounts/1", "POST"),
    ] {
        let path = format!("/sandbox/{path}");
        let answer = Connection::to_control(sandbox.address(), sandbox.control_token())
            .exchange(method, &path, "")
            .unwrap();
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, Some(allowed)),
            "{path}"
        );
        assert!(answer.json()["error"].as_str().unwrap().contains(allowed));
    }
    // A path that only begins alike is not of this endpoint.
    let answer = Connection::at(sandbox.address())
        .exchange("GET", "/sandboxes", "")
        .unwrap();
    assert_ne!(answer.status, 200);
    assert_eq!(sandbox.requests().len(), 1);
}
