//! HTTP by hand, so that what breaks is seen as it is on the wire.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use prose_sandbox::clienttether::Sandbox;
use serde_json::Value;

/// A connection to a sandbox, with its credentials.
pub(crate) struct Connection {
    pub(crate) stream: TcpStream,
    credentials: String,
    content_type: &'static str,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
    /// How long the head says that the body is.
    pub(crate) announced: usize,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.body.len() == self.announced
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Connection {
    pub(crate) fn to(sandbox: &Sandbox) -> Self {
        Self::with(sandbox.address(), sandbox.access_token(), sandbox.web_key())
    }

    /// With the token of the control endpoint.
    pub(crate) fn to_control(address: SocketAddr, token: &str) -> Self {
        Self::open(address, format!("X-Sandbox-Token: {token}\r\n"))
    }

    /// With more headers, each with the end of its line.
    pub(crate) fn and(mut self, headers: &str) -> Self {
        self.credentials.push_str(headers);
        self
    }

    pub(crate) fn with(address: SocketAddr, token: &str, key: &str) -> Self {
        let credentials = format!("X-Access-Token: {token}\r\nX-Web-Key: {key}\r\n");
        Self::open(address, credentials)
    }

    /// Without credentials.
    pub(crate) fn at(address: SocketAddr) -> Self {
        Self::open(address, String::new())
    }

    /// With the credentials of Basic authentication.
    pub(crate) fn as_user(address: SocketAddr, user: &str, password: &str) -> Self {
        let encoded = base64(format!("{user}:{password}").as_bytes());
        Self::open(address, format!("Authorization: Basic {encoded}\r\n"))
    }

    /// Sends what browsers send.
    pub(crate) fn of_forms(mut self) -> Self {
        self.content_type = "application/x-www-form-urlencoded";
        self
    }

    fn open(address: SocketAddr, credentials: String) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            credentials,
            content_type: "application/json",
        }
    }

    /// Sends a request and no more.
    pub(crate) fn send(&mut self, method: &str, path: &str, body: &str) -> io::Result<()> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\n{}Content-Type: {}\r\nContent-Length: {}\r\n\r\n{body}",
            self.credentials,
            self.content_type,
            body.len()
        );
        self.stream.write_all(request.as_bytes())
    }

    /// Reads an answer, or as much of it as there is if the connection ends in peace.
    pub(crate) fn answer(&mut self) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 16 * 1024];
        loop {
            if let Some(answer) = parse(&bytes)
                && answer.is_whole()
            {
                return Ok(answer);
            }
            match self.stream.read(&mut chunk) {
                Ok(0) => return parse(&bytes).ok_or_else(|| io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => bytes.extend_from_slice(&chunk[..count]),
                // A signal to the process, such as that a child of another test has ended.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn exchange(&mut self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        self.send(method, path, body)?;
        self.answer()
    }

    /// Calls the API.
    pub(crate) fn get(&mut self, call: &str) -> io::Result<Answer> {
        self.exchange("GET", &format!("/v2/api/{call}"), "")
    }

    /// Adds a contact.
    pub(crate) fn create(&mut self) -> io::Result<Answer> {
        let contact = r#"{"firstName":"Jo","lastName":"Sample"}"#;
        self.exchange("POST", "/v2/api/create_client", contact)
    }
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut answer = Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        head: head.to_owned(),
        body: body.to_owned(),
        announced: 0,
    };
    // An answer without content need not say so.
    answer.announced = match answer.status {
        204 => 0,
        _ => answer.header("content-length")?.parse().ok()?,
    };
    Some(answer)
}

/// How many contacts the main account has.
pub(crate) fn contacts(sandbox: &Sandbox) -> u64 {
    let answer = Connection::to(sandbox)
        .get("read_client_list?limit=1")
        .unwrap();
    answer.json()["TotalRecord"].as_u64().unwrap()
}

/// One request to the control endpoint.
pub(crate) fn control(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> (u16, Value) {
    let mut connection = Connection::to_control(sandbox.address(), sandbox.control_token());
    let answer = connection
        .exchange(method, &format!("/sandbox/{path}"), body)
        .unwrap();
    (answer.status, answer.json())
}

/// By hand, so that it is not the sandbox's own reading that is held against itself.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            if place > chunk.len() {
                text.push('=');
            } else {
                let sign = bits >> (18 - 6 * place) & 63;
                text.push(char::from(SIGNS[usize::try_from(sign).unwrap()]));
            }
        }
    }
    text
}
