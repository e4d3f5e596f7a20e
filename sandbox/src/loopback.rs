//! A server without an API: it gives the answers it is told, and keeps what it is sent, byte for byte.
//!
//! For tests of what no sandbox would say: an answer of a kind of its own, a broken one, a gateway's page.
//!
//! ```
//! use prose_sandbox::loopback::{Loopback, http};
//! use std::io::{Read as _, Write as _};
//! use std::net::TcpStream;
//!
//! let busy = http("503 Service Unavailable", "text/plain", "Back at noon");
//! let server = Loopback::answering(vec![busy])?;
//! // A client would be given `server.base_url()`.
//! let mut stream = TcpStream::connect(server.host())?;
//! stream.write_all(b"GET /v2/api/users HTTP/1.1\r\n\r\n")?;
//! let mut answer = String::new();
//! stream.read_to_string(&mut answer)?;
//! assert!(answer.ends_with("Back at noon"));
//! assert_eq!(server.request().as_deref(), Some("GET /v2/api/users HTTP/1.1\r\n\r\n"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// A server that keeps every request. How it answers is said when it is made.
#[derive(Debug)]
pub struct Loopback {
    address: SocketAddr,
    requests: Receiver<String>,
}

/// A connection to a [`Loopback`] after its first request, to be answered in any way at all.
#[derive(Debug)]
pub struct Connection {
    /// How many connections came before.
    pub number: usize,
    /// That request, byte for byte.
    pub request: String,
    /// To answer on.
    pub stream: TcpStream,
}

impl Loopback {
    /// Gives each connection, after its first request, to this function, on a thread of its own.
    ///
    /// # Errors
    ///
    /// If no port is free, as of every function that makes one.
    pub fn serving(serve: impl Fn(Connection) + Send + Sync + 'static) -> io::Result<Self> {
        Self::accepting(move |number, mut stream, seen| {
            let request = read_request(&mut stream).unwrap_or_default();
            // The test may have seen enough and gone.
            let _ = seen.send(request.clone());
            serve(Connection {
                number,
                request,
                stream,
            });
        })
    }

    /// Answers each request with what this function makes of it. Connections are kept open, one
    /// thread each; an empty answer closes its connection without a word.
    pub fn replying(reply: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> io::Result<Self> {
        Self::accepting(move |_, mut stream, seen| {
            while let Ok(request) = read_request(&mut stream) {
                if request.is_empty() {
                    return;
                }
                let answer = reply(&request);
                let _ = seen.send(request);
                if answer.is_empty() || stream.write_all(&answer).is_err() {
                    return;
                }
            }
        })
    }

    fn accepting(
        serve: impl Fn(usize, TcpStream, &Sender<String>) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let (seen, requests) = channel();
        let serve = Arc::new(serve);
        thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let Ok(stream) = stream else { return };
                // Answers are written in one go: they need not wait for each other.
                let _ = stream.set_nodelay(true);
                let (serve, seen) = (Arc::clone(&serve), seen.clone());
                thread::spawn(move || serve(number, stream, &seen));
            }
        });
        Ok(Self { address, requests })
    }

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

    /// A base URL for a client. It has a path, `/v2/api/`, as those of many servers have, so that a client that
    /// loses it is found out. Requests with any other path are answered too.
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

    /// The next request, with `HOST` for the server's own address; empty if none comes.
    pub fn sent(&self) -> String {
        let request = self.request().unwrap_or_default();
        request.replacen(&self.host(), "HOST", 1)
    }

    /// The requests that have come since the last time it was asked.
    pub fn requests_so_far(&self) -> Vec<String> {
        self.requests.try_iter().collect()
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

/// A raw HTTP answer with JSON that leaves its connection open.
pub fn kept(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
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
        match stream.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
            // A signal to the process, such as that a child of another test has ended.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
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
