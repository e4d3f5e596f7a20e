//! Keys by which a server knows a call again.

use std::collections::BTreeSet;

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Client, Config, Credentials, Idempotency, Method, Place, RawCall,
};

use crate::api::{API, OWNER};
use crate::clock::Clock;
use crate::other_api::OTHER_API;
use crate::server::{Server, Then, failing, header, http, ok};

static ONCE: ApiDescriptor = ApiDescriptor {
    name: "once",
    result_codes: API.result_codes,
    ..OTHER_API
};
static ADD: CallDescriptor = CallDescriptor {
    sends: &[Place::Json],
    idempotency: Some(Idempotency::Header("Idempotency-Key")),
    ..CallDescriptor::raw(&ONCE, Method::Post, "add")
};
static ADD_ANYHOW: CallDescriptor = CallDescriptor {
    idempotency: None,
    ..ADD
};

static ADD_BY_KEY: CallDescriptor = CallDescriptor {
    accepts: &[&OWNER],
    idempotency: Some(Idempotency::Key("owner")),
    ..ADD
};

fn client(server: &Server) -> Client {
    let config = Config::new().base_url(server.url()).timing(Clock::new());
    Client::new(Credentials::new(&ONCE), config).unwrap()
}

fn keys(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let keys = requests
        .iter()
        .map(|request| header(request, "idempotency-key"));
    keys.map(|key| key.unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_create_is_repeated_with_the_same_key() {
    let server = Server::new([Then::Close, failing(503), ok()]).await;
    client(&server).send(RawCall::new(&ADD)).await.unwrap();
    let keys = keys(&server);
    assert_eq!(keys.len(), 3);
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[test]
fn a_key_takes_the_place_of_no_other_header() {
    static FOR_ALL: CallDescriptor = CallDescriptor {
        idempotency: Some(Idempotency::Header("Accept")),
        ..ADD
    };
    let client = Client::new(Credentials::new(&ONCE), Config::new()).unwrap();
    let error = client.send(RawCall::new(&FOR_ALL)).request().unwrap_err();
    assert!(error.is_config(), "{error}");
    assert!(error.to_string().contains("in place of"), "{error}");
}

#[tokio::test]
async fn each_call_has_a_random_key_of_its_own() {
    let server = Server::new((0..20).map(|_| ok())).await;
    let client = client(&server);
    for _ in 0..20 {
        client.send(RawCall::new(&ADD)).await.unwrap();
    }
    let keys = keys(&server);
    for key in &keys {
        let lengths: Vec<usize> = key.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{key}");
        assert_eq!(key.as_bytes()[14], b'4', "{key}");
        assert!(b"89ab".contains(&key.as_bytes()[19]), "{key}");
        assert!(
            key.bytes()
                .all(|sign| sign == b'-' || sign.is_ascii_hexdigit()),
            "{key}"
        );
    }
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), 20);
}

#[tokio::test]
async fn an_error_tells_the_key_with_which_the_call_is_sent_again_later() {
    let server = Server::new([http("400 No", ""), ok()]).await;
    let client = client(&server);
    let error = client.send(RawCall::new(&ADD)).await.unwrap_err();
    let key = error.idempotency_key().unwrap();
    client
        .send(RawCall::new(&ADD))
        .idempotency_key(key)
        .await
        .unwrap();
    assert_eq!(keys(&server), [key, key]);
}

#[tokio::test]
async fn a_call_without_a_key_has_none_and_is_not_repeated() {
    let server = Server::new([Then::Close, ok()]).await;
    let client = client(&server);
    let error = client.send(RawCall::new(&ADD_ANYHOW)).await.unwrap_err();
    assert!(error.may_have_acted());
    assert_eq!(error.idempotency_key(), None);
    assert_eq!(header(&server.request(), "idempotency-key"), None);
    let error = client
        .send(RawCall::new(&ADD_ANYHOW))
        .idempotency_key("a")
        .await;
    assert!(error.unwrap_err().is_config());
}

#[tokio::test]
async fn a_key_that_cannot_be_written_is_told() {
    let client = client(&Server::new([]).await);
    for key in ["", " ", "a\nb", "ключ\u{0}"] {
        let sending = client.send(RawCall::new(&ADD)).idempotency_key(key);
        let error = sending.request().unwrap_err();
        assert!(error.is_config(), "{error}");
        assert!(key.trim().is_empty() || !error.to_string().contains(key));
    }
}

#[tokio::test]
async fn it_is_shown_and_no_other_header_takes_its_place() {
    let client = client(&Server::new([]).await);
    let sending = client
        .send(RawCall::new(&ADD))
        .idempotency_key("once-and-no-more");
    let shown = sending.request().unwrap().to_curl();
    assert!(shown.contains("once-and-no-more"), "{shown}");
    let sending = client
        .send(RawCall::new(&ADD))
        .header("idempotency-KEY", "mine");
    let error = sending.request().unwrap_err().to_string();
    assert!(
        error.contains("idempotency_key") && !error.contains("mine"),
        "{error}"
    );
}

#[tokio::test]
async fn it_can_travel_in_a_key_of_the_call() {
    let server = Server::new([Then::Close, ok(), ok(), http("400 No", "")]).await;
    let client = client(&server);
    client.send(RawCall::new(&ADD_BY_KEY)).await.unwrap();
    client
        .send(RawCall::new(&ADD_BY_KEY).with("owner", "mine"))
        .await
        .unwrap();
    let call = RawCall::new(&ADD_BY_KEY).with("owner", "mine");
    let error = client
        .send(call)
        .idempotency_key("later")
        .await
        .unwrap_err();
    assert_eq!(error.idempotency_key(), Some("later"));
    let requests = server.requests();
    let bodies: Vec<&str> = requests
        .iter()
        .filter_map(|it| it.split("\r\n\r\n").nth(1))
        .collect();
    assert_eq!(bodies[0], bodies[1]);
    assert!(
        bodies[0].len() == r#"{"owner":""}"#.len() + 36,
        "{bodies:?}"
    );
    assert_eq!(bodies[2..], [r#"{"owner":"mine"}"#, r#"{"owner":"later"}"#]);
}
