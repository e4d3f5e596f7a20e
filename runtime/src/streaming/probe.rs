//! Finds out whether a server turns the page.

use std::task::{Context, Poll, ready};

use super::seen::{Seen, fingerprint, share_a_record};
use crate::reading::{Record, Reply};
use crate::sending::PendingReply;

/// Finds out whether a server turns the page at all: a page far beyond the end is asked for, and has no rows
/// unless the server gives the same whatever it is asked for, or makes its rows up. One that gives its last
/// page there gives the same one still farther beyond.
pub(super) struct Probe<R> {
    running: Option<ProbeRun<R>>,
    /// How many equal pages, and how many pages at all, it takes for the next one.
    equal: u32,
    pages: u64,
    /// Whether it is asked because the list has so many pages, not because they are equal.
    is_late: bool,
}

struct ProbeRun<R> {
    /// Two places, of which the second is asked for only if the first one has something.
    answers: [PendingReply<R>; 2],
    first: Option<Reply<R>>,
    held: Held<R>,
}

/// The page that is held back meanwhile.
pub(super) struct Held<R> {
    pub(super) page: Reply<R>,
    /// Where the page after it begins.
    pub(super) after: u64,
}

pub(super) enum ProbeResult {
    Turns,
    Stuck,
}

/// The first page after which a list that may go on for ever is asked for one far beyond.
const PAGES: u64 = 64;
/// How much later each following time is.
const LATER: u32 = 8;

impl<R> Default for Probe<R> {
    fn default() -> Self {
        Self {
            running: None,
            equal: 2,
            pages: PAGES,
            is_late: false,
        }
    }
}

impl<R: Record> Probe<R> {
    /// Whether what came so far is a reason to ask, which it will be later than this the next time.
    pub(super) fn is_due(&mut self, seen: &Seen, rows_repeat: bool) -> bool {
        let is_equal = rows_repeat && seen.in_a_row() >= self.equal;
        let is_late = seen.count() >= self.pages;
        self.is_late = is_late && !is_equal;
        if is_equal {
            self.equal = self.equal.saturating_mul(LATER);
        }
        if is_late {
            self.pages = self.pages.saturating_mul(LATER.into());
        }
        is_equal || is_late
    }

    pub(super) fn begin(&mut self, answers: [PendingReply<R>; 2], held: Held<R>) {
        self.running = Some(ProbeRun {
            answers,
            first: None,
            held,
        });
    }

    /// What came of it, and the page that was held back; `None` if it does not run.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
        size: u64,
    ) -> Poll<Option<(ProbeResult, Held<R>)>> {
        let Some(running) = &mut self.running else {
            return Poll::Ready(None);
        };
        let [one, other] = &mut running.answers;
        let full = |far: &Reply<R>| u64::try_from(far.rows()).unwrap_or(u64::MAX) >= size;
        if running.first.is_none() {
            // A refusal of such a page tells that its number is read.
            running.first = ready!(one.as_mut().poll(context)).ok().filter(full);
        }
        let is_stuck = match &running.first {
            None => false,
            Some(first) if self.is_late => {
                let second = ready!(other.as_mut().poll(context)).ok().filter(full);
                second.is_some_and(|second| !share_a_record(&second, first))
            }
            Some(first) => fingerprint(first) == fingerprint(&running.held.page),
        };
        let held = self.running.take().map(|running| running.held);
        let result = if is_stuck {
            ProbeResult::Stuck
        } else {
            ProbeResult::Turns
        };
        Poll::Ready(held.map(|held| (result, held)))
    }
}
