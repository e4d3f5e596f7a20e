use std::collections::HashSet;

/// Most equal pages in a row, where rows may have nothing of their own.
const MOST_EQUAL: u32 = 1_000;

/// The pages that came, by their fingerprints.
#[derive(Default)]
pub(super) struct Seen {
    pages: HashSet<u64>,
    last: Option<u64>,
    /// How many pages at the end are equal.
    in_a_row: u32,
}

impl Seen {
    pub(super) fn is_empty(&self) -> bool {
        self.last.is_none()
    }

    /// Adds a page; whether it tells that the server gives the same again. Where rows may have nothing
    /// of their own, equal pages tell that only when there is no end of them.
    pub(super) fn repeats(&mut self, page: u64, rows_repeat: bool) -> bool {
        self.in_a_row = match self.last.replace(page) {
            Some(last) if last == page => self.in_a_row.saturating_add(1),
            _ => 1,
        };
        if rows_repeat {
            return self.in_a_row > MOST_EQUAL;
        }
        !self.pages.insert(page)
    }
}
