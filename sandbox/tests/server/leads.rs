//! Leads from forms, on the wire: what becomes of them, and where their senders are led.

use prose_sandbox::clienttether::{
    FormDates, FormErrors, FormJson, FormLimits, LongCustomText, Sandbox,
};
use prose_sandbox::{Fault, FaultKind};
use serde_json::Value;

use crate::http::{Answer, Connection, contacts};

const PATH: &str = "/v1/external-api/external-form-lead";

fn sandbox() -> Sandbox {
    let setup = Sandbox::setup().contacts(0).now("2026-03-02 08:00:00");
    setup.start().unwrap()
}

/// Sends a form without headers. `KEY` in it stands for the account's web key.
fn post(sandbox: &Sandbox, form: &str) -> Answer {
    let form = form.replace("KEY", sandbox.web_key());
    let mut connection = Connection::at(sandbox.address()).of_forms();
    connection.exchange("POST", PATH, &form).unwrap()
}

/// The one contact with this e-mail address.
fn contact(sandbox: &Sandbox, email: &str) -> Value {
    let mut connection = Connection::to(sandbox);
    let found = connection.get(&format!("read_client_exist?email={email}"));
    let found = found.unwrap().json();
    assert_eq!(found["TotalRecord"], 1, "{found}");
    let id = found["data"][0]["client_id"].as_str().unwrap().to_owned();
    let read = connection.get(&format!("read_client_by_id/{id}")).unwrap();
    read.json()["data"][0].clone()
}

#[test]
fn a_form_becomes_a_contact_and_its_notes_a_note() {
    let sandbox = sandbox();
    let answer = post(
        &sandbox,
        "web_key=KEY&name=Ann+van+Lee&firstName=No&lastName=One&email=ann@example.com\
         &phone=3035550147&anniversary_1=2024:02:29&notes=Call+after+five&company=&zip=\
         &Favorite+Chocolate=%3Cb%3EDark%3C%2Fb%3E",
    );
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, r#"{"Message":"Success"}"#);
    let contact = contact(&sandbox, "ann@example.com");
    for (key, value) in [
        ("firstName", "Ann"),
        ("lastName", "van Lee"),
        ("phone", "3035550147"),
        ("smsok", "1"),
        ("contact_type", "1"),
        ("zip", ""),
        ("anniversary_1", "2024-02-29"),
        ("Favorite Chocolate", "Dark"),
        ("created", "2026-03-02 08:00:0"),
        ("clients_action_plan", "Thank You"),
        ("clients_lead_source", ""),
    ] {
        let found = contact[key].as_str().unwrap_or("missing");
        assert!(
            found == value || (key == "created" && found.starts_with(value)),
            "{key}: {found}"
        );
    }
    assert!(contact.get("company").is_none());
    assert!(contact.get("name").is_none());
    assert!(contact.get("web_key").is_none());
    let id = contact["client_id"].as_str().unwrap();
    let notes = Connection::to(&sandbox)
        .get(&format!("read_client_history_notes?client_id={id}"))
        .unwrap()
        .json();
    assert_eq!(notes["TotalRecord"], 1);
    assert_eq!(notes["data"][0]["body_content"], "Call after five");
    assert_eq!(notes["data"][0]["type"], "note");
}

#[test]
fn the_key_of_a_lead_source_sets_it_and_starts_its_plan() {
    let sandbox = sandbox();
    let mut connection = Connection::to(&sandbox);
    let sources = connection.get("read_lead_source_list").unwrap().json();
    let source = &sources["data"][0];
    let key = source["lead_source_web_key"].as_str().unwrap();
    let form = format!("web_key={key}&firstName=Ann&lastName=Lee&email=ann@example.com");
    assert_eq!(post(&sandbox, &form).status, 200);
    let contact = contact(&sandbox, "ann@example.com");
    assert_eq!(contact["clients_lead_source"], source["lead_source_name"]);
    assert_eq!(contact["clients_action_plan"], "Website Welcome");
    let id = contact["client_id"].as_str().unwrap();
    let actions = connection.get(&format!("read_pending_actions?client_id={id}"));
    assert_eq!(actions.unwrap().json()["TotalRecord"], 3);
}

#[test]
fn refusals_tell_their_code_in_json() {
    let sandbox = sandbox();
    for (form, code, message) in [
        ("", "ct101", "Invalid Web_Key"),
        ("web_key=CT_0&name=Ann", "ct101", "Invalid Web_Key"),
        ("name=Ann", "ct101", "Invalid Web_Key"),
        ("web_key=KEY", "ct102", "Name Not Received"),
        ("web_key=KEY&firstName=Ann", "ct102", "Name Not Received"),
        (
            "web_key=KEY&name=&lastName=Lee",
            "ct102",
            "Name Not Received",
        ),
    ] {
        let answer = post(&sandbox, form);
        assert_eq!(answer.status, 200);
        let body = answer.json();
        assert_eq!(
            (&body["error_Code"], &body["Message"]),
            (&code.into(), &message.into())
        );
    }
    sandbox.switch(|switches| switches.form_errors = FormErrors::BadRequest);
    assert_eq!(post(&sandbox, "web_key=KEY").status, 400);
    assert_eq!(contacts(&sandbox), 0);
}

#[test]
fn the_same_address_is_a_duplicate_only_where_the_account_looks() {
    let sandbox = sandbox();
    let form = "web_key=KEY&name=Ann+Lee&email=Ann@example.com&phone=3035550147";
    assert_eq!(post(&sandbox, form).json()["Message"], "Success");
    assert_eq!(post(&sandbox, form).json()["Message"], "Success");
    sandbox.check_duplicates(sandbox.web_key(), true).unwrap();
    assert_eq!(post(&sandbox, form).json()["error_Code"], "ct103");
    // The phone alone is none.
    let form = "web_key=KEY&name=Ann+Lee&phone=3035550147";
    assert_eq!(post(&sandbox, form).json()["Message"], "Success");
    assert_eq!(contacts(&sandbox), 3);
}

#[test]
fn senders_are_led_to_their_pages() {
    let sandbox = sandbox();
    let pages =
        "OnSuccessURL=https://example.com/thanks?a=b&OnErrorURL=http://example.com/no?a=b%23c";
    let answer = post(&sandbox, &format!("web_key=KEY&name=Ann&{pages}"));
    assert_eq!(answer.status, 302);
    assert_eq!(
        answer.header("location"),
        Some("https://example.com/thanks?a=b")
    );
    let answer = post(&sandbox, &format!("web_key=KEY&{pages}"));
    assert_eq!(answer.status, 302);
    assert_eq!(
        answer.header("location"),
        Some("http://example.com/no?a=b&error_Code=ct102&msg=Name%20Not%20Received#c")
    );
    // One of the two is enough for its own case only.
    let answer = post(&sandbox, "web_key=KEY&OnSuccessURL=https://example.com/");
    assert_eq!(answer.json()["error_Code"], "ct102");
    let codes: Vec<_> = sandbox
        .requests()
        .into_iter()
        .map(|request| request.code)
        .collect();
    assert_eq!(
        codes,
        [None, Some("ct102".to_owned()), Some("ct102".to_owned())]
    );
}

#[test]
fn nobody_is_led_off_the_web_or_into_another_header() {
    let sandbox = sandbox();
    for page in [
        "thanks.html",
        "javascript:alert(1)",
        "ftp://example.com/",
        "//example.com",
    ] {
        let answer = post(
            &sandbox,
            &format!("web_key=KEY&name=Ann&OnSuccessURL={page}"),
        );
        assert_eq!(
            (answer.status, answer.header("location")),
            (200, None),
            "{page}"
        );
        assert_eq!(answer.json()["Message"], "Success");
    }
    let split = "web_key=KEY&name=Ann&OnSuccessURL=http://example.com/%0d%0aX-Other:%20yes";
    let answer = post(&sandbox, split);
    assert_eq!(
        answer.header("location"),
        Some("http://example.com/%0D%0AX-Other:%20yes")
    );
    assert_eq!(answer.header("x-other"), None);
}

#[test]
fn a_value_beyond_its_limit_is_left_out_or_refused() {
    let sandbox = sandbox();
    let long = "x".repeat(101);
    let bad = format!(
        "web_key=KEY&name=Ann&email=ann@example.com&phone=303-555-0147&state=Colorado\
         &assigned_user_id=1&anniversary_1=2024-02-29&color={long}"
    );
    assert_eq!(post(&sandbox, &bad).json()["Message"], "Success");
    let kept = contact(&sandbox, "ann@example.com");
    for key in ["phone", "state", "assigned_user_id", "anniversary_1"] {
        assert_eq!(kept[key], "", "{key}");
    }
    assert!(kept.get("color").is_none());
    sandbox.switch(|switches| switches.form_limits = FormLimits::Refused);
    assert_eq!(post(&sandbox, &bad).json()["error_Code"], "Ct104");
    let user = "web_key=KEY&name=Ann&assigned_user_id=1";
    assert_eq!(post(&sandbox, user).json()["error_Code"], "Ct104");
    assert_eq!(contacts(&sandbox), 1);
}

#[test]
fn hyphens_in_days_and_long_custom_text_are_for_switches() {
    let sandbox = sandbox();
    sandbox.switch(|switches| {
        switches.form_dates = FormDates::Either;
        switches.long_custom_text = LongCustomText::Cut;
    });
    let long = "x".repeat(101);
    let form = format!(
        "web_key=KEY&name=Ann&email=ann@example.com&color={long}\
         &anniversary_1=2024-02-29&anniversary_2=2024:03:01&clients_date_next=2023-02-29"
    );
    assert_eq!(post(&sandbox, &form).json()["Message"], "Success");
    let kept = contact(&sandbox, "ann@example.com");
    assert_eq!(kept["color"], "x".repeat(100));
    assert_eq!(kept["anniversary_1"], "2024-02-29");
    assert_eq!(kept["anniversary_2"], "2024-03-01");
    assert_eq!(kept["clients_date_next"], "");
}

#[test]
fn a_json_body_is_as_good_as_a_form_or_nothing() {
    let sandbox = sandbox();
    let body = format!(
        r#"{{"web_key":"{}","name":"Ann Lee","age":44}}"#,
        sandbox.web_key()
    );
    let mut connection = Connection::at(sandbox.address());
    let answer = connection.exchange("POST", PATH, &body).unwrap();
    assert_eq!(answer.json()["Message"], "Success");
    sandbox.switch(|switches| switches.form_json = FormJson::Ignored);
    let answer = connection.exchange("POST", PATH, &body).unwrap();
    assert_eq!(answer.json()["error_Code"], "ct101");
    assert_eq!(contacts(&sandbox), 1);
}

#[test]
fn the_journal_knows_the_call_and_hides_the_key() {
    let sandbox = sandbox();
    sandbox.fault(Fault::new(FaultKind::Status(503)).on("external_form_lead"));
    let form = "web_key=KEY&name=Ann";
    assert_eq!(post(&sandbox, form).status, 503);
    assert_eq!(post(&sandbox, form).status, 200);
    let requests = sandbox.requests();
    assert_eq!(requests[0].call.as_deref(), Some("external_form_lead"));
    assert_eq!(requests[0].fault.as_deref(), Some("status"));
    assert_eq!(requests[1].call.as_deref(), Some("external_form_lead"));
    assert_eq!(requests[1].parameters["web_key"], "<secret>");
    assert_eq!(requests[1].parameters["name"], "Ann");
}

#[test]
fn the_call_has_one_method_and_one_path() {
    let sandbox = sandbox();
    let mut connection = Connection::to(&sandbox);
    assert_eq!(connection.exchange("GET", PATH, "").unwrap().status, 404);
    for call in ["external_form_lead", "thumbtack_lead"] {
        let path = format!("/v2/api/{call}");
        assert_eq!(
            connection.exchange("POST", &path, "{}").unwrap().status,
            404
        );
    }
}
