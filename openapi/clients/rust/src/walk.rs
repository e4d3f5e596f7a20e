//! What the walks share: steps that are counted.

use std::error::Error;
use std::fmt::Debug;

use progenitor_client::ResponseValue;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

/// Steps that have gone as they should.
#[derive(Default)]
pub struct Walk {
    passed: usize,
}

impl Walk {
    /// Counts a step that found what was expected. One that did not ends the walk.
    pub fn step<T: PartialEq + Debug>(
        &mut self,
        what: &str,
        found: T,
        expected: T,
    ) -> Result<(), Box<dyn Error>> {
        if found != expected {
            return Err(
                format!("{what}: {expected:?} was expected, and there was {found:?}").into(),
            );
        }
        self.passed += 1;
        Ok(())
    }

    pub fn passed(&self) -> usize {
        self.passed
    }
}

/// A variable of the environment, as the sandbox prints it.
pub fn told(name: &str) -> Result<String, Box<dyn Error>> {
    std::env::var(name).map_err(|_| format!("{name} is not set").into())
}

/// What a call was answered with, as it travelled. Where the document leaves open how records are wrapped, progenitor's
/// client knows no more.
pub fn answer<T: Serialize>(reply: ResponseValue<T>) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::to_value(reply.into_inner())?)
}

/// An HTTP client that sends these headers with each request: progenitor's own knows no credentials.
pub fn sending(headers: &[(&'static str, String)]) -> Result<reqwest::Client, Box<dyn Error>> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(HeaderName::from_static(name), HeaderValue::from_str(value)?);
    }
    let http = reqwest::Client::builder().no_proxy();
    Ok(http.default_headers(map).build()?)
}
