//! `ours WAY BASE_URL`: calls by the client that this project generates, and by hand; `ours serve` is the server of all.
//!
//! Server and ways are those of `benches/calls`.

#![allow(missing_docs, reason = "a program has no one who reads them")]

use rounds::{Answer, Client, Failure, take_turns};

#[path = "../../calls/contacts.rs"]
mod contacts;
#[expect(dead_code, reason = "the program `rivals` starts it")]
#[path = "../../calls/server.rs"]
mod server;
#[path = "../../calls/subjects.rs"]
mod subjects;

use subjects::{Clients, Subject};

#[derive(Clone)]
struct Ours {
    clients: Clients,
    way: Subject,
}

impl Client for Ours {
    async fn call(&self, answer: Answer) -> Result<(), Failure> {
        let answer = match answer {
            Answer::Page => subjects::Answer::Page,
            Answer::One => subjects::Answer::One,
        };
        self.clients.call(self.way, answer).await
    }
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, base_url) = match arguments.as_slice() {
        [serve] if serve == server::ARGUMENT => {
            return server::serve().map_err(|error| error.to_string().into());
        }
        [name, base_url] => (name, base_url),
        _ => return Err("which way, and which server?".into()),
    };
    let way = Subject::ALL
        .into_iter()
        .find(|way| way.name() == name)
        .ok_or_else(|| format!("there is no way `{name}`"))?;
    take_turns(|| {
        let clients = Clients::new(base_url)?;
        Ok(Ours { clients, way })
    })
}
