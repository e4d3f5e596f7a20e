//! `builder BASE_URL`: calls by the client that progenitor makes of our document.

#![allow(missing_docs, reason = "a program has no one who reads them")]

use std::hint::black_box;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};
use rounds::{Answer, Failure, take_turns};
use serde_json::Value;

#[derive(Clone)]
struct Client(builder::Client);

impl rounds::Client for Client {
    async fn call(&self, answer: Answer) -> Result<(), Failure> {
        let came = match answer {
            Answer::Page => {
                let reply = self.0.read_client_list().limit("100").offset("0").send();
                let reply = reply.await?.into_inner();
                black_box(reply).data.map_or(0, |contacts| contacts.len())
            }
            Answer::One => {
                let reply = self
                    .0
                    .read_client_by_id()
                    .client_id("10123")
                    .send()
                    .await?
                    .into_inner();
                // The document leaves open whether it is in a list.
                match black_box(reply).0.get("data") {
                    Some(Value::Array(contacts)) => contacts.len(),
                    data => data.iter().count(),
                }
            }
        };
        if came == answer.records() {
            Ok(())
        } else {
            Err(format!("of {} contacts, {came} came", answer.records()).into())
        }
    }
}

fn main() -> Result<(), Failure> {
    let base_url = std::env::args().nth(1).ok_or("which server?")?;
    take_turns(|| {
        // It knows no credentials: those are for whoever makes the HTTP client.
        let mut headers = HeaderMap::new();
        headers.insert(
            "X-Access-Token",
            HeaderValue::from_static("the-access-token"),
        );
        headers.insert("X-Web-Key", HeaderValue::from_static("CT_web_key"));
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .timeout(Duration::from_secs(30))
            .no_proxy()
            .build()?;
        let base_url = base_url.trim_end_matches('/');
        Ok(Client(builder::Client::new_with_client(base_url, http)))
    })
}
