//! The kinds of failure, each in a line that says what to do.

use std::sync::Arc;
use std::time::Duration;

use super::attempt::Outcome;
use super::transport_fault::TransportFault;
use super::{Error, Refusal, ServerText, Violations};
use crate::descriptor::Meaning;

/// Why a call gave no reply.
///
/// Displayed in one line that names the call, the cause and what to do next. Neither that line nor
/// debug output shows a secret, a URL or any words of the server, because they could repeat a person's data: of
/// an address at another host, it is the host that is shown.
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
    /// No access token could be got for the call, which was not sent.
    #[non_exhaustive]
    NoToken {
        /// Name of the call.
        call: &'static str,
        /// Why: an error of the request for the token, which is called like its credential. All calls have
        /// the same that waited for the same token.
        because: Arc<Error>,
        /// Whether it would be the same again.
        lasting: bool,
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
    /// The answer is larger than the configuration allows, or than the spec says of a call that returns bytes.
    #[non_exhaustive]
    TooLarge {
        /// Name of the call.
        call: &'static str,
        /// Most bytes that are allowed.
        limit: usize,
        /// Whether the spec says so.
        by_spec: bool,
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
        /// Whether the list goes on from a position, rather than from its bookmark.
        has_positions: bool,
    },
    /// A page of a list has the address of the one after it, and that is not of the API's own host, where
    /// alone credentials may be shown. Nothing was sent there. The records before were given.
    #[non_exhaustive]
    NextElsewhere {
        /// Name of the call.
        call: &'static str,
        /// The host that it is of; empty if nothing could be sent there either.
        host: String,
        /// Number of records before that page.
        position: u64,
    },
    /// A record of an answer does not fit a type of the caller's.
    #[non_exhaustive]
    NotParsed {
        /// Name of the kind of record.
        record: &'static str,
        /// Which field, such as `proposals[0].total`; empty if it is the record as a whole. Keys that the spec does
        /// not know are `*`.
        path: String,
        /// What is wrong, without the value: `a text where u8 is expected`.
        what: String,
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
    /// For the whole call, which ended before its access token came.
    Token,
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
            | Cause::NoToken { call, .. }
            | Cause::Timeout { call, .. }
            | Cause::Undecodable { call, .. }
            | Cause::TooLarge { call, .. }
            | Cause::RepeatedPage { call, .. }
            | Cause::NextElsewhere { call, .. }
            | Cause::Incomplete { call, .. } => Some(call),
            Cause::NotParsed { .. } | Cause::Config { .. } => None,
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
            Cause::NoToken { lasting: true, .. } => Outcome::CannotSend,
            Cause::NoToken { .. } => Outcome::NoToken,
            Cause::Timeout { which, .. } => match which {
                TimeLimit::Connect => Outcome::NotSent,
                TimeLimit::Turn => Outcome::NoTurn,
                TimeLimit::Token => Outcome::NoToken,
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
            | Cause::NextElsewhere { .. }
            | Cause::NotParsed { .. }
            | Cause::Config { .. } => return None,
        })
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
