//! The account of a handle.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::SecretString;

use crate::encoding::Credentials;
use crate::error::Error;

/// The account of a handle, which has the shared credentials but for its own key.
pub(super) struct Account {
    key: SecretString,
    /// Those shared that were there last, and what they are with the key.
    last: Mutex<(Arc<Credentials>, Arc<Credentials>)>,
}

impl Account {
    pub(super) fn new(shared: Arc<Credentials>, key: SecretString) -> Result<Self, Error> {
        let own = Arc::new(shared.for_account(key.clone())?);
        Ok(Self {
            key,
            last: Mutex::new((shared, own)),
        })
    }

    pub(super) fn credentials(&self, shared: &Arc<Credentials>) -> Result<Arc<Credentials>, Error> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&last.0, shared) {
            let own = Arc::new(shared.for_account(self.key.clone())?);
            *last = (Arc::clone(shared), own);
        }
        Ok(Arc::clone(&last.1))
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<secret>")
    }
}
