//! Values that could break out of their place, and what becomes of them.

use clienttether_generated::{
    Client, CreateClient, CreateHistoryNotes, Credentials, NoteType, ReadActionPlanList,
    ReadClientByExternalId, ReadClientById, ReadClientExist, api,
};
use prose_runtime::{BaseUrl, Call, Cause, Config, Place};

use super::{Wire, bare, json, with_body};

/// Everything that a URL gives a meaning to, and what no URL may hold.
const HOSTILE: &str = " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~-._\r\n\0é漢🌹";
const HOSTILE_ESCAPED: &str = "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40\
    %5B%5C%5D%5E%60%7B%7C%7D~-._%0D%0A%00%C3%A9%E6%BC%A2%F0%9F%8C%B9";
const HOSTILE_JSON: &str = r##" !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~-._\r\n\u0000é漢🌹"##;

#[tokio::test]
async fn no_value_can_leave_its_place_in_a_query() {
    let wire = Wire::new();
    wire.client
        .read_client_exist(
            ReadClientExist::new()
                .first_name(HOSTILE)
                .last_name("a&phone=1"),
        )
        .await
        .unwrap();
    let target = format!("read_client_exist?firstName={HOSTILE_ESCAPED}&lastName=a%26phone%3D1");
    assert_eq!(wire.sent(), bare("GET", &target));
}

#[tokio::test]
async fn no_value_can_leave_its_place_in_a_form() {
    let wire = Wire::new();
    wire.client
        .create_client(CreateClient::new(HOSTILE, "Sample"))
        .parameters_in(Place::Form)
        .await
        .unwrap();
    let body = format!("firstName={HOSTILE_ESCAPED}&lastName=Sample");
    let form = "application/x-www-form-urlencoded";
    assert_eq!(wire.sent(), with_body("POST", "create_client", form, &body));
}

#[tokio::test]
async fn no_value_can_leave_its_place_in_json() {
    let wire = Wire::new();
    wire.client
        .create_client(CreateClient::new(HOSTILE, "Sample"))
        .await
        .unwrap();
    let body = format!(r#"{{"firstName":"{HOSTILE_JSON}","lastName":"Sample"}}"#);
    assert_eq!(wire.sent(), json("POST", "create_client", &body));
}

#[tokio::test]
async fn names_of_custom_fields_are_escaped_like_values() {
    let call = || CreateClient::new("Jo", "Sample").custom("a=b&c\"d é", "1");
    let wire = Wire::new();
    wire.client.create_client(call()).await.unwrap();
    let body = r#"{"firstName":"Jo","lastName":"Sample","a=b&c\"d é":"1"}"#;
    assert_eq!(wire.sent(), json("POST", "create_client", body));

    let wire = Wire::new();
    wire.client
        .create_client(call())
        .parameters_in(Place::Query)
        .await
        .unwrap();
    let sent = wire.sent();
    let target = "?firstName=Jo&lastName=Sample&a%3Db%26c%22d%20%C3%A9=1 HTTP/1.1\r\n";
    assert!(sent.contains(target), "{sent}");
}

#[tokio::test]
async fn custom_fields_come_last_in_the_order_in_which_they_are_set() {
    let wire = Wire::new();
    let call = CreateClient::new("Jo", "Sample")
        .custom("Zoo", "1")
        .custom("Area", "2")
        .city("Denver");
    wire.client.create_client(call).await.unwrap();
    let body = r#"{"firstName":"Jo","lastName":"Sample","city":"Denver","Zoo":"1","Area":"2"}"#;
    assert_eq!(wire.sent(), json("POST", "create_client", body));
}

#[tokio::test]
async fn keys_travel_in_the_order_of_the_document_and_the_last_value_counts() {
    let wire = Wire::new();
    let call = CreateClient::new("Jo", "Sample")
        .city("Boulder")
        .phone("3035550147")
        .city("Denver");
    wire.client.create_client(call).await.unwrap();
    let body = r#"{"firstName":"Jo","lastName":"Sample","phone":"3035550147","city":"Denver"}"#;
    assert_eq!(wire.sent(), json("POST", "create_client", body));
}

#[tokio::test]
async fn an_empty_list_is_a_blank_text() {
    let wire = Wire::new();
    let call = CreateClient::new("Jo", "Sample").tags([""; 0]);
    wire.client.create_client(call).await.unwrap();
    let body = r#"{"firstName":"Jo","lastName":"Sample","tag":""}"#;
    assert_eq!(wire.sent(), json("POST", "create_client", body));
}

#[tokio::test]
async fn a_percent_sign_is_sent_as_one() {
    let wire = Wire::new();
    wire.client
        .read_action_plan_list(ReadActionPlanList::new().action_plan_name("50%20off"))
        .await
        .unwrap();
    let target = "read_action_plan_list?action_plan_name=50%2520off";
    assert_eq!(wire.sent(), bare("GET", target));
}

#[tokio::test]
async fn nested_notes_hold_any_text() {
    let wire = Wire::new();
    let note = super::history_note(
        8051632,
        NoteType::EmailOut,
        "2024-02-29T23:59:59Z",
        r#""}],"client_id":"1"#,
        HOSTILE,
        "Zoë 漢",
    );
    wire.client
        .create_history_notes(CreateHistoryNotes::new([note]))
        .await
        .unwrap();
    let body = format!(
        r#"{{"notes":[{{"client_id":"8051632","type":"email_out",
        "utc_datetime":"2024-02-29T23:59:59Z","subject":"\"}}],\"client_id\":\"1",
        "body_content":"{HOSTILE_JSON}","users_name":"Zoë 漢"}}]}}"#
    );
    assert_eq!(wire.sent(), json("POST", "create_history_notes", &body));
}

#[tokio::test]
async fn an_id_that_would_change_the_path_is_not_sent() {
    // Nobody listens there: sending would be another error.
    let config = Config::new().base_url("http://127.0.0.1:1/");
    let client = Client::with_config(Credentials::new("token", "key"), config).unwrap();
    for id in [
        "",
        ".",
        "..",
        "../read_user_list",
        "1/2",
        "1?limit=5",
        "1%2f2",
        "1 ",
        "１",
    ] {
        let error = client
            .read_client_by_id(ReadClientById::new(id))
            .await
            .unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Invalid(_)),
            "{id:?}: {error:?}"
        );
    }
}

#[test]
fn even_unchecked_an_id_cannot_leave_its_segment_of_the_path() {
    let path_of = |id: &str| {
        let base_url = BaseUrl::new(&api::API, &Config::new())?;
        let credentials = prose_runtime::Credentials::new(&api::API);
        let call = ReadClientByExternalId::new(id);
        prose_runtime::encode(call.params(), &base_url, &credentials, Place::Query)
            .map(|request| request.url().to_owned())
    };
    let base = "https://api.clienttether.com/v2/api/read_client_by_external_id";
    assert_eq!(
        path_of("../a?b#c%2e é").unwrap(),
        format!("{base}/..%2Fa%3Fb%23c%252e%20%C3%A9")
    );
    for id in ["", ".", ".."] {
        let refused = path_of(id).unwrap_err();
        assert!(
            matches!(refused.cause(), Cause::Invalid(_)),
            "{id:?}: {refused:?}"
        );
    }
}
