//! Connections that break, and bytes that are no HTTP.

use std::io::Write as _;
use std::time::Duration;

use clienttether_generated::{CreateClient, ReadClientList};
use prose_runtime::{Cause, Error, Outcome};
use socket2::SockRef;
use workspace_tests::{Connection, Loopback, http, kept};

use super::{GOOD, ended, listed, listed_from, patient};
use crate::client_with;

/// Sends a reset where the connection would end in peace otherwise.
fn reset(mut connection: Connection, after: &str) {
    connection.stream.write_all(after.as_bytes()).unwrap();
    if !after.is_empty() {
        // A reset takes back what the other side has not read yet.
        std::thread::sleep(Duration::from_millis(50));
    }
    let socket = SockRef::from(&connection.stream);
    socket.set_linger(Some(Duration::ZERO)).unwrap();
}

fn is_lost(error: &Error) -> bool {
    matches!(error.cause(), Cause::Transport { .. })
        && error.cause().outcome() == Some(Outcome::Lost)
}

#[tokio::test]
async fn a_reset_is_a_lost_connection_wherever_it_comes() {
    for sent in [
        "",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"ResultCode\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{    ",
    ] {
        let error = listed(|connection| reset(connection, sent))
            .await
            .unwrap_err();
        assert!(
            is_lost(&error) && error.may_have_acted(),
            "{sent}: {error:?}"
        );
    }
}

#[tokio::test]
async fn json_that_ends_before_its_announced_length_is_a_lost_connection() {
    let mut answer = http("200 OK", "application/json", GOOD);
    answer.truncate(answer.len() - 10);
    let error = listed_from(answer).await.unwrap_err();
    assert!(is_lost(&error), "{error:?}");
}

#[tokio::test]
async fn json_that_ends_early_where_no_length_is_announced_is_cut_short() {
    let answer = format!("HTTP/1.1 200 OK\r\n\r\n{}", &GOOD[..GOOD.len() - 10]);
    let error = listed_from(answer).await.unwrap_err();
    assert_eq!(
        error.cause().outcome(),
        Some(Outcome::CutShort),
        "{error:?}"
    );
}

#[tokio::test]
async fn chunks_without_the_last_one_are_a_lost_connection() {
    let answer = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{GOOD}\r\n",
        GOOD.len()
    );
    let error = listed_from(answer).await.unwrap_err();
    assert!(is_lost(&error), "{error:?}");
}

#[tokio::test]
async fn bytes_that_are_no_http_are_a_lost_connection() {
    for garbage in [
        &b"\0\0\0\0\0\0\0\0"[..],
        b"\xff\xfe\xfd",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"220 mail.example ESMTP\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n{}",
        b"HTTP/1.1 abc OK\r\n\r\n{}",
        b"HTTP/1.1 99999 OK\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n: no name\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n",
    ] {
        let error = listed_from(garbage).await.unwrap_err();
        let shown = String::from_utf8_lossy(garbage);
        assert!(is_lost(&error), "{shown}: {error:?}");
    }
}

#[tokio::test]
async fn lengths_that_contradict_each_other_are_an_error() {
    for lengths in [
        "Content-Length: 2\r\nContent-Length: 90",
        "Content-Length: 2, 90",
    ] {
        let answer = format!("HTTP/1.1 200 OK\r\n{lengths}\r\n\r\n{GOOD}");
        let error = listed_from(answer).await.unwrap_err();
        assert!(is_lost(&error), "{lengths}: {error:?}");
    }
}

#[tokio::test]
async fn the_same_length_twice_does_no_harm() {
    let length = format!("Content-Length: {}\r\n", GOOD.len());
    let answer = format!("HTTP/1.1 200 OK\r\n{length}{length}\r\n{GOOD}");
    assert_eq!(listed_from(answer).await.unwrap().records().len(), 1);
}

#[tokio::test]
async fn a_folded_header_line_adds_no_header() {
    let answer = format!(
        "HTTP/1.1 200 OK\r\nX-One: a\r\n X-Two: b\r\nContent-Length: {}\r\n\r\n{GOOD}",
        GOOD.len()
    );
    // Refused, or read as one line: either will do.
    if let Ok(reply) = listed_from(answer).await {
        assert!(!reply.headers().contains_key("x-two"));
    }
}

#[tokio::test]
async fn a_line_break_in_a_callers_header_is_not_sent() {
    let server = Loopback::answering_json(GOOD).unwrap();
    let client = client_with(&server, patient());
    for (name, value) in [
        ("X-Note", "a\r\nX-Injected: b"),
        ("X-Note", "a\nb"),
        ("X-Note\r\nX-Injected", "b"),
        ("X-Note: a\r\nX-Injected", "b"),
    ] {
        let call = client.read_client_list(ReadClientList::new());
        let error = call.header(name, value).request().unwrap_err();
        assert!(error.is_config(), "{error:?}");
    }
}

#[tokio::test]
async fn a_line_break_in_an_account_key_is_not_sent() {
    let server = Loopback::answering_json(GOOD).unwrap();
    let client = client_with(&server, patient());
    let call = client.read_client_list(ReadClientList::new());
    let error = ended(call.account("CT_1\r\nX-Injected: b"))
        .await
        .unwrap_err();
    assert!(error.is_config(), "{error:?}");
    assert!(client.account("CT_1\nX-Injected: b").is_err());
}

#[tokio::test]
async fn line_breaks_in_values_stay_values() {
    let server = Loopback::answering_json(GOOD).unwrap();
    let client = client_with(&server, patient());
    let name = "a HTTP/1.1\r\nX-Injected: b\r\n\r\n";
    let call = client.create_client(CreateClient::new(name, "Sample"));
    ended(call.parameters_in(prose_runtime::Place::Query))
        .await
        .unwrap();
    let request = server.request().unwrap();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(!head.contains("\r\nX-Injected"), "{request}");
    assert_eq!(body, "");
}

#[tokio::test]
async fn an_answer_before_any_request_does_no_harm() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = stream
                .unwrap()
                .write_all(&http("200 OK", "application/json", GOOD));
        }
    });
    let credentials = clienttether_generated::Credentials::new("token", "key");
    let config = patient().base_url(url);
    let client = clienttether_generated::Client::with_config(credentials, config).unwrap();
    match ended(client.read_client_list(ReadClientList::new())).await {
        Ok(reply) => assert_eq!(reply.records().len(), 1),
        Err(error) => assert!(is_lost(&error), "{error:?}"),
    }
}

#[tokio::test]
async fn an_answer_that_nobody_asked_for_is_not_taken_for_the_next_one() {
    let server = Loopback::serving(|mut connection| {
        let stray = GOOD.replace("Success", "stray");
        let answers = [kept("200 OK", GOOD), kept("200 OK", &stray)].concat();
        let _ = connection.stream.write_all(&answers);
        // Open for as long as a second request could come.
        std::thread::sleep(Duration::from_secs(1));
    })
    .unwrap();
    let client = client_with(&server, patient());
    for _ in 0..3 {
        let call = client.read_client_list(ReadClientList::new());
        match ended(call).await {
            Ok(reply) => assert_eq!(reply.message(), Some("Success")),
            Err(error) => assert!(is_lost(&error), "{error:?}"),
        }
    }
}
