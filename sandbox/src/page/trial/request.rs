//! The request that a call becomes, and the same as it is shown.

use std::collections::HashSet;
use std::net::SocketAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use form_urlencoded::Serializer;
use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use prose_codegen::model::{
    Accepted, Api, Call, Credential, CredentialPlace, FixedPlace, Holds, KeyPlace, Limit, Place,
    Rule, Travels,
};
use serde_json::{Map, Value};

use super::form::{Typed, api_path};
use crate::backend::{Backend, Caller};
use crate::page::records::cut;
use crate::request::Request;
use crate::secrets::SECRET;

/// What stands as it is in a path.
const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// So much of a request is shown.
const LONGEST_SHOWN: usize = 20_000;

/// A request as it is sent, and with the mark of secrets in their place.
pub(super) struct Sent {
    pub(super) request: Request,
    shown: Request,
}

impl Sent {
    /// The request that this caller makes of what was typed.
    pub(super) fn of<B: Backend>(
        api: &Api,
        call: &Call,
        caller: &Caller,
        typed: &Typed,
        others: &Map<String, Value>,
        address: SocketAddr,
    ) -> Self {
        let made = |hides: bool| {
            let mut draft = Draft {
                path: api_path::<B>(call),
                query: Vec::new(),
                headers: vec![("host".to_owned(), address.to_string())],
                body: Vec::new(),
                hides,
            };
            draft.credentials(api, call, caller);
            draft.fixed(api, call, typed);
            draft.values(call, caller, typed);
            draft.others(typed, others);
            draft.request(call, typed)
        };
        Self {
            request: made(false),
            shown: made(true),
        }
    }

    /// The request as it is shown.
    pub(super) fn shown(&self) -> Markup {
        let request = &self.shown;
        let query = request.query.replace("%3Csecret%3E", SECRET);
        let path = request.path.replace("%3Csecret%3E", SECRET);
        let body = String::from_utf8_lossy(&request.body).replace("%3Csecret%3E", SECRET);
        let json = serde_json::from_str::<Value>(&body).ok();
        let body = json.map_or(body, |json| format!("{json:#}"));
        html! {
            h2 { "Request" }
            pre.request tabindex="0" {
                b { (request.method) " " (path) @if !query.is_empty() { "?" (query) } } "\n"
                @for (name, value) in &request.headers {
                    (name) ": " (String::from_utf8_lossy(value)) "\n"
                }
                @if !body.is_empty() { "\n" (cut(&body, LONGEST_SHOWN)) }
            }
        }
    }
}

/// A request in the making.
struct Draft {
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    /// What travels in the body, as JSON has it.
    body: Vec<(String, Value)>,
    /// Whether secrets are replaced by their mark.
    hides: bool,
}

impl Draft {
    fn secret(&self, value: &str, holds: Holds) -> String {
        let is_hidden = self.hides && holds == Holds::Secret;
        if is_hidden { SECRET } else { value }.to_owned()
    }

    fn credentials(&mut self, api: &Api, call: &Call, caller: &Caller) {
        let is_sent = |credential: &&Credential| {
            let named = call.credentials.as_ref();
            named.is_none_or(|named| named.contains(&credential.name))
        };
        let mut basic = [String::new(), String::new()];
        let mut holds = Holds::Plain;
        for credential in api.credentials.iter().filter(is_sent) {
            let mut given = caller.credentials.iter();
            let Some((_, value)) = given.find(|(name, _)| *name == credential.name) else {
                continue;
            };
            let value = self.secret(value, credential.holds);
            let value = format!("{}{value}{}", credential.before, credential.after);
            match &credential.place {
                CredentialPlace::Header(name) => self.headers.push((name.clone(), value)),
                CredentialPlace::Query(name) => self.query.push((name.clone(), value)),
                CredentialPlace::Body(name) => self.body.push((name.clone(), value.into())),
                CredentialPlace::BasicUser => basic[0] = value,
                CredentialPlace::BasicPassword => {
                    basic[1] = value;
                    holds = Holds::Secret;
                }
                CredentialPlace::BasicWithUser(user) => {
                    basic = [user.clone(), value];
                    holds = Holds::Secret;
                }
                CredentialPlace::BasicWithPassword(password) => basic = [value, password.clone()],
                CredentialPlace::OAuth(_) => {}
            }
        }
        if basic.iter().any(|part| !part.is_empty()) {
            let encoded = STANDARD.encode(basic.join(":"));
            let encoded = self.secret(&encoded, holds);
            self.headers
                .push(("authorization".to_owned(), format!("Basic {encoded}")));
        }
    }

    /// What is always sent.
    fn fixed(&mut self, api: &Api, call: &Call, typed: &Typed) {
        for (name, value) in &call.fixed {
            match typed.place {
                Place::Query => self.query.push((name.clone(), value.clone())),
                _ => self.body.push((name.clone(), value.as_str().into())),
            }
        }
        for fixed in api.fixed.iter().chain(&call.fixed_elsewhere) {
            let pair = (fixed.name.clone(), fixed.value.clone());
            match fixed.place {
                FixedPlace::Query => self.query.push(pair),
                FixedPlace::Header => self.headers.push(pair),
            }
        }
    }

    /// What was typed.
    fn values(&mut self, call: &Call, caller: &Caller, typed: &Typed) {
        let mut seen = HashSet::new();
        for Accepted { key, .. } in &call.accepts {
            if !seen.insert(&key.wire) {
                continue;
            }
            let text = match (typed.get(key), caller.own(key)) {
                ("", Some(value)) => value,
                (typed, _) => typed,
            };
            let slot = format!("{{{}}}", key.wire);
            let is_in_path = call.path.contains(&slot);
            if text.is_empty() && !is_in_path {
                continue;
            }
            let text = self.secret(text, key.holds);
            if is_in_path {
                let escaped = utf8_percent_encode(&text, IN_PATHS).to_string();
                self.path = self.path.replace(&slot, &escaped);
                continue;
            }
            match (key.place, typed.place) {
                (Some(KeyPlace::Header), _) => self.headers.push((key.wire.clone(), text)),
                (Some(KeyPlace::Query), _) | (None | Some(KeyPlace::Path), Place::Query) => {
                    self.query.push((key.wire.clone(), text));
                }
                (_, Place::Json | Place::Query) => {
                    self.body.push((key.wire.clone(), json(&key.limit, &text)));
                }
                (_, Place::Form | Place::Multipart) => {
                    self.body.push((key.wire.clone(), text.into()))
                }
            }
        }
    }

    /// What was typed of other names.
    fn others(&mut self, typed: &Typed, others: &Map<String, Value>) {
        for (name, value) in others {
            match typed.place {
                Place::Query => self.query.push((name.clone(), as_text(value))),
                _ => self.body.push((name.clone(), value.clone())),
            }
        }
    }

    fn request(self, call: &Call, typed: &Typed) -> Request {
        let mut headers = self.headers;
        let has_body = typed.place != Place::Query || !self.body.is_empty();
        let body = match typed.place {
            _ if !has_body => String::new(),
            Place::Form | Place::Multipart => {
                headers.push((
                    "content-type".to_owned(),
                    "application/x-www-form-urlencoded".to_owned(),
                ));
                let mut form = Serializer::new(String::new());
                for (name, value) in &self.body {
                    form.append_pair(name, &as_text(value));
                }
                form.finish()
            }
            Place::Json | Place::Query => {
                headers.push(("content-type".to_owned(), "application/json".to_owned()));
                let mut values = self.body.into_iter();
                let whole = call.body.as_ref();
                let whole = whole.and_then(|key| values.by_ref().find(|(name, _)| name == key));
                let json = match (whole, &call.root) {
                    (Some((_, value)), _) => value,
                    (None, None) => Value::Object(values.collect()),
                    (None, Some(root)) => {
                        let nested = Value::Object(values.collect());
                        Value::Object(Map::from_iter([(root.clone(), nested)]))
                    }
                };
                json.to_string()
            }
        };
        let mut query = Serializer::new(String::new());
        query.extend_pairs(&self.query);
        let headers = headers.into_iter();
        Request {
            method: typed.method.as_str().to_owned(),
            path: self.path,
            query: query.finish(),
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.into_bytes()))
                .collect(),
            body: body.into_bytes(),
        }
    }
}

/// A text as a JSON body has it. What should be JSON and is not goes as the text that it is: the server
/// says what it thinks of that.
fn json(limit: &Limit, text: &str) -> Value {
    let parsed = || serde_json::from_str::<Value>(text).unwrap_or_else(|_| text.into());
    match &limit.rule {
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_) | Rule::Json => parsed(),
        Rule::ListOf(item) if limit.items.travels != Travels::Commas || limit.unquoted => text
            .split(',')
            .map(|text| json(item, text.trim()))
            .collect(),
        _ if limit.unquoted => match parsed() {
            value @ (Value::Number(_) | Value::Bool(_)) => value,
            _ => text.into(),
        },
        _ => text.into(),
    }
}

fn as_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
