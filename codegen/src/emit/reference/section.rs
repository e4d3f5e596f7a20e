//! What a reference is made of, whatever it is written as: sections with rows, facts and snippets.

use super::revision::Shown;
use crate::emit::words::{Docs, Text};
use crate::model::{Call, Location};

/// What stands under a heading.
pub(super) struct Section<'a> {
    /// Its anchor.
    pub(super) id: String,
    /// Anchors that it has had.
    pub(super) old_ids: Vec<String>,
    /// The heading.
    pub(super) title: Text,
    /// What it is in a word, behind the heading.
    pub(super) labels: Vec<&'static str>,
    /// In which revisions it is there.
    pub(super) shown: Shown,
    /// Where it stands in the spec.
    pub(super) location: Option<&'a Location>,
    /// The call that it is about.
    pub(super) call: Option<&'a Call>,
    /// What it says, in order.
    pub(super) blocks: Vec<Block<'a>>,
    /// The sections below it.
    pub(super) sections: Vec<Section<'a>>,
}

impl<'a> Section<'a> {
    /// One without anything in it yet.
    pub(super) fn of(id: impl Into<String>, title: Text) -> Self {
        Self {
            id: id.into(),
            old_ids: Vec::new(),
            title,
            labels: Vec::new(),
            shown: Shown::Always,
            location: None,
            call: None,
            blocks: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// Adds words, if there are any.
    pub(super) fn say(&mut self, docs: Docs) {
        if !docs.is_empty() {
            self.blocks.push(Block::Said(Shown::Always, docs));
        }
    }

    /// Adds what is told of earlier revisions, if anything is.
    pub(super) fn tell(&mut self, history: Docs) {
        if !history.is_empty() {
            self.blocks.push(Block::Said(Shown::Told, history));
        }
    }

    /// Adds rows, if there are any.
    pub(super) fn rows(&mut self, rows: Rows<'a>) {
        if !rows.rows.is_empty() {
            self.blocks.push(Block::Rows(rows));
        }
    }

    /// Adds facts, if there are any.
    pub(super) fn facts(&mut self, facts: Vec<Fact>) {
        let facts: Vec<Fact> = facts.into_iter().filter(|it| !it.is_empty()).collect();
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// Adds quirks, if there are any.
    pub(super) fn quirks(&mut self, quirks: Vec<Quirk<'a>>) {
        if !quirks.is_empty() {
            self.blocks.push(Block::Quirks(quirks));
        }
    }
}

/// A part of a section.
pub(super) enum Block<'a> {
    /// Words.
    Said(Shown, Docs),
    /// What is so, by name.
    Facts(Vec<Fact>),
    /// A table.
    Rows(Rows<'a>),
    /// Contradictions, gaps and surprises.
    Quirks(Vec<Quirk<'a>>),
    /// What can be pasted elsewhere.
    Snippets(Vec<Snippet>),
}

/// Something that is so.
pub(super) struct Fact {
    /// What it is about.
    pub(super) name: &'static str,
    /// What is so.
    pub(super) is: Is,
}

/// How a fact is told.
pub(super) enum Is {
    /// In sentences, each for itself.
    Points(Vec<Text>),
    /// As names in a row.
    Names(Vec<(Shown, Text)>),
}

impl Fact {
    /// Told in sentences.
    pub(super) fn of(name: &'static str, points: impl IntoIterator<Item = Text>) -> Self {
        let points = points.into_iter().filter(|point| !point.is_empty());
        Self {
            name,
            is: Is::Points(points.collect()),
        }
    }

    fn is_empty(&self) -> bool {
        match &self.is {
            Is::Points(points) => points.is_empty(),
            Is::Names(names) => names.is_empty(),
        }
    }
}

/// A table, row by row.
pub(super) struct Rows<'a> {
    /// What it is called.
    pub(super) caption: Text,
    /// What its columns are called.
    pub(super) columns: &'static [&'static str],
    /// Its rows.
    pub(super) rows: Vec<Row<'a>>,
}

/// A row.
pub(super) struct Row<'a> {
    /// Its anchors: the one that it has, then those that it has had.
    pub(super) ids: Vec<String>,
    /// In which revisions it is there.
    pub(super) shown: Shown,
    /// What stands under each column.
    pub(super) cells: Vec<Cell>,
    /// What it is in a word each, below its name.
    pub(super) labels: Vec<&'static str>,
    /// What stands under the row.
    pub(super) quirks: Vec<Quirk<'a>>,
    /// Where it stands in the spec.
    pub(super) location: &'a Location,
}

/// What stands under a column of a row: all of it, each in its revisions.
pub(super) type Cell = Vec<(Shown, Docs)>;

/// A cell that is the same in all revisions.
pub(super) fn cell(text: Text) -> Cell {
    let mut docs = Docs::default();
    docs.line(text);
    match docs.is_empty() {
        true => Vec::new(),
        false => vec![(Shown::Always, docs)],
    }
}

/// A contradiction, gap or surprise.
pub(super) struct Quirk<'a> {
    /// The anchor that it gets, if nothing else has it.
    pub(super) id: String,
    /// What it is about.
    pub(super) about: Text,
    /// What the document or the server says.
    pub(super) says: Text,
    /// What we do.
    pub(super) we: Text,
    /// Where it stands in the spec.
    pub(super) location: &'a Location,
}

/// Lines that can be pasted elsewhere.
pub(super) struct Snippet {
    /// What they are.
    pub(super) language: Language,
    /// The lines.
    pub(super) code: String,
}

/// What a snippet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Rust,
    Curl,
    Json,
    Form,
}

impl Language {
    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Curl => "curl",
            Self::Json => "JSON",
            Self::Form => "Form",
        }
    }

    /// What Markdown calls it.
    pub(super) fn marker(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Curl => "sh",
            Self::Json => "json",
            Self::Form => "text",
        }
    }
}
