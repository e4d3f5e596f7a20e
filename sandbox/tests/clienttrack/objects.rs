//! Rows by their numbers: read, described, and, as far as can be assumed, added and changed.

use prose_sandbox::clienttrack::{Errors, Sandbox, UnknownObject, UpdateMethod, Written};
use serde_json::{Value, json};

use crate::http::{call, query, send, user};

#[test]
fn a_row_has_every_column_of_its_table() {
    let sandbox = Sandbox::start().unwrap();
    let answer = call(&sandbox, "GET", "/cto/cmClient/1001", "");
    assert_eq!(answer.status, 200);
    assert!(answer.body.starts_with(r#"{"ClientID":1001,"FirstName":"#));
    let row = answer.json();
    for name in ["HUDRace", "HUDEthnicity", "SSNQuality", "BirthDateQuality"] {
        assert!(row[name].is_i64(), "{name}");
    }
    assert_eq!(row["WorkPhone"], Value::Null);
    assert_eq!(row["OrgID"], 102);
    let same = call(&sandbox, "GET", "/cto/CMCLIENT/1001", "");
    assert_eq!(same.json(), row);
}

#[test]
fn a_table_describes_its_columns() {
    let sandbox = Sandbox::start().unwrap();
    let answer = call(&sandbox, "GET", "/cto/VISPDAT/description", "");
    assert_eq!(
        answer.body,
        r#"{"metadata":[{"attributeName":"VulnerabilityID"},{"attributeName":"ScoreTotal"},{"attributeName":"OrgID"},{"attributeName":"CreatedBy"},{"attributeName":"CreatedDate"},{"attributeName":"UpdatedBy"},{"attributeName":"UpdatedDate"},{"attributeName":"ActiveStatus"}]}"#
    );
}

#[test]
fn unknown_numbers_are_not_found() {
    let sandbox = Sandbox::start().unwrap();
    for (method, path) in [
        ("GET", "/cto/cmClient/1"),
        ("GET", "/cto/cmClient/one"),
        ("GET", "/cto/cmClient/99999999999999999999"),
        ("PATCH", "/cto/cmClient/1"),
    ] {
        let answer = call(&sandbox, method, path, r#"{"LastName":"Ash"}"#);
        assert_eq!(answer.status, 404, "{method} {path}");
    }
}

/// As the live server was seen to do it, or as the documents have it.
#[test]
fn unknown_objects_are_met_with_silence_or_not_found() {
    let sandbox = Sandbox::start().unwrap();
    let ask = |method, path| call(&sandbox, method, path, r#"{"LastName":"Ash"}"#);
    let requests = [
        ("GET", "/cto/Persons/1"),
        ("GET", "/cto/Persons/description"),
        ("POST", "/cto/Persons"),
        ("PUT", "/cto/Persons/1"),
    ];
    for (method, path) in requests {
        let answer = ask(method, path);
        assert_eq!((answer.status, &*answer.body), (500, ""), "{method} {path}");
    }
    sandbox.switch(|switches| switches.unknown_object = UnknownObject::NotFound);
    for (method, path) in requests {
        assert_eq!(ask(method, path).status, 404, "{method} {path}");
    }
    sandbox.switch(|switches| switches.errors = Errors::Message);
    let answer = call(&sandbox, "GET", "/cto/Persons/1", "");
    let json = answer.json();
    assert!(json["message"].as_str().unwrap().contains("Persons"));
}

#[test]
fn a_new_row_gets_a_number_and_what_a_user_may_not_say() {
    let sandbox = Sandbox::setup().now("2026-03-02 09:00:00").start().unwrap();
    let body = r#"{"lastname":"Yew","UpdatedBy":1,"CreatedDate":"2001-01-01","VeteranStatus":"1"}"#;
    let answer = send(&sandbox, "POST", "/cto/cmClient", &user(&sandbox), body);
    assert_eq!(answer.status, 201);
    let row = answer.json();
    assert_eq!(row["ClientID"], 1061);
    assert_eq!(row["LastName"], "Yew");
    assert_eq!(row["VeteranStatus"], 1);
    assert_eq!(row["OrgID"], 101);
    assert_eq!(
        (&row["CreatedBy"], &row["UpdatedBy"]),
        (&json!(12), &json!(12))
    );
    assert!(
        row["CreatedDate"]
            .as_str()
            .unwrap()
            .starts_with("2026-03-02T09:0")
    );
    assert_eq!(row["ActiveStatus"], "A");
    let stored = call(&sandbox, "GET", "/cto/cmClient/1061", "").json();
    assert_eq!(stored, row);
    let found = query(
        &sandbox,
        "SELECT ClientID FROM cmClient WHERE LastName IN ('Yew')",
        "",
    );
    assert_eq!(found.rows().len(), 1);
}

#[test]
fn a_new_row_of_a_user_belongs_to_the_organization_named() {
    let sandbox = Sandbox::start().unwrap();
    let headers = format!("{}OrgId: 102\r\n", user(&sandbox));
    let add = |body: &str| send(&sandbox, "POST", "/cto/cmClient", &headers, body);
    assert_eq!(add(r#"{"LastName":"Yew"}"#).json()["OrgID"], 102);
    assert_eq!(
        add(r#"{"LastName":"Yew","OrgID":101}"#).json()["OrgID"],
        101
    );
    for organization in ["999", "null"] {
        let answer = add(&format!(r#"{{"LastName":"Yew","OrgID":{organization}}}"#));
        assert_eq!(answer.status, 400);
        assert!(answer.body.contains("OrgID"));
    }
    // Of no organization at all, a row would be everybody's.
    let headers = format!("{}OrgId: 999\r\n", user(&sandbox));
    let answer = send(
        &sandbox,
        "POST",
        "/cto/cmClient",
        &headers,
        r#"{"City":"X"}"#,
    );
    assert_eq!(answer.status, 400);
}

#[test]
fn an_administrator_may_say_everything() {
    let sandbox = Sandbox::start().unwrap();
    let body = r#"{"EnrollID":3,"OrgID":7,"CreatedBy":22,"UpdatedDate":"2020-01-01 10:00:00"}"#;
    let row = call(&sandbox, "POST", "/cto/Enrollment", body).json();
    assert_eq!(row["EnrollID"], 3);
    assert_eq!(row["OrgID"], 7);
    assert_eq!(row["CreatedBy"], 22);
    assert_eq!(row["UpdatedBy"], 11);
    assert_eq!(row["UpdatedDate"], "2020-01-01T10:00:00");
    let twice = call(&sandbox, "POST", "/cto/Enrollment", body);
    assert_eq!(twice.status, 400);
    assert!(twice.body.contains("there already"));
}

#[test]
fn an_update_changes_what_it_names_and_nothing_else() {
    let sandbox = Sandbox::start().unwrap();
    let before = call(&sandbox, "GET", "/cto/cmClient/1001", "").json();
    for method in ["PUT", "PATCH"] {
        let body = format!(r#"{{"ClientID":1001,"Email":null,"LastName":"{method}"}}"#);
        let answer = call(&sandbox, method, "/cto/cmClient/1001", &body);
        assert_eq!(answer.status, 200);
        let mut row = answer.json();
        assert_eq!(row["LastName"], method);
        assert_eq!(row["Email"], Value::Null);
        assert_eq!(row["UpdatedBy"], 11);
        for name in ["LastName", "Email", "UpdatedBy", "UpdatedDate"] {
            row[name] = before[name].clone();
        }
        assert_eq!(row, before);
    }
}

#[test]
fn which_method_updates_is_a_switch() {
    let sandbox = Sandbox::start().unwrap();
    let status = |method| call(&sandbox, method, "/cto/cmClient/1001", r#"{"City":"X"}"#).status;
    assert_eq!((status("PUT"), status("PATCH")), (200, 200));
    sandbox.switch(|switches| switches.update_method = UpdateMethod::Put);
    assert_eq!((status("PUT"), status("PATCH")), (200, 404));
    sandbox.switch(|switches| switches.update_method = UpdateMethod::Patch);
    assert_eq!((status("PUT"), status("PATCH")), (404, 200));
}

#[test]
fn what_is_answered_to_a_change_is_a_switch() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.switch(|switches| switches.written = Written::Number);
    let added = call(&sandbox, "POST", "/cto/cmClient", r#"{"LastName":"Yew"}"#);
    assert_eq!(
        (added.status, added.body.as_str()),
        (201, r#"{"ClientID":1061}"#)
    );
    sandbox.switch(|switches| switches.written = Written::Blank);
    let changed = call(
        &sandbox,
        "PUT",
        "/cto/cmClient/1061",
        r#"{"LastName":"Ash"}"#,
    );
    assert_eq!((changed.status, changed.body.as_str()), (200, ""));
}

#[test]
fn bodies_that_do_not_fit_the_table_change_nothing() {
    let sandbox = Sandbox::start().unwrap();
    let long = format!(r#"{{"LastName":"{}"}}"#, "x".repeat(4_001));
    let before = call(&sandbox, "GET", "/cto/cmClient/1001", "").body;
    for (body, words) in [
        ("", "no column"),
        ("{}", "no column"),
        ("[1]", "JSON object"),
        ("{\"LastName\":", "no JSON"),
        (r#"{"Surname":"Ash"}"#, "Surname"),
        (r#"{"LastName":"Ash","lastname":"Elm"}"#, "twice"),
        (r#"{"LastName":7}"#, "LastName holds a text"),
        (r#"{"LastName":{"a":1}}"#, "LastName holds a text"),
        (&long, "4000"),
        (r#"{"ZipCodeID":"x"}"#, "ZipCodeID holds a number"),
        (r#"{"ZipCodeID":true}"#, "ZipCodeID holds a number"),
        (r#"{"UpdatedDate":"soon"}"#, "UpdatedDate holds a date"),
        (r#"{"ClientID":5}"#, "ClientID cannot be changed"),
        (
            r#"{"ClientID":null,"City":"X"}"#,
            "ClientID cannot be changed",
        ),
    ] {
        let answer = call(&sandbox, "PATCH", "/cto/cmClient/1001", body);
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.body.contains(words), "{body}: {}", answer.body);
    }
    assert_eq!(call(&sandbox, "GET", "/cto/cmClient/1001", "").body, before);
    for number in ["1.5", "0", "-1", "9223372036854775807", "1e300"] {
        let body = format!(r#"{{"ClientID":{number}}}"#);
        let answer = call(&sandbox, "POST", "/cto/cmClient", &body);
        assert_eq!(answer.status, 400, "{number}");
    }
}
