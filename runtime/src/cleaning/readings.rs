//! In how many ways a text can be read.

use super::Unclear;
use crate::descriptor::Limit;
use crate::error::Breach;

/// What a text can be read as, of that which a limit allows.
pub(super) struct Readings<'l> {
    limit: &'l Limit,
    /// Different ones. Two say as much as many.
    found: Vec<String>,
    /// Why there is none, where that is known better.
    why_none: Option<Unclear>,
    /// Why there are several.
    why_several: Unclear,
}

impl<'l> Readings<'l> {
    pub(super) fn of(limit: &'l Limit) -> Self {
        Self {
            limit,
            found: Vec::new(),
            why_none: None,
            why_several: Unclear::Several,
        }
    }

    /// One more, if the limit allows it; whether it does.
    pub(super) fn add(&mut self, reading: impl Into<String>) -> bool {
        let reading = reading.into();
        if self.limit.check(&reading).is_err() {
            return false;
        }
        if self.found.len() < 2 && !self.found.contains(&reading) {
            self.found.push(reading);
        }
        true
    }

    /// What to say if there is none.
    pub(super) fn explain_none(&mut self, why: Unclear) {
        self.why_none.get_or_insert(why);
    }

    /// What to say if there are several.
    pub(super) fn explain_several(&mut self, why: Unclear) {
        self.why_several = why;
    }

    /// The only one, of a text that breaks the limit so.
    pub(super) fn only(mut self, breach: Breach) -> Result<String, Unclear> {
        match (self.found.pop(), self.found.is_empty()) {
            (Some(only), true) => Ok(only),
            (None, _) => Err(self.why_none.unwrap_or(Unclear::NoReading(breach))),
            (Some(_), false) => Err(self.why_several),
        }
    }
}
