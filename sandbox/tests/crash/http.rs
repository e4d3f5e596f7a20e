//! The least of HTTP that talks to the sandbox.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::process::Process;

/// A connection, on which one request follows the other.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    headers: String,
}

/// What is answered to a request, or that the server is gone.
pub(crate) type Answer = io::Result<Value>;

impl Connection {
    pub(crate) fn to(process: &Process) -> Self {
        let stream = TcpStream::connect(&process.address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::new(stream),
            headers: format!(
                "Host: {}\r\nX-Access-Token: {}\r\nX-Web-Key: {}\r\nContent-Type: application/json",
                process.address, process.access_token, process.web_key
            ),
        }
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "")
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &body.to_string())
    }

    pub(crate) fn delete(&mut self, path: &str, body: &Value) -> Answer {
        self.send("DELETE", path, &body.to_string())
    }

    fn send(&mut self, method: &str, path: &str, body: &str) -> Answer {
        let request = format!(
            "{method} /v2/api/{path} HTTP/1.1\r\n{}\r\nContent-Length: {}\r\n\r\n{body}",
            self.headers,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut length = None;
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = Some(value.trim().parse().unwrap());
            }
        }
        let mut body = vec![0; length.unwrap()];
        self.stream.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body).unwrap())
    }

    /// The ids of all contacts, page by page. None may come twice.
    pub(crate) fn client_ids(&mut self) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        loop {
            let path = format!("read_client_list?limit=100&offset={}", ids.len());
            let answer = self.get(&path).unwrap();
            let page = records(&answer);
            for record in page {
                let id = record["client_id"].as_str().unwrap().to_owned();
                assert!(ids.insert(id), "a contact is listed twice");
            }
            if page.len() < 100 {
                assert_eq!(answer["TotalRecord"], json!(ids.len()));
                return ids;
            }
        }
    }
}

/// The records of an answer.
pub(crate) fn records(answer: &Value) -> &[Value] {
    answer["data"].as_array().map_or(&[], Vec::as_slice)
}

/// Whether an answer has this code.
pub(crate) fn has_code(answer: &Value, code: &str) -> bool {
    answer["ResultCode"] == code
}
