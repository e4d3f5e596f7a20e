//! A server on this machine that says what a test tells it to.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const OK: &str =
    r#"{"ResultCode":"GA_200","Message":"Success","Total":1,"data":[{"plant_id":"7"}]}"#;

/// What the server does with a request.
#[derive(Clone)]
pub(crate) enum Then {
    Answer(String),
    /// Answers this much, and hangs.
    Stall(&'static str),
    Close,
}

/// An answer after which the connection is closed.
pub(crate) fn http(status: &str, body: &str) -> Then {
    http_with(status, "Connection: close\r\n", body)
}

/// An answer with these headers, each of which ends its line.
pub(crate) fn http_with(status: &str, headers: &str, body: &str) -> Then {
    Then::Answer(format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nX-Bee: 1\r\n{headers}\r\n{body}",
        body.len()
    ))
}

/// A success, after which the connection is closed.
pub(crate) fn ok() -> Then {
    http("200 OK", OK)
}

/// A failure of this status, which may pass.
pub(crate) fn failing(status: u16) -> Then {
    http(&format!("{status} Failed"), "")
}

/// A server, and what it has seen.
pub(crate) struct Server {
    url: String,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    connections: usize,
    requests: Vec<String>,
}

impl Server {
    /// Does these things with its requests, one after the other, then closes each connection.
    pub(crate) async fn new(script: impl IntoIterator<Item = Then>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self::at(listener, script)
    }

    /// The same with a listener that is there already.
    pub(crate) fn at(listener: TcpListener, script: impl IntoIterator<Item = Then>) -> Self {
        let script: Mutex<VecDeque<Then>> = Mutex::new(script.into_iter().collect());
        Self::asking(listener, move |_| {
            std::future::ready(script.lock().unwrap().pop_front().unwrap_or(Then::Close))
        })
    }

    /// Asks what to do with each request.
    pub(crate) fn asking<F>(
        listener: TcpListener,
        what: impl Fn(String) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Then> + Send,
    {
        let url = url_of(listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (what, seeing) = (Arc::new(what), Arc::clone(&seen));
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                seeing.lock().unwrap().connections += 1;
                let (what, seen) = (Arc::clone(&what), Arc::clone(&seeing));
                tokio::spawn(async move { serve(connection, &*what, &seen).await });
            }
        });
        Self { url, seen }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The requests so far, as text.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.clone()
    }

    /// The only request so far.
    pub(crate) fn request(&self) -> String {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.concat()
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }
}

pub(crate) fn url_of(address: std::net::SocketAddr) -> String {
    format!("http://{address}/v1/")
}

/// The value of a header in the text of a request.
pub(crate) fn header<'r>(request: &'r str, name: &str) -> Option<&'r str> {
    request.lines().find_map(|line| {
        let (found, value) = line.split_once(": ")?;
        found.eq_ignore_ascii_case(name).then_some(value)
    })
}

async fn serve<F: Future<Output = Then>>(
    mut connection: TcpStream,
    what: &impl Fn(String) -> F,
    seen: &Mutex<Seen>,
) {
    while let Some(request) = read_request(&mut connection).await {
        seen.lock().unwrap().requests.push(request.clone());
        match what(request).await {
            Then::Answer(answer) => {
                if connection.write_all(answer.as_bytes()).await.is_err()
                    || !answer.contains("Connection: keep-alive")
                {
                    return;
                }
            }
            Then::Stall(start) => {
                if connection.write_all(start.as_bytes()).await.is_ok() {
                    std::future::pending::<()>().await;
                }
            }
            Then::Close => return,
        }
    }
}

/// The next request as text; `None` if the client goes away.
async fn read_request(connection: &mut TcpStream) -> Option<String> {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").map_or(0, |length| length.parse().unwrap());
            if body.len() >= length {
                return Some(text);
            }
        }
        let mut buffer = [0; 4096];
        match connection.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => request.extend_from_slice(&buffer[..read]),
        }
    }
}
