//! Where parameters travel, when the caller chooses.

use clienttether_generated::{
    CreateClient, CreateHistoryNotes, DeleteClientById, NoteType, ReadClientExist, UpdateClientById,
};
use prose_runtime::{Config, Method, Place};

use super::{Wire, bare, json, with_body};

const FORM: &str = "application/x-www-form-urlencoded";

fn note() -> clienttether_generated::HistoryNote {
    super::history_note(8051632, NoteType::Note, "2024-02-29T00:00:00Z", "", "", "")
}

#[tokio::test]
async fn a_form_has_the_same_parameters_escaped() {
    let wire = Wire::new();
    let call = CreateClient::new("Jo Ann", "Sample")
        .email("jo+lead@example.com")
        .tags(["Hot Lead", "50% off"])
        .custom("Favorite Chocolate", "Dark & bitter");
    wire.client
        .create_client(call)
        .parameters_in(Place::Form)
        .await
        .unwrap();
    let body = "firstName=Jo%20Ann&lastName=Sample&email=jo%2Blead%40example.com\
                &tag=Hot%20Lead%2C50%25%20off&Favorite%20Chocolate=Dark%20%26%20bitter";
    assert_eq!(wire.sent(), with_body("POST", "create_client", FORM, body));
}

#[tokio::test]
async fn a_post_with_everything_in_the_query_says_that_it_has_no_body() {
    let wire = Wire::new();
    wire.client
        .update_client_by_id(UpdateClientById::new(8051632).whiteboard("<p>Paid.</p>"))
        .parameters_in(Place::Query)
        .await
        .unwrap();
    let target = "update_client_by_id?client_id=8051632&whiteboard=%3Cp%3EPaid.%3C%2Fp%3E";
    let expected = bare("POST", target).replace(
        "accept: application/json\r\n",
        "accept: application/json\r\ncontent-length: 0\r\n",
    );
    assert_eq!(wire.sent(), expected);
}

#[tokio::test]
async fn a_delete_can_carry_its_id_as_json() {
    let wire = Wire::new();
    wire.client
        .delete_client_by_id(DeleteClientById::new(8051632))
        .parameters_in(Place::Json)
        .await
        .unwrap();
    assert_eq!(
        wire.sent(),
        json(
            "DELETE",
            "delete_client_by_id",
            r#"{"client_id":"8051632"}"#
        )
    );
}

#[tokio::test]
async fn a_client_can_be_set_to_send_all_posts_as_forms() {
    let wire = Wire::with(Config::new().send_parameters(Method::Post, Place::Form));
    wire.client
        .create_client(CreateClient::new("Jo", "Sample"))
        .await
        .unwrap();
    let body = "firstName=Jo&lastName=Sample";
    assert_eq!(wire.sent(), with_body("POST", "create_client", FORM, body));
}

#[tokio::test]
async fn the_caller_of_one_call_outvotes_the_client() {
    let wire = Wire::with(Config::new().send_parameters(Method::Post, Place::Form));
    wire.client
        .create_client(CreateClient::new("Jo", "Sample"))
        .parameters_in(Place::Json)
        .await
        .unwrap();
    let body = r#"{"firstName":"Jo","lastName":"Sample"}"#;
    assert_eq!(wire.sent(), json("POST", "create_client", body));
}

#[tokio::test]
async fn notes_stay_json_when_all_posts_are_forms() {
    let wire = Wire::with(Config::new().send_parameters(Method::Post, Place::Form));
    wire.client
        .create_history_notes(CreateHistoryNotes::new([note()]))
        .await
        .unwrap();
    let body = r#"{"notes":[{"client_id":"8051632","type":"note",
        "utc_datetime":"2024-02-29T00:00:00Z","subject":"","body_content":"","users_name":""}]}"#;
    assert_eq!(wire.sent(), json("POST", "create_history_notes", body));
}

#[tokio::test]
async fn a_place_that_the_call_does_not_take_is_refused_by_name() {
    let client = Wire::new().client;
    let notes = client
        .create_history_notes(CreateHistoryNotes::new([note()]))
        .parameters_in(Place::Form)
        .await;
    assert_eq!(
        notes.unwrap_err().to_string(),
        "create_history_notes: takes no parameters in a form"
    );
    let read = client
        .read_client_exist(ReadClientExist::new().first_name("Jo"))
        .parameters_in(Place::Json)
        .await;
    assert_eq!(
        read.unwrap_err().to_string(),
        "read_client_exist: takes no parameters in JSON"
    );
}

#[tokio::test]
async fn the_user_agent_can_be_changed() {
    let wire = Wire::with(Config::new().user_agent("crm-sync/2.1"));
    wire.client
        .delete_client_by_id(DeleteClientById::new(1))
        .await
        .unwrap();
    let sent = wire.sent();
    assert!(sent.contains("\r\nuser-agent: crm-sync/2.1\r\n"), "{sent}");
}
