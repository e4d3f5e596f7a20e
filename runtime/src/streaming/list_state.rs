//! How far a list is.

use super::count::Count;
use super::page_cursor::PageCursor;

/// How far a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListState {
    pub(super) cursor: PageCursor,
    /// Where the next page to ask for begins.
    pub(super) ask_at: u64,
    /// Where the next page to hand out begins.
    pub(super) position: u64,
    pub(super) count: Count,
    /// Whether a page had more records than were asked for: the server may not page at all.
    pub(super) overfull: bool,
    /// How many pages in a row had no rows, and said where the list goes on.
    pub(super) empty_in_a_row: u32,
    /// Whether an end that contradicts what the server said is an error.
    pub(super) must_be_complete: bool,
}

/// What is wrong with the end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListFault {
    /// Nothing but this HTTP status says that it ends.
    OnlyByStatus(u16),
    /// The server repeats a page.
    Repeated,
    /// Less came than the server promised, or it does not say where the list ends.
    Incomplete { promised: Option<u64> },
    /// The next page is said to be at another host than the API's own.
    Elsewhere,
}

impl ListState {
    /// Nothing came yet.
    pub(super) fn new(cursor: PageCursor) -> Self {
        Self {
            cursor,
            ask_at: cursor.start,
            position: cursor.start,
            count: Count::from(cursor.start),
            overfull: false,
            empty_in_a_row: 0,
            must_be_complete: true,
        }
    }

    /// This, from the page on that begins here.
    pub(super) fn starting_at(self, start: u64) -> Self {
        Self {
            ask_at: start,
            position: start,
            count: Count::from(start),
            ..self
        }
    }

    /// Most pages that are asked for at once, after so many came.
    pub(super) fn most_pending(&self, pages: u64, read_ahead: usize) -> usize {
        // What is asked for before the server was seen to turn the page may be the same page again.
        match pages {
            _ if self.cursor.is_told() => 1,
            0 => 1,
            1 if self.cursor.rows_repeat() => 1,
            1 => read_ahead.min(1) + 1,
            _ => read_ahead + 1,
        }
    }

    /// Whether the list ends before the next page to ask for, as far as is known.
    pub(super) fn ends_at_next(&self) -> bool {
        self.count.ends_at(self.ask_at)
    }

    /// Where the next page to ask for begins, which is asked for then.
    pub(super) fn next_to_ask(&mut self) -> u64 {
        let after = self.ask_at.saturating_add(self.cursor.size);
        std::mem::replace(&mut self.ask_at, after)
    }

    /// What is wrong if the list ends here: whether what the server said allows it.
    pub(super) fn fault_at_end(&self, links_to_next: bool) -> Option<ListFault> {
        let promised = self.count.missing();
        (self.must_be_complete && (promised.is_some() || links_to_next))
            .then_some(ListFault::Incomplete { promised })
    }

    /// The last of so many pages is an earlier one again: what is wrong with that.
    pub(super) fn not_turned(&self, pages: u64, links_to_next: bool) -> Option<ListFault> {
        // What gives more than it is asked for may have given all of it with its first page.
        if self.overfull && pages <= 2 {
            self.fault_at_end(links_to_next)
        } else {
            Some(ListFault::Repeated)
        }
    }
}
