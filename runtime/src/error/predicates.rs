//! What kind of failure an error tells of: questions that are answered with yes or no.

use super::attempt::Outcome;
use super::call_error::Error;
use super::cause::Cause;
use crate::descriptor::Meaning;

impl Error {
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
        self.token_error().is_some_and(Self::is_access_denied)
            || self.means(Meaning::AccessDenied)
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
        self.token_error().is_some_and(Self::is_rate_limited)
            || self.cause().outcome() == Some(Outcome::Status(429))
            || self.means(Meaning::TooMany)
    }

    /// Whether a limit of time was reached.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.token_error().is_some_and(Self::is_timeout)
            || matches!(self.cause(), Cause::Timeout { .. })
    }

    /// Whether the call could not be sent: no connection came about, or the request cannot be written. So it
    /// is of a call without an access token, if the token could not be asked for.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        if let Some(because) = self.token_error() {
            return because.is_connect();
        }
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
            Cause::Incomplete { .. } | Cause::RepeatedPage { .. } | Cause::NextElsewhere { .. }
        )
    }

    /// Whether the server failed: by the API's code, or HTTP status 500 and above.
    #[must_use]
    pub fn is_server_fault(&self) -> bool {
        self.token_error().is_some_and(Self::is_server_fault)
            || self.means(Meaning::ServerFault)
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
