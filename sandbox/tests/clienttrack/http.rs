//! HTTP by hand, so that what goes over the wire is seen as it is.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use prose_sandbox::clienttrack::{Grammar, Sandbox, Setup};
use serde_json::Value;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The rows of a query's answer.
    pub(crate) fn rows(&self) -> Vec<Value> {
        assert_eq!(self.status, 200, "{self:?}");
        self.json()["data"]["Table1"].as_array().unwrap().clone()
    }

    /// The one error of a query's answer.
    pub(crate) fn error(&self) -> String {
        let json = self.json();
        let errors = json["errors"].as_array().unwrap();
        assert_eq!(errors.len(), 1);
        errors[0].as_str().unwrap().to_owned()
    }
}

/// A sandbox that takes queries beyond what was seen: for what they find, not for what they may say.
pub(crate) fn wide(setup: Setup) -> Sandbox {
    let sandbox = setup.start().unwrap();
    sandbox.switch(|switches| switches.grammar = Grammar::Wide);
    sandbox
}

/// The headers of both keys, the second one that of the user or the administrator.
pub(crate) fn keys(sandbox: &Sandbox, api_key: &str) -> String {
    let subscription = sandbox.subscription_key();
    format!("Ocp-Apim-Subscription-Key: {subscription}\r\nAuthorization: ApiKey {api_key}\r\n")
}

pub(crate) fn user(sandbox: &Sandbox) -> String {
    keys(sandbox, sandbox.api_key())
}

pub(crate) fn admin(sandbox: &Sandbox) -> String {
    keys(sandbox, sandbox.admin_key())
}

/// One request with these headers, each with the end of its line.
pub(crate) fn send(
    sandbox: &Sandbox,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> Answer {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let content_type = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        content_type: content_type.map_or_else(String::new, |(_, value)| value.to_owned()),
        body: body.to_owned(),
    }
}

/// One request to the control endpoint.
pub(crate) fn control(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> Answer {
    let token = format!("X-Sandbox-Token: {}\r\n", sandbox.control_token());
    send(sandbox, method, path, &token, body)
}

/// As the administrator.
pub(crate) fn call(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> Answer {
    send(sandbox, method, path, &admin(sandbox), body)
}

/// The path of a query, with more parameters behind it.
pub(crate) fn path_of(query: &str, more: &str) -> String {
    let escaped: String = query
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("/crql?q={escaped}{more}")
}

/// A query of the administrator.
pub(crate) fn query(sandbox: &Sandbox, query: &str, more: &str) -> Answer {
    call(sandbox, "GET", &path_of(query, more), "")
}

/// One column of all rows, as whole numbers.
pub(crate) fn numbers(rows: &[Value], column: &str) -> Vec<i64> {
    rows.iter()
        .map(|row| row[column].as_i64().unwrap())
        .collect()
}
