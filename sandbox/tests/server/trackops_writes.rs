//! Trackops, on the wire: what is created and changed.

use prose_sandbox::trackops::{Created, Errors, Invalid, Sandbox};
use serde_json::{Value, json};

use crate::http::Answer;
use crate::trackops::{connection, sandbox};

fn send(sandbox: &Sandbox, method: &str, path: &str, body: &Value) -> Answer {
    let path = format!("/api/v1/{path}");
    connection(sandbox)
        .exchange(method, &path, &body.to_string())
        .unwrap()
}

fn post(sandbox: &Sandbox, path: &str, body: &str) -> Answer {
    let path = format!("/api/v1/{path}");
    connection(sandbox).exchange("POST", &path, body).unwrap()
}

fn read(sandbox: &Sandbox, path: &str) -> Value {
    send(sandbox, "GET", path, &Value::Null).json()
}

fn client() -> Value {
    json!({"client": {
        "name": "Pine Hill Painting",
        "website": "https://example.com",
        "has_invoice_reminders": true,
        "primary_location": {
            "name": "Main Location", "city": "Denver", "state": "CO", "zip": 80202,
            "country": "US", "phone_primary": "303-555-0147",
        },
    }})
}

#[test]
fn a_new_client_has_its_main_location() {
    let sandbox = sandbox();
    let answer = send(&sandbox, "POST", "clients", &client());
    assert_eq!(answer.status, 201);
    let created = answer.json();
    assert_eq!(created["name"], "Pine Hill Painting");
    assert_eq!(created["has_invoice_reminders"], true);
    assert_eq!(created["show_location_on_invoice"], false);
    assert_eq!(created["account_code"], Value::Null);
    let id = &created["id"];
    assert_eq!(read(&sandbox, &format!("clients/{id}")), created);
    let location = &created["primary_location"]["id"];
    let location = read(&sandbox, &format!("client/locations/{location}"));
    assert_eq!(location["root_id"], *id);
    assert_eq!(location["zip"], "80202");
    assert_eq!(location["is_primary"], true);
    assert_eq!(read(&sandbox, "clients?mode=count")["record_count"], 61);
    assert_eq!(
        read(&sandbox, "client/locations?mode=count")["record_count"],
        81
    );
    sandbox.switch(|switches| switches.created = Created::Ok);
    assert_eq!(send(&sandbox, "POST", "clients", &client()).status, 200);
}

#[test]
fn what_is_missing_or_beyond_its_limit_is_told_at_once() {
    let sandbox = sandbox();
    let broken = json!({"client": {
        "name": " ", "website": "example.com", "has_invoice_reminders": "yes",
        "primary_location": {"name": "Main", "state": "Colorado", "email_invoice": "no"},
    }});
    let answer = send(&sandbox, "POST", "clients", &broken);
    assert_eq!(answer.status, 422);
    let mut errors: Vec<String> = serde_json::from_value(answer.json()["errors"].clone()).unwrap();
    errors.sort();
    assert_eq!(
        errors,
        [
            "has_invoice_reminders is invalid",
            "name is required",
            "primary_location.country is required",
            "primary_location.email_invoice is invalid",
            "primary_location.state is invalid",
            "website is invalid",
        ]
    );
    let answer = send(
        &sandbox,
        "POST",
        "clients",
        &json!({"client": {"name": "A"}}),
    );
    assert_eq!(
        answer.json()["errors"],
        json!(["primary_location is required"])
    );
    sandbox.switch(|switches| {
        switches.errors = Errors::Fields;
        switches.invalid = Invalid::BadRequest;
    });
    let answer = send(
        &sandbox,
        "POST",
        "clients",
        &json!({"client": {"name": "A"}}),
    );
    assert_eq!(answer.status, 400);
    let expected = json!({"errors": {"primary_location": ["is required"]}});
    assert_eq!(answer.json(), expected);
    assert_eq!(read(&sandbox, "clients?mode=count")["record_count"], 60);
}

#[test]
fn numbers_count_however_json_writes_them() {
    let sandbox = sandbox();
    // Written out, because the numbers of a `Value` are written anew.
    let body = r#"{"casefile": {"client_id": 2401.0, "budget_hours": 1.25e2, "budget_money": 4.5e-1, "notes": 7}}"#;
    let answer = post(&sandbox, "cases", body);
    assert_eq!(answer.status, 201, "{answer:?}");
    let case = answer.json();
    assert_eq!(case["client_id"], json!(2401));
    assert_eq!(case["budget_hours"], json!(125.0));
    assert_eq!(case["budget_money"], json!(0.45));
    assert_eq!(case["notes"], json!("7"));
    let broken = post(&sandbox, "cases", r#"{"casefile": {"client_id": 2401.5}}"#);
    assert_eq!(broken.json()["errors"], json!(["client_id is invalid"]));
}

#[test]
fn null_is_a_value_where_any_json_is() {
    let sandbox = sandbox();
    let answer = post(
        &sandbox,
        "cases",
        r#"{"casefile": {"custom_fields": [{"id": 1, "value": null}]}}"#,
    );
    assert_eq!(answer.status, 201, "{answer:?}");
    assert_eq!(
        answer.json()["custom_fields"],
        json!([{"id": 1, "value": null}])
    );
    let missing = post(
        &sandbox,
        "cases",
        r#"{"casefile": {"custom_fields": [{"id": 1}]}}"#,
    );
    assert_eq!(
        missing.json()["errors"],
        json!(["custom_fields.value is required"])
    );
    let none = post(
        &sandbox,
        "cases",
        r#"{"casefile": {"custom_fields": [{"id": null, "value": 1}]}}"#,
    );
    assert_eq!(
        none.json()["errors"],
        json!(["custom_fields.id is required"])
    );
}

#[test]
fn writes_are_nested_under_their_key() {
    let sandbox = sandbox();
    let bare = client()["client"].clone();
    for body in [
        bare.clone(),
        json!({"clients": bare}),
        json!({"client": []}),
        json!([]),
    ] {
        assert_eq!(
            send(&sandbox, "POST", "clients", &body).status,
            400,
            "{body}"
        );
    }
    let case = json!({"due_on": "2026-04-01"});
    assert_eq!(
        send(&sandbox, "POST", "cases", &json!({"case": case})).status,
        400
    );
    assert_eq!(
        send(&sandbox, "POST", "cases", &json!({"casefile": case})).status,
        201
    );
}

#[test]
fn an_update_changes_what_it_has_and_no_more() {
    let sandbox = sandbox();
    let before = send(&sandbox, "POST", "clients", &client()).json();
    let path = format!("clients/{}", before["id"]);
    sandbox.advance(std::time::Duration::from_secs(60));
    let body = json!({"client": {"account_code": "123456", "notes": "VIP", "id": 1}});
    let answer = send(&sandbox, "PUT", &path, &body);
    assert_eq!(answer.status, 200);
    let after = answer.json();
    assert_eq!(after["account_code"], "123456");
    assert_ne!(after["updated_at"], before["updated_at"]);
    for key in [
        "id",
        "name",
        "website",
        "primary_location",
        "created_at",
        "has_invoice_reminders",
    ] {
        assert_eq!(after[key], before[key], "{key}");
    }
    assert_eq!(read(&sandbox, &path), after);
    let cleared = send(
        &sandbox,
        "PUT",
        &path,
        &json!({"client": {"notes": "", "website": null}}),
    );
    let cleared = cleared.json();
    assert_eq!(
        (&cleared["notes"], &cleared["website"]),
        (&json!(""), &Value::Null)
    );
    let answer = send(&sandbox, "PUT", &path, &json!({"client": {"name": ""}}));
    assert_eq!(
        (answer.status, &answer.json()["errors"][0]),
        (422, &json!("name is required"))
    );
    assert_eq!(send(&sandbox, "PUT", "clients/7", &body).status, 404);
}

#[test]
fn a_location_belongs_to_a_client_and_may_become_its_main_one() {
    let sandbox = sandbox();
    let client = send(&sandbox, "POST", "clients", &client()).json();
    let id = &client["id"];
    let mut location = json!({"root_id": id, "name": "Branch", "state": "WA", "country": "US"});
    let answer = send(
        &sandbox,
        "POST",
        "client/locations",
        &json!({"client_location": location}),
    );
    assert_eq!(answer.status, 201);
    assert_eq!(answer.json()["is_primary"], false);
    location["is_primary"] = true.into();
    // The key is not known: others and none do as well.
    for body in [json!({"location": location}), location.clone()] {
        let main = send(&sandbox, "POST", "client/locations", &body).json();
        let client = read(&sandbox, &format!("clients/{id}"));
        assert_eq!(client["primary_location"]["id"], main["id"]);
    }
    location["root_id"] = 7.into();
    let answer = send(&sandbox, "POST", "client/locations", &location);
    assert_eq!(answer.status, 422);
    assert_eq!(answer.json()["errors"], json!(["root_id does not exist"]));
}

#[test]
fn a_contact_belongs_to_a_location_and_takes_other_values() {
    let sandbox = sandbox();
    let client = send(&sandbox, "POST", "clients", &client()).json();
    let location = &client["primary_location"]["id"];
    let contact = json!({"client_contact": {
        "client_id": location, "role_id": "2", "first_name": "Ann", "email": "ann@example.com",
        "shoe_size": 41, "id": 1,
    }});
    let created = send(&sandbox, "POST", "client/contacts", &contact).json();
    assert_eq!(created["role_id"], 2);
    assert_eq!(created["shoe_size"], 41);
    assert_ne!(created["id"], 1);
    let found = read(
        &sandbox,
        &format!("client/contacts?client={}", client["id"]),
    );
    assert_eq!(found, json!([created]));
    let contact = json!({"client_contact": {"first_name": "Ann"}});
    assert_eq!(
        send(&sandbox, "POST", "client/contacts", &contact).status,
        422
    );
}

#[test]
fn a_case_is_opened_today_unless_it_says_otherwise() {
    let sandbox = sandbox();
    let case = json!({"casefile": {
        "due_on": "2026-04-01", "client_id": 2401,
        "custom_fields": [{"id": 1, "value": {"a": [1]}}, {"id": 2, "value": "text"}],
    }});
    let created = send(&sandbox, "POST", "cases", &case).json();
    assert_eq!(created["created_on"], "2026-03-02");
    assert_eq!(created["custom_fields"], case["casefile"]["custom_fields"]);
    let found = read(&sandbox, "cases?client=2401&due_from=2026-04-01");
    assert_eq!(found, json!([created]));
    let case = json!({"casefile": {"due_on": "soon", "custom_fields": [{"id": 1}]}});
    let answer = send(&sandbox, "POST", "cases", &case);
    let mut errors: Vec<String> = serde_json::from_value(answer.json()["errors"].clone()).unwrap();
    errors.sort();
    assert_eq!(
        errors,
        ["custom_fields.value is required", "due_on is invalid"]
    );
}

#[test]
fn the_state_stays_in_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let start = || Sandbox::setup().clients(1).data(&file).start().unwrap();
    let first = start();
    let created = send(&first, "POST", "clients", &client()).json();
    drop(first);
    let second = start();
    let path = format!("clients/{}", created["id"]);
    assert_eq!(read(&second, &path), created);
    second.reset().unwrap();
    assert_eq!(read(&second, "clients?mode=count")["record_count"], 1);
}
