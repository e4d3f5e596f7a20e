//! A stand-in for the real server: it keeps contacts in memory and knows five calls.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Starts the server on a free port of this machine and gives its base URL.
pub(crate) fn start() -> io::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let base_url = format!("http://{}/v2/api/", listener.local_addr()?);
    thread::spawn(move || {
        let mut contacts = Contacts::default();
        for connection in listener.incoming().flatten() {
            if let Err(error) = serve(connection, &mut contacts) {
                eprintln!("the server lost a connection: {error}");
            }
        }
    });
    Ok(base_url)
}

/// Reads one request, answers it and hangs up.
fn serve(connection: TcpStream, contacts: &mut Contacts) -> io::Result<()> {
    let mut reader = BufReader::new(connection);
    let mut first_line = String::new();
    reader.read_line(&mut first_line)?;
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let header = header.trim().to_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = String::new();
    reader.by_ref().take(length).read_to_string(&mut body)?;
    let answer = contacts.answer(&first_line, &body);
    write!(
        reader.into_inner(),
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{answer}",
        answer.len(),
    )
}

/// Contacts by number. Keys and values stay as they stand in JSON, escapes and all.
#[derive(Default)]
struct Contacts(BTreeMap<u32, BTreeMap<String, String>>);

impl Contacts {
    fn answer(&mut self, first_line: &str, body: &str) -> String {
        // Such as `GET /v2/api/read_client_exist?phone=3035550147 HTTP/1.1`.
        let target = first_line.split(' ').nth(1).unwrap_or_default();
        let call = target.trim_start_matches("/v2/api/");
        let (call, argument) = call.split_once(['/', '?']).unwrap_or((call, ""));
        let (key, value) = argument.split_once('=').unwrap_or(("client_id", argument));
        match call {
            "create_client" => {
                let id = self.0.keys().next_back().map_or(8_051_632, |last| last + 1);
                self.0.insert(id, fields(body).collect());
                found([format!(r#"{{"client_id":"{id}"}}"#)])
            }
            "read_client_exist" => {
                let matching = self
                    .0
                    .iter()
                    .filter(|(_, contact)| contact.get(key).is_some_and(|known| known == value));
                found(matching.map(|(id, _)| format!(r#"{{"client_id":"{id}"}}"#)))
            }
            "read_client_by_id" => found(self.whole(value)),
            "update_client_by_id" => {
                let changes: BTreeMap<String, String> = fields(body).collect();
                let id = changes.get("client_id").cloned().unwrap_or_default();
                if let Some(contact) = id.parse().ok().and_then(|id| self.0.get_mut(&id)) {
                    contact.extend(changes);
                }
                found(self.whole(&id))
            }
            "delete_client_by_id" => {
                let removed = value.parse().ok().and_then(|id| self.0.remove(&id));
                if removed.is_some() {
                    outcome("CT_200", "Success")
                } else {
                    found([])
                }
            }
            _ => outcome("CT_404", "Request Not Found"),
        }
    }

    /// The contact with all its values, as JSON.
    fn whole(&self, id: &str) -> Option<String> {
        let contact = self.0.get(&id.parse().ok()?)?;
        let mut json = format!(r#"{{"client_id":"{id}""#);
        for (key, value) in contact.iter().filter(|(key, _)| *key != "client_id") {
            json.push_str(&format!(r#","{key}":"{value}""#));
        }
        Some(json + "}")
    }
}

/// What the real server says about records, or about there being none.
fn found(records: impl IntoIterator<Item = String>) -> String {
    let records: Vec<String> = records.into_iter().collect();
    if records.is_empty() {
        return outcome("CT_515", "No Record Found");
    }
    format!(
        r#"{{"ResultCode":"CT_200","Message":"Success","TotalRecord":{},"data":[{}]}}"#,
        records.len(),
        records.join(","),
    )
}

fn outcome(code: &str, message: &str) -> String {
    format!(r#"{{"ResultCode":"{code}","Message":"{message}"}}"#)
}

/// The pairs of a JSON object. All values of a contact are texts, so that keys and values take turns.
fn fields(json: &str) -> impl Iterator<Item = (String, String)> {
    let mut rest = json;
    let mut next_text = move || {
        let start = rest.find('"')? + 1;
        let mut escaped = false;
        let length = rest[start..].find(|sign| {
            let is_end = sign == '"' && !escaped;
            escaped = sign == '\\' && !escaped;
            is_end
        })?;
        let text = rest[start..start + length].to_owned();
        rest = &rest[start + length + 1..];
        Some(text)
    };
    std::iter::from_fn(move || Some((next_text()?, next_text()?)))
}
