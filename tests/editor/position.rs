//! A position in a file, and what an editor should see there.

use serde_json::Value;

/// What every file begins with.
const SCHEMA: &str = "# yaml-language-server: $schema=../../schema/clienttether.schema.json\n";

pub(crate) struct Position<'t> {
    /// What is promised.
    name: &'t str,
    /// The text of the file, without the sign that marks the position.
    pub(crate) text: String,
    pub(crate) line: usize,
    pub(crate) character: usize,
    expected: Vec<Expected<'t>>,
}

enum Expected<'t> {
    Completes(Vec<&'t str>),
    CompletesOnly(Vec<&'t str>),
    CompletesNot(Vec<&'t str>),
    Explains(&'t str),
    Tells(&'t str),
    TellsNothing,
}

impl<'t> Position<'t> {
    pub(crate) fn all(table: &'t str) -> Vec<Self> {
        let rows = table.split("#### ").filter(|row| !row.is_empty());
        rows.map(Self::of).collect()
    }

    fn of(row: &'t str) -> Self {
        let (head, text) = row.split_once("----\n").expect("a line of four dashes");
        let mut lines = head.lines();
        let name = lines.next().expect("the promise");
        let (before, after) = text.split_once('|').expect("a sign at the position");
        let above = format!("{SCHEMA}{before}");
        Self {
            name,
            line: above.matches('\n').count(),
            character: above.len() - above.rfind('\n').map_or(0, |at| at + 1),
            text: format!("{above}{after}"),
            expected: lines.map(Expected::of).collect(),
        }
    }

    /// What is not as it should be, if anything is.
    pub(crate) fn wrong(&self, found: &Value) -> Option<String> {
        let mut wrong = self
            .expected
            .iter()
            .filter_map(|expected| expected.wrong(found));
        let first = wrong.next()?;
        Some(format!("{}: {first}\n{}", self.name, self.text))
    }
}

impl<'t> Expected<'t> {
    fn of(line: &'t str) -> Self {
        if line == "tells nothing" {
            return Self::TellsNothing;
        }
        let (what, words) = line.split_once(": ").expect("what is expected");
        let labels = || words.split(", ").collect();
        match what {
            "completes" => Self::Completes(labels()),
            "completes only" => Self::CompletesOnly(labels()),
            "completes not" => Self::CompletesNot(labels()),
            "explains" => Self::Explains(words),
            "tells" => Self::Tells(words),
            _ => panic!("nothing can be expected as `{what}`"),
        }
    }

    fn wrong(&self, found: &Value) -> Option<String> {
        let texts = |key: &str| -> Vec<String> {
            serde_json::from_value(found[key].clone()).expect("a list of texts")
        };
        let labels = texts("labels");
        let has = |label: &&&str| labels.iter().any(|found| found == *label);
        let words = found["words"].as_str().unwrap_or_default();
        let told = texts("told");
        match self {
            Self::Completes(wanted) => {
                let missing: Vec<_> = wanted.iter().filter(|label| !has(label)).collect();
                (!missing.is_empty()).then(|| format!("{missing:?} is not among {labels:?}"))
            }
            Self::CompletesOnly(wanted) => {
                let mut sorted = (labels.clone(), wanted.clone());
                sorted.0.sort();
                sorted.1.sort_unstable();
                (sorted.0 != sorted.1).then(|| format!("{wanted:?} are not {labels:?}"))
            }
            Self::CompletesNot(unwanted) => {
                let there: Vec<_> = unwanted.iter().filter(has).collect();
                (!there.is_empty()).then(|| format!("{there:?} is among {labels:?}"))
            }
            Self::Explains(part) => {
                (!words.contains(part)).then(|| format!("`{part}` is not in: {words}"))
            }
            Self::Tells(part) => (!told.iter().any(|told| told.contains(part)))
                .then(|| format!("`{part}` is not told, but {told:?}")),
            Self::TellsNothing => (!told.is_empty()).then(|| format!("{told:?} is told")),
        }
    }
}
