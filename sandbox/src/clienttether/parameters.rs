//! The parameters of a request.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// The parameters of a request, wherever they stood.
///
/// A name that stands in several places counts once: the path before the body, the body before the
/// query, and within one place the last one.
#[derive(Clone, Default)]
pub(crate) struct Parameters(BTreeMap<String, Value>);

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Parameters({})", self.0.len())
    }
}

/// A body that cannot be read as parameters.
#[derive(Debug)]
pub(crate) struct Unreadable;

impl Parameters {
    /// Adds what stands in a query.
    pub(crate) fn add_query(&mut self, query: &str) {
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            self.set(&name, Value::String(value.into_owned()));
        }
    }

    /// Adds what stands in a body. What begins with a brace is JSON, whatever the header says,
    /// because real callers send it without one.
    pub(crate) fn add_body(&mut self, content_type: &str, body: &[u8]) -> Result<(), Unreadable> {
        let body = body.trim_ascii();
        if body.is_empty() {
            return Ok(());
        }
        if body.starts_with(b"{") || content_type.starts_with("application/json") {
            let Ok(Value::Object(values)) = serde_json::from_slice(body) else {
                return Err(Unreadable);
            };
            for (name, value) in values {
                self.set(&name, as_text(value));
            }
            return Ok(());
        }
        if !content_type.is_empty()
            && !content_type.starts_with("application/x-www-form-urlencoded")
        {
            return Err(Unreadable);
        }
        let body = std::str::from_utf8(body).map_err(|_| Unreadable)?;
        self.add_query(body);
        Ok(())
    }

    /// Sets a parameter. `null` says nothing: it leaves the name out.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        if value.is_null() {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// Leaves those out that do not fit.
    pub(crate) fn retain(&mut self, fits: impl Fn(&str, &Value) -> bool) {
        self.0.retain(|name, value| fits(name, value));
    }

    /// A parameter's value.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A parameter's text, blank or not.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// A parameter's text, unless it is blank.
    pub(crate) fn filled(&self, name: &str) -> Option<&str> {
        self.text(name).filter(|text| !text.is_empty())
    }

    /// A parameter that is a number of something. Limits were checked before: what is longer than
    /// any number that was given out names nothing.
    pub(crate) fn id(&self, name: &str) -> Option<i64> {
        self.filled(name).map(|text| text.parse().unwrap_or(-1))
    }

    /// Takes the zeros in front off a number, so that what it names is found by its text.
    pub(crate) fn strip_zeros(&mut self, name: &str) {
        if let Some(Value::String(text)) = self.0.get_mut(name) {
            let zeros = text.len() - text.trim_start_matches('0').len();
            // One digit stays.
            text.drain(..zeros.min(text.len().saturating_sub(1)));
        }
    }

    /// Every parameter.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// Numbers and flags become what they would be in a form; what is nested keeps its form.
fn as_text(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Bool(flag) => Value::String(flag.to_string()),
        Value::Array(items) => Value::Array(items.into_iter().map(as_text).collect()),
        Value::Object(values) => Value::Object(
            values
                .into_iter()
                .map(|(name, value)| (name, as_text(value)))
                .collect(),
        ),
        other => other,
    }
}
