//! Credentials that can be replaced while they are used.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use secrecy::SecretString;

use crate::encoding::Credentials;
use crate::error::Error;
use crate::reading::Token;

/// The credentials that all handles of a client share: they can be replaced while it is used.
pub(super) struct SharedCredentials(RwLock<Arc<Credentials>>);

impl SharedCredentials {
    pub(super) fn new(credentials: Credentials) -> Self {
        Self(RwLock::new(Arc::new(credentials)))
    }

    pub(super) fn get(&self) -> Arc<Credentials> {
        // What is in it is complete at every moment, whoever panicked.
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts these in the place of those before.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if they are of another API, if one is missing or cannot travel. Those
    /// before stay then.
    pub(super) fn replace(&self, credentials: Credentials) -> Result<(), Error> {
        let (now, new) = (self.get().api().name, credentials.api().name);
        if now != new {
            return Err(Error::config(format!(
                "{now}: the credentials are those of {new}: give those of {now}"
            )));
        }
        credentials.check()?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(credentials);
        Ok(())
    }

    /// Puts an access token to these, which was got with `used`. They may be others by now: then only what is
    /// still of use is kept of it. Gives the refresh token, if that is in use from now on.
    pub(super) fn put_token(
        &self,
        used: &Credentials,
        token: Token,
        renew_at: Option<Instant>,
    ) -> Option<SecretString> {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mut new = (**held).clone();
        if held.has_parts_of(used) {
            new = new.with_token(token.access, renew_at);
        }
        let refresh = token.refresh.filter(|_| held.is_renewed_with(used));
        if let Some(refresh) = &refresh {
            new = new.with_refresh_token(refresh.clone());
        }
        *held = Arc::new(new);
        refresh
    }

    /// Takes the access token out of these, if they are those that are held.
    pub(super) fn forget_token(&self, rejected: &Arc<Credentials>) {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if Arc::ptr_eq(&held, rejected) {
            *held = Arc::new(held.without_token());
        }
    }
}
