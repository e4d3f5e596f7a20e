//! `openapi_generator BASE_URL`: calls by the client that openapi-generator makes of our document.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use openapi_client::apis::configuration::{ApiKey, Configuration};
use openapi_client::apis::read_api::{read_client_by_id, read_client_list};
use rounds::{Answer, Client, Failure, take_turns};
use serde_json::Value;

#[derive(Clone)]
struct Configured(Arc<Configuration>);

impl Client for Configured {
    async fn call(&self, answer: Answer) -> Result<(), Failure> {
        let came = match answer {
            Answer::Page => {
                let (limit, offset) = (Some("100"), Some("0"));
                let reply = read_client_list(&self.0, limit, offset, None, None, None).await?;
                black_box(reply)
                    .data
                    .flatten()
                    .map_or(0, |contacts| contacts.len())
            }
            Answer::One => {
                let reply = read_client_by_id(&self.0, "10123").await?;
                // The document leaves open whether it is in a list.
                match black_box(reply).get("data") {
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
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .no_proxy()
            .build()?;
        Ok(Configured(Arc::new(Configuration {
            base_path: base_url.trim_end_matches('/').to_owned(),
            client,
            // It knows one key, and sends it in every header of the document that wants one.
            api_key: Some(ApiKey {
                prefix: None,
                key: "CT_web_key".to_owned(),
            }),
            ..Configuration::default()
        })))
    })
}
