//! The environment of the process.

use std::env::{self, VarError};

use crate::descriptor::ApiDescriptor;
use crate::error::Error;

/// What an environment variable holds; `None` if it is not set.
///
/// # Errors
///
/// [`crate::Cause::Config`] that names the variable if it is there and says nothing, or cannot be read: it
/// was meant to say something, and what is used instead could be the wrong server.
pub(crate) fn variable(api: &ApiDescriptor, name: &str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(value) if value.trim().is_empty() => Err(Error::config(format!(
            "{}: the environment variable {name} is blank: give it a value, or unset it",
            api.name
        ))),
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Error::config(format!(
            "{}: the environment variable {name} cannot be read: what it holds is not Unicode",
            api.name
        ))),
    }
}
