use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::Error;
use crate::descriptor::{ApiDescriptor, Credential};

/// What authenticates requests to an API. Wiped from memory on drop, hidden in debug output.
#[derive(Clone)]
pub struct Credentials {
    api: &'static ApiDescriptor,
    /// One for each credential of the API.
    values: Vec<Option<SecretString>>,
    /// Whether a name was given that the API does not have. It is not kept: it could be a value.
    has_stray: bool,
}

impl Credentials {
    /// None yet.
    #[must_use]
    pub fn new(api: &'static ApiDescriptor) -> Self {
        Self {
            api,
            values: vec![None; api.credentials.len()],
            has_stray: false,
        }
    }

    /// With this value for the credential of that name in the spec. A name that the API does not
    /// have is told when the client is made.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let position = self
            .api
            .credentials
            .iter()
            .position(|credential| credential.name == name);
        match position.and_then(|position| self.values.get_mut(position)) {
            Some(slot) => *slot = Some(SecretString::from(value.into())),
            None => self.has_stray = true,
        }
        self
    }

    /// These, with another account selected.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if no credential of the API selects an account, or if the value cannot
    /// travel.
    pub(crate) fn for_account(&self, key: SecretString) -> Result<Self, Error> {
        let selects = |credential: &Credential| credential.account;
        let mut credentials = self.clone();
        let position = self.api.credentials.iter().position(selects);
        let slot = position.and_then(|position| credentials.values.get_mut(position));
        let Some(slot) = slot else {
            return Err(Error::config(format!(
                "{}: no credential selects an account: make another client",
                self.api.name
            )));
        };
        *slot = Some(key);
        credentials.check()?;
        Ok(credentials)
    }

    /// Read from the environment variables that the spec names.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] that names the variable which is missing, empty or not Unicode.
    pub fn from_env(api: &'static ApiDescriptor) -> Result<Self, Error> {
        let mut credentials = Self::new(api);
        for credential in api.credentials {
            let value = credential.env.and_then(|name| std::env::var(name).ok());
            match (value.filter(|value| !value.is_empty()), credential.env) {
                (Some(value), _) => credentials = credentials.with(credential.name, value),
                (None, _) if credential.optional => {}
                (None, Some(variable)) => {
                    return Err(Error::config(format!(
                        "{}: the environment variable {variable} is not set: it gives the credential {}",
                        api.name, credential.name
                    )));
                }
                (None, None) => {
                    return Err(Error::config(format!(
                        "{}: the credential {} is not read from the environment: give it in code",
                        api.name, credential.name
                    )));
                }
            }
        }
        Ok(credentials)
    }

    /// The API that they are for.
    #[must_use]
    pub fn api(&self) -> &'static ApiDescriptor {
        self.api
    }

    /// Those that are given, written as they travel.
    pub(crate) fn dressed(&self) -> impl Iterator<Item = (&'static Credential, String)> {
        self.api
            .credentials
            .iter()
            .zip(&self.values)
            .filter_map(|(credential, value)| {
                let value = value.as_ref()?.expose_secret();
                Some((
                    credential,
                    format!("{}{value}{}", credential.before, credential.after),
                ))
            })
    }

    /// Whether all that are needed are there and can travel.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let api = self.api.name;
        if self.has_stray {
            let names: Vec<_> = self.api.credentials.iter().map(|it| it.name).collect();
            return Err(Error::config(format!(
                "{api}: a credential was given under another name than these: {}",
                names.join(", ")
            )));
        }
        for (credential, value) in self.api.credentials.iter().zip(&self.values) {
            let name = credential.name;
            match value.as_ref().map(|value| value.expose_secret()) {
                None if credential.optional => {}
                None => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} is missing"
                    )));
                }
                Some("") => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} is empty"
                    )));
                }
                Some(value) if value.chars().any(char::is_control) => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} holds a line break or another control character"
                    )));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Credentials");
        for (credential, value) in self.api.credentials.iter().zip(&self.values) {
            let shown = if value.is_some() { "<secret>" } else { "None" };
            out.field(credential.name, &format_args!("{shown}"));
        }
        out.finish()
    }
}
