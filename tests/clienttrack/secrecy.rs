//! Keys and the people whom queries ask for, followed through everything that could show them.

use std::error::Error as _;
use std::fmt::Debug;
use std::time::Duration;

use clienttrack_generated::crql::{self, column};
use clienttrack_generated::{
    AuthTest, Client, Credentials, InsertObject, Query, RunStoredProcedure, UpdateObject,
};
use prose_runtime::{Config, Error, Json, RetryPolicy, Validation};
use workspace_tests::trace::Trace;
use workspace_tests::{Loopback, http, kept};

/// In every key, name and text.
const CANARY: &str = "C4N4RY";

#[track_caller]
fn assert_hidden(shown: &str) {
    assert!(!shown.contains(CANARY), "it is in: {shown}");
}

#[track_caller]
fn assert_debug_hidden(thing: &impl Debug) {
    assert_hidden(&format!("{thing:?} {thing:#?}"));
}

/// Nothing in an error, nor in what caused it.
#[track_caller]
fn assert_error_hidden(error: &Error) {
    assert_hidden(&format!("{error} {error:#} {}", error.cause()));
    assert_debug_hidden(error);
    assert_debug_hidden(error.cause());
    let mut source = error.source();
    while let Some(cause) = source {
        assert_hidden(&format!("{cause} {cause:?} {cause:#?}"));
        source = cause.source();
    }
}

fn client_at(url: &str) -> Client {
    let config = Config::new().base_url(url).retry(
        RetryPolicy::new()
            .max_attempts(2)
            .base(Duration::from_millis(1)),
    );
    let key = |name: &str| format!("{name}-{CANARY}");
    let credentials = Credentials::new(key("subscription"), key("api")).org_id(key("org"));
    Client::with_config(credentials, config).unwrap()
}

fn text() -> String {
    let named = column("LastName")
        .is(CANARY)
        .or(column("Email").one_of([CANARY]));
    let query = crql::Query::select("cmClient", ["ClientID"]).filter(named);
    query.build().unwrap()
}

fn query() -> Query {
    Query::new(text())
}

fn run() -> RunStoredProcedure {
    RunStoredProcedure::new("a").custom("Name", CANARY)
}

fn insert() -> InsertObject {
    let nested = Json::parse(format!(r#"{{"{CANARY}":["{CANARY}"]}}"#)).unwrap();
    InsertObject::new("a")
        .custom("LastName", CANARY)
        .custom("Nested", nested)
}

fn update() -> UpdateObject {
    UpdateObject::new("a", "1").custom("LastName", CANARY)
}

/// An answer that repeats what was sent wherever there is room.
fn echo() -> String {
    format!(
        r#"{{"message":"{CANARY}","recordCount":1,"cacheExpirationDate":"{CANARY}",
        "data":{{"Table1":[{{"LastName":"{CANARY}","nested":["{CANARY}"]}}]}},
        "result":{{"table1":[{{"LastName":"{CANARY}"}}],"table2":[{{"{CANARY}":"{CANARY}"}}]}},
        "metadata":[{{"attributeName":"a","{CANARY}":1}}],"output":["{CANARY}"]}}"#
    )
}

#[test]
fn requests_hold_the_canaries_and_show_none() {
    let client = client_at("http://127.0.0.1:1/");
    assert_debug_hidden(&client);
    assert_debug_hidden(&Credentials::new(CANARY, CANARY).org_id(CANARY));
    let request = client.query(query()).request().unwrap();
    assert!(request.url().contains(CANARY));
    for header in ["ocp-apim-subscription-key", "authorization", "orgid"] {
        let value = request.headers().get(header).unwrap();
        assert!(value.to_str().unwrap().contains(CANARY), "{header}");
        assert!(value.is_sensitive(), "{header}");
    }
    let curl = request.to_curl();
    assert!(curl.contains("crql?q=<personal>'"), "{curl}");
    assert!(curl.contains("-H 'authorization: <secret>'"), "{curl}");
    for request in [
        Ok(request),
        client.run_stored_procedure(run()).request(),
        client.insert_object(insert()).request(),
        client.update_object(update()).request(),
    ] {
        let request = request.unwrap();
        assert_debug_hidden(&request);
        assert_hidden(&request.to_curl());
    }
    assert_debug_hidden(&(query(), run(), insert(), update()));
    assert_debug_hidden(&client.query(query()));
    assert_debug_hidden(&client.query(query()).pages());
    assert_debug_hidden(&client.bulk([query(), query()]).in_order());
}

#[test]
fn a_query_that_breaks_its_limit_is_not_shown() {
    let client = client_at("http://127.0.0.1:1/");
    let error = client.query(Query::new(CANARY.repeat(400))).request();
    assert_error_hidden(&error.unwrap_err());
    let many = column("LastName").one_of(vec![CANARY; 400]);
    let error = crql::Query::select("cmClient", ["ClientID"])
        .filter(many)
        .build();
    let error = error.unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
    let error = Client::new(Credentials::new(format!("{CANARY}\n"), CANARY));
    assert_error_hidden(&error.unwrap_err());
}

/// The errors of all calls to a server that answers so.
async fn errors(answer: Vec<u8>) -> Vec<Error> {
    let server = Loopback::replying(move |_| answer.clone()).unwrap();
    let client = client_at(&format!("http://{}/", server.host()));
    let outcomes = [
        client.query(query()).await.err(),
        client.run_stored_procedure(run()).await.err(),
        client.insert_object(insert()).await.err(),
        client.update_object(update()).await.err(),
        client.auth_test(AuthTest::new()).await.err(),
    ];
    outcomes.into_iter().flatten().collect()
}

#[tokio::test]
async fn no_error_shows_what_the_server_repeats() {
    for status in [
        "400 No",
        "401 No",
        "404 No",
        "409 No",
        "500 C4N4RY",
        "502 No",
        "302 Found",
    ] {
        for body in [
            echo(),
            CANARY.to_owned(),
            format!(r#"{{"errors":["no column {CANARY}"]}}"#),
            format!("{CANARY} is not available at this time"),
            format!("missing subscription key {CANARY}"),
            format!("<p>{CANARY}</p>"),
        ] {
            let answer = http(&format!("{status}\r\nLocation: /{CANARY}"), CANARY, &body);
            let errors = errors(answer).await;
            assert_eq!(errors.len(), 5);
            errors.iter().for_each(assert_error_hidden);
        }
    }
    for body in [
        format!(r#"{{"errors":["{CANARY}"]}}"#),
        format!("<p>{CANARY}</p>"),
    ] {
        for error in errors(http("200 OK", CANARY, &body)).await {
            assert_error_hidden(&error);
        }
    }
}

#[tokio::test]
async fn replies_hold_the_canaries_and_show_none() {
    let server = Loopback::replying(|_| kept("200 OK", &echo())).unwrap();
    let client = client_at(&format!("http://{}/", server.host()));
    let reply = client.query(query()).await.unwrap();
    assert_eq!(crate::column(reply.first().unwrap(), "LastName"), CANARY);
    assert_debug_hidden(&reply);
    assert_debug_hidden(&reply.records());
    let reply = client.run_stored_procedure(run()).await.unwrap();
    assert_debug_hidden(&reply);
    assert_debug_hidden(&reply.records_at("output"));
    let reply = client.auth_test(AuthTest::new()).await.unwrap();
    assert_eq!(reply.first().unwrap().message(), Some(CANARY));
    assert_debug_hidden(&reply);
    assert_debug_hidden(&client.insert_object(insert()).await.unwrap());
}

/// Everything that is traced goes to one place, so that other tests are heard here too.
#[tokio::test]
async fn nothing_that_is_traced_or_logged_shows_a_canary() {
    let trace = Trace::begin();
    let dropped = Vec::new();
    for answer in [
        kept("200 OK", &echo()),
        http("503 C4N4RY", CANARY, &echo()),
        http(
            "401 No",
            CANARY,
            &format!("missing subscription key {CANARY}"),
        ),
        kept("302 Found\r\nLocation: /C4N4RY", &echo()),
        kept("200 OK", &format!(r#"{{"errors":["{CANARY}"]}}"#)),
        b"HTTP/1.1 200 OK\r\nC4N4RY C4N4RY: C4N4RY\r\n\r\n".to_vec(),
        dropped,
    ] {
        let _ = errors(answer).await;
    }
    let client = client_at("http://127.0.0.1:1/");
    let _ = client.query(query()).await;
    let long = || Query::new(CANARY.repeat(400));
    let _ = client.query(long()).await;
    let _ = client.query(long()).validation(Validation::Warn).await;
    let _ = client.query(query()).records().next().await;

    let text = trace.text();
    assert_hidden(&text);
    for there in [
        "call{api=\"clienttrack\" call=\"query\"",
        "answered",
        "outcome=HTTP status 503",
        "outcome=connection lost",
        "sent although it breaks a limit",
        "hyper_util",
    ] {
        assert!(text.contains(there), "{there} is not in the trace");
    }
}
