//! Credentials: what is right opens the account, everything else is denied.

use clienttether_generated::{
    Client, CreateClient, Credentials, ReadClientList, ReadTagsList, ReadUserList,
};
use prose_runtime::{Cause, Config};

use super::{Session, http, refused};

impl Session {
    fn with_keys(&self, token: &str, web_key: &str) -> Client {
        let config = Config::new().base_url(self.sandbox.base_url());
        Client::with_config(Credentials::new(token, web_key), config).unwrap()
    }

    fn get(&self, call: &str, headers: &[(&str, &str)]) -> (u16, String) {
        let url = format!("{}{call}", self.sandbox.base_url());
        http::send("GET", &url, headers, "")
    }
}

#[tokio::test]
async fn wrong_keys_are_denied_before_anything_is_looked_at() {
    let session = Session::quiet();
    let (token, web_key) = (session.sandbox.access_token(), session.sandbox.web_key());
    for (token, web_key) in [
        ("wrong", web_key),
        (token, "CT_0123456789abcdef0123456789abcdef"),
        (web_key, token),
        ("wrong", "wrong"),
    ] {
        let client = session.with_keys(token, web_key);
        let error = refused(client.read_user_list(ReadUserList::new()).await);
        assert!(error.is_access_denied(), "{error}");
        assert!(
            matches!(error.cause(), Cause::Status { status: 401, .. }),
            "{error}"
        );
        assert_eq!(error.attempts().len(), 1, "asking again would not help");
        let create = client.create_client(CreateClient::new("Jo", "Sample"));
        assert!(refused(create.await).is_access_denied());
    }
    let list = session.client.read_client_list(ReadClientList::new()).await;
    assert!(list.unwrap().records().is_empty());
}

#[tokio::test]
async fn both_headers_are_needed_whatever_their_capitals() {
    let session = Session::quiet();
    let token = session.sandbox.access_token();
    let web_key = session.sandbox.web_key();
    for headers in [
        &[][..],
        &[("X-Access-Token", token)],
        &[("X-Web-Key", web_key)],
        &[("X-Access-Token", ""), ("X-Web-Key", "")],
        &[("Authorization", token), ("X-Web-Key", web_key)],
    ] {
        let (status, body) = session.get("read_user_list", headers);
        assert_eq!(status, 401, "{body}");
        assert!(!body.contains("ResultCode"), "{body}");
    }
    for names in [
        ["X-Access-Token", "X-Web-Key"],
        ["x-access-token", "x-web-key"],
    ] {
        let headers = [(names[0], token), (names[1], web_key)];
        let (status, body) = session.get("read_user_list", &headers);
        assert_eq!(status, 200);
        assert!(body.contains("CT_200"), "{body}");
    }
}

#[tokio::test]
async fn one_token_opens_every_account() {
    let session = Session::busy();
    let token = session.sandbox.access_token();
    for account in session.sandbox.accounts().unwrap() {
        let client = session.with_keys(token, &account.web_key);
        client.read_tags_list(ReadTagsList::new()).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_denied_is_in_the_journal_without_its_keys() {
    let session = Session::quiet();
    let client = session.with_keys("the-wrong-token", "CT_the_wrong_key");
    refused(client.read_user_list(ReadUserList::new()).await);
    let requests = session.sandbox.requests();
    assert_eq!(requests[0].call.as_deref(), Some("read_user_list"));
    assert_eq!(requests[0].status, Some(401));
    let shown = serde_json::to_string(&requests[0]).unwrap() + &format!("{:?}", requests[0]);
    assert!(!shown.contains("wrong"), "{shown}");
}
