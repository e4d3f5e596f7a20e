//! The kinds of failure, each in a line that says what to do.

use std::fmt;
use std::time::Duration;

use super::attempt::{Outcome, Safety};
use super::transport_fault::TransportFault;
use super::{Refusal, ServerText, Violations};
use crate::descriptor::Meaning;

/// Why a call gave no reply.
///
/// Displayed in one line that names the call, the cause and what to do next. Neither that line nor
/// debug output shows a secret, a URL or any words of the server: they could repeat a person's data.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// The call breaks limits of the document; it was not sent.
    Invalid(Violations),
    /// The API took the request and said no: by a result code, or by an HTTP status that stands for
    /// one.
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
        /// Whether it redirects elsewhere than asked for, where a redirect can be an answer.
        astray: bool,
    },
    /// The request could not be sent, or the answer could not be received.
    #[non_exhaustive]
    Transport {
        /// Name of the call.
        call: &'static str,
        /// What went wrong.
        fault: TransportFault,
        /// The cause, without the URL.
        source: reqwest::Error,
        /// Whether the request provably never left this machine.
        never_left: bool,
    },
    /// It took too long.
    #[non_exhaustive]
    Timeout {
        /// Name of the call.
        call: &'static str,
        /// Which limit was reached.
        which: TimeLimit,
        /// That limit; `None` if the HTTP client was not made here.
        after: Option<Duration>,
    },
    /// The answer has a success status and cannot be read, or does not hold what the call returns.
    #[non_exhaustive]
    Undecodable {
        /// Name of the call.
        call: &'static str,
        /// Where in the answer: a JSON path such as `data[3].email`, with the byte where it is no JSON, or
        /// `the whole answer`. Keys that the spec does not know are `*`.
        path: String,
        /// What was expected there, if it is JSON of another shape.
        expected: Option<&'static str>,
        /// What was found there, by kind and length.
        found: String,
        /// What stands around that place, with `x` for every letter and `0` for every digit; empty
        /// where there is nothing to see.
        excerpt: String,
        /// Whether the answer ends too early.
        cut_short: bool,
    },
    /// The answer is larger than the configuration allows.
    #[non_exhaustive]
    TooLarge {
        /// Name of the call.
        call: &'static str,
        /// Most bytes that are allowed.
        limit: usize,
    },
    /// The server gave records that it had given before where the next page was asked for, and none that
    /// is new: it does not turn the page. With pages of one or two records this can come of a record that
    /// was added in the meantime: read larger pages then.
    #[non_exhaustive]
    RepeatedPage {
        /// Name of the call.
        call: &'static str,
        /// Number of records before that page.
        position: u64,
    },
    /// A list ended before its end, or did not end where it must: what the server said of it contradicts
    /// what came. The records before were given.
    #[non_exhaustive]
    Incomplete {
        /// Name of the call.
        call: &'static str,
        /// How many records came, from where the list was begun.
        came: u64,
        /// How many the server promised; `None` if it only said that there are more, or gives more than
        /// there can be.
        promised: Option<u64>,
        /// Number of records before the place to go on from.
        position: u64,
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
    /// For a connection, TLS included.
    Connect,
    /// For one attempt, from sending to the last byte of the answer.
    Attempt,
    /// For the whole call, all attempts and waits included.
    Total,
    /// For the whole call, which ended before it was the call's turn to be sent.
    Turn,
}

impl Cause {
    /// Name of the call; `None` if it is about the client as a whole.
    #[must_use]
    pub fn call(&self) -> Option<&'static str> {
        match self {
            Cause::Invalid(violations) => Some(violations.call()),
            Cause::Refused(refusal) => Some(refusal.call),
            Cause::Status { call, .. }
            | Cause::Transport { call, .. }
            | Cause::Timeout { call, .. }
            | Cause::Undecodable { call, .. }
            | Cause::TooLarge { call, .. }
            | Cause::RepeatedPage { call, .. }
            | Cause::Incomplete { call, .. } => Some(call),
            Cause::Config { .. } => None,
        }
    }

    /// What an attempt with this end came to; `None` if it is not about an attempt.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        Some(match self {
            // What these two come to is known of the status; any other may be the vendor's own for it.
            Cause::Refused(refusal)
                if refusal.meaning == Meaning::TooMany && !matches!(refusal.status, 429 | 503) =>
            {
                Outcome::Refused(Meaning::TooMany)
            }
            Cause::Refused(refusal) if refusal.is_by_status() => Outcome::Status(refusal.status),
            Cause::Refused(refusal) => Outcome::Refused(refusal.meaning),
            Cause::Status { status, .. } => Outcome::Status(*status),
            Cause::Transport {
                fault, never_left, ..
            } => match (fault.is_lasting(), never_left) {
                (false, true) => Outcome::NotSent,
                (true, true) => Outcome::CannotSend,
                (false, false) => Outcome::Lost,
                (true, false) => Outcome::BrokenAnswer,
            },
            Cause::Timeout { which, .. } => match which {
                TimeLimit::Connect => Outcome::NotSent,
                TimeLimit::Turn => Outcome::NoTurn,
                TimeLimit::Attempt | TimeLimit::Total => Outcome::TimedOut,
            },
            Cause::Undecodable {
                cut_short: true, ..
            } => Outcome::CutShort,
            Cause::Undecodable { .. } => Outcome::Unreadable,
            Cause::TooLarge { .. } => Outcome::TooLarge,
            Cause::Invalid(_)
            | Cause::RepeatedPage { .. }
            | Cause::Incomplete { .. }
            | Cause::Config { .. } => return None,
        })
    }
}

impl Cause {
    /// One line, with advice for a call of this safety.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, safety: Safety) -> fmt::Result {
        let once = safety == Safety::Once;
        match self {
            Cause::Invalid(violations) => {
                write!(f, "{}: not sent; change the call: ", violations.call())?;
                for (position, violation) in violations.iter().enumerate() {
                    write!(f, "{}{violation}", if position > 0 { "; " } else { "" })?;
                }
                Ok(())
            }
            Cause::Refused(refusal) => {
                write!(f, "{refusal}")?;
                let open =
                    refusal.is_by_status() && Outcome::Status(refusal.status).may_have_acted();
                if once && open {
                    f.write_str("; check whether the server acted before sending again")?;
                }
                Ok(())
            }
            Cause::Status {
                call,
                status,
                astray,
                ..
            } => {
                let advice = if *astray {
                    astray_advice(once)
                } else {
                    status_advice(*status, once)
                };
                write!(f, "{call}: HTTP status {status}; {advice}")
            }
            Cause::Transport {
                call,
                fault,
                never_left,
                ..
            } => {
                let what = if *never_left {
                    "not sent"
                } else {
                    "no complete answer came"
                };
                write!(f, "{call}: {what}: {fault}; {}", fault.advice())?;
                match (*never_left, fault.is_lasting()) {
                    (false, _) if once => {
                        f.write_str(", and whether the server acted before sending again")
                    }
                    (_, true) => Ok(()),
                    (_, false) => f.write_str(", then send again"),
                }
            }
            Cause::Timeout { call, which, after } => {
                let (what, advice) = match which {
                    TimeLimit::Connect => (
                        "no connection",
                        "check the network and the base URL, then send again",
                    ),
                    TimeLimit::Attempt | TimeLimit::Total if once => (
                        "no complete answer",
                        "check whether the server acted before sending again",
                    ),
                    TimeLimit::Attempt | TimeLimit::Total => {
                        ("no complete answer", "ask for less, or give it more time")
                    }
                    TimeLimit::Turn => (
                        "not its turn",
                        "send less at once, or raise the limits of rate and concurrency",
                    ),
                };
                match after {
                    Some(after) => write!(f, "{call}: {what} within {after:?}; {advice}"),
                    None => write!(f, "{call}: {what} in time; {advice}"),
                }
            }
            Cause::Undecodable {
                call,
                path,
                expected,
                found,
                excerpt,
                ..
            } => {
                write!(f, "{call}: the answer cannot be read: {found} at {path}")?;
                if let Some(expected) = expected {
                    write!(f, " where {expected} was expected")?;
                }
                if !excerpt.is_empty() {
                    write!(f, " ({excerpt})")?;
                }
                let advice = match expected {
                    Some(_) => "look at what Error::server_words and Error::response have of it",
                    None => "check the base URL and what stands between",
                };
                write!(f, "; {advice}")?;
                match expected {
                    _ if !once => Ok(()),
                    Some(_) => {
                        f.write_str(", and check whether the server acted before sending again")
                    }
                    None => f.write_str(", and whether the server acted before sending again"),
                }
            }
            Cause::TooLarge { call, limit } => write!(
                f,
                "{call}: the answer has more than {limit} bytes; ask for less, or raise \
                 max_response_bytes"
            ),
            Cause::RepeatedPage { call, position } => write!(
                f,
                "{call}: the server repeats a page instead of giving the one after {position} \
                 records; ask the vendor, or read with other filters"
            ),
            Cause::Incomplete {
                call,
                came,
                promised,
                position,
            } => {
                write!(f, "{call}: the list is not complete: {came} records came")?;
                match promised {
                    Some(promised) => write!(f, ", and {promised} were promised in all")?,
                    None => f.write_str(", and the server does not say where it ends")?,
                }
                write!(
                    f,
                    "; go on from position {position}, or allow it where not all of them can be read"
                )
            }
            Cause::Config { what } => f.write_str(what),
        }
    }

    /// This, with the server's own words where it has none yet.
    pub(crate) fn with_words(mut self, words: Option<&str>) -> Self {
        let Some(words) = words else {
            return self;
        };
        match &mut self {
            Cause::Refused(refusal) if refusal.message.as_str().is_empty() => {
                refusal.message = ServerText::new(words);
            }
            Cause::Status {
                message: message @ None,
                ..
            } => *message = Some(ServerText::new(words)),
            _ => {}
        }
        self
    }
}

/// With advice for a call that must not be carried out twice; the display of an [`crate::Error`] knows
/// better.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, Safety::Once)
    }
}

fn astray_advice(once: bool) -> &'static str {
    if once {
        "it redirects elsewhere than asked for: check whether the server acted before sending again"
    } else {
        "it redirects elsewhere than asked for: check where, and what stands between"
    }
}

fn status_advice(status: u16, once: bool) -> &'static str {
    match status {
        300..=399 => "redirects are not followed: set the base URL to the new address",
        401 | 403 => "check the credentials and what they allow",
        404 | 405 => "check the base URL",
        413 => "send less at once",
        408 | 425 | 429 if once => "wait, check whether the server acted, then send again",
        408 | 425 | 429 => "wait, then send again",
        500..=599 if once => "the server failed: check whether it acted, then try again later",
        500..=599 => "the server failed: try again later",
        _ => "check the values of the call",
    }
}
