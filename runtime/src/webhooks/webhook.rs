//! A webhook: what an API sends by itself.

use std::borrow::Cow;
use std::fmt;
use std::time::SystemTime;

use http::HeaderMap;

use super::{WebhookError, signature};
use crate::descriptor::{ApiDescriptor, ToldBy, WebhookEvent, Webhooks};
use crate::environment;
use crate::error::Error;
use crate::json::{self, Kind};
use crate::reading::{Record, Row};

/// A request that an API has sent by itself, and whose signature is right.
///
/// Debug output shows the name of the event, and nothing of the request.
#[derive(Clone)]
pub struct Webhook {
    event: Option<&'static WebhookEvent>,
    body: String,
}

impl Webhook {
    /// The webhook of a request with these headers and this body, byte by byte as it came. Its signature is
    /// checked first, and nothing else is looked at before.
    ///
    /// # Errors
    ///
    /// [`WebhookError`] if it is not signed with this secret, too long ago, or no JSON.
    pub fn read(
        webhooks: &'static Webhooks,
        secret: &str,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, WebhookError> {
        Self::read_at(webhooks, secret, headers, body, SystemTime::now())
    }

    /// [`Webhook::read`] with another clock.
    ///
    /// # Errors
    ///
    /// As for [`Webhook::read`].
    pub fn read_at(
        webhooks: &'static Webhooks,
        secret: &str,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<Self, WebhookError> {
        signature::verify(webhooks, secret, headers, body, now)?;
        let unreadable = || WebhookError::Unreadable { expected: "JSON" };
        let body = String::from_utf8(body.to_vec()).map_err(|_| unreadable())?;
        json::check(&body).map_err(|_| unreadable())?;
        let is_it = |event: &&WebhookEvent| match event.told_by {
            ToldBy::Key(path) => text_at(&body, path).is_some_and(|name| name == event.is),
            ToldBy::Header(name) => headers.get(name).is_some_and(|name| name == event.is),
        };
        let event = webhooks.events.iter().find(is_it);
        Ok(Self { event, body })
    }

    /// The secret, from the environment variable that the spec names.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] that names the variable which is missing, blank or not Unicode.
    pub fn secret_from_env(
        api: &'static ApiDescriptor,
        webhooks: &'static Webhooks,
    ) -> Result<String, Error> {
        let name = api.name;
        let Some(env) = webhooks.env else {
            return Err(Error::config(format!(
                "{name}: the secret of webhooks is not read from the environment: give it in code"
            )));
        };
        environment::variable(api, env)?.ok_or_else(|| {
            Error::config(format!(
                "{name}: the environment variable {env} is not set: it gives the secret of webhooks"
            ))
        })
    }

    /// The headers with which the API would send this body at this time: for tests of what receives it, and
    /// for servers that stand in for the API.
    ///
    /// # Errors
    ///
    /// [`WebhookError::NoSecret`] if the secret is blank, [`WebhookError::NoSignature`] if the signature cannot
    /// be written in its header.
    pub fn sign(
        webhooks: &'static Webhooks,
        secret: &str,
        body: &[u8],
        at: SystemTime,
    ) -> Result<HeaderMap, WebhookError> {
        signature::sign(webhooks, secret, body, at)
    }

    /// Name of the event in the spec; `None` for one that the spec does not know.
    #[must_use]
    pub fn event(&self) -> Option<&'static str> {
        self.event.map(|event| event.name)
    }

    /// What it tells, as a record, whatever that says of errors; of an event that the spec does not know, the
    /// whole body.
    ///
    /// # Errors
    ///
    /// [`WebhookError::Unreadable`] if there is none.
    pub fn record<R: Record>(&self) -> Result<R, WebhookError> {
        let within = self.event.map_or("", |event| event.within);
        let row = at(&self.body, within).and_then(|json| Row::lone(json, R::KIND));
        row.map(R::from_row).ok_or(WebhookError::Unreadable {
            expected: R::KIND.name,
        })
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// What stands at a path in JSON that was checked.
fn at<'j>(json: &'j str, path: &str) -> Option<&'j str> {
    let mut steps = path.split('.').filter(|step| !step.is_empty());
    steps.try_fold(json.trim(), |json, step| {
        let mut found = None;
        if Kind::of(json) != Kind::Object {
            return None;
        }
        json::entries(json, |key, value| {
            if key == step {
                found = Some(value);
            }
        });
        found
    })
}

/// A text or a number there.
fn text_at<'j>(json: &'j str, path: &str) -> Option<Cow<'j, str>> {
    let value = at(json, path)?;
    json::unquote(value).or(Some(Cow::Borrowed(value)))
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("event", &self.event())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}
