//! Credentials that can be replaced while they are used.

use std::sync::{Arc, PoisonError, RwLock};

use crate::encoding::Credentials;
use crate::error::Error;

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
}
