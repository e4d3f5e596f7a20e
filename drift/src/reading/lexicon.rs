//! What is known before a page is read. It is made once, because a page can have as many tables as lines.

use std::collections::{HashMap, HashSet};

use super::base;
use super::lexer::Names;
use crate::expected::Section;
use crate::words::letters;

/// The sections of the spec, ready for any number of tables.
pub(super) struct Lexicon<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    by_name: HashMap<&'a str, usize>,
    titles: HashSet<String>,
}

/// A section.
pub(super) struct Entry<'a> {
    pub(super) section: &'a Section,
    /// The letters of its heading.
    pub(super) title: String,
    /// What the spec calls its rows.
    pub(super) names: Names<'a>,
    /// What the spec or a review calls its rows.
    pub(super) reviewed: Names<'a>,
}

impl<'a> Lexicon<'a> {
    pub(super) fn of(sections: &'a [Section], known: &'a [(String, String)]) -> Self {
        let mut reviewed: HashMap<&str, Vec<&'a str>> = HashMap::new();
        for (section, key) in known {
            reviewed.entry(base(section)).or_default().push(key);
        }
        let entries = sections.iter().map(|section| {
            let keys = reviewed.get(section.name.as_str());
            Entry {
                section,
                title: letters(&section.title),
                names: Names::of(section, &[]),
                reviewed: Names::of(section, keys.map_or(&[][..], Vec::as_slice)),
            }
        });
        let entries: Vec<Entry> = entries.collect();
        let mut by_name = HashMap::new();
        for (at, section) in sections.iter().enumerate() {
            by_name.entry(section.name.as_str()).or_insert(at);
        }
        let titles = entries.iter().map(|entry| entry.title.clone());
        Self {
            titles: titles.filter(|title| !title.is_empty()).collect(),
            entries,
            by_name,
        }
    }

    /// The section of this name in the spec.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry<'a>> {
        self.entries.get(*self.by_name.get(name)?)
    }

    /// Whether these are the letters of a heading.
    pub(super) fn has_title(&self, letters: &str) -> bool {
        self.titles.contains(letters)
    }
}
