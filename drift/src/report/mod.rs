//! What has changed, for people, programs and services.

mod human;
mod json;
mod patch;
mod sarif;

pub use human::human;
pub use json::json;
pub use patch::patch;
pub use sarif::sarif;

use crate::coverage::Coverage;
use crate::finding::{Finding, Verdict};
use crate::reading::{Reading, base};
use crate::words::fingerprint;

/// Longest text of a page that is shown.
const LONGEST: usize = 300;

/// All that there is to tell of a page.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The API.
    pub api: &'a str,
    /// The page, as it is named in messages.
    pub page: &'a str,
    /// The lock, as it is named in messages.
    pub lock: &'a str,
    /// What has changed.
    pub findings: &'a [Finding],
    /// How much was found.
    pub coverage: &'a Coverage,
    /// The page as it was, if somebody has it.
    pub old: Option<&'a Reading>,
}

impl Report<'_> {
    /// How many findings have a verdict, and of how many the spec records the change.
    pub fn counts(&self) -> Vec<(Verdict, usize, usize)> {
        let counted = Verdict::ALL.map(|verdict| {
            let own = self
                .findings
                .iter()
                .filter(|finding| finding.verdict == verdict);
            let recorded = own.clone().filter(|finding| finding.recorded.is_some());
            (verdict, own.count(), recorded.count())
        });
        counted
            .into_iter()
            .filter(|(_, count, _)| *count > 0)
            .collect()
    }

    /// What the page said before, if somebody has that.
    fn before(&self, finding: &Finding) -> Option<String> {
        let old = self.old?;
        if finding.verdict == Verdict::Unsaid {
            let gone = old
                .sentences
                .iter()
                .filter(|sentence| finding.sentences.contains(&fingerprint(&sentence.text)));
            let texts: Vec<&str> = gone.map(|sentence| sentence.text.as_str()).collect();
            return Some(texts.join(" / "));
        }
        let (key, nth) = finding
            .old_key
            .clone()
            .unwrap_or((finding.key.clone(), finding.nth));
        let section = finding.from.as_ref().unwrap_or(&finding.section);
        let mut rows = old.rows.iter();
        rows.find(|row| row.section == *section && row.key == key && row.nth == nth)
            .map(|row| row.text())
    }
}

/// The finding in one line.
fn headline(finding: &Finding) -> String {
    let what = finding.verdict.says();
    match finding.verdict {
        Verdict::Said => what.to_owned(),
        Verdict::Unsaid => format!("{} {what}", finding.sentences.len()),
        Verdict::Renamed => {
            let old = finding.old_key.as_ref().map_or("", |(key, _)| key.as_str());
            format!("{}.{old}: {what}, {}", finding.section, finding.key)
        }
        _ => format!("{}.{}: {what}", finding.section, finding.key),
    }
}

/// What there is to say besides, a line each.
fn notes(finding: &Finding) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some(limit), Some(has)) = (&finding.limit, &finding.spec_limit) {
        notes.push(format!(
            "the page now says {}, the spec has {has}",
            limit.yaml()
        ));
    }
    if finding.verdict == Verdict::Reworded && !finding.cells.is_empty() {
        let cells: Vec<String> = finding
            .cells
            .iter()
            .map(|cell| (cell + 2).to_string())
            .collect();
        notes.push(format!("in column {}", cells.join(" and ")));
    }
    notes.extend(
        finding
            .hint
            .iter()
            .map(|hint| format!("it may be called {hint} now")),
    );
    notes.extend(
        finding
            .from
            .iter()
            .map(|from| format!("it stood in {from}")),
    );
    notes.extend(finding.recorded.clone());
    if finding.verdict == Verdict::Added && finding.spec.is_none() {
        notes.push(format!(
            "`{}` of the spec has no such row",
            base(&finding.section)
        ));
    }
    notes
}

/// A text of the page on one line, bounded, with nothing in it that a terminal would obey.
fn shown(text: &str) -> String {
    let line = prose_codegen::source::shown(&crate::words::on_one_line(text)).to_string();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}
