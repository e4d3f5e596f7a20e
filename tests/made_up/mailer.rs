//! The mailer: files, webhooks, families by resource.

use std::time::{Duration, SystemTime};

use mailer_generated::webhooks::{WEBHOOKS, WebhookEvent};
use mailer_generated::{
    AddMembers, AllowIp, Client, Credentials, DeleteBounce, GetMessage, ListBounces, Member,
    SendMessage,
};
use prose_runtime::{FileUpload, HeaderMap, Webhook, WebhookError};
use workspace_tests::Loopback;

use crate::{answer, config, request, sent, server};

const HEADERS: [&str; 2] = [
    "authorization: Basic YXBpOnRoZS1rZXk=",
    "accept: application/json",
];

fn mailer() -> Loopback {
    server(|request| {
        let line = request.lines().next().unwrap_or_default();
        let host = request.lines().find_map(|line| line.strip_prefix("host: "));
        let host = host.unwrap_or_default();
        match line.trim_end_matches(" HTTP/1.1") {
            "POST /v3/mg.example.com/messages" => answer(
                "200 OK",
                "",
                r#"{"id":"<1@mailer.example>","message":"Queued"}"#,
            ),
            "GET /v3/mg.example.com/messages/k1" => {
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nHi!"
                    .to_vec()
            }
            "GET /v3/mg.example.com/bounces?limit=1" => answer(
                "200 OK",
                "",
                &format!(
                    r#"{{"items":[{{"address":"a@example.com","code":"550"}}],"paging":{{"next":"http://{host}/v3/mg.example.com/bounces?limit=1&page=next"}}}}"#
                ),
            ),
            "GET /v3/mg.example.com/bounces?limit=1&page=next" => answer(
                "200 OK",
                "",
                r#"{"items":[],"paging":{"next":"http://nobody.example/"}}"#,
            ),
            "DELETE /v3/mg.example.com/bounces/a%40example.com"
            | "POST /v3/lists/all%40example.com/members.json"
            | "POST /v3/ips" => answer("200 OK", "", r#"{"message":"Done"}"#),
            _ => answer("404 Not Found", "", r#"{"message":"Nothing here"}"#),
        }
    })
}

fn client(server: &Loopback) -> Client {
    Client::with_config(Credentials::new("the-key"), config(server, "/v3/")).unwrap()
}

#[tokio::test]
async fn a_message_travels_in_parts_with_its_file() {
    let server = mailer();
    let file = FileUpload::new("rose \"red\".png", &b"\x89PNG\r\n"[..]).content_type("image/png");
    let call = SendMessage::new(
        "mg.example.com",
        "me@example.com",
        ["a@example.com", "b@example.com"],
    )
    .subject("Roses")
    .attachment(file)
    .tracking(false)
    .delivery_time("Mon, 02 Mar 2026 09:00:00 +0000")
    .custom("order", "42");
    let reply = client(&server).send_message(call).await.unwrap();
    assert_eq!(reply.first().unwrap().id(), Some("<1@mailer.example>"));
    let requests = sent(&server);
    let [sent] = requests.as_slice() else {
        panic!("{requests:?}");
    };
    let (_, rest) = sent.split_once("boundary=").unwrap();
    let (boundary, _) = rest.split_once("\r\n").unwrap();
    let part = |head: &str, content: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name={head}\r\n\r\n{content}\r\n")
    };
    let body = [
        part("\"from\"", "me@example.com"),
        part("\"to\"", "a@example.com"),
        part("\"to\"", "b@example.com"),
        part("\"subject\"", "Roses"),
        part(
            "\"attachment\"; filename=\"rose %22red%22.png\"\r\nContent-Type: image/png",
            // What the server has read of it as text.
            "\u{fffd}PNG\r\n",
        ),
        part("\"o:tracking\"", "no"),
        part("\"o:deliverytime\"", "Mon, 02 Mar 2026 09:00:00 +0000"),
        part("\"v:order\"", "42"),
        format!("--{boundary}--\r\n"),
    ]
    .concat();
    let content_type = format!("multipart/form-data; boundary={boundary}");
    let expected = request(
        "POST /v3/mg.example.com/messages",
        &HEADERS,
        Some(&content_type),
        &body,
    );
    // The sign that is no text has one byte on the wire and three here.
    let length = format!("content-length: {}", body.len());
    let on_the_wire = format!("content-length: {}", body.len() - 2);
    assert_eq!(*sent, expected.replace(&length, &on_the_wire));
}

#[tokio::test]
async fn bounces_are_listed_to_the_page_without_any() {
    let server = mailer();
    let call = ListBounces::new("mg.example.com").limit(1);
    let mut records = client(&server).list_bounces(call).records();
    let mut codes = Vec::new();
    while let Some(bounce) = records.next().await {
        codes.push(bounce.unwrap().code().unwrap().to_owned());
    }
    assert_eq!(codes, ["550"]);
    let get = |target: &str| {
        let line = format!("GET /v3/mg.example.com/{target}");
        request(&line, &HEADERS, None, "")
    };
    assert_eq!(
        sent(&server),
        [get("bounces?limit=1"), get("bounces?limit=1&page=next")]
    );
}

#[tokio::test]
async fn members_are_the_whole_body_and_an_address_is_checked() {
    let server = mailer();
    let client = client(&server);
    let members = [
        Member::new("a@example.com").name("Ann").subscribed(true),
        Member::new("b@example.com"),
    ];
    let call = AddMembers::new("all@example.com", members);
    client.add_members(call).await.unwrap();
    client.allow_ip(AllowIp::new("2001:db8::1")).await.unwrap();
    assert!(client.allow_ip(AllowIp::new("2001:db8")).await.is_err());
    let call = DeleteBounce::new("mg.example.com", "a@example.com");
    client.delete_bounce(call).await.unwrap();
    assert_eq!(
        sent(&server),
        [
            request(
                "POST /v3/lists/all%40example.com/members.json",
                &HEADERS,
                Some("application/json"),
                concat!(
                    r#"[{"address":"a@example.com","name":"Ann","subscribed":true},"#,
                    r#"{"address":"b@example.com"}]"#
                ),
            ),
            request(
                "POST /v3/ips",
                &HEADERS,
                Some("application/x-www-form-urlencoded"),
                "ip=2001%3Adb8%3A%3A1",
            ),
            request(
                "DELETE /v3/mg.example.com/bounces/a%40example.com",
                &HEADERS,
                None,
                "",
            ),
        ]
    );
}

#[tokio::test]
async fn a_message_is_read_as_text() {
    let server = mailer();
    let call = GetMessage::new("mg.example.com", "k1");
    let reply = client(&server).get_message(call).await.unwrap();
    assert_eq!(reply.text(), "Hi!");
    let line = "GET /v3/mg.example.com/messages/k1";
    let headers = [HEADERS[0], "accept: */*"];
    assert_eq!(sent(&server), [request(line, &headers, None, "")]);
}

const FAILED: &[u8] =
    br#"{"event":"failed","message_id":"<1>","recipient":"a@example.com","reason":"full"}"#;

/// Headers of a webhook, signed by this key at this time.
fn signed(key: &str, body: &[u8], at: SystemTime) -> HeaderMap {
    Webhook::sign(&WEBHOOKS, key, body, at).unwrap()
}

#[test]
fn a_webhook_is_verified_and_read_in_one_call() {
    let headers = signed("the-key", FAILED, SystemTime::now());
    let event = WebhookEvent::read("the-key", &headers, FAILED).unwrap();
    let WebhookEvent::Failed(failure) = &event else {
        panic!("another event");
    };
    assert_eq!(failure.reason(), Some("full"));
    let shown = format!("{event:?}");
    assert!(!shown.contains("a@example.com"), "{shown}");
}

#[test]
fn an_event_that_nobody_described_has_its_body_whatever_it_is() {
    for body in [
        r#"{"type":"ping","message":"hi","timestamp":1}"#,
        "{}",
        r#"[{"event":"failed"},{"event":"failed"}]"#,
        "7",
    ] {
        let headers = signed("the-key", body.as_bytes(), SystemTime::now());
        match WebhookEvent::read("the-key", &headers, body.as_bytes()) {
            Ok(WebhookEvent::Unknown(webhook)) => assert_eq!(webhook.body(), body),
            other => panic!("{body}: {other:?}"),
        }
    }
}

#[test]
fn a_webhook_of_somebody_else_changed_or_old_is_none() {
    let now = SystemTime::now();
    let read = |headers: &HeaderMap, body: &[u8]| WebhookEvent::read("the-key", headers, body);
    let wrong_key = read(&signed("another", FAILED, now), FAILED);
    assert!(matches!(wrong_key, Err(WebhookError::WrongSignature)));
    let changed = read(&signed("the-key", FAILED, now), b"{}");
    assert!(matches!(changed, Err(WebhookError::WrongSignature)));
    let old = signed("the-key", FAILED, now - Duration::from_secs(301));
    assert!(matches!(
        read(&old, FAILED),
        Err(WebhookError::OutOfTime { .. })
    ));
    assert!(read(&HeaderMap::new(), FAILED).is_err());
}

#[test]
fn the_signature_is_that_of_the_page() {
    // By `printf '1700000000.{}' | openssl dgst -sha256 -hmac the-key`.
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let headers = signed("the-key", b"{}", at);
    assert_eq!(headers["x-mailer-timestamp"], "1700000000");
    assert_eq!(headers["x-mailer-signature"], SIGNATURE);
}

const SIGNATURE: &str = "537d08aec83218918f80fe958df7dbb561e4336c4971679c7408724f24577c2a";
