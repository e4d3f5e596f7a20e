use std::fmt;
use std::time::Duration;

use super::attempt::{Attempt, Outcome, Safety};
use super::cause::Cause;
use crate::descriptor::Meaning;
use crate::{Refusal, Violations};

/// A call gave no reply: why, and what was tried.
///
/// Displayed in one line that names the call, the cause and what to do next, then the attempts if
/// there were several. [`Error::cause`] has the details for each kind of failure. Neither the line nor
/// debug output shows a secret, a URL or any words of the server: they could repeat a person's data.
pub struct Error(Box<Inner>);

struct Inner {
    cause: Cause,
    safety: Safety,
    attempts: Vec<Attempt>,
    retry_after: Option<Duration>,
}

impl Error {
    pub(crate) fn new(cause: Cause, safety: Safety) -> Self {
        Self(Box::new(Inner {
            cause,
            safety,
            attempts: Vec::new(),
            retry_after: None,
        }))
    }

    pub(crate) fn config(what: impl Into<String>) -> Self {
        Self::new(Cause::Config { what: what.into() }, Safety::Once)
    }

    pub(crate) fn invalid(violations: Violations) -> Self {
        Self::new(Cause::Invalid(violations), Safety::Once)
    }

    pub(crate) fn with_attempts(mut self, attempts: Vec<Attempt>) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn with_safety(mut self, safety: Safety) -> Self {
        self.0.safety = safety;
        self
    }

    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    /// Why there is no reply.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        &self.0.cause
    }

    /// Why there is no reply, by value.
    #[must_use]
    pub fn into_cause(self) -> Cause {
        self.0.cause
    }

    /// Every attempt to carry out the call, the last one last. Empty if it was not sent, or not by a
    /// client.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// How long the server asked to wait before the next attempt.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Name of the call; `None` if the error is about the client as a whole.
    #[must_use]
    pub fn call(&self) -> Option<&'static str> {
        self.cause().call()
    }

    /// What breaks the limits of the document, if that is why the call was not sent.
    #[must_use]
    pub fn violations(&self) -> Option<&Violations> {
        match self.cause() {
            Cause::Invalid(violations) => Some(violations),
            _ => None,
        }
    }

    /// The API's refusal, if it refused.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self.cause() {
            Cause::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the same call, sent again later, could succeed and cannot be carried out twice.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let outcome = self.cause().outcome();
        outcome.is_some_and(|outcome| outcome.may_be_repeated(self.0.safety))
    }

    /// Whether the server may have done what it was asked, in any of the attempts.
    #[must_use]
    pub fn may_have_acted(&self) -> bool {
        let earlier = self.attempts().iter().map(|attempt| attempt.outcome);
        earlier
            .chain(self.cause().outcome())
            .any(Outcome::may_have_acted)
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

    /// Whether the API said that something still uses the record.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        self.means(Meaning::InUse)
    }

    /// Whether a value or its absence is the cause: found here before sending, or by the API.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        self.violations().is_some()
            || self.means(Meaning::BrokenLimit)
            || self.means(Meaning::MissingKey)
    }

    /// Whether the credentials do not open the call: by the API's code, or HTTP status 401 or 403.
    #[must_use]
    pub fn is_access_denied(&self) -> bool {
        self.means(Meaning::AccessDenied)
            || matches!(
                self.cause(),
                Cause::Status {
                    status: 401 | 403,
                    ..
                }
            )
    }

    /// Whether the server wants fewer calls: HTTP status 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.cause().outcome() == Some(Outcome::Status(429))
    }

    /// Whether a limit of time was reached.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.cause(), Cause::Timeout { .. })
    }

    /// Whether no connection came about.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.cause().outcome() == Some(Outcome::NotSent)
    }

    /// Whether the server failed: by the API's code, or HTTP status 500 and above.
    #[must_use]
    pub fn is_server_fault(&self) -> bool {
        self.means(Meaning::ServerFault)
            || matches!(self.cause().outcome(), Some(Outcome::Status(500..)))
    }

    /// Whether the client, its credentials or the options of a call do not fit the API.
    #[must_use]
    pub fn is_config(&self) -> bool {
        matches!(self.cause(), Cause::Config { .. })
    }

    fn means(&self, meaning: Meaning) -> bool {
        self.refusal()
            .is_some_and(|refusal| refusal.meaning == meaning)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause().write(f, self.0.safety)?;
        if self.is_not_found() && self.may_have_acted() {
            f.write_str("; an earlier attempt may have done it")?;
        }
        if let [_, _, ..] = self.attempts() {
            write!(f, " [{} attempts: ", self.attempts().len())?;
            for (position, attempt) in self.attempts().iter().enumerate() {
                write!(f, "{}{attempt}", if position > 0 { "; " } else { "" })?;
            }
            f.write_str("]")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("cause", &self.0.cause);
        if !self.0.attempts.is_empty() {
            out.field("attempts", &self.0.attempts);
        }
        out.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.cause() {
            Cause::Transport { source, .. } => Some(source),
            _ => None,
        }
    }
}
