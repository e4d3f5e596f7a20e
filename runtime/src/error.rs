use std::fmt;
use std::time::Duration;

use crate::descriptor::Meaning;
use crate::{Refusal, ServerText, Violations};

/// Why a call gave no reply.
///
/// Displayed in one line that names the call, the cause and what to do next. Neither that line nor
/// debug output shows a secret, a URL or any words of the server: they could repeat a person's data.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The call breaks limits of the document; it was not sent.
    Invalid(Violations),
    /// The API took the request and said no.
    Refused(Refusal),
    /// The answer has an HTTP status that is no success, and no result code that says more.
    #[non_exhaustive]
    Status {
        /// Name of the call.
        call: &'static str,
        /// HTTP status.
        status: u16,
        /// The server's message, if the answer has one.
        message: Option<ServerText>,
    },
    /// The request could not be sent, or the answer could not be received. Whether the server acted
    /// on it is not known.
    #[non_exhaustive]
    Transport {
        /// Name of the call.
        call: &'static str,
        /// The cause, without the URL.
        source: reqwest::Error,
    },
    /// It took too long. Unless it was the connection, whether the server acted is not known.
    #[non_exhaustive]
    Timeout {
        /// Name of the call.
        call: &'static str,
        /// Which limit was reached.
        which: TimeLimit,
        /// That limit; `None` if the HTTP client was not made here.
        after: Option<Duration>,
    },
    /// The answer has a success status and cannot be read.
    #[non_exhaustive]
    Undecodable {
        /// Name of the call.
        call: &'static str,
        /// Where in the answer: a JSON path, or line and column.
        path: String,
        /// What was found there, by kind and length; never the content.
        found: String,
    },
    /// The answer is larger than the configuration allows.
    #[non_exhaustive]
    TooLarge {
        /// Name of the call.
        call: &'static str,
        /// Most bytes that are allowed.
        limit: usize,
    },
    /// The client, its credentials or the options of a call do not fit the API.
    #[non_exhaustive]
    Config {
        /// What is wrong, and what to do.
        what: String,
    },
}

/// A limit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeLimit {
    /// For the connection, TLS included.
    Connect,
    /// For the whole call, from sending to the last byte of the answer.
    Total,
}

impl Error {
    pub(crate) fn config(what: impl Into<String>) -> Self {
        Error::Config { what: what.into() }
    }

    /// Name of the call; `None` if the error is about the client as a whole.
    #[must_use]
    pub fn call(&self) -> Option<&str> {
        match self {
            Error::Invalid(violations) => Some(violations.call()),
            Error::Refused(refusal) => Some(refusal.call),
            Error::Status { call, .. }
            | Error::Transport { call, .. }
            | Error::Timeout { call, .. }
            | Error::Undecodable { call, .. }
            | Error::TooLarge { call, .. } => Some(call),
            Error::Config { .. } => None,
        }
    }

    /// Whether the API said that no record matches.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.means(Meaning::NotFound)
    }

    /// Whether the API said that such a record exists already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        self.means(Meaning::Duplicate)
    }

    /// Whether a value or its absence is the cause: found here before sending, or by the API.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        matches!(self, Error::Invalid(_))
            || self.means(Meaning::BrokenLimit)
            || self.means(Meaning::MissingKey)
    }

    fn means(&self, meaning: Meaning) -> bool {
        matches!(self, Error::Refused(refusal) if refusal.meaning == meaning)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Invalid(violations) => {
                write!(f, "{}: not sent; change the call: ", violations.call())?;
                for (position, violation) in violations.iter().enumerate() {
                    write!(f, "{}{violation}", if position > 0 { "; " } else { "" })?;
                }
                Ok(())
            }
            Error::Refused(refusal) => refusal.fmt(f),
            Error::Status { call, status, .. } => {
                write!(
                    f,
                    "{call}: HTTP status {status}; {}",
                    status_advice(*status)
                )
            }
            Error::Transport { call, source } if source.is_connect() => write!(
                f,
                "{call}: no connection; check the network and the base URL, then send again"
            ),
            Error::Transport { call, .. } => write!(
                f,
                "{call}: no complete answer came; check the network, and whether the server acted \
                 before sending again"
            ),
            Error::Timeout { call, which, after } => {
                let (what, advice) = match which {
                    TimeLimit::Connect => (
                        "no connection",
                        "check the network and the base URL, then send again",
                    ),
                    TimeLimit::Total => (
                        "no complete answer",
                        "check whether the server acted before sending again",
                    ),
                };
                match after {
                    Some(after) => write!(f, "{call}: {what} within {after:?}; {advice}"),
                    None => write!(f, "{call}: {what} in time; {advice}"),
                }
            }
            Error::Undecodable { call, path, found } => write!(
                f,
                "{call}: the answer cannot be read: {found} at {path}; check the base URL and what \
                 stands between, and whether the server acted before sending again"
            ),
            Error::TooLarge { call, limit } => write!(
                f,
                "{call}: the answer has more than {limit} bytes; ask for less, or raise \
                 max_response_bytes"
            ),
            Error::Config { what } => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Transport { source, .. } => Some(source),
            _ => None,
        }
    }
}

fn status_advice(status: u16) -> &'static str {
    match status {
        300..=399 => "redirects are not followed: set the base URL to the new address",
        401 | 403 => "check the credentials and what they allow",
        404 | 405 => "check the base URL",
        413 => "send less at once",
        408 | 429 => "wait, then send again",
        500..=599 => "the server failed: check whether it acted, then try again later",
        _ => "check the values of the call",
    }
}

/// The text in one line of at most `max` characters, with spaces for control characters.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let mut characters = text.chars().map(|c| match c {
        // Line separators, and marks that turn the direction of what follows.
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    });
    let mut line: String = characters.by_ref().take(max).collect();
    if characters.next().is_some() {
        line.push('…');
    }
    line
}
