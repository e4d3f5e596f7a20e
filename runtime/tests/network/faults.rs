//! Every failure on the way has its name, in the line that everybody logs.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use prose_runtime::{
    CallDescriptor, Client, Config, Error, Method, Outcome, Place, RawCall, RetryPolicy,
    TransportFault,
};

use crate::tls::{authority, serve};
use crate::vault::{API, OPEN, credentials};

static STORE: CallDescriptor = CallDescriptor::raw(&API, Method::Post, "store");

/// What comes of a read that may be repeated twice.
async fn error_at(url: &str, config: Config) -> Error {
    let retry = RetryPolicy::new()
        .max_attempts(3)
        .base(Duration::from_millis(1));
    let config = config.base_url(url).retry(retry);
    let client = Client::new(credentials(), config).unwrap();
    client.send(RawCall::new(&OPEN)).await.unwrap_err()
}

/// It has this name, is told in words, and is repeated only if it may pass.
fn assert_fault(error: &Error, fault: TransportFault, words: &str) {
    assert_eq!(error.transport_fault(), Some(fault), "{error}");
    assert!(error.to_string().contains(words), "{error}");
    let attempts = if fault.is_lasting() { 1 } else { 3 };
    assert_eq!(error.attempts().len(), attempts, "{error}");
}

fn assert_never_left(error: &Error) {
    assert!(error.is_connect() && !error.may_have_acted(), "{error}");
    assert!(!error.to_string().contains("complete answer"), "{error}");
}

/// The address of a server that answers each connection's first bytes with these.
fn answering(bytes: &'static [u8]) -> String {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = server.local_addr().unwrap();
    std::thread::spawn(move || {
        for connection in server.incoming() {
            let mut connection = connection.unwrap();
            let _ = connection.read(&mut [0; 4096]);
            let _ = connection.write_all(bytes);
        }
    });
    address.to_string()
}

#[tokio::test]
async fn a_port_that_nobody_listens_on_refuses() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    let error = error_at(&url, Config::new()).await;
    assert_fault(
        &error,
        TransportFault::Refused,
        "the connection was refused",
    );
    assert_never_left(&error);
}

#[tokio::test]
async fn a_name_that_nobody_has_is_not_found() {
    let error = error_at("https://nobody.invalid/", Config::new()).await;
    let fault = error.transport_fault().unwrap();
    // Without a network, nobody can tell.
    let names = [
        TransportFault::NameNotFound,
        TransportFault::NameNotLookedUp,
    ];
    assert!(names.contains(&fault), "{error:?}");
    assert_fault(&error, fault, "the host's name");
    assert_never_left(&error);
}

#[tokio::test]
async fn a_certificate_of_an_authority_that_nobody_knows_is_not_trusted() {
    let port = serve("localhost", None).await.0;
    let (_, other) = authority();
    let config = Config::new().root_certificates(other);
    let error = error_at(&format!("https://localhost:{port}/"), config).await;
    assert_fault(
        &error,
        TransportFault::Untrusted,
        "certificate is not trusted",
    );
    assert_never_left(&error);
}

#[tokio::test]
async fn a_certificate_of_another_name_is_told_as_that() {
    let (port, authority) = serve("elsewhere.example", None).await;
    let config = Config::new().root_certificates(authority);
    let error = error_at(&format!("https://localhost:{port}/"), config).await;
    assert_fault(&error, TransportFault::WrongName, "for another host");
    assert_never_left(&error);
}

#[tokio::test]
async fn a_certificate_of_another_year_is_told_as_that() {
    for years in [(2001, 2002), (2998, 2999)] {
        let (port, authority) = serve("localhost", Some(years)).await;
        let config = Config::new().root_certificates(authority);
        let error = error_at(&format!("https://localhost:{port}/"), config).await;
        assert_fault(&error, TransportFault::Expired, "not valid today");
        assert_never_left(&error);
    }
}

#[tokio::test]
async fn a_server_without_tls_is_told_as_that() {
    let address = answering(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    let error = error_at(&format!("https://{address}/"), Config::new()).await;
    assert_fault(&error, TransportFault::NoTls, "does not speak TLS");
    assert_never_left(&error);
}

#[tokio::test]
async fn a_server_that_breaks_tls_off_is_told_as_that() {
    // A fatal alert: it knows no authority that it would take.
    let address = answering(&[0x15, 3, 3, 0, 2, 2, 48]);
    let error = error_at(&format!("https://{address}/"), Config::new()).await;
    assert_fault(&error, TransportFault::Tls, "TLS could not be agreed on");
    assert_never_left(&error);
}

#[tokio::test]
async fn a_connection_that_is_closed_in_the_middle_may_pass() {
    let address = answering(b"");
    let error = error_at(&format!("http://{address}/"), Config::new()).await;
    assert_fault(&error, TransportFault::Closed, "the connection was closed");
    assert!(error.may_have_acted(), "{error}");
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_or_goes_nowhere_is_told_as_that() {
    for (answer, fault, words) in [
        (
            &b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"[..],
            TransportFault::ProxyNeedsLogin,
            "user name and a password (407)",
        ),
        (
            b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
            TransportFault::Proxy,
            "did not connect to the host",
        ),
    ] {
        let proxy = format!("http://{}", answering(answer));
        let config = Config::new().http_setup(move |http| {
            http.proxy(prose_runtime::reqwest::Proxy::all(&proxy).unwrap())
        });
        let error = error_at("https://vault.example/", config).await;
        assert_fault(&error, fault, words);
        assert_never_left(&error);
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_or_of_an_unknown_kind_is_told_as_that() {
    for (proxy, fault) in [
        ("http://127.0.0.1:1", TransportFault::Proxy),
        ("socks5://127.0.0.1:1", TransportFault::ProxyUnsupported),
    ] {
        let config = Config::new()
            .http_setup(move |http| http.proxy(prose_runtime::reqwest::Proxy::all(proxy).unwrap()));
        let error = error_at("https://vault.example/", config).await;
        assert_fault(&error, fault, "proxy");
        assert_never_left(&error);
    }
}

#[tokio::test]
async fn more_headers_than_can_be_read_are_told_as_that() {
    let many = format!(
        "HTTP/1.1 200 OK\r\n{}Content-Length: 2\r\n\r\n[]",
        "X-Odd: 1\r\n".repeat(200)
    );
    let address = answering(many.leak().as_bytes());
    let error = error_at(&format!("http://{address}/"), Config::new()).await;
    assert_fault(
        &error,
        TransportFault::HeadTooLarge,
        "more or longer headers",
    );
    assert_eq!(error.cause().outcome(), Some(Outcome::BrokenAnswer));
    assert!(error.may_have_acted(), "{error}");
}

#[tokio::test]
async fn a_header_with_a_space_before_its_colon_is_no_http() {
    let address = answering(b"HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\n[]");
    let error = error_at(&format!("http://{address}/"), Config::new()).await;
    assert_fault(&error, TransportFault::NotHttp, "what came is no HTTP");
}

#[tokio::test]
async fn a_url_that_is_too_long_was_never_sent_and_is_not_sent_again() {
    let address = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]");
    let config = Config::new().base_url(format!("http://{address}/"));
    let client = Client::new(credentials(), config).unwrap();
    let call = RawCall::new(&STORE).with("note", "x".repeat(70_000));
    let error = client
        .send(call)
        .parameters_in(Place::Query)
        .await
        .unwrap_err();
    assert_fault(&error, TransportFault::Unwritable, "cannot be written");
    assert_never_left(&error);
}
