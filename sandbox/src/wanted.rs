//! A request that a test waits for, and why it did not come.

use std::collections::HashSet;
use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::journal::Received;
use crate::secrets::{SECRET, cut};

/// What a request must be like that is [waited for](crate::Sandbox::wait_for): whatever is not said may
/// be anything.
///
/// ```no_run
/// use prose_sandbox::{Wanted, clienttether::Sandbox};
/// use std::time::Duration;
///
/// # let sandbox = Sandbox::start()?;
/// let wanted = Wanted::call("create_client").parameter("email", "ann@example.com");
/// let received = sandbox.wait_for(&wanted, Duration::from_secs(2))?;
/// assert_eq!(received.status, Some(200));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    call: Option<String>,
    method: Option<String>,
    path: Option<String>,
    parameters: Vec<(String, Value)>,
    status: Option<u16>,
    code: Option<String>,
}

impl Wanted {
    /// Any request at all.
    pub fn any() -> Self {
        Self::default()
    }

    /// A request of this call, such as `create_client`.
    pub fn call(name: impl Into<String>) -> Self {
        Self {
            call: Some(name.into()),
            ..Self::default()
        }
    }

    /// With this HTTP method.
    #[must_use]
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// With this path, as it is sent, without the query.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// With this parameter, wherever it stands; the number 5 and the text `5` are the same, and of a long
    /// text the beginning counts that is kept of requests. Secrets are not kept, and cannot be waited for.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Answered with this HTTP status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Answered with this result code, as [`Received::code`] has it, such as `CT200`.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    pub(crate) fn fits(&self, received: &Received) -> bool {
        self.differences(received).is_empty()
    }

    /// This, with the mark of secrets in the place of the values of these parameters.
    fn without(&self, secret: &HashSet<&str>) -> Self {
        let mut shown = self.clone();
        for (name, value) in &mut shown.parameters {
            if secret.contains(name.as_str()) {
                *value = Value::from(SECRET);
            }
        }
        shown
    }

    /// How a request is other than this one.
    fn differences(&self, received: &Received) -> Vec<String> {
        let mut differences = Vec::new();
        let mut compare = |what: &str, wanted: Option<String>, found: Option<String>| {
            if wanted.is_some() && wanted != found {
                let shown = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
                let (wanted, found) = (shown(wanted), shown(found));
                differences.push(format!("{what} is {found}, not {wanted}"));
            }
        };
        compare("the call", self.call.clone(), received.call.clone());
        let method = Some(received.method.clone());
        compare("the method", self.method.clone(), method);
        compare("the path", self.path.clone(), Some(received.path.clone()));
        let mut withheld = Vec::new();
        for (name, value) in &self.parameters {
            let found = received.parameters.get(name);
            if found == Some(&Value::from(SECRET)) {
                withheld.push(format!("{name} is secret, and cannot be waited for"));
                continue;
            }
            let found = found.map_or_else(|| "missing".to_owned(), text);
            let kept = value.as_str().map(|text| Value::from(cut(text)));
            compare(
                name,
                Some(text(kept.as_ref().unwrap_or(value))),
                Some(found),
            );
        }
        let number = |status: Option<u16>| status.map(|status| status.to_string());
        compare("the status", number(self.status), number(received.status));
        compare("the code", self.code.clone(), received.code.clone());
        differences.extend(withheld);
        differences
    }
}

/// A value as it is compared and shown.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        // As it would have come in a query.
        Value::Number(number) => format!("{:?}", number.to_string()),
        other => other.to_string(),
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a request")?;
        if let Some(call) = &self.call {
            write!(f, " of {call}")?;
        }
        let mut more: Vec<String> = Vec::new();
        more.extend(self.method.iter().map(|method| format!("method {method}")));
        more.extend(self.path.iter().map(|path| format!("path {path}")));
        let parameters = self.parameters.iter();
        more.extend(parameters.map(|(name, value)| format!("{name} {}", text(value))));
        more.extend(self.status.iter().map(|status| format!("status {status}")));
        more.extend(self.code.iter().map(|code| format!("code {code}")));
        if !more.is_empty() {
            write!(f, " with {}", more.join(", "))?;
        }
        Ok(())
    }
}

/// A request that did not come in time, and the one that came nearest. Its text has parameters of
/// both: it is for whoever reads a failed test.
pub struct NotReceived {
    text: String,
    nearest: Option<Box<Received>>,
}

impl NotReceived {
    /// Of these requests. The same call comes nearer than another, whatever else differs, and the
    /// newest of those that come as near.
    pub(crate) fn of<'r>(
        wanted: &Wanted,
        within: Duration,
        received: impl Iterator<Item = &'r Received>,
    ) -> Self {
        let mut count = 0;
        let mut nearest: Option<((bool, usize), Vec<String>, &Received)> = None;
        let mut secret = HashSet::new();
        for received in received {
            count += 1;
            let parameters = received.parameters.as_object().into_iter().flatten();
            secret.extend(
                parameters
                    .filter(|(_, value)| **value == SECRET)
                    .map(|(name, _)| name.as_str()),
            );
            let differences = wanted.differences(received);
            let is_other_call = wanted.call.is_some() && wanted.call != received.call;
            let rank = (is_other_call, differences.len());
            if nearest.as_ref().is_none_or(|(best, ..)| rank <= *best) {
                nearest = Some((rank, differences, received));
            }
        }
        let came = match &nearest {
            None => "none came at all".to_owned(),
            Some((_, differences, received)) => {
                let name = received.call.as_deref().unwrap_or(&received.path);
                let (number, differences) = (received.number, differences.join(", "));
                format!("the nearest of {count} is number {number}, {name}: {differences}")
            }
        };
        let wanted = wanted.without(&secret);
        Self {
            text: format!("{wanted} did not come within {within:?}; {came}"),
            nearest: nearest.map(|(.., received)| Box::new(received.clone())),
        }
    }

    /// The request that came nearest, if any came.
    pub fn nearest(&self) -> Option<&Received> {
        self.nearest.as_deref()
    }
}

impl fmt::Display for NotReceived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The same, so that a test that unwraps it says what is the matter.
impl fmt::Debug for NotReceived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for NotReceived {}
