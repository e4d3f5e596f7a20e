//! Whether a call may be sent again: the whole table.

use crate::descriptor::{Meaning, Retry};
use crate::error::{Error, Outcome, Safety};
use crate::value::Params;

impl Outcome {
    /// Whether a call with this safety may be sent again after this outcome. This is the whole table:
    ///
    /// | Outcome | [`Safety::Repeatable`] | [`Safety::Once`] |
    /// |---|---|---|
    /// | `NotSent`, `NoTurn` | again | again: it never left |
    /// | `CannotSend` | no: it would be the same again | no |
    /// | `Lost`, `TimedOut`, `CutShort` | again | no: it may have acted |
    /// | `Status` 408, 425, 429, 500, 502, 503, 504 | again | no |
    /// | `Status`, any other | no | no |
    /// | `Refused` with [`Meaning::ServerFault`] or [`Meaning::TooMany`] | again | no |
    /// | `Refused`, any other | no | no |
    /// | `Unreadable`, `TooLarge`, `BrokenAnswer` | no: it would be the same again | no |
    #[must_use]
    pub fn may_be_repeated(self, safety: Safety) -> bool {
        self.may_pass() && (self.never_left() || safety == Safety::Repeatable)
    }

    /// Whether another attempt could end otherwise.
    pub(crate) fn may_pass(self) -> bool {
        match self {
            Outcome::NotSent
            | Outcome::NoTurn
            | Outcome::Lost
            | Outcome::TimedOut
            | Outcome::CutShort => true,
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
}

impl Safety {
    /// Whether this call, with these parameters, may be carried out twice.
    #[must_use]
    pub fn of(params: &Params) -> Self {
        let Some(call) = params.call() else {
            return Safety::Once;
        };
        match call.retry {
            Retry::SafeWithout(keys) if !keys.iter().any(|key| params.get(key).is_some()) => {
                Safety::Repeatable
            }
            _ => Safety::of_call(call),
        }
    }
}

impl Error {
    /// Whether the same call, sent again later, could succeed and cannot be carried out twice.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let outcome = self.cause().outcome();
        outcome.is_some_and(|outcome| outcome.may_be_repeated(self.safety()))
    }
}
