//! What the spec says of a row that has changed.

use prose_codegen::model::Was;

use crate::expected::{Item, Section};
use crate::finding::{Finding, Verdict};
use crate::reading::{REQUESTS, Row, base};

/// An earlier revision of the vendor's document, which a page may be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The revision.
    pub name: String,
    /// Those after it.
    pub after: Vec<String>,
}

impl Earlier {
    /// Whether something of a revision is later than the page.
    fn is_before(&self, revision: &str) -> bool {
        self.after.iter().any(|after| after == revision)
    }

    /// Whether what was so until a revision was so on the page.
    fn had(&self, revision: &str) -> bool {
        self.name == revision || self.is_before(revision)
    }
}

/// The row of the spec that a row of the page is.
pub(super) fn item<'a>(sections: &'a [Section], section: &str, key: &str) -> Option<&'a Item> {
    if section == REQUESTS {
        let (method, path) = key.split_once(' ')?;
        let items = sections.iter().flat_map(|section| &section.items);
        let mut fit = items.filter(|item| {
            item.request.as_ref().is_some_and(|(own, ending)| {
                own.as_str() == method && path.ends_with(ending.as_str())
            })
        });
        return fit.next();
    }
    sections
        .iter()
        .find(|other| other.name == base(section))?
        .item(key)
}

/// Holds a row that has changed against the spec.
pub(super) fn judge(
    finding: &mut Finding,
    row: &Row,
    item: Option<&Item>,
    earlier: Option<&Earlier>,
) {
    let Some(item) = item else { return };
    finding.spec = Some(item.location.clone());
    let is_as_it_was = |at: usize| !finding.cells.is_empty() && !finding.cells.contains(&at);
    let cell = row
        .limit
        .filter(|at| !is_as_it_was(*at))
        .and_then(|_| row.limit_cell());
    let then = |was: &&Was| earlier.is_some_and(|earlier| earlier.had(&was.revision));
    let (Some(cell), Some(limit)) = (cell, &item.limit) else {
        let was = item.was.iter().filter(then).find(|was| was.says.is_some());
        finding.recorded = was.map(|was| recorded_of(&was.revision));
        return;
    };
    if cell.agrees(limit) {
        let was = item.was.iter().find(then);
        finding.recorded = match earlier {
            None => Some("the spec has this limit already".to_owned()),
            Some(_) => was.map(|was| recorded_of(&was.revision)),
        };
        return;
    }
    if finding.verdict == Verdict::Reworded {
        finding.verdict = Verdict::Limit;
    }
    let has = |was: &&Was| was.limit.as_ref().is_some_and(|limit| cell.agrees(limit));
    finding.recorded = item
        .was
        .iter()
        .filter(then)
        .find(has)
        .map(|was| recorded_of(&was.revision));
    finding.spec_limit = Some(limit.name.clone());
    finding.limit = Some(cell);
}

fn recorded_of(revision: &str) -> String {
    format!("the spec records a difference of {revision} here")
}

/// Of a row that is gone, what the spec says of that.
pub(super) fn says_gone(item: &Item, earlier: Option<&Earlier>) -> Option<String> {
    match earlier {
        None => item
            .until
            .as_ref()
            .map(|until| format!("the spec has it until {until} already")),
        Some(earlier) => {
            let since = item.since.as_ref().filter(|since| earlier.is_before(since));
            since.map(|since| format!("the spec has it since {since}"))
        }
    }
}

/// Of a row that is new, what the spec says of that.
pub(super) fn says_new(item: &Item, key: &str, earlier: Option<&Earlier>) -> Option<String> {
    match earlier {
        None => {
            (item.key == key && item.until.is_none()).then(|| "the spec has it already".to_owned())
        }
        Some(earlier) => {
            let until = item.until.as_ref().filter(|until| earlier.had(until));
            until.map(|until| format!("the spec has it until {until}"))
        }
    }
}

/// Of a row that has another key, what the spec says of that.
pub(super) fn says_renamed(item: &Item, key: &str, earlier: Option<&Earlier>) -> Option<String> {
    let Some(earlier) = earlier else {
        return (item.key == key).then(|| "the spec has this key already".to_owned());
    };
    let mut was = item.was.iter().filter(|was| earlier.had(&was.revision));
    was.find(|was| was.key.as_deref() == Some(key))
        .map(|was| recorded_of(&was.revision))
}
