//! What came of an attempt, and what followed.

use std::fmt;
use std::time::Duration;

use crate::descriptor::{CallDescriptor, Meaning, Retry};

/// One try to carry out a call: what came of it, when, and what followed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// What came of it.
    pub outcome: Outcome,
    /// When it began, counted from the beginning of the call.
    pub at: Duration,
    /// How long it took, waiting for its turn included; not in a [`crate::Bulk`].
    pub took: Duration,
    /// What followed.
    pub then: Then,
}

/// What came of an attempt that gave no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// No connection came about: the request never left.
    NotSent,
    /// The request cannot be sent, and no other attempt could do it: it cannot be written, the other side
    /// is not to be trusted, or the client is given no access token. It never left.
    CannotSend,
    /// The time ran out before it was its turn: the request never left.
    NoTurn,
    /// No access token came for it, and one may come later: the request never left.
    NoToken,
    /// The connection broke after the request may have left.
    Lost,
    /// What came is no answer of HTTP, or breaks a limit of the HTTP library.
    BrokenAnswer,
    /// No complete answer came in time.
    TimedOut,
    /// An HTTP status that is no success.
    Status(u16),
    /// An HTTP status after which the server has certainly not acted, as the API's document says.
    NotActed(u16),
    /// The API refused.
    Refused(Meaning),
    /// The answer ends too early.
    CutShort,
    /// The answer cannot be read.
    Unreadable,
    /// The answer is larger than the configuration allows.
    TooLarge,
}

/// Whether a call may be carried out twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// Repeating it changes nothing.
    Repeatable,
    /// Repeating it could do it twice.
    Once,
}

/// What followed an attempt that gave no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Then {
    /// Another attempt, after this wait.
    Again(Duration),
    /// Nothing: repeating would not change the answer.
    Final,
    /// Nothing: the server may have acted, and repeating could do it twice.
    CouldActTwice,
    /// Nothing: the policy allows no more attempts.
    NoMoreAttempts,
    /// Nothing: the wait would outlast the time for the call.
    NoMoreTime,
    /// Nothing: the server asked for this wait, which is longer than the policy allows.
    ToldToWait(Duration),
    /// Nothing: the stock of retries that all calls share is used up.
    NoMoreBudget,
}

impl Safety {
    /// What is known of a call without its parameters.
    pub(crate) fn of_call(call: &CallDescriptor) -> Self {
        if call.idempotency.is_some() {
            // The server carries it out once, however often it arrives.
            return Safety::Repeatable;
        }
        match call.retry {
            Retry::Safe => Safety::Repeatable,
            Retry::SafeWithout(_) | Retry::Never => Safety::Once,
        }
    }
}

impl Outcome {
    /// Whether the request provably never left this machine.
    #[must_use]
    pub fn never_left(self) -> bool {
        matches!(
            self,
            Outcome::NotSent | Outcome::CannotSend | Outcome::NoTurn | Outcome::NoToken
        )
    }

    /// Whether another attempt could end otherwise.
    pub(crate) fn may_pass(self) -> bool {
        match self {
            Outcome::NotSent
            | Outcome::NoTurn
            | Outcome::NoToken
            | Outcome::Lost
            | Outcome::TimedOut
            | Outcome::CutShort
            | Outcome::NotActed(_) => true,
            Outcome::Status(status) => {
                matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
            }
            Outcome::Refused(meaning) => {
                matches!(meaning, Meaning::ServerFault | Meaning::TooMany)
            }
            Outcome::CannotSend
            | Outcome::Unreadable
            | Outcome::TooLarge
            | Outcome::BrokenAnswer => false,
        }
    }

    /// Whether the server may have done what it was asked, although no reply tells so.
    #[must_use]
    pub fn may_have_acted(self) -> bool {
        match self {
            Outcome::NotSent
            | Outcome::CannotSend
            | Outcome::NoTurn
            | Outcome::NoToken
            | Outcome::NotActed(_) => false,
            Outcome::Lost
            | Outcome::BrokenAnswer
            | Outcome::TimedOut
            | Outcome::CutShort
            | Outcome::Unreadable
            | Outcome::TooLarge => true,
            Outcome::Status(status) => {
                !(400..500).contains(&status) || matches!(status, 408 | 425 | 429)
            }
            Outcome::Refused(meaning) => {
                matches!(meaning, Meaning::ServerFault | Meaning::Unknown)
            }
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::NotSent => f.write_str("no connection"),
            Outcome::CannotSend => f.write_str("cannot be sent"),
            Outcome::BrokenAnswer => f.write_str("broken answer"),
            Outcome::NoTurn => f.write_str("not its turn in time"),
            Outcome::NoToken => f.write_str("no access token"),
            Outcome::Lost => f.write_str("connection lost"),
            Outcome::TimedOut => f.write_str("no answer in time"),
            Outcome::Status(status) | Outcome::NotActed(status) => {
                write!(f, "HTTP status {status}")
            }
            Outcome::Refused(meaning) => write!(f, "refused ({meaning:?})"),
            Outcome::CutShort => f.write_str("answer cut short"),
            Outcome::Unreadable => f.write_str("unreadable answer"),
            Outcome::TooLarge => f.write_str("answer too large"),
        }
    }
}

impl fmt::Display for Then {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Then::Again(wait) => write!(f, "again after {} ms", wait.as_millis()),
            Then::Final => f.write_str("final"),
            Then::CouldActTwice => f.write_str("not repeated: it could act twice"),
            Then::NoMoreAttempts => f.write_str("no attempts left"),
            Then::NoMoreTime => f.write_str("no time left"),
            Then::ToldToWait(wait) => {
                write!(f, "not repeated: told to wait {} s", wait.as_secs())
            }
            Then::NoMoreBudget => f.write_str("no retries left for now"),
        }
    }
}

/// One line: when, what, and what followed.
impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            outcome, at, then, ..
        } = self;
        write!(f, "at {} ms {outcome}, {then}", at.as_millis())
    }
}
