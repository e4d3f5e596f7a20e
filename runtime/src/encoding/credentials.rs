//! What authenticates requests.

use std::borrow::Cow;
use std::fmt;
use std::time::Instant;

use secrecy::{ExposeSecret, SecretString};

use crate::descriptor::{ApiDescriptor, CallDescriptor, Credential, CredentialPlace};
use crate::environment;
use crate::error::Error;

/// What authenticates requests to an API. Wiped from memory on drop, hidden in debug output.
#[derive(Clone)]
pub struct Credentials {
    pub(super) api: &'static ApiDescriptor,
    /// One for each credential of the API.
    pub(super) values: Vec<Option<SecretString>>,
    /// Whether a name was given that the API does not have. It is not kept: it could be a value.
    has_stray: bool,
    /// Whether a call may lack some: it is told by those calls that need them.
    may_lack: bool,
    /// When the access token that they hold is to be renewed, if the server told how long it lasts.
    pub(super) renew_at: Option<Instant>,
}

impl Credentials {
    /// None yet.
    #[must_use]
    pub fn new(api: &'static ApiDescriptor) -> Self {
        Self {
            api,
            values: vec![None; api.credentials.len()],
            has_stray: false,
            may_lack: false,
            renew_at: None,
        }
    }

    /// None, for the calls that need none. A client can be made with them, and with some of them; a
    /// call that needs one that is not there is not sent, and names it.
    #[must_use]
    pub fn none(api: &'static ApiDescriptor) -> Self {
        Self {
            may_lack: true,
            ..Self::new(api)
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

    /// Whether a call is sent with the credential that selects the account.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] that names the call and the credential, if it is not.
    pub(crate) fn select_for(&self, call: &CallDescriptor) -> Result<(), Error> {
        let account = self.api.credentials.iter().find(|it| it.account);
        match account.filter(|credential| !call.carries(credential)) {
            None => Ok(()),
            Some(credential) => Err(Error::config(format!(
                "{}: is not sent with the credential {}, so no account can be selected for it: leave \
                 the account out",
                call.name, credential.name
            ))),
        }
    }

    /// Read from the environment variables that the spec names.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] that names the variable which is missing, blank or not Unicode.
    pub fn from_env(api: &'static ApiDescriptor) -> Result<Self, Error> {
        let mut credentials = Self::new(api);
        for credential in api.credentials {
            let value = match credential.env {
                Some(name) => environment::variable(api, name)?,
                None => None,
            };
            match (value, credential.env) {
                (Some(value), _) => credentials = credentials.with(credential.name, value),
                (None, _) if credential.optional || credential.got_by_oauth => {}
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

    /// The values of those that a call is sent with, as they were given, and of those that its access token
    /// is got with.
    pub(crate) fn values_for<'c>(
        &'c self,
        call: &'c CallDescriptor,
    ) -> impl Iterator<Item = &'c str> {
        let all = self.api.credentials.iter().zip(&self.values);
        let has_token = self.token_of(call).is_some();
        let is_part = |it: &Credential| matches!(it.place, CredentialPlace::OAuth(_));
        all.filter(move |(it, _)| call.carries(it) || (has_token && is_part(it)))
            .filter_map(|(_, value)| value.as_ref().map(ExposeSecret::expose_secret))
    }

    /// Those that a call is sent with, written as they travel.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if one that the call needs is not there, although calls may lack some,
    /// or if the call names one that the API does not have.
    pub(crate) fn formatted_for(
        &self,
        call: &CallDescriptor,
    ) -> Result<Vec<(&'static Credential, Cow<'_, str>)>, Error> {
        let known = |name: &&&str| self.api.credentials.iter().any(|it| it.name == **name);
        let mut named = call.credentials.unwrap_or_default().iter();
        if let Some(stray) = named.find(|name| !known(name)) {
            return Err(Error::config(format!(
                "{}: is sent with the credential {stray}, which {} does not have",
                call.name, self.api.name
            )));
        }
        let mut formatted = Vec::with_capacity(self.values.len());
        for (credential, value) in self.api.credentials.iter().zip(&self.values) {
            if !call.carries(credential) {
                continue;
            }
            match value.as_ref().map(ExposeSecret::expose_secret) {
                Some(value) => {
                    let (before, after) = (credential.before, credential.after);
                    let value = match (before, after) {
                        ("", "") => Cow::Borrowed(value),
                        _ => Cow::Owned(format!("{before}{value}{after}")),
                    };
                    formatted.push((credential, value));
                }
                // It is got before the call is sent.
                None if credential.got_by_oauth && self.missing_for_token().is_none() => {}
                None if self.may_lack && !credential.optional => {
                    let missing = self.missing_for_token().filter(|_| credential.got_by_oauth);
                    let other_way = if credential.account {
                        ", or choose an account"
                    } else {
                        ""
                    };
                    return Err(Error::config(format!(
                        "{}: needs the credential {}, which this client does not have: make one \
                         with all credentials{other_way}",
                        call.name,
                        missing.unwrap_or(credential).name
                    )));
                }
                None => {}
            }
        }
        Ok(formatted)
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
                None if credential.optional || credential.got_by_oauth || self.may_lack => {}
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
                Some(value) if value.trim().chars().all(is_blank) => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} is blank: give its value"
                    )));
                }
                Some(value) if value.chars().any(char::is_control) => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} holds a line break or another control character"
                    )));
                }
                Some(value) if value.starts_with(is_blank) || value.ends_with(is_blank) => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} has white space around it, or a mark that nobody \
                         sees: give the value alone"
                    )));
                }
                Some(value) if is_quoted(value) => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} stands in quotes: give the value without them"
                    )));
                }
                Some(value) if is_formatted(credential, value) => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} is sent as `{}{{}}{}`, and its value has that \
                         around it already: give the value alone",
                        credential.before, credential.after
                    )));
                }
                // What follows it would be taken for the password.
                Some(value) if is_basic_user(credential.place) && value.contains(':') => {
                    return Err(Error::config(format!(
                        "{api}: the credential {name} holds a colon, which ends a user name: leave \
                         it out"
                    )));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

/// White space, and marks of no width, as they come out of files and of pages.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a value has a quote at both ends.
fn is_quoted(value: &str) -> bool {
    const QUOTES: [(char, char); 6] = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('\u{201c}', '\u{201d}'),
        ('\u{2018}', '\u{2019}'),
        ('\u{ab}', '\u{bb}'),
    ];
    let both = |(open, close): &(char, char)| {
        let inside = value.strip_prefix(*open);
        inside.is_some_and(|inside| inside.ends_with(*close))
    };
    QUOTES.iter().any(both)
}

/// Whether a value comes with what is to be written around it.
fn is_formatted(credential: &Credential, value: &str) -> bool {
    let (before, after) = (credential.before.as_bytes(), credential.after.as_bytes());
    let value = value.trim().as_bytes();
    if before.is_empty() && after.is_empty() {
        return false;
    }
    let start = value.get(..before.len());
    let rest = value.get(before.len()..).unwrap_or_default();
    let end = rest.len().checked_sub(after.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(before))
        && end
            .and_then(|end| rest.get(end..))
            .is_some_and(|end| end.eq_ignore_ascii_case(after))
}

/// Whether it is the user name of HTTP Basic authentication, which ends at the first colon.
fn is_basic_user(place: CredentialPlace) -> bool {
    match place {
        CredentialPlace::BasicUser | CredentialPlace::BasicWithPassword(_) => true,
        CredentialPlace::Header(_)
        | CredentialPlace::Query(_)
        | CredentialPlace::Body(_)
        | CredentialPlace::BasicPassword
        | CredentialPlace::BasicWithUser(_)
        | CredentialPlace::OAuth(_) => false,
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
