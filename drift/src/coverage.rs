//! Whether enough of a page was understood to say anything about it.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use crate::lock::Lock;
use crate::reading::Reading;
use crate::words::fingerprint;

/// Of the rows that are still on the page in some form, how many in a hundred must have been read.
const READ: usize = 95;

/// Of all that was reviewed, how much in a hundred must be there.
const THERE: usize = 50;

/// How many rows of a section were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Those that were reviewed.
    pub expected: usize,
    /// Those that were read as rows.
    pub read: usize,
    /// Those whose key begins a line outside of the rows that were read.
    pub unread: usize,
}

/// How much of what was reviewed is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// By section.
    pub sections: BTreeMap<String, Found>,
    /// Sentences outside of tables that were reviewed, and those that are there.
    pub sentences: (usize, usize),
}

impl Coverage {
    /// Counts what a page has of what was reviewed.
    pub fn of(reading: &Reading, lock: &Lock) -> Self {
        let there: HashSet<(&str, &str, usize)> = reading
            .rows
            .iter()
            .map(|row| (row.section.as_str(), row.key.as_str(), row.nth))
            .collect();
        let elsewhere: HashSet<&str> = reading.rows.iter().map(|row| row.key.as_str()).collect();
        let mut loose: Vec<&str> = reading.loose.iter().map(String::as_str).collect();
        loose.sort_unstable();
        let mut coverage = Self::default();
        for row in &lock.rows {
            let found = coverage.sections.entry(row.section.clone()).or_default();
            found.expected += 1;
            if there.contains(&row.id()) {
                found.read += 1;
            } else if !elsewhere.contains(row.key.as_str()) {
                found.unread += usize::from(begins_one(&loose, &row.key));
            }
        }
        let now: HashSet<String> = reading
            .sentences
            .iter()
            .map(|sentence| fingerprint(&sentence.text))
            .collect();
        coverage.sentences = (
            lock.sentences.len(),
            lock.sentences
                .iter()
                .filter(|sentence| now.contains(*sentence))
                .count(),
        );
        coverage
    }

    /// All sections together.
    pub fn total(&self) -> Found {
        self.sections
            .values()
            .fold(Found::default(), |total, found| Found {
                expected: total.expected + found.expected,
                read: total.read + found.read,
                unread: total.unread + found.unread,
            })
    }

    /// Whether the page is still of the shape that was reviewed.
    pub fn is_enough(&self) -> bool {
        let Found {
            expected,
            read,
            unread,
        } = self.total();
        if expected == 0 {
            let (reviewed, there) = self.sentences;
            return there * 100 >= reviewed * THERE;
        }
        read * 100 >= (read + unread) * READ && read * 100 >= expected * THERE
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Found {
            expected,
            read,
            unread,
        } = self.total();
        if expected == 0 {
            let (reviewed, there) = self.sentences;
            return write!(f, "{there} of {reviewed} sentences found");
        }
        write!(f, "{read} of {expected} rows found")?;
        if unread > 0 {
            write!(f, ", {unread} begin a line that is no row")?;
        }
        Ok(())
    }
}

/// Whether one of these lines, which are sorted, begins with a key.
fn begins_one(lines: &[&str], key: &str) -> bool {
    let from = lines.partition_point(|line| *line < key);
    let mut rests = lines[from..]
        .iter()
        .map_while(|line| line.strip_prefix(key));
    rests.any(|rest| !rest.starts_with('_'))
}
