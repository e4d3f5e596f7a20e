//! Why a call gave no reply, and what was tried: the error that callers get.

use std::fmt;
use std::time::Duration;

use super::attempt::{Attempt, Outcome, Safety};
use super::cause::Cause;
use super::failed_response::FailedResponse;
use super::transport_fault::TransportFault;
use super::{Refusal, ServerText, Violations};
use crate::descriptor::Meaning;
use crate::text::one_line;

/// A call gave no reply: why, and what was tried.
///
/// Displayed in one line that names the call, the cause and what to do next, then the attempts if
/// there were several; debug output says the same, in lines of their own. Neither shows a secret, a
/// URL or any words of the server: they could repeat a person's data. [`Error::cause`] has the details for
/// each kind of failure, [`Error::response`] the answer, and [`Error::explain`] all that a person needs.
pub struct Error(Box<Inner>);

struct Inner {
    cause: Cause,
    safety: Safety,
    attempts: Vec<Attempt>,
    retry_after: Option<Duration>,
    response: Option<FailedResponse>,
    /// The server's own words.
    words: Option<ServerText>,
    /// What of it may be shown; `None` if it is not known what was sent.
    shown: Option<Shown>,
}

/// What the server said, without the values that were sent.
struct Shown {
    words: Option<String>,
    request_id: Option<String>,
}

impl Error {
    pub(crate) fn new(cause: Cause, safety: Safety) -> Self {
        Self(Box::new(Inner {
            cause,
            safety,
            attempts: Vec::new(),
            retry_after: None,
            response: None,
            words: None,
            shown: None,
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

    pub(crate) fn with_response(mut self, response: FailedResponse) -> Self {
        self.0.response = Some(response);
        self
    }

    pub(crate) fn with_words(mut self, words: Option<String>) -> Self {
        self.0.words = words.map(ServerText::new);
        self
    }

    /// With what the server said as it may be shown: `hide` takes out of a text what was sent.
    pub(crate) fn with_shown(mut self, hide: impl Fn(&str) -> String) -> Self {
        let id = self.response().and_then(FailedResponse::request_id);
        self.0.shown = Some(Shown {
            words: self
                .server_words()
                .map(|words| one_line(&hide(words.as_str()), 2_001)),
            // Cut first: a header can be long, and what is hidden is looked for in all of it.
            request_id: id.map(|id| one_line(&hide(&one_line(id, 128)), 128)),
        });
        self
    }

    /// With an answer that did not come to its end.
    pub(crate) fn with_broken_response(mut self) -> Self {
        self.0.response = self.0.response.map(FailedResponse::broken);
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

    /// The answer that the call failed with, whatever the cause: status, headers, number of the request,
    /// and the body as it came. `None` if there is none. An answer to a create that cannot be read can
    /// hold the id of what was created.
    ///
    /// It can hold a person's data: take care where it goes.
    #[must_use]
    pub fn response(&self) -> Option<&FailedResponse> {
        self.0.response.as_ref()
    }

    /// What the server said in its own words, in whatever form they came: a message or a list of errors in
    /// JSON, plain text, the title of a page. [`Error::response`] has the whole of it.
    ///
    /// They can repeat what was sent, a person's data included: take care where they go.
    /// [`Error::explain`] has them without that.
    #[must_use]
    pub fn server_words(&self) -> Option<&ServerText> {
        let own = match self.cause() {
            Cause::Refused(refusal) => Some(&refusal.message),
            Cause::Status { message, .. } => message.as_ref(),
            _ => None,
        };
        own.filter(|words| !words.as_str().is_empty())
            .or(self.0.words.as_ref())
    }

    /// The words that [`Error::explain`] may show; `None` if it is not known what was sent.
    pub(super) fn shown_words(&self) -> Option<&str> {
        self.0.shown.as_ref()?.words.as_deref()
    }

    /// The request id that it may show.
    pub(super) fn shown_request_id(&self) -> Option<&str> {
        self.0.shown.as_ref()?.request_id.as_deref()
    }

    /// Whether the call may be carried out twice.
    pub(crate) fn safety(&self) -> Safety {
        self.0.safety
    }

    /// Whether it is about something that must not happen twice.
    pub(super) fn is_about_once(&self) -> bool {
        self.0.safety == Safety::Once
    }

    /// The line that says what happened and what to do, without the attempts.
    pub(super) fn headline(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause().write(f, self.0.safety)?;
        if self.is_not_found() && self.may_have_acted() {
            f.write_str("; an earlier attempt may have done it")?;
        }
        if let Some(wait) = self.retry_after().filter(|wait| !wait.is_zero()) {
            write!(f, "; the server asks to wait {} s", wait.as_secs())?;
        }
        Ok(())
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

    /// Whether the server wants fewer calls: HTTP status 429, or a code that means it.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.cause().outcome() == Some(Outcome::Status(429)) || self.means(Meaning::TooMany)
    }

    /// Whether a limit of time was reached.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.cause(), Cause::Timeout { .. })
    }

    /// Whether the call could not be sent: no connection came about, or the request cannot be written.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(
            self.cause().outcome(),
            Some(Outcome::NotSent | Outcome::CannotSend)
        )
    }

    /// Whether a list ended before its end, or does not end: what came of it is not all.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        matches!(
            self.cause(),
            Cause::Incomplete { .. } | Cause::RepeatedPage { .. }
        )
    }

    /// What went wrong on the way, if that is why there is no reply.
    #[must_use]
    pub fn transport_fault(&self) -> Option<TransportFault> {
        match self.cause() {
            Cause::Transport { fault, .. } => Some(*fault),
            _ => None,
        }
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
        self.headline(f)?;
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

/// As displayed, with a line for each attempt if there were several: it is what a program prints whose `main` returns it.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.headline(f)?;
        if let attempts @ [_, _, ..] = self.attempts() {
            for attempt in attempts {
                write!(f, "\n  {attempt}")?;
            }
        }
        Ok(())
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
