//! What the sandbox tells of the requests that it received, and its endpoint for that.

use clienttether_generated::{
    CreateClient, CreateUser, CreateUserRequired, ReadTagsList, UserType,
};
use serde_json::{Value, json};

use super::{Session, http, refused};

impl Session {
    /// A request to the control endpoint: its status and its JSON.
    fn control(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let url = format!("{}{path}", self.sandbox.control_url());
        let body = body.map_or_else(String::new, |body| body.to_string());
        let token = ("X-Sandbox-Token", self.sandbox.control_token());
        let (status, text) = http::send(method, &url, &[token], &body);
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }
}

#[tokio::test]
async fn requests_are_kept_in_their_order_with_what_became_of_them() {
    let session = Session::quiet();
    session.contact("Jo").await;
    let call = CreateClient::new("Jo", "Sample").state("Colorado");
    refused(session.unchecked().create_client(call).await);
    session
        .client
        .read_tags_list(ReadTagsList::new())
        .await
        .unwrap();
    let requests = session.sandbox.requests();
    let seen: Vec<_> = requests
        .iter()
        .map(|it| {
            (
                it.method.as_str(),
                it.path.as_str(),
                it.status,
                it.code.as_deref(),
            )
        })
        .collect();
    let codes: Vec<_> = requests
        .iter()
        .map(|it| it.call.as_deref().unwrap())
        .collect();
    assert_eq!(codes, ["create_client", "create_client", "read_tags_list"]);
    assert_eq!(seen[0].0, "POST");
    assert_eq!(seen[0].1, "/v2/api/create_client");
    assert!(seen.iter().all(|(_, _, status, _)| *status == Some(200)));
    assert_eq!(seen[1].3, Some("state"));
    assert_eq!(requests[1].parameters["state"], "Colorado");
    session.sandbox.forget_requests();
    assert!(session.sandbox.requests().is_empty());
}

#[tokio::test]
async fn secrets_are_not_kept() {
    let session = Session::quiet();
    let call = CreateUser::new(CreateUserRequired {
        user_type: UserType::Admin,
        user_first_name: "Alex".to_owned(),
        user_last_name: "Sample".to_owned(),
        user_phone: "303-555-0149".to_owned(),
        user_email: "alex@example.com".to_owned(),
        user_username: "alex".to_owned(),
        user_show_calendar: true,
        user_password: "correct horse".to_owned(),
    });
    session.client.create_user(call).await.unwrap();
    let requests = session.sandbox.requests();
    assert_eq!(requests[0].parameters["user_password"], "<secret>");
    assert_eq!(requests[0].parameters["user_username"], "alex");
    let kept = serde_json::to_string(&requests).unwrap();
    for secret in [
        "correct horse",
        session.sandbox.access_token(),
        session.sandbox.web_key(),
    ] {
        assert!(!kept.contains(secret), "{kept}");
    }
    let (status, listed) = session.control("GET", "requests", None);
    assert_eq!(status, 200);
    assert!(!listed.to_string().contains("correct horse"), "{listed}");
    assert!(listed.to_string().contains("create_user"), "{listed}");
}

#[tokio::test]
async fn the_endpoint_resets_moves_the_clock_sets_faults_and_switches() {
    let session = Session::quiet();
    session.contact("Jo").await;
    let (status, state) = session.control("GET", "", None);
    assert_eq!(status, 200, "{state}");

    let day = json!({"now": "2027-01-01 00:00:00"});
    assert_eq!(session.control("POST", "clock", Some(day)).0, 200);
    assert!(session.sandbox.now().to_string().starts_with("2027-01-01"));
    let hour = json!({"advance_seconds": 3600});
    assert_eq!(session.control("POST", "clock", Some(hour)).0, 200);
    assert!(session.sandbox.now().to_string().contains("01:00:"));

    let fault = json!({"trouble": "html", "on": "read_tags_list"});
    assert!(session.control("POST", "faults", Some(fault)).0 < 300);
    refused(session.client.read_tags_list(ReadTagsList::new()).await);
    session
        .client
        .read_tags_list(ReadTagsList::new())
        .await
        .unwrap();

    let word = json!({"codes": "documented"});
    assert_eq!(session.control("POST", "switches", Some(word)).0, 200);
    let reply = session.client.read_tags_list(ReadTagsList::new()).await;
    assert_eq!(reply.unwrap().code(), Some("CT200"));

    assert_eq!(session.control("POST", "reset", None).0, 200);
    assert!(session.sandbox.requests().is_empty());
    let list = clienttether_generated::ReadClientList::new();
    let list = session.client.read_client_list(list).await.unwrap();
    assert!(list.records().is_empty());
}

#[tokio::test]
async fn what_the_endpoint_does_not_know_is_told() {
    let session = Session::quiet();
    for (method, path, body, status) in [
        ("POST", "switches", json!({"codes": "loud"}), 400),
        ("POST", "switches", json!({"volume": "loud"}), 400),
        ("POST", "clock", json!({"now": "tomorrow"}), 400),
        ("POST", "faults", json!({"trouble": "sunspots"}), 400),
        ("POST", "nothing", json!({}), 404),
        ("DELETE", "clock", json!({}), 405),
    ] {
        let (got, answer) = session.control(method, path, Some(body));
        assert_eq!(got, status, "{method} {path}: {answer}");
        assert!(answer["error"].is_string(), "{method} {path}: {answer}");
    }
}

#[tokio::test]
async fn the_endpoint_is_not_in_the_journal() {
    let session = Session::quiet();
    session.control("GET", "", None);
    session.control("GET", "requests", None);
    assert!(session.sandbox.requests().is_empty());
}
