//! What came of a list already.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::reading::{Record, Reply, Row};

/// What came of a list, so that a server that does not turn the page is found out.
#[derive(Default)]
pub(super) struct Seen {
    /// The records that have something that identifies them.
    records: HashSet<u64>,
    /// The pages without such records.
    pages: HashSet<u64>,
    last: Option<u64>,
    /// How many pages at the end are equal, where rows may repeat.
    in_a_row: u32,
    count: u64,
}

impl Seen {
    /// How many pages came.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// How many pages at the end are equal, where rows may repeat.
    pub(super) fn in_a_row(&self) -> u32 {
        self.in_a_row
    }

    /// Adds a page; whether something in it is new, or could be. Where rows may have nothing of their own,
    /// equal pages need not be the same.
    pub(super) fn add<R: Record>(&mut self, page: &Reply<R>, rows_repeat: bool) -> bool {
        self.count += 1;
        let is_new = self.add_records(page);
        if rows_repeat {
            let print = fingerprint(page);
            self.in_a_row = match self.last.replace(print) {
                Some(last) if last == print => self.in_a_row.saturating_add(1),
                _ => 1,
            };
        }
        match is_new {
            Some(is_new) => is_new,
            None => rows_repeat || self.pages.insert(fingerprint(page)),
        }
    }

    /// Adds the records by what identifies them; whether one is new. `None` if none has anything that does.
    /// The others tell nothing of whether the page was turned, and nor do odd records.
    fn add_records<R: Record>(&mut self, page: &Reply<R>) -> Option<bool> {
        let mut is_new = None;
        for id in page.records().iter().filter_map(|it| identity(it.row())) {
            let is_first = self.records.insert(id);
            is_new = Some(is_first || is_new == Some(true));
        }
        is_new
    }
}

fn identity(row: &Row) -> Option<u64> {
    let id = row.text(row.kind().identified_by?)?;
    let mut hasher = DefaultHasher::new();
    id.trim().hash(&mut hasher);
    Some(hasher.finish())
}

/// What tells a page from all others, in whatever order its rows are.
pub(super) fn fingerprint<R: Record>(page: &Reply<R>) -> u64 {
    let hash = |json: &str| {
        let mut hasher = DefaultHasher::new();
        json.hash(&mut hasher);
        hasher.finish()
    };
    let rows = page.records().iter().map(|record| record.row().to_json());
    rows.chain(page.odd_records())
        .map(hash)
        .fold(0, u64::wrapping_add)
}

/// Whether two pages have a record in common; where nothing identifies them, whether they are equal.
pub(super) fn share_a_record<R: Record>(one: &Reply<R>, other: &Reply<R>) -> bool {
    let ids = |page: &Reply<R>| -> HashSet<u64> {
        let records = page.records().iter();
        records.filter_map(|it| identity(it.row())).collect()
    };
    let (mine, others) = (ids(one), ids(other));
    if mine.is_empty() || others.is_empty() {
        return fingerprint(one) == fingerprint(other);
    }
    !mine.is_disjoint(&others)
}
