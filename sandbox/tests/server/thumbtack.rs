//! Leads from Thumbtack, on the wire.

use prose_sandbox::clienttether::{Sandbox, ThumbtackAnswer};

use crate::http::{Connection, contacts};

const PATH: &str = "/v1/external-api/thumbtack/lead";

const LEAD: &str = r#"{
    "leadID": "4711", "createTimestamp": "1772442000", "leadType": "INSTANT_BOOK",
    "request": {
        "requestID": "1", "category": "House Painting", "title": "Paint the porch",
        "description": "Blue, two coats.", "schedule": "Next week",
        "location": {"address1": "1 Example Street", "address2": "Unit 2", "city": "Denver",
                     "state": "CO", "zipCode": "80202"},
        "details": [{"question": "How large?", "answer": "Ten by ten"}], "attachments": []
    },
    "customer": {"customerID": "9", "name": "Ann van Lee", "phone": "+1 (303) 555-0147"},
    "business": {"businessID": "3", "name": "Pine Hill Painting"},
    "leadPrice": null, "chargeState": null
}"#;

fn sandbox() -> Sandbox {
    Sandbox::setup().contacts(0).start().unwrap()
}

#[test]
fn a_lead_becomes_a_contact_with_a_note_of_the_rest() {
    let sandbox = sandbox();
    let mut connection = Connection::to(&sandbox);
    let answer = connection.exchange("POST", PATH, LEAD).unwrap().json();
    assert_eq!(answer["ResultCode"], "CT_200");
    let id = answer["data"][0]["client_id"].as_str().unwrap();
    let contact = connection
        .get(&format!("read_client_by_id/{id}"))
        .unwrap()
        .json();
    let contact = &contact["data"][0];
    for (key, value) in [
        ("firstName", "Ann"),
        ("lastName", "van Lee"),
        ("phone", "3035550147"),
        ("address", "1 Example Street, Unit 2"),
        ("city", "Denver"),
        ("state", "CO"),
        ("zip", "80202"),
        ("tag", "Thumbtack"),
        ("clients_lead_source", ""),
    ] {
        assert_eq!(contact[key], value, "{key}");
    }
    let notes = connection.get(&format!("read_client_history_notes?client_id={id}"));
    let notes = notes.unwrap().json();
    let note = notes["data"][0]["body_content"].as_str().unwrap();
    for words in [
        "4711",
        "Paint the porch",
        "Blue, two coats.",
        "How large? Ten by ten",
    ] {
        assert!(note.contains(words), "{note}");
    }
}

#[test]
fn a_lead_source_of_the_name_is_set_and_its_plan_starts() {
    let sandbox = sandbox();
    let mut connection = Connection::to(&sandbox);
    let source = r#"{"lead_source_name":"thumbtack"}"#;
    connection
        .exchange("POST", "/v2/api/create_lead_source", source)
        .unwrap();
    let answer = connection.exchange("POST", PATH, LEAD).unwrap().json();
    let id = answer["data"][0]["client_id"].as_str().unwrap();
    let contact = connection
        .get(&format!("read_client_by_id/{id}"))
        .unwrap()
        .json();
    assert_eq!(contact["data"][0]["clients_lead_source"], "thumbtack");
}

#[test]
fn it_needs_both_headers_json_and_a_name() {
    let sandbox = sandbox();
    let mut stranger = Connection::at(sandbox.address());
    assert_eq!(stranger.exchange("POST", PATH, LEAD).unwrap().status, 401);
    let mut connection = Connection::to(&sandbox);
    for (body, code) in [
        ("customer=Ann", "CT_400"),
        ("", "CT_400"),
        ("[]", "CT_400"),
        ("{}", "CT_501"),
        (r#"{"customer":{"name":" "}}"#, "CT_501"),
    ] {
        let answer = connection.exchange("POST", PATH, body).unwrap();
        assert_eq!(answer.json()["ResultCode"], code, "{body}");
    }
    assert_eq!(contacts(&sandbox), 0);
}

#[test]
fn what_a_contact_cannot_hold_is_left_to_the_note() {
    let sandbox = sandbox();
    let mut connection = Connection::to(&sandbox);
    let lead = r#"{"customer":{"name":"Ann","phone":"555-0147"},
                   "request":{"location":{"state":"Colorado","zipCode":"8"}}}"#;
    let answer = connection.exchange("POST", PATH, lead).unwrap().json();
    let id = answer["data"][0]["client_id"].as_str().unwrap();
    let contact = connection
        .get(&format!("read_client_by_id/{id}"))
        .unwrap()
        .json();
    for key in ["phone", "state", "zip", "lastName"] {
        assert_eq!(contact["data"][0][key], "", "{key}");
    }
}

#[test]
fn its_answer_may_be_a_message_alone() {
    let sandbox = sandbox();
    sandbox.switch(|switches| switches.thumbtack_answer = ThumbtackAnswer::Message);
    let mut connection = Connection::to(&sandbox);
    let answer = connection.exchange("POST", PATH, LEAD).unwrap();
    assert_eq!(answer.body, r#"{"Message":"Success"}"#);
    sandbox.check_duplicates(sandbox.web_key(), true).unwrap();
    let answer = connection.exchange("POST", PATH, LEAD).unwrap();
    assert_eq!(answer.json()["ResultCode"], "CT_520");
}
