use std::time::Duration;

use http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use http::header::{HeaderMap, USER_AGENT};
use secrecy::{ExposeSecret as _, SecretString};

use super::client::Client;
use crate::checking::Violations;
use crate::descriptor::{Method, Place};
use crate::encoding::encode_as;
use crate::{Error, Params, Request, RetryPolicy, Validation, validate};

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
}

/// A request that may be sent, and what it breaks nevertheless.
pub(super) struct Prepared {
    pub(super) request: Request,
    pub(super) warnings: Option<Violations>,
}

impl Options {
    /// Checks a call and writes it as a request.
    pub(super) fn prepare(&self, client: &Client, params: &Params) -> Result<Prepared, Error> {
        let shared = &*client.shared;
        let mut warnings = None;
        match self.validation.unwrap_or(shared.validation) {
            Validation::Enforce => validate(params).map_err(Error::invalid)?,
            Validation::Warn => warnings = validate(params).err(),
            Validation::Off => {}
        }
        let call = params.needed_call()?;
        let account;
        let credentials = match &self.account {
            None => &*client.credentials,
            Some(key) => {
                account = client.credentials.for_account(key.clone())?;
                account.select_for(call)?;
                &account
            }
        };
        let method = self.method.unwrap_or(call.method);
        let place = self.place.unwrap_or_else(|| shared.place(call, method));
        let mut request = encode_as(method, params, &shared.base_url, credentials, place)?;
        let call = request.call();
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, shared.user_agent.clone());
        let mut extra = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = extra_header(call, headers, name, value.expose_secret())?;
            extra.insert(name, value);
        }
        headers.extend(extra);
        Ok(Prepared { request, warnings })
    }
}

/// A header that the caller adds to these, checked.
fn extra_header(
    call: &'static str,
    headers: &HeaderMap,
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), Error> {
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
    // Nobody has said what it holds.
    value.set_sensitive(true);
    Ok((known, value))
}
