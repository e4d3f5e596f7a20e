//! Answers in the form of the real server, as far as it is known.

use serde_json::{Map, Value, json};

use super::switches::{Errors, Invalid, Switches};
use crate::response::Response;
use crate::store::StoreError;

/// Why a call is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The request cannot be understood: what is wrong with it.
    Bad(String),
    /// No record has the number, or there is nothing at the path.
    NotFound,
    /// The methods that there are.
    Method(&'static str),
    /// The user may do nothing.
    Forbidden,
    /// Values break a rule: keys, and what is wrong with each.
    Invalid(Vec<(String, &'static str)>),
    /// The state could not be read or written.
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// An answer with a status.
pub(super) fn document(status: u16, document: &Value) -> Response {
    Response::json(status, document.to_string().into_bytes())
}

/// Writes a refusal the way the switches want it.
pub(super) fn refused(refusal: &Refusal, switches: &Switches) -> Response {
    // A key, or nothing, and what is wrong.
    let one = |what: &str| vec![(String::new(), what.to_owned())];
    let (status, errors) = match refusal {
        Refusal::Bad(what) => (400, one(what)),
        Refusal::NotFound => (404, one("not found")),
        Refusal::Method(_) => (405, one("method not allowed")),
        Refusal::Forbidden => (403, one("full access is needed")),
        Refusal::Invalid(errors) => {
            let status = match switches.invalid {
                Invalid::Unprocessable => 422,
                Invalid::BadRequest => 400,
            };
            let errors = errors.iter();
            let errors = errors.map(|(key, what)| (key.clone(), (*what).to_owned()));
            (status, errors.collect())
        }
        Refusal::Store(error) => (500, one(&format!("the sandbox's state: {error}"))),
    };
    let response = match switches.errors {
        Errors::List => {
            let errors = errors.iter();
            let errors = errors.map(|(key, what)| format!("{key} {what}").trim().to_owned());
            document(status, &json!({"errors": errors.collect::<Vec<_>>()}))
        }
        Errors::Fields => {
            let mut fields = Map::new();
            for (key, what) in errors {
                let key = if key.is_empty() {
                    "base".to_owned()
                } else {
                    key
                };
                let told = fields.entry(key).or_insert_with(|| json!([]));
                if let Value::Array(told) = told {
                    told.push(what.into());
                }
            }
            document(status, &json!({"errors": fields}))
        }
        Errors::Blank => Response::text(status, ""),
    };
    match refusal {
        Refusal::Method(methods) => response.with("allow", *methods),
        _ => response,
    }
}
