//! Why a call gave no reply, and what was tried: the error that callers get.

use std::fmt;
use std::time::Duration;

use super::attempt::{Attempt, Outcome, Safety};
use super::cause::Cause;
use super::failed_response::FailedResponse;
use super::transport_fault::TransportFault;
use super::{Breach, Refusal, ServerText, Violation, Violations};
use crate::descriptor::{ApiDescriptor, CallDescriptor};
use crate::text::one_line;

/// A call gave no reply: why, and what was tried.
///
/// Displayed in one line that names the call, the cause and what to do next, then the attempts if
/// there were several; debug output says the same, in lines of their own. Neither shows a secret, a
/// URL or any words of the server, because they could repeat a person's data: of an address at another host
/// ([`Cause::NextElsewhere`]), it is the host that is shown. [`Error::cause`] has the details for each kind of
/// failure, [`Error::response`] the answer, and [`Error::explain`] all that a person needs.
pub struct Error(Box<Inner>);

struct Inner {
    cause: Cause,
    safety: Safety,
    attempts: Vec<Attempt>,
    retry_after: Option<Duration>,
    /// The key by which the server knows the call again.
    idempotency_key: Option<String>,
    /// A status that tells that nothing was done.
    not_acted: Option<u16>,
    response: Option<FailedResponse>,
    /// The server's own words.
    words: Option<ServerText>,
    /// What the answer says of it by name.
    details: Vec<(&'static str, ServerText)>,
    /// What of it may be shown; `None` if it is not known what was sent.
    shown: Option<Shown>,
}

/// What the server said, without the values that were sent.
struct Shown {
    words: Option<String>,
    details: Vec<(&'static str, String)>,
    request_id: Option<String>,
}

impl Error {
    pub(crate) fn new(cause: Cause, safety: Safety) -> Self {
        Self(Box::new(Inner {
            cause,
            safety,
            attempts: Vec::new(),
            retry_after: None,
            idempotency_key: None,
            not_acted: None,
            response: None,
            words: None,
            details: Vec::new(),
            shown: None,
        }))
    }

    pub(crate) fn config(what: impl Into<String>) -> Self {
        Self::new(Cause::Config { what: what.into() }, Safety::Once)
    }

    #[cfg(feature = "serde")]
    pub(crate) fn not_parsed(record: &'static str, path: String, what: String) -> Self {
        Self::new(Cause::NotParsed { record, path, what }, Safety::Repeatable)
    }

    pub(crate) fn invalid(violations: Violations) -> Self {
        Self::new(Cause::Invalid(violations), Safety::Once)
    }

    /// One value is wrong that only its place on the wire refuses.
    pub(crate) fn wrong_value(call: &CallDescriptor, key: &str, breach: Breach) -> Self {
        Self::invalid(Violations::one(Violation {
            call: call.name,
            key: key.to_owned(),
            limit: None,
            says: "",
            breach,
            value: None,
            revision: call.api.revision,
        }))
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

    pub(crate) fn with_idempotency_key(mut self, key: Option<String>) -> Self {
        self.0.idempotency_key = key;
        self
    }

    /// The key that the call was sent with, by which the server knows it again: sent later with the same
    /// key ([`crate::Sending::idempotency_key`]), it is carried out once. `None` for calls without one.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// With what the API says of the status of the answer: if the call may be carried out again at all,
    /// it may be now, because it was not.
    pub(crate) fn told_by(mut self, api: &ApiDescriptor) -> Self {
        let may_pass = self.outcome().is_some_and(Outcome::may_pass);
        // Not that of the token URL, which says nothing of the API.
        let status = self.0.response.as_ref().map(FailedResponse::status);
        let not_acted = status.filter(|status| may_pass && api.not_acted.contains(status));
        if not_acted.is_some() {
            self.0.not_acted = not_acted;
            self.0.safety = Safety::Repeatable;
        }
        self
    }

    /// What the last attempt came to; `None` if it is not about an attempt.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        let not_acted = self.0.not_acted.map(Outcome::NotActed);
        not_acted.or_else(|| self.cause().outcome())
    }

    pub(crate) fn with_response(mut self, response: FailedResponse) -> Self {
        self.0.response = Some(response);
        self
    }

    pub(crate) fn with_words(mut self, words: Option<String>) -> Self {
        self.0.words = words.map(ServerText::new);
        self
    }

    pub(crate) fn with_details(mut self, details: Vec<(&'static str, ServerText)>) -> Self {
        self.0.details = details;
        self
    }

    /// With what the server said as it may be shown: `hide` takes out of a text what was sent.
    pub(crate) fn with_shown(mut self, hide: impl Fn(&str) -> String) -> Self {
        // What was sent for a token is taken out of them already.
        let of_token = self.token_error();
        let words = of_token.and_then(Self::shown_words);
        let words = words.or_else(|| self.server_words().map(ServerText::as_str));
        let id = of_token.and_then(Self::shown_request_id);
        let id = id.or_else(|| self.response().and_then(FailedResponse::request_id));
        self.0.shown = Some(Shown {
            words: words.map(|words| one_line(&hide(words), 2_001)),
            details: (self.0.details.iter())
                .map(|(name, said)| (*name, one_line(&hide(said.as_str()), 200)))
                .collect(),
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
        match self.cause() {
            Cause::NoToken { because, .. } => because.response(),
            _ => self.0.response.as_ref(),
        }
    }

    /// What the server said in its own words, in whatever form they came: a message or a list of errors in
    /// JSON, plain text, the title of a page. [`Error::response`] has the whole of it.
    ///
    /// They can repeat what was sent, a person's data included: take care where they go.
    /// [`Error::explain`] has them without that.
    #[must_use]
    pub fn server_words(&self) -> Option<&ServerText> {
        let own = match self.cause() {
            Cause::NoToken { because, .. } => return because.server_words(),
            Cause::Refused(refusal) => Some(&refusal.message),
            Cause::Status { message, .. } => message.as_ref(),
            _ => None,
        };
        own.filter(|words| !words.as_str().is_empty())
            .or(self.0.words.as_ref())
    }

    /// What the answer says of the error under a name that the spec has for it: the parameter, say.
    ///
    /// These are the server's words, which can repeat what was sent, and no other text of the error shows them.
    /// [`Error::explain`] has them without that.
    #[must_use]
    pub fn detail(&self, name: &str) -> Option<&ServerText> {
        let mut details = self.0.details.iter();
        details
            .find(|(known, _)| *known == name)
            .map(|(_, said)| said)
    }

    /// All of them, by name, in the order of the spec.
    pub fn details(&self) -> impl Iterator<Item = (&'static str, &ServerText)> {
        self.0.details.iter().map(|(name, said)| (*name, said))
    }

    /// The details that [`Error::explain`] may show.
    pub(super) fn shown_details(&self) -> &[(&'static str, String)] {
        self.0.shown.as_ref().map_or(&[], |shown| &shown.details)
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
        let wait = self.retry_after().filter(|wait| !wait.is_zero());
        // Why there is no token says it already.
        if let Some(wait) = wait.filter(|_| self.token_error().is_none()) {
            write!(f, "; the server asks to wait {} s", wait.as_secs())?;
        }
        Ok(())
    }

    /// Name of the call; `None` if the error is about the client as a whole.
    #[must_use]
    pub fn call(&self) -> Option<&'static str> {
        self.cause().call()
    }

    /// Why there is no access token, if that is why the call was not sent: an error of the request for the
    /// token. What it tells of access, time and server, this one tells too.
    #[must_use]
    pub fn token_error(&self) -> Option<&Error> {
        match self.cause() {
            Cause::NoToken { because, .. } => Some(because),
            _ => None,
        }
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
        earlier.chain(self.outcome()).any(Outcome::may_have_acted)
    }

    /// What went wrong on the way, if that is why there is no reply.
    #[must_use]
    pub fn transport_fault(&self) -> Option<TransportFault> {
        match self.cause() {
            Cause::Transport { fault, .. } => Some(*fault),
            Cause::NoToken { because, .. } => because.transport_fault(),
            _ => None,
        }
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

/// As displayed, with a line for each attempt if there were several: it is what a program prints whose `main`
/// returns it.
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
            Cause::NoToken { because, .. } => Some(because.as_ref()),
            _ => None,
        }
    }
}
