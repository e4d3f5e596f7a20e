//! What one call has otherwise than its client.

use std::sync::Arc;
use std::time::Duration;

use http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use http::header::{HeaderMap, USER_AGENT};
use secrecy::{ExposeSecret as _, SecretString};

use super::client::Client;
use super::queue::Queue;
use crate::checking::{Findings, Validation};
use crate::descriptor::{CallDescriptor, Idempotency, Method, Place};
use crate::encoding::{Credentials, Request, encode_as};
use crate::error::{Error, Violations};
use crate::retrying::RetryPolicy;
use crate::value::Params;

/// What one call has otherwise than its client.
#[derive(Clone, Default)]
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) validation: Option<Validation>,
    pub(super) place: Option<Place>,
    pub(super) method: Option<Method>,
    pub(super) account: Option<SecretString>,
    pub(super) headers: Vec<(String, SecretString)>,
    /// Where it is sent to in place of its own address: that of a further page, as an earlier one gave it.
    pub(super) address: Option<Arc<str>>,
    /// Kept over all attempts.
    pub(super) idempotency_key: Option<String>,
    /// Where it waits for its turn, if it is one of many that their caller sends at once.
    pub(super) queue: Option<Queue>,
}

/// A request that may be sent, and what it breaks nevertheless.
pub(super) struct Prepared {
    pub(super) request: Request,
    pub(super) warnings: Option<Violations>,
    /// Those that it is sent with, and those of the client that they were made of.
    pub(super) credentials: Arc<Credentials>,
    pub(super) shared_credentials: Arc<Credentials>,
}

impl Options {
    /// Checks a call and writes it as a request.
    pub(super) fn prepare(&self, client: &Client, params: &Params) -> Result<Prepared, Error> {
        let shared = &*client.shared;
        let warnings = match self.validation.unwrap_or(shared.validation) {
            Validation::Enforce => {
                let Findings { broken, waived } = Findings::of(params);
                if let Some(violations) = broken {
                    return Err(Error::invalid(violations));
                }
                waived
            }
            Validation::Warn => Findings::of(params).into_all(),
            Validation::Off => None,
        };
        let call = params.needed_call()?;
        let shared_credentials = client.shared_credentials();
        let mut credentials = client.credentials(&shared_credentials)?;
        if let Some(key) = &self.account {
            credentials = Arc::new(credentials.for_account(key.clone())?);
            credentials.select_for(call)?;
        }
        let method = self.method.unwrap_or(call.method);
        let place = self.place.unwrap_or_else(|| shared.place(call, method));
        let base_url = shared.base_urls.of(call)?;
        let mut request = encode_as(method, params, base_url, &credentials, place)?;
        if let Some(address) = &self.address {
            request = request.sent_to(address, &credentials.formatted_for(call)?);
        }
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, shared.user_agent.clone());
        self.write_key(call, headers)?;
        let mut extra = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = extra_header(call, headers, name, value.expose_secret())?;
            extra.try_insert(name, value).map_err(|_| {
                let call = call.name;
                Error::config(format!(
                    "{call}: more headers than a request can have: leave some out"
                ))
            })?;
        }
        headers.extend(extra);
        Ok(Prepared {
            request,
            warnings,
            credentials,
            shared_credentials,
        })
    }
}

/// A header that the caller adds to these, checked.
fn extra_header(
    call: &CallDescriptor,
    headers: &HeaderMap,
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), Error> {
    let (own_key, call) = (call.idempotency, call.name);
    let (Ok(known), Ok(mut value)) = (
        HeaderName::from_bytes(name.as_bytes()),
        HeaderValue::from_str(value),
    ) else {
        return Err(Error::config(format!(
            "{call}: an extra header has a name or a value that cannot be written in a header"
        )));
    };
    let is_credential = headers.get(&known).is_some_and(HeaderValue::is_sensitive);
    let is_framing = [CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING].contains(&known);
    if is_credential || is_framing {
        return Err(Error::config(format!(
            "{call}: the header {known} is not for a caller to set: it follows from the call and \
             the credentials"
        )));
    }
    let is_own = |own: Idempotency| matches!(own, Idempotency::Header(name) if name.eq_ignore_ascii_case(known.as_str()));
    if own_key.is_some_and(is_own) {
        return Err(Error::config(format!(
            "{call}: the header {known} has the idempotency key: give it with idempotency_key"
        )));
    }
    // Nobody has said what it holds.
    value.set_sensitive(true);
    Ok((known, value))
}
