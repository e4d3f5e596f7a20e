//! A cause in one line: what happened, and what to do next.

use std::fmt;

use super::attempt::{Outcome, Safety};
use super::cause::{Cause, TimeLimit};
use crate::text::one_line;

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
            Cause::NoToken { call, because, .. } => {
                write!(
                    f,
                    "{call}: not sent, because no access token came: {because}"
                )
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
                    TimeLimit::Token => (
                        "no access token came",
                        "check the token URL, then send again",
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
            Cause::TooLarge {
                call,
                limit,
                by_spec,
            } => {
                let advice = match by_spec {
                    true => "the document says that there are no more: ask the vendor",
                    false => "ask for less, or raise max_response_bytes",
                };
                write!(
                    f,
                    "{call}: the answer has more than {limit} bytes; {advice}"
                )
            }
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
                has_positions,
            } => {
                write!(f, "{call}: the list is not complete: {came} records came")?;
                match promised {
                    Some(promised) => write!(f, ", and {promised} were promised in all")?,
                    None => f.write_str(", and the server does not say where it ends")?,
                }
                match has_positions {
                    true => write!(f, "; go on from position {position}")?,
                    false => f.write_str("; go on from its bookmark")?,
                }
                f.write_str(", or allow it where not all of them can be read")
            }
            Cause::NextElsewhere {
                call,
                host,
                position,
            } => {
                let what = match host.as_str() {
                    "" => "at no address that anything could be sent to".to_owned(),
                    host => format!(
                        "at {}, which is not the scheme, host and port of the base URL",
                        one_line(host, 100)
                    ),
                };
                write!(
                    f,
                    "{call}: the page after {position} records is said to be {what}, and was not asked \
                     for: set the base URL that the API gives its addresses with, or ask the vendor"
                )
            }
            Cause::NotParsed { record, path, what } => {
                write!(f, "the record {record} does not fit the type: {what}")?;
                if !path.is_empty() {
                    write!(f, " at {path}")?;
                }
                f.write_str("; change the type, or read the field from the record's row")
            }
            Cause::Config { what } => f.write_str(what),
        }
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
