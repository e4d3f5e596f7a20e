//! Whether a call may be sent again: the whole table.

use crate::descriptor::{Idempotency, Retry};
use crate::error::{Error, Outcome, Safety};
use crate::value::Params;

impl Outcome {
    /// Whether a call with this safety may be sent again after this outcome. This is the whole table:
    ///
    /// | Outcome | [`Safety::Repeatable`] | [`Safety::Once`] |
    /// |---|---|---|
    /// | `NotSent`, `NoTurn`, `NoToken` | again | again: it never left |
    /// | `CannotSend` | no: it would be the same again | no |
    /// | `Lost`, `TimedOut`, `CutShort` | again | no: it may have acted |
    /// | `Status` 408, 425, 429, 500, 502, 503, 504 | again | no |
    /// | `NotActed`: one of these, of which the document says that nothing was done | again | again |
    /// | `Status`, any other | no | no |
    /// | `Refused` with [`Meaning::ServerFault`](crate::Meaning::ServerFault) or [`Meaning::TooMany`](crate::Meaning::TooMany) | again | no |
    /// | `Refused`, any other | no | no |
    /// | `Unreadable`, `TooLarge`, `BrokenAnswer` | no: it would be the same again | no |
    #[must_use]
    pub fn may_be_repeated(self, safety: Safety) -> bool {
        let is_undone = self.never_left() || matches!(self, Outcome::NotActed(_));
        self.may_pass() && (is_undone || safety == Safety::Repeatable)
    }
}

impl Safety {
    /// Whether this call, with these parameters, may be carried out twice. What a body of the caller's own holds
    /// is not looked at: it could be a key that makes it unsafe, and lacks the key by which the server knows it.
    #[must_use]
    pub fn of(params: &Params) -> Self {
        let Some(call) = params.call() else {
            return Safety::Once;
        };
        let has_own_body = params.body().is_some();
        let is_unsafe = |keys: &[&str]| keys.iter().any(|key| params.get(key).is_some());
        match (call.retry, call.idempotency) {
            (Retry::SafeWithout(keys), _) if !has_own_body && !is_unsafe(keys) => {
                Safety::Repeatable
            }
            (Retry::SafeWithout(_) | Retry::Never, Some(Idempotency::Key(_))) if has_own_body => {
                Safety::Once
            }
            _ => Safety::of_call(call),
        }
    }
}

impl Error {
    /// Whether the same call, sent again later, could succeed and cannot be carried out twice.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let outcome = self.outcome();
        outcome.is_some_and(|outcome| outcome.may_be_repeated(self.safety()))
    }
}
