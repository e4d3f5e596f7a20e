//! The sandbox's clock: it ticks like the real one, and can be put elsewhere.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// How moments are written.
pub(crate) const FORM: &str = "%Y-%m-%d %H:%M:%S";

/// Real time, in UTC, and how far this clock is from it.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset: Mutex<SignedDuration>,
}

impl Clock {
    /// A clock that shows this moment, or else real time.
    pub(crate) fn starting_at(moment: Option<&str>) -> Result<Self, BadTime> {
        let clock = Self::default();
        if let Some(moment) = moment {
            clock.set(moment)?;
        }
        Ok(clock)
    }

    /// The time in UTC.
    pub(crate) fn now(&self) -> DateTime {
        let real = Timestamp::now();
        let shown = real.saturating_add(self.offset()).unwrap_or(real);
        Offset::UTC.to_datetime(shown)
    }

    /// Moves the clock to a moment such as `2026-03-02 09:00:00`; it goes on ticking from there.
    pub(crate) fn set(&self, moment: &str) -> Result<(), BadTime> {
        let bad = || BadTime(moment.to_owned());
        let shown = DateTime::strptime(FORM, moment).map_err(|_| bad())?;
        // Days before the year 1 have no form in the documents, and seed data reach back a little.
        if shown.year() < 1970 {
            return Err(bad());
        }
        let shown = Offset::UTC.to_timestamp(shown).map_err(|_| bad())?;
        self.put(shown.duration_since(Timestamp::now()));
        Ok(())
    }

    /// Moves the clock forwards. It stops at the last moment that it can show.
    pub(crate) fn advance(&self, by: Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        let real = Timestamp::now();
        let furthest = Timestamp::MAX.duration_since(real);
        self.put(self.offset().saturating_add(by).min(furthest));
    }

    fn offset(&self) -> SignedDuration {
        *self.offset.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, offset: SignedDuration) {
        *self.offset.lock().unwrap_or_else(PoisonError::into_inner) = offset;
    }
}

/// A text that is no moment such as `2026-03-02 09:00:00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadTime(String);

impl fmt::Display for BadTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no time such as \"2026-03-02 09:00:00\"", self.0)
    }
}

impl std::error::Error for BadTime {}
