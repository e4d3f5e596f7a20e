//! How many records came of a list, and how many there are.

/// How many records of a list came, and how many there are, as far as the server is to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    start: u64,
    came: u64,
    total: Total,
    /// The total that the server reported last.
    promised: Option<u64>,
    /// The largest one that is more than the rows of its own page.
    most: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Total {
    Unknown,
    Reported(u64),
    /// It reported less than it gave.
    Wrong,
}

/// How many pages there may be beyond those that a total allows, before the list counts as endless.
const SPARE_PAGES: u64 = 1_000;

impl Count {
    /// Nothing came yet of the records behind this many.
    pub(super) fn from(start: u64) -> Self {
        Self {
            start,
            came: 0,
            total: Total::Unknown,
            promised: None,
            most: None,
        }
    }

    /// A page with this many rows reported this total.
    pub(super) fn reported(&mut self, total: Option<u64>, rows: u64) {
        let Some(total) = total else { return };
        // Fewer than came by then is no news: a later page may count only its own rows.
        let is_first = rows > 0 && self.came == 0;
        if is_first || total >= self.all().saturating_add(rows) {
            self.promised = Some(total);
        }
        // As many as are in the page: it could have counted only those.
        if total > rows {
            self.most = self.most.max(Some(total));
        }
    }

    /// A page with this many rows came, which begins after so many.
    pub(super) fn came(&mut self, begins: u64, rows: u64, full: bool) {
        let first = self.came == 0;
        self.came = self.came.saturating_add(rows);
        let Some(total) = self.promised.filter(|_| self.total != Total::Wrong) else {
            return;
        };
        let given = begins.saturating_add(rows);
        self.total = if total < given {
            Total::Wrong
        } else if first && begins == 0 && full && total == rows {
            Total::Unknown
        } else if let Total::Reported(earlier) = self.total {
            // One that shrinks on the way may have lost records, or the truth.
            Total::Reported(total.max(earlier))
        } else {
            Total::Reported(total)
        };
    }

    /// Where the list ends, if the server is to be believed.
    pub(super) fn end(&self) -> Option<u64> {
        match self.total {
            Total::Reported(total) => Some(total),
            Total::Unknown | Total::Wrong => None,
        }
    }

    /// Whether nothing is expected from here on.
    pub(super) fn ends_at(&self, position: u64) -> bool {
        self.end().is_some_and(|total| position >= total)
    }

    pub(super) fn promises_more_than(&self, records: u64) -> bool {
        self.end().is_some_and(|total| records < total)
    }

    /// How many records came.
    pub(super) fn records(&self) -> u64 {
        self.came
    }

    /// The first page was seen to begin after so many.
    pub(super) fn begins(&mut self, start: u64) {
        self.start = start;
    }

    /// All records up to the last one that came, those before the start included.
    pub(super) fn all(&self) -> u64 {
        self.start.saturating_add(self.came)
    }

    /// What the server promised last, if that is more than came.
    pub(super) fn missing(&self) -> Option<u64> {
        self.promised.filter(|promised| self.all() < *promised)
    }

    /// Whether more pages came than the totals allow, by far.
    pub(super) fn is_endless(&self, size: u64, pages: u64) -> bool {
        self.most.is_some_and(|total| {
            let needed = total / size.max(1);
            pages > needed.saturating_mul(2).saturating_add(SPARE_PAGES)
        })
    }
}
