//! A review is written down: only the lines of what was reviewed change.

use std::collections::HashMap;

use crate::finding::{Finding, Verdict};
use crate::lock::{Lock, Reviewed};
use crate::reading::Reading;

/// The lock once these findings were reviewed.
pub fn accepted(lock: &Lock, reading: &Reading, findings: &[&Finding]) -> Lock {
    let mut rows = lock.rows.clone();
    let page: Vec<Reviewed> = reading.rows.iter().map(Reviewed::of).collect();
    let places: HashMap<_, usize> = page
        .iter()
        .enumerate()
        .map(|(at, row)| (row.id(), at))
        .collect();
    let mut sentences = lock.sentences.clone();
    for finding in findings {
        if !finding.is_of_row() {
            // Which of them belong together nobody can tell.
            sentences = Lock::of(reading).sentences;
            continue;
        }
        let new = places
            .get(&(finding.section.as_str(), finding.key.as_str(), finding.nth))
            .map(|at| (*at, &page[*at]));
        let is_in_place = matches!(finding.verdict, Verdict::Reworded | Verdict::Limit);
        if let (true, Some((_, new))) = (is_in_place, new) {
            rows.iter_mut()
                .filter(|row| row.id() == new.id())
                .for_each(|row| *row = new.clone());
            continue;
        }
        let (old_key, old_nth) = finding
            .old_key
            .clone()
            .unwrap_or((finding.key.clone(), finding.nth));
        let from = finding.from.as_ref().unwrap_or(&finding.section);
        rows.retain(|row| row.id() != (from.as_str(), old_key.as_str(), old_nth));
        if let Some((at, new)) = new {
            let before = page[..at]
                .iter()
                .rev()
                .find_map(|row| rows.iter().position(|own| own.id() == row.id()));
            rows.insert(before.map_or(0, |before| before + 1), new.clone());
        }
    }
    Lock { rows, sentences }
}
