//! Raw calls reach whatever the spec does not describe: any method, path, header and body.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Client, Config, CredentialPlace, Credentials, Key, KeyPlace,
    Method, Place, RawCall,
};

use crate::api::{API, client_at};
use crate::other_api::{OTHER_API, credential};
use crate::server::{Server, header, http, ok};

static CUT: CallDescriptor = CallDescriptor::raw(&API, Method::Delete, "/v2/leaves/{leaf}");
static NOTE: CallDescriptor = NOTE_BASE;
const NOTE_BASE: CallDescriptor = CallDescriptor::raw(&API, Method::Post, "notes");
static IN_BODY: Key = Key {
    wire: "name",
    place: Some(KeyPlace::Body),
    ..Key::PLAIN
};

fn head(request: &str) -> &str {
    request.lines().next().unwrap_or_default()
}

fn body(request: &str) -> &str {
    request.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[tokio::test]
async fn a_delete_has_a_body_a_path_below_the_host_and_headers_of_its_own() {
    let server = Server::new([ok(), ok()]).await;
    let client = client_at(server.url());
    let call = || RawCall::new(&CUT).with("leaf", "7");
    let sending = client.send(call().with("by", "Ann"));
    let sending = sending.parameters_in(Place::Json).header("X-Why", "frost");
    sending.await.unwrap();
    let own = call().with("by", "Ann").body("application/json", "[7, {}]");
    client.send(own).await.unwrap();
    let requests = server.requests();
    assert_eq!(head(&requests[0]), "DELETE /v2/leaves/7 HTTP/1.1");
    assert_eq!(header(&requests[0], "x-why"), Some("frost"));
    assert_eq!(body(&requests[0]), r#"{"by":"Ann"}"#);
    assert_eq!(head(&requests[1]), "DELETE /v2/leaves/7?by=Ann HTTP/1.1");
    assert_eq!(
        header(&requests[1], "content-type"),
        Some("application/json")
    );
    assert_eq!(header(&requests[1], "x-garden-token"), Some("t0ken"));
    assert_eq!(body(&requests[1]), "[7, {}]");
}

#[tokio::test]
async fn a_body_is_sent_byte_by_byte_whatever_it_is() {
    for (content_type, content) in [
        ("text/csv; charset=utf-8", &b"a,b\r\n1,2\r\n"[..]),
        ("application/xml", b"<a/>"),
        ("text/plain", b""),
    ] {
        let server = Server::new([ok()]).await;
        let call = RawCall::new(&NOTE).body(content_type, content);
        client_at(server.url()).send(call).await.unwrap();
        let request = server.request();
        assert_eq!(header(&request, "content-type"), Some(content_type));
        let length = content.len().to_string();
        assert_eq!(header(&request, "content-length"), Some(length.as_str()));
        assert_eq!(body(&request).as_bytes(), content);
    }
}

#[test]
fn a_call_of_the_spec_is_sent_with_one_wherever_else_its_parameters_travel() {
    static IMPORT: CallDescriptor = CallDescriptor {
        sends: &[Place::Json],
        path: "import",
        accepts: &[&IN_BODY],
        ..NOTE_BASE
    };
    let client = client_at("http://localhost/v1/");
    let call = || RawCall::new(&IMPORT).body("text/csv", "a,b");
    let request = client.send(call()).request().unwrap();
    assert_eq!(request.url(), "http://localhost/v1/import");
    assert_eq!(request.headers()["content-type"], "text/csv");
    let both = client.send(call().with("name", "Ann")).request();
    assert_eq!(
        both.unwrap_err().to_string(),
        "notes: name travels in a body, and the call has one of its own: leave one of them out"
    );
}

#[test]
fn a_content_type_that_is_none_is_told() {
    for bad in ["", "text", "text/plain\r\nX: y"] {
        let call = RawCall::new(&NOTE).body(bad, "x");
        let error = client_at("http://localhost/").send(call).request();
        assert!(
            error.unwrap_err().to_string().contains("content type"),
            "{bad}"
        );
    }
}

#[test]
fn a_credential_of_the_body_has_no_place_beside_it() {
    static SHED: ApiDescriptor = ApiDescriptor {
        credentials: &[credential("code", CredentialPlace::Body("code"))],
        ..OTHER_API
    };
    static DIG: CallDescriptor = CallDescriptor::raw(&SHED, Method::Post, "dig");
    let credentials = Credentials::new(&SHED).with("code", "c0de");
    let client = Client::new(credentials, Config::new()).unwrap();
    let call = RawCall::new(&DIG).body("text/plain", "x");
    let error = client.send(call).request().unwrap_err();
    assert!(
        error.is_config() && !error.to_string().contains("c0de"),
        "{error}"
    );
}

#[tokio::test]
async fn what_a_body_holds_is_shown_nowhere() {
    for (content_type, body) in [
        ("application/xml", "<name>Ann C4N4RY</name>"),
        ("application/x-www-form-urlencoded", "a=1&name=Ann%20C4N4RY"),
        ("text/csv", "1,Ann C4N4RY,2\n"),
        ("application/json", r#""C4N4RY""#),
    ] {
        let said = r#"{"ResultCode":"GA400","Message":"No customer called C4N4RY"}"#;
        let server = Server::new([http("400 Bad Request", said)]).await;
        let call = RawCall::new(&NOTE).body(content_type, body);
        let error = client_at(server.url()).send(call).await.unwrap_err();
        let explained = error.explain();
        assert!(!explained.contains("C4N4RY"), "{explained}");
        let is_json = content_type.ends_with("json");
        assert_ne!(is_json, explained.contains("not JSON>"), "{explained}");
        assert!(error.server_words().unwrap().as_str().contains("C4N4RY"));
    }
    let said = r#"{"ResultCode":"GA400","Message":"No C4N4RY here"}"#;
    let server = Server::new([http("400 Bad Request", said)]).await;
    let client = client_at(server.url());
    let call = RawCall::new(&NOTE).body("application/json", r#"{"name":"C4N4RY"}"#);
    let request = client.send(call.clone()).request().unwrap();
    let shown = format!("{call:?} {request:?} {}", request.to_curl());
    assert!(!shown.contains("C4N4RY"), "{shown}");
    assert!(shown.contains("--data-raw '<custom>'"), "{shown}");
    let explained = client.send(call).await.unwrap_err().explain();
    assert!(!explained.contains("C4N4RY"), "{explained}");
}

#[tokio::test]
async fn what_the_server_says_is_not_searched_for_thousands_of_values() {
    let said = r#"{"ResultCode":"GA400","Message":"No 4711 here"}"#;
    let server = Server::new([http("400 Bad Request", said)]).await;
    let body: Vec<String> = (1000..9000).map(|number| number.to_string()).collect();
    let call = RawCall::new(&NOTE).body("application/json", format!("[{}]", body.join(",")));
    let error = client_at(server.url()).send(call).await.unwrap_err();
    let explained = error.explain();
    assert!(
        explained.contains("<not shown: too much was sent>"),
        "{explained}"
    );
}
