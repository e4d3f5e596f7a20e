//! A server on loopback for tests: it keeps every request byte for byte and answers what it is told.

#![forbid(unsafe_code)]

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// A server that gives its answers in turn, one connection each.
#[derive(Debug)]
pub struct Loopback {
    address: SocketAddr,
    requests: Receiver<String>,
}

impl Loopback {
    /// Serves these raw answers, status line and all. Each connection gets the next one; an empty
    /// answer closes the connection without a word.
    pub fn answering(answers: Vec<Vec<u8>>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let (seen, requests) = channel();
        thread::spawn(move || {
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else {
                    return;
                };
                let request = read_request(&mut stream).unwrap_or_default();
                // The test may have seen enough and gone.
                let _ = seen.send(request);
                let _ = stream.write_all(&answer);
            }
        });
        Ok(Self { address, requests })
    }

    /// Serves this JSON body once, with HTTP 200.
    pub fn answering_json(body: &str) -> io::Result<Self> {
        Self::answering(vec![http("200 OK", "application/json", body)])
    }

    /// The base URL, with the path that the real server has.
    pub fn base_url(&self) -> String {
        format!("http://{}/v2/api/", self.address)
    }

    /// The host and port, as the `Host` header has them.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The next request, byte for byte; waits ten seconds at most.
    pub fn request(&self) -> Option<String> {
        self.requests.recv_timeout(Duration::from_secs(10)).ok()
    }
}

/// A raw HTTP answer that ends its connection.
pub fn http(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// One request to the end of its body, as its head announces it.
fn read_request(stream: &mut TcpStream) -> io::Result<String> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    while !is_complete(&bytes) {
        match stream.read(&mut chunk)? {
            0 => break,
            count => bytes.extend_from_slice(&chunk[..count]),
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn is_complete(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
        return false;
    };
    let (head, body) = request.split_at(end + 4);
    let length = String::from_utf8_lossy(head)
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or(0);
    body.len() >= length
}
