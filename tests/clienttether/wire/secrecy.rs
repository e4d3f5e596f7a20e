//! Tokens and personal values, which must not be seen in anything that is written to a log.

use clienttether_generated::{
    Client, CreateClient, CreateHistoryNotes, CreateUser, CreateUserRequired, Credentials,
    NoteType, ReadClientExist, UserType,
};
use prose_runtime::{Cause, Config, Error, Place};
use workspace_tests::{Loopback, http};

const CANARY: &str = "C4N4RY";

fn client(config: Config) -> Result<Client, Error> {
    let token = format!("{CANARY}-token");
    let web_key = format!("CT_{CANARY}");
    Client::with_config(Credentials::new(token, web_key), config)
}

/// Nobody listens there.
fn nowhere() -> Config {
    Config::new().base_url("http://127.0.0.1:1/")
}

fn assert_hidden(shown: &str) {
    assert!(!shown.contains(CANARY), "{shown}");
}

#[test]
fn credentials_and_client_hide_the_tokens() {
    let credentials = Credentials::new(CANARY, CANARY);
    assert_hidden(&format!("{credentials:?} {:?}", client(nowhere()).unwrap()));
}

#[test]
fn tokens_that_cannot_travel_are_named_and_not_shown() {
    for (token, web_key) in [(format!("{CANARY}\n"), "key"), (String::new(), CANARY)] {
        let credentials = Credentials::new(token, web_key);
        let error = Client::with_config(credentials, nowhere()).unwrap_err();
        assert_hidden(&format!("{error} {error:?}"));
        assert!(error.to_string().contains("access_token"), "{error}");
    }
}

#[test]
fn calls_hide_personal_values_secrets_and_custom_fields() {
    let contact = CreateClient::new(CANARY, CANARY)
        .phone(CANARY)
        .email(CANARY)
        .whiteboard(CANARY)
        .custom("Favorite Chocolate", CANARY);
    assert_eq!(
        format!("{contact:?}"),
        "CreateClient(create_client { firstName: <personal>, lastName: <personal>, \
         phone: <personal>, email: <personal>, whiteboard: <personal>, \
         Favorite Chocolate: <custom> })"
    );
    let user = CreateUser::new(CreateUserRequired {
        user_type: UserType::Standard,
        user_first_name: CANARY.to_owned(),
        user_last_name: CANARY.to_owned(),
        user_phone: CANARY.to_owned(),
        user_email: CANARY.to_owned(),
        user_username: CANARY.to_owned(),
        user_show_calendar: true,
        user_password: CANARY.to_owned(),
    });
    assert_hidden(&format!("{user:?}"));
    let note = super::history_note(
        1,
        NoteType::Note,
        "2024-02-29T00:00:00Z",
        CANARY,
        CANARY,
        CANARY,
    );
    assert_hidden(&format!(
        "{note:?} {:?}",
        CreateHistoryNotes::new([note.clone()])
    ));
}

#[tokio::test]
async fn violations_hide_personal_values() {
    let client = client(nowhere()).unwrap();
    let call = CreateClient::new("Jo", "Sample")
        .phone(CANARY)
        .email(CANARY)
        .state(CANARY)
        .custom("Long", CANARY.repeat(20));
    let sending = client.create_client(call);
    assert_hidden(&format!("{sending:?}"));
    let error = sending.await.unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn errors_of_the_network_hide_address_tokens_and_values() {
    let client = client(nowhere()).unwrap();
    let call = ReadClientExist::new().first_name(CANARY);
    let error = client.read_client_exist(call).await.unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Transport { .. }),
        "{error:?}"
    );
    assert_hidden(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn an_answer_that_repeats_the_request_is_not_quoted() {
    for status in ["200 OK", "401 Unauthorized", "500 Internal Server Error"] {
        let body = format!("Cannot serve {CANARY}-token");
        let server = Loopback::answering(vec![http(status, "text/plain", &body)]).unwrap();
        let client = client(Config::new().base_url(server.base_url())).unwrap();
        let error = client
            .create_client(CreateClient::new(CANARY, CANARY))
            .parameters_in(Place::Query)
            .await
            .unwrap_err();
        assert_hidden(&format!("{error} {error:?}"));
    }
}
