//! Something that has changed on a page.

use prose_codegen::model::Location;

use crate::limit_cell::LimitCell;
use crate::page::Place;

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The limit reads as another rule than the spec's.
    Limit,
    /// The page has a row that was not reviewed.
    Added,
    /// A row that was reviewed is gone.
    Removed,
    /// A row that was reviewed has another key.
    Renamed,
    /// The row has other words. What they mean is for a reader.
    Reworded,
    /// The row stands elsewhere.
    Moved,
    /// A sentence outside of tables is new.
    Said,
    /// Sentences outside of tables are gone.
    Unsaid,
}

impl Verdict {
    /// All of them, the gravest first.
    pub const ALL: [Self; 8] = [
        Self::Limit,
        Self::Added,
        Self::Removed,
        Self::Renamed,
        Self::Reworded,
        Self::Moved,
        Self::Said,
        Self::Unsaid,
    ];

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
            Self::Said => "said",
            Self::Unsaid => "unsaid",
        }
    }

    /// What it says of a row.
    pub fn says(self) -> &'static str {
        match self {
            Self::Limit => "its limit now reads as another rule",
            Self::Added => "a row that nobody has reviewed",
            Self::Removed => "the row is gone from the page",
            Self::Renamed => "the row has another key",
            Self::Reworded => "the row has other words",
            Self::Moved => "the row stands elsewhere",
            Self::Said => "a sentence that nobody has reviewed",
            Self::Unsaid => "sentences are gone from the page",
        }
    }
}

/// Something that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What has happened.
    pub verdict: Verdict,
    /// The section.
    pub section: String,
    /// The key: of a row that is gone, the one that it had.
    pub key: String,
    /// Which of the section's rows with this key it is, from 1.
    pub nth: usize,
    /// What the key was, if that has changed.
    pub old_key: Option<(String, usize)>,
    /// Which cells have other words, from 0, if that can be told.
    pub cells: Vec<usize>,
    /// What the page says now; blank if the row is gone.
    pub text: String,
    /// Where that stands on the page.
    pub page: Option<Place>,
    /// Where the row stands in the spec, if that has it.
    pub spec: Option<Location>,
    /// What its limit says now, if that is understood and another rule than the spec's.
    pub limit: Option<LimitCell>,
    /// Name of the limit that the spec has.
    pub spec_limit: Option<String>,
    /// Where the spec says this already: in words.
    pub recorded: Option<String>,
    /// The section that the row stood in, if that has changed.
    pub from: Option<String>,
    /// A key that this may have become.
    pub hint: Option<String>,
    /// Of sentences: their fingerprints.
    pub sentences: Vec<String>,
}

impl Finding {
    pub(crate) fn new(verdict: Verdict, section: &str, key: &str, nth: usize) -> Self {
        Self {
            verdict,
            section: section.to_owned(),
            key: key.to_owned(),
            nth,
            old_key: None,
            cells: Vec::new(),
            text: String::new(),
            page: None,
            spec: None,
            limit: None,
            spec_limit: None,
            recorded: None,
            from: None,
            hint: None,
            sentences: Vec::new(),
        }
    }

    /// Whether it is about a row, rather than about words outside of tables.
    pub fn is_of_row(&self) -> bool {
        !matches!(self.verdict, Verdict::Said | Verdict::Unsaid)
    }

    /// Whether this is meant by a name: a key, a section and a key, or `words`.
    pub fn is_called(&self, name: &str) -> bool {
        if !self.is_of_row() {
            return name == "words";
        }
        let old = self.old_key.as_ref().map(|(key, _)| key.as_str());
        let keys = std::iter::once(self.key.as_str()).chain(old);
        keys.into_iter().any(|key| {
            key == name
                || name
                    .strip_prefix(&self.section)
                    .and_then(|rest| rest.strip_prefix('.'))
                    == Some(key)
        })
    }
}
