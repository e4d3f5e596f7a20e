//! Answers and errors in the forms that ClientTrack has for them.

use serde::Serialize;
use serde_json::json;

use super::crql::QueryError;
use super::switches::{Errors, Switches};
use crate::response::Response;
use crate::store::StoreError;

/// Why a request gets no answer of its own.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The gateway turns it away, with HTTP 401.
    Gateway(&'static str),
    /// The query is refused, with HTTP 400.
    Query(String),
    /// An HTTP status and why.
    Status(u16, String),
    /// HTTP 500, and not a word.
    Silent,
    /// The state could not be read or written.
    Store(StoreError),
}

impl Refusal {
    pub(crate) fn bad(why: &str) -> Self {
        Self::Status(400, why.to_owned())
    }

    pub(crate) fn denied(why: &str) -> Self {
        Self::Status(401, why.to_owned())
    }

    pub(crate) fn not_found(why: &str) -> Self {
        Self::Status(404, why.to_owned())
    }

    /// As it goes back to the caller.
    pub(crate) fn written(self, switches: &Switches) -> Response {
        match self {
            Self::Gateway(message) => json(401, &json!({"statusCode": 401, "message": message})),
            Self::Query(why) => json(400, &json!({"errors": [why]})),
            Self::Silent => Response::text(500, ""),
            Self::Store(error) => stated(500, &format!("The sandbox's state: {error}"), switches),
            Self::Status(status, why) => stated(status, &why, switches),
        }
    }
}

impl From<QueryError> for Refusal {
    fn from(error: QueryError) -> Self {
        Self::Query(error.0)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A document.
pub(crate) fn json(status: u16, body: &impl Serialize) -> Response {
    Response::json(status, serde_json::to_vec(body).unwrap_or_default())
}

fn stated(status: u16, why: &str, switches: &Switches) -> Response {
    match switches.errors {
        Errors::Text => Response::text(status, why),
        Errors::Message => json(status, &json!({"message": why})),
        Errors::List => json(status, &json!({"errors": [why]})),
    }
}
