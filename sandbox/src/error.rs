//! What can go wrong with a sandbox, for its owner.

use std::error::Error;
use std::fmt;
use std::io;
use std::net::SocketAddr;

use crate::clock::BadTime;
use crate::gate::BadOrigin;
use crate::store::StoreError;

/// Why a sandbox did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The address cannot be listened on; the port may be in use.
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The state cannot be opened or written: another sandbox may have the file.
    State(Box<dyn Error + Send + Sync>),
    /// The state holds no account: its file is of something else.
    NoAccount,
    /// The time to start at is none.
    Time(BadTime),
    /// The text for an origin to allow is none.
    Origin(BadOrigin),
    /// The token for the control endpoint is blank, or no header can carry it.
    Token,
    /// The spec that was built in has a mistake.
    Spec(&'static str),
    /// The system gives no thread, nothing to wait with, or no random numbers.
    Thread(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen { address, source } => write!(f, "cannot listen on {address}: {source}"),
            Self::State(error) => write!(f, "cannot open the state: {error}"),
            Self::NoAccount => f.write_str("the state holds no account"),
            Self::Time(error) => error.fmt(f),
            Self::Origin(error) => error.fmt(f),
            Self::Token => f.write_str(
                "the token for the control endpoint must be of letters, digits and signs, without spaces",
            ),
            Self::Spec(error) => write!(f, "the spec has a mistake: {error}"),
            Self::Thread(error) => write!(f, "cannot start: the system says {error}"),
        }
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Listen { source, .. } | Self::Thread(source) => Some(source),
            Self::State(error) => Some(error.as_ref()),
            Self::Time(error) => Some(error),
            Self::Origin(error) => Some(error),
            Self::NoAccount | Self::Token | Self::Spec(_) => None,
        }
    }
}

impl From<BadTime> for StartError {
    fn from(error: BadTime) -> Self {
        Self::Time(error)
    }
}

impl From<BadOrigin> for StartError {
    fn from(error: BadOrigin) -> Self {
        Self::Origin(error)
    }
}

impl From<StoreError> for StartError {
    fn from(error: StoreError) -> Self {
        Self::State(Box::new(error))
    }
}

/// What went wrong with a running sandbox.
#[derive(Debug)]
#[non_exhaustive]
pub enum SandboxError {
    /// The state cannot be read or written.
    State(Box<dyn Error + Send + Sync>),
    /// No account has this web key.
    NoSuchAccount,
    /// No state was saved under this name.
    NoSuchState(String),
    /// The text is no time.
    Time(BadTime),
}

impl fmt::Display for SandboxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(error) => write!(f, "the state cannot be read or written: {error}"),
            Self::NoSuchAccount => f.write_str("there is no such account"),
            Self::NoSuchState(name) => write!(f, "no state was saved under the name {name:?}"),
            Self::Time(error) => error.fmt(f),
        }
    }
}

impl Error for SandboxError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::State(error) => Some(error.as_ref()),
            Self::Time(error) => Some(error),
            Self::NoSuchAccount | Self::NoSuchState(_) => None,
        }
    }
}

impl From<BadTime> for SandboxError {
    fn from(error: BadTime) -> Self {
        Self::Time(error)
    }
}

impl From<StoreError> for SandboxError {
    fn from(error: StoreError) -> Self {
        Self::State(Box::new(error))
    }
}
