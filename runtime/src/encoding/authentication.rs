//! Credentials on their way to the wire.

use std::borrow::Cow;

use base64::Engine as _;
use http::HeaderMap;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::Credentials;
use super::masked_text::Pair;
use crate::descriptor::{CallDescriptor, Credential, CredentialPlace};
use crate::error::Error;

/// What of a request credentials travel in.
pub(super) struct Parts<'p> {
    pub(super) headers: HeaderMap,
    pub(super) query: Vec<Pair<'p>>,
    pub(super) body: Vec<Pair<'p>>,
}

impl<'p> Parts<'p> {
    /// Adds the credentials that the call is sent with.
    pub(super) fn authenticate(
        &mut self,
        call: &CallDescriptor,
        credentials: &'p Credentials,
    ) -> Result<(), Error> {
        let formatted = credentials.formatted_for(call)?;
        if let Some(basic) = basic(&formatted) {
            self.secret_header(call, AUTHORIZATION.as_str(), &format!("Basic {basic}"))?;
        }
        for (credential, value) in formatted {
            match credential.place {
                CredentialPlace::Header(name) => self.secret_header(call, name, &value)?,
                CredentialPlace::Query(name) => self.query.push(Pair::secret(name, value)),
                CredentialPlace::Body(name) => self.body.push(Pair::secret(name, value)),
                CredentialPlace::BasicUser
                | CredentialPlace::BasicPassword
                | CredentialPlace::BasicWithUser(_)
                | CredentialPlace::BasicWithPassword(_)
                | CredentialPlace::OAuth(_) => {}
            }
        }
        Ok(())
    }

    fn secret_header(
        &mut self,
        call: &CallDescriptor,
        name: &str,
        value: &str,
    ) -> Result<(), Error> {
        let header = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(HeaderValue::from_str(value).ok());
        let Some((name, mut value)) = header else {
            return Err(Error::config(format!(
                "{}: the credential for the header {name} cannot be written in a header",
                call.name
            )));
        };
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }
}

/// User name and password of HTTP Basic authentication as they travel, if a call is sent with them.
pub(crate) fn basic(formatted: &[(&'static Credential, Cow<'_, str>)]) -> Option<String> {
    let value = |place| {
        let mut all = formatted.iter();
        all.find(|(credential, _)| credential.place == place)
            .map(|(_, value)| &**value)
    };
    let beside = formatted.iter().find_map(|(credential, value)| {
        let value = &**value;
        match credential.place {
            CredentialPlace::BasicWithUser(user) => Some((user, value)),
            CredentialPlace::BasicWithPassword(password) => Some((value, password)),
            CredentialPlace::Header(_)
            | CredentialPlace::Query(_)
            | CredentialPlace::Body(_)
            | CredentialPlace::BasicUser
            | CredentialPlace::BasicPassword
            | CredentialPlace::OAuth(_) => None,
        }
    });
    let (user, password) = match beside {
        Some((user, password)) => (Some(user), Some(password)),
        None => (
            value(CredentialPlace::BasicUser),
            value(CredentialPlace::BasicPassword),
        ),
    };
    let both = user.or(password).map(|_| {
        format!(
            "{}:{}",
            user.unwrap_or_default(),
            password.unwrap_or_default()
        )
    });
    both.map(|both| base64::engine::general_purpose::STANDARD.encode(both))
}
