//! How often and how soon a call is sent again.

use std::time::Duration;

use crate::error::{Error, Outcome, Safety, Then};

/// How often, and after what wait, a call is sent again.
///
/// ```
/// use std::time::Duration;
/// use prose_runtime::{Outcome, RetryPolicy, Safety, Then};
///
/// let policy = RetryPolicy::new().max_attempts(3).base(Duration::from_millis(100));
/// // The second wait is a random part of 200 ms: here, half of it.
/// assert_eq!(policy.wait(2, None, 0.5), Duration::from_millis(100));
/// // What could act twice is not sent again.
/// assert_eq!(policy.decide(Safety::Once, Outcome::Lost, 1), Some(Then::CouldActTwice));
/// assert_eq!(policy.decide(Safety::Repeatable, Outcome::Lost, 1), None);
/// assert_eq!(policy.decide(Safety::Repeatable, Outcome::Lost, 3), Some(Then::NoMoreAttempts));
/// ```
///
/// Which calls may be sent again at all is not a matter of policy: see [`Outcome::may_be_repeated`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    base: Duration,
    cap: Duration,
    retry_after_cap: Duration,
}

impl RetryPolicy {
    /// Four attempts; waits of up to 0.5, 1 and 2 s, behind what the server asks for, if that is up to 30 s.
    #[must_use]
    pub fn new() -> Self {
        Self {
            max_attempts: 4,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(20),
            retry_after_cap: Duration::from_secs(30),
        }
    }

    /// One attempt.
    #[must_use]
    pub fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// Most attempts, the first one included: 1 or more.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Longest wait before the second attempt. It doubles with each one after that.
    #[must_use]
    pub fn base(mut self, wait: Duration) -> Self {
        self.base = wait;
        self
    }

    /// Longest wait at all, unless the server asks for more.
    #[must_use]
    pub fn cap(mut self, wait: Duration) -> Self {
        self.cap = wait;
        self
    }

    /// Longest wait when the server asks for one with `Retry-After`. A call that is asked for a longer one
    /// ends; [`Error::retry_after`] tells it.
    #[must_use]
    pub fn retry_after_cap(mut self, wait: Duration) -> Self {
        self.retry_after_cap = wait;
        self
    }

    /// Whether to stop after this many attempts, the last of which had this outcome, and why.
    /// `None`: send again.
    #[must_use]
    pub fn decide(&self, safety: Safety, outcome: Outcome, attempts: u32) -> Option<Then> {
        if !outcome.may_pass() {
            Some(Then::Final)
        } else if !outcome.may_be_repeated(safety) {
            Some(Then::CouldActTwice)
        } else if attempts >= self.max_attempts {
            Some(Then::NoMoreAttempts)
        } else {
            None
        }
    }

    /// Whether to wait as long as the server asked for. Nobody is asked again earlier than that.
    #[must_use]
    pub fn waits_for(&self, retry_after: Duration) -> bool {
        retry_after <= self.retry_after_cap
    }

    /// The wait after this many attempts: `fraction` (from 0 to 1, drawn at random) of the base,
    /// doubled for each attempt after the first, but not above the cap. What the server asked for is
    /// waited for before that, so that many calls that were told the same do not come back together.
    #[must_use]
    pub fn wait(&self, attempts: u32, retry_after: Option<Duration>, fraction: f64) -> Duration {
        let doublings = attempts.saturating_sub(1);
        let longest = 2_u32
            .checked_pow(doublings)
            .and_then(|factor| self.base.checked_mul(factor))
            .map_or(self.cap, |wait| wait.min(self.cap));
        // Not a number, or out of bounds: as if the draw had been the nearest end.
        let fraction = if fraction > 0.0 {
            fraction.min(1.0)
        } else {
            0.0
        };
        // Rounding can lead past the longest duration that there is.
        let drawn = Duration::try_from_secs_f64(longest.as_secs_f64() * fraction);
        let drawn = drawn.map_or(longest, |wait| wait.min(longest));
        retry_after.unwrap_or_default().saturating_add(drawn)
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.max_attempts == 0 {
            return Err(Error::config(
                "the retry policy allows no attempt at all: max_attempts must be 1 or more",
            ));
        }
        Ok(())
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}
