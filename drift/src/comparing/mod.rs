//! What has happened to each row since it was reviewed.

mod spec;

pub use spec::Earlier;

use std::collections::{HashMap, HashSet};

use crate::expected::Section;
use crate::finding::{Finding, Verdict};
use crate::lock::{Lock, Reviewed};
use crate::reading::{Reading, Row};
use crate::words::fingerprint;

use spec::{item, judge, says_gone, says_new, says_renamed};

/// How alike names are of which one may have become the other.
const ALIKE: f64 = 0.7;

/// Compares a page with what was reviewed of it. What the spec says already is told as such: of a new page what
/// was written into the spec and not accepted yet, of an earlier one what the spec keeps of its revision.
pub fn compare(
    reading: &Reading,
    lock: &Lock,
    sections: &[Section],
    earlier: Option<&Earlier>,
) -> Vec<Finding> {
    let spec = |section: &str, key: &str| item(sections, section, key);
    let reviewed: HashMap<(&str, &str, usize), &Reviewed> =
        lock.rows.iter().map(|row| (row.id(), row)).collect();
    let rows: HashMap<(&str, &str, usize), &Row> =
        reading.rows.iter().map(|row| (id(row), row)).collect();
    let mut added: Vec<&Row> = reading
        .rows
        .iter()
        .filter(|row| !reviewed.contains_key(&id(row)))
        .collect();
    let mut removed: Vec<&Reviewed> = lock
        .rows
        .iter()
        .filter(|row| !rows.contains_key(&row.id()))
        .collect();
    let mut findings = Vec::new();
    for row in &reading.rows {
        let Some(old) = reviewed.get(&id(row)) else {
            continue;
        };
        let new = Reviewed::of(row);
        if new.row != old.row {
            let mut finding = of_row(Verdict::Reworded, row);
            finding.cells = changed(old, &new);
            judge(&mut finding, row, spec(&row.section, &row.key), earlier);
            findings.push(finding);
        }
    }
    pair(&mut added, &mut removed, sections, earlier, &mut findings);
    for row in added {
        let mut finding = of_row(Verdict::Added, row);
        let item = spec(&row.section, &row.key);
        finding.spec = item.map(|item| item.location.clone());
        finding.recorded = item.and_then(|item| says_new(item, &row.key, earlier));
        findings.push(finding);
    }
    for row in removed {
        let mut finding = Finding::new(Verdict::Removed, &row.section, &row.key, row.nth);
        let item = spec(&row.section, &row.key);
        finding.spec = item.map(|item| item.location.clone());
        finding.recorded = item.and_then(|item| says_gone(item, earlier));
        findings.push(finding);
    }
    findings.extend(moved(reading, lock, sections));
    hint(&mut findings);
    let order: HashMap<(&str, &str, usize), usize> = reading
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| (id(row), at))
        .collect();
    let place = |finding: &Finding| {
        order
            .get(&(finding.section.as_str(), finding.key.as_str(), finding.nth))
            .copied()
    };
    let mut last = 0;
    // What is gone stands behind the row before it.
    let before: HashMap<(&str, &str, usize), usize> = (lock.rows.iter())
        .map(|row| {
            last = order.get(&row.id()).copied().unwrap_or(last);
            (row.id(), last)
        })
        .collect();
    findings.sort_by_key(|finding| {
        let id = (finding.section.as_str(), finding.key.as_str(), finding.nth);
        (
            place(finding).or_else(|| before.get(&id).copied()),
            finding.verdict,
        )
    });
    findings.extend(words(reading, lock));
    findings
}

fn id(row: &Row) -> (&str, &str, usize) {
    (&row.section, &row.key, row.nth)
}

fn of_row(verdict: Verdict, row: &Row) -> Finding {
    let mut finding = Finding::new(verdict, &row.section, &row.key, row.nth);
    finding.text = row.text();
    finding.page = Some(row.place.clone());
    finding
}

/// The cells that have other words.
fn changed(old: &Reviewed, new: &Reviewed) -> Vec<usize> {
    if old.cells.len() != new.cells.len() {
        return Vec::new();
    }
    let pairs = old.cells.iter().zip(&new.cells).enumerate();
    pairs
        .filter(|(_, (old, new))| old != new)
        .map(|(at, _)| at)
        .collect()
}

/// Pairs rows that are gone with new ones: those that the spec knows to be one, and those of a section or a key
/// with the same words.
fn pair(
    added: &mut Vec<&Row>,
    removed: &mut Vec<&Reviewed>,
    sections: &[Section],
    earlier: Option<&Earlier>,
    findings: &mut Vec<Finding>,
) {
    let mut prints: Vec<String> = added.iter().map(|row| fingerprint(&row.text())).collect();
    removed.retain(|old| {
        let of_spec = item(sections, &old.section, &old.key);
        let is_known = |row: &Row| {
            row.section == old.section
                && row.nth == old.nth
                && of_spec.is_some_and(|item| {
                    item.names.contains(&row.key) && item.names.contains(&old.key)
                })
        };
        let says_something = old.cells.iter().any(|cell| *cell != fingerprint(""));
        let is_same = |at: usize| {
            let row = added[at];
            says_something
                && prints[at] == old.row
                && (row.section == old.section || row.key == old.key)
        };
        let same: Vec<usize> = (0..added.len()).filter(|at| is_same(*at)).take(2).collect();
        let known = added.iter().position(|row| is_known(row));
        // Of several with the same words, none is told apart.
        let only = known.or(if same.len() == 1 {
            same.first().copied()
        } else {
            None
        });
        let Some(at) = only else { return true };
        let row = added.remove(at);
        prints.remove(at);
        let verdict = if row.key == old.key {
            Verdict::Moved
        } else {
            Verdict::Renamed
        };
        let mut finding = of_row(verdict, row);
        finding.old_key = Some((old.key.clone(), old.nth));
        let of_row = of_spec.or_else(|| item(sections, &row.section, &row.key));
        if verdict == Verdict::Renamed {
            judge(&mut finding, row, of_row, earlier);
            finding.recorded = of_spec.and_then(|item| says_renamed(item, &row.key, earlier));
        } else {
            finding.spec = of_row.map(|item| item.location.clone());
            finding.from = Some(old.section.clone());
        }
        findings.push(finding);
        false
    });
}

/// Rows of a section that stand in another order: as few as can be.
fn moved(reading: &Reading, lock: &Lock, sections: &[Section]) -> Vec<Finding> {
    let mut ranks: HashMap<(&str, &str, usize), usize> = HashMap::new();
    for (at, row) in lock.rows.iter().enumerate() {
        ranks.insert(row.id(), at);
    }
    let mut by_section: Vec<(&str, Vec<(usize, &Row)>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for row in &reading.rows {
        let Some(rank) = ranks.get(&id(row)) else {
            continue;
        };
        let place = *places.entry(&row.section).or_insert_with(|| {
            by_section.push((&row.section, Vec::new()));
            by_section.len() - 1
        });
        by_section[place].1.push((*rank, row));
    }
    let mut findings = Vec::new();
    for (_, rows) in by_section {
        let ranks: Vec<usize> = rows.iter().map(|(rank, _)| *rank).collect();
        let stay = in_order(&ranks);
        for (at, (_, row)) in rows.iter().enumerate() {
            if !stay.contains(&at) {
                let mut finding = of_row(Verdict::Moved, row);
                finding.spec =
                    item(sections, &row.section, &row.key).map(|item| item.location.clone());
                findings.push(finding);
            }
        }
    }
    findings
}

/// The longest part of a sequence that is in order, by places.
fn in_order(ranks: &[usize]) -> HashSet<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; ranks.len()];
    for (at, rank) in ranks.iter().enumerate() {
        let length = ends.partition_point(|end| ranks[*end] < *rank);
        before[at] = length.checked_sub(1).map(|length| ends[length]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut stay = HashSet::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stay.insert(at);
        next = before[at];
    }
    stay
}

/// For what is gone, the key of its section that is most like it, of those that the spec does not have.
fn hint(findings: &mut [Finding]) {
    let added: Vec<(String, String)> = (findings.iter())
        .filter(|finding| finding.verdict == Verdict::Added && finding.spec.is_none())
        .map(|finding| (finding.section.clone(), finding.key.clone()))
        .collect();
    for finding in findings
        .iter_mut()
        .filter(|finding| finding.verdict == Verdict::Removed)
    {
        let near = added
            .iter()
            .filter(|(section, _)| *section == finding.section)
            .take(200);
        let alike = near.map(|(_, key)| (strsim::jaro_winkler(key, &finding.key), key));
        let best = alike
            .filter(|(alike, _)| *alike >= ALIKE)
            .max_by(|one, other| one.0.total_cmp(&other.0));
        finding.hint = best.map(|(_, key)| key.clone());
    }
}

/// Sentences outside of tables.
fn words(reading: &Reading, lock: &Lock) -> Vec<Finding> {
    let mut reviewed: HashMap<&str, usize> = HashMap::new();
    for sentence in &lock.sentences {
        *reviewed.entry(sentence).or_default() += 1;
    }
    let mut findings = Vec::new();
    for sentence in &reading.sentences {
        let print = fingerprint(&sentence.text);
        match reviewed.get_mut(print.as_str()) {
            Some(left) if *left > 0 => *left -= 1,
            _ => {
                let mut finding = Finding::new(Verdict::Said, "words", "words", 1);
                finding.text = sentence.text.clone();
                finding.page = Some(sentence.place.clone());
                finding.sentences = vec![print];
                findings.push(finding);
            }
        }
    }
    let mut gone = Vec::new();
    for sentence in &lock.sentences {
        if let Some(left) = reviewed
            .get_mut(sentence.as_str())
            .filter(|left| **left > 0)
        {
            *left -= 1;
            gone.push(sentence.clone());
        }
    }
    if !gone.is_empty() {
        let mut finding = Finding::new(Verdict::Unsaid, "words", "words", 1);
        finding.sentences = gone;
        findings.push(finding);
    }
    findings
}
