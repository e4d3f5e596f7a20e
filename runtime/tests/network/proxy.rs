//! A proxy that the environment names: it is read when a client is made, so that a process of its own
//! shows it.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

use prose_runtime::{Client, Config, RawCall, RetryPolicy};

use crate::vault::{OPEN, credentials};

/// Where the other process finds the base URL.
const BASE_URL: &str = "VAULT_BASE_URL";

#[tokio::test]
#[ignore = "the other tests run it in a process with a proxy"]
async fn sends() {
    let mut config = Config::new()
        .retry(RetryPolicy::never())
        .timeout(Duration::from_secs(10));
    if let Ok(url) = std::env::var(BASE_URL) {
        config = config.base_url(url);
    }
    let client = Client::new(credentials(), config).unwrap();
    let error = client.send(RawCall::new(&OPEN)).await.unwrap_err();
    println!("{error}");
}

fn sends_with(proxy: &str, variables: &[(&str, &str)]) {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "proxy::sends"])
        .env("HTTPS_PROXY", proxy)
        .env("HTTP_PROXY", proxy)
        .env("ALL_PROXY", proxy)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .envs(variables.iter().copied())
        .status();
    assert!(status.unwrap().success());
}

#[test]
fn a_proxy_of_the_environment_gets_a_tunnel_and_sees_no_credentials() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    let seen = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let read = connection.read(&mut request).unwrap();
        connection
            .write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            .unwrap();
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    sends_with(&proxy, &[]);
    let seen = seen.join().unwrap();
    assert!(seen.starts_with("CONNECT vault.example:443 "), "{seen}");
    assert!(!seen.contains("t0ken"), "{seen}");
}

#[test]
fn plain_http_to_this_machine_goes_through_no_proxy() {
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", server.local_addr().unwrap());
    let proxy_url = format!("http://{}", proxy.local_addr().unwrap());
    let seen = std::thread::spawn(move || {
        let (mut connection, _) = server.accept().unwrap();
        let mut request = [0; 4096];
        let read = connection.read(&mut request).unwrap();
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    sends_with(&proxy_url, &[(BASE_URL, &url)]);
    assert!(seen.join().unwrap().starts_with("GET /open "));
    proxy.set_nonblocking(true).unwrap();
    assert!(proxy.accept().is_err(), "the proxy was asked");
}
