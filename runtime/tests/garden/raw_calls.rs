//! Calls that the spec does not know yet.

use prose_runtime::{
    Call as _, CallDescriptor, Client, Config, Method, Paging, Place, RawCall, Record as _, Safety,
    Timing, Validation, Value,
};
use tokio::net::TcpListener;

use crate::api::{API, CREATE_PLANT, CreatePlant, OWNER, TAG, TALL, client_at, credentials};
use crate::clock::Clock;
use crate::server::{Server, failing, header, http, ok};

static READ_LEAF: CallDescriptor =
    CallDescriptor::raw(&API, Method::Get, "plants/{plant}/leaves/{leaf}");
static CUT_LEAF: CallDescriptor = CallDescriptor::raw(&API, Method::Post, "cut_leaf");
static DROP_LEAF: CallDescriptor = CallDescriptor::raw(&API, Method::Delete, "drop_leaf");
static MOVE_LEAF: CallDescriptor = CallDescriptor::raw(&API, Method::Put, "move_leaf");
static BEND_LEAF: CallDescriptor = CallDescriptor::raw(&API, Method::Patch, "bend_leaf");
static LIST_LEAVES: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByOffset {
        limit: Some("limit"),
        offset: "offset",
        max: 2,
    }),
    ..CallDescriptor::raw(&API, Method::Get, "leaves")
};
static LIST_STEMS: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByPage {
        page: "page",
        size: "size",
        max: 2,
        rows_repeat: false,
    }),
    ..CallDescriptor::raw(&API, Method::Get, "stems")
};

fn url(call: RawCall) -> String {
    let client = client_at("http://localhost/");
    client.send(call).request().unwrap().url().to_owned()
}

#[test]
fn values_go_into_the_path_where_it_names_them_and_otherwise_into_the_query() {
    let call = RawCall::new(&READ_LEAF)
        .with("plant", "7")
        .with("leaf", "9")
        .with("colour", "green");
    assert_eq!(url(call), "http://localhost/plants/7/leaves/9?colour=green");
}

#[test]
fn values_are_escaped_in_the_path_and_in_the_query() {
    let call = RawCall::new(&READ_LEAF)
        .with("plant", "a/b?c")
        .with("leaf", "ž")
        .with("the colour", "green & red");
    assert_eq!(
        url(call),
        "http://localhost/plants/a%2Fb%3Fc/leaves/%C5%BE?the%20colour=green%20%26%20red"
    );
}

#[test]
fn a_value_that_is_missing_in_the_path_is_told() {
    let call = RawCall::new(&READ_LEAF).with("plant", "7");
    let client = client_at("http://localhost/");
    let error = client.send(call).request().unwrap_err();
    assert!(error.is_invalid(), "{error:?}");
    assert!(error.to_string().contains("`leaf`"), "{error}");
}

#[test]
fn a_name_that_is_given_twice_is_told() {
    let call = RawCall::new(&CUT_LEAF).with("leaf", "1").with("leaf", "2");
    let client = client_at("http://localhost/");
    let error = client.send(call).request().unwrap_err();
    assert!(error.is_invalid(), "{error:?}");
}

#[tokio::test]
async fn a_raw_call_is_sent_like_any_other() {
    let server = Server::new([ok()]).await;
    let call = RawCall::new(&CUT_LEAF).with("leaf", "9").with("by", "Ann");
    client_at(server.url()).send(call).await.unwrap();
    let request = server.request();
    assert!(
        request.starts_with("POST /v1/cut_leaf HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(request.ends_with(r#"{"leaf":"9","by":"Ann"}"#), "{request}");
    assert_eq!(header(&request, "x-garden-token"), Some("t0ken"));
}

#[tokio::test]
async fn records_of_a_raw_call_are_readable_by_their_keys() {
    let body = r#"{"ResultCode":"GA200","data":[{"leaf":9,"shape":"heart","veins":[1,2]}]}"#;
    let server = Server::new([http("200 OK", body)]).await;
    let call = RawCall::new(&DROP_LEAF);
    let reply = client_at(server.url()).send(call).await.unwrap();
    let row = reply.first().unwrap().row();
    assert_eq!(row.custom_text("shape").as_deref(), Some("heart"));
    assert_eq!(row.raw("veins"), Some("[1,2]"));
    let keys: Vec<_> = row.unknown().map(|(key, _)| key).collect();
    assert_eq!(keys, ["leaf", "shape", "veins"]);
}

#[tokio::test]
async fn a_refusal_of_a_raw_call_has_its_meaning() {
    let server = Server::new([http("200 OK", r#"{"ResultCode":"GA520"}"#)]).await;
    let call = RawCall::new(&CUT_LEAF);
    let error = client_at(server.url()).send(call).await.unwrap_err();
    assert!(error.is_duplicate(), "{error:?}");
    assert_eq!(error.call(), Some("cut_leaf"));
}

#[test]
fn only_a_raw_get_may_be_repeated() {
    let safety = |call| Safety::of(RawCall::new(call).params());
    assert_eq!(safety(&READ_LEAF), Safety::Repeatable);
    for call in [&CUT_LEAF, &DROP_LEAF, &MOVE_LEAF, &BEND_LEAF] {
        assert_eq!(safety(call), Safety::Once, "{call:?}");
    }
}

#[tokio::test]
async fn a_raw_post_is_not_sent_twice() {
    let server = Server::new([failing(503), ok()]).await;
    let client = client_with(&server, Clock::new());
    client.send(RawCall::new(&CUT_LEAF)).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

fn client_with(server: &Server, timing: impl Timing) -> Client {
    let config = Config::new().base_url(server.url()).timing(timing);
    Client::new(credentials(), config).unwrap()
}

#[tokio::test]
async fn a_raw_get_is_sent_again() {
    let server = Server::new([failing(503), ok()]).await;
    let call = RawCall::new(&READ_LEAF)
        .with("plant", "7")
        .with("leaf", "9");
    client_with(&server, Clock::new()).send(call).await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn values_of_a_raw_call_are_not_shown() {
    let call = RawCall::new(&CUT_LEAF).with("leaf", "C4N4RY");
    let client = client_at("http://localhost/");
    let sending = client.send(call.clone()).parameters_in(Place::Query);
    let shown = format!(
        "{call:?} {sending:?} {}",
        sending.request().unwrap().to_curl()
    );
    assert!(!shown.contains("C4N4RY"), "{shown}");
}

#[test]
fn a_raw_call_has_no_limits_to_break() {
    let call = RawCall::new(&CUT_LEAF).with("leaf", "x".repeat(100_000));
    let client = client_at("http://localhost/");
    let sending = client.send(call).validation(Validation::Enforce);
    assert!(sending.request().is_ok());
}

/// A server of five records, in pages as they are asked for: numbers of the query after `first` and
/// of the query after `size`.
async fn five_records(
    first: &'static str,
    size: &'static str,
    from: fn(u64, u64) -> u64,
) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    Server::asking(listener, move |request| {
        let line = request.lines().next().unwrap_or_default();
        let number = |name: &str| -> u64 {
            let pairs = line
                .split(['?', '&', ' '])
                .filter_map(|pair| pair.split_once('='));
            let mut found = pairs.filter(|(key, _)| *key == name);
            found.next().unwrap().1.parse().unwrap()
        };
        let begin = from(number(first), number(size));
        let end = (begin + number(size)).min(5);
        let rows: Vec<_> = (begin..end).map(|n| format!(r#"{{"leaf":{n}}}"#)).collect();
        let rows = rows.join(",");
        let body = format!(r#"{{"ResultCode":"GA200","Total":5,"data":[{rows}]}}"#);
        std::future::ready(http("200 OK", &body))
    })
}

async fn leaves(server: &Server, call: &'static CallDescriptor) -> Vec<String> {
    let client = client_at(server.url());
    let mut records = client.send(RawCall::new(call)).records();
    let mut leaves = Vec::new();
    while let Some(record) = records.next().await {
        leaves.push(record.unwrap().row().raw("leaf").unwrap().to_owned());
    }
    leaves
}

#[tokio::test]
async fn a_raw_call_that_says_how_goes_through_pages_by_offset() {
    let server = five_records("offset", "limit", |offset, _| offset).await;
    assert_eq!(
        leaves(&server, &LIST_LEAVES).await,
        ["0", "1", "2", "3", "4"]
    );
}

#[tokio::test]
async fn a_raw_call_that_says_how_goes_through_numbered_pages() {
    let server = five_records("page", "size", |page, size| (page - 1) * size).await;
    assert_eq!(
        leaves(&server, &LIST_STEMS).await,
        ["0", "1", "2", "3", "4"]
    );
}

#[tokio::test]
async fn a_raw_call_that_does_not_say_how_has_no_pages() {
    let client = client_at("http://localhost/");
    let mut pages = client.send(RawCall::new(&DROP_LEAF)).pages();
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "drop_leaf: the call has no pages: send it as it is"
    );
    assert!(pages.next().await.is_none());
}

#[test]
fn a_known_call_is_checked_and_hidden_as_the_typed_one_does_it() {
    let client = client_at("http://localhost/");
    let raw = RawCall::new(&CREATE_PLANT)
        .with("plantName", "Rose")
        .with("owner", "C4N4RY")
        .with("tall", "1")
        .with("tag", "a,b")
        .with("sun", "C4N4");
    let typed = CreatePlant::new("Rose")
        .with(&OWNER, Value::text("C4N4RY"))
        .with(&TALL, Value::flag(true))
        .with(&TAG, Value::list(["a", "b"]))
        .custom("sun", "C4N4");
    let (raw_request, request) = (
        client.send(raw.clone()).request().unwrap(),
        client.send(typed).request().unwrap(),
    );
    assert_eq!(raw_request.body(), request.body());
    assert_eq!(raw_request.to_curl(), request.to_curl());
    assert!(!format!("{raw:?} {}", raw_request.to_curl()).contains("C4N4"));

    let wrong = RawCall::new(&CREATE_PLANT)
        .with("plantName", "a name of more than ten")
        .with("tall", "perhaps")
        .with("PLANTNAME", "Rose");
    let error = client.send(wrong).request().unwrap_err();
    let violations = error.violations().unwrap().iter();
    let keys: Vec<_> = violations.map(|violation| violation.key.as_str()).collect();
    assert_eq!(keys, ["plantName", "tall", "PLANTNAME"]);
}

#[test]
fn the_last_value_of_a_known_key_counts() {
    let call = RawCall::new(&CREATE_PLANT)
        .with("plantName", "Rose")
        .with("plantName", "Fern");
    let request = client_at("http://localhost/").send(call).request().unwrap();
    assert_eq!(request.body().unwrap(), r#"{"plantName":"Fern"}"#);
}
