//! Limits that have a name.

use super::anchor::Kind;
use super::revision::Shown;
use super::section::{Cell, Row, Rows, Section};
use super::walk::Walk;
use crate::emit::words::{self, Docs, Text, Voice, code, fill, own};
use crate::model::{Limit, Rule};

/// All of them.
pub(super) fn section<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("limits", own("Limits"));
    let mut rows = Vec::new();
    for limit in &walk.api.limits {
        rows.push(row(walk, limit));
    }
    section.rows(Rows {
        caption: own("Limits that keys refer to, with texts that pass and texts that fail"),
        columns: &["Limit", "What it allows", "Passes", "Fails"],
        rows,
    });
    (!section.blocks.is_empty()).then_some(section)
}

fn row<'a>(walk: &mut Walk<'a>, limit: &'a Limit) -> Row<'a> {
    let mut name = vec![(Shown::Always, line(code(&limit.name)))];
    if matches!(limit.rule, Rule::OneOf(_)) {
        name.push((Shown::Always, line(fill("Rust {}", [code(&limit.rust)]))));
    }
    let words = |limit: &Limit| words::limit::words(limit, Voice::Developer);
    let mut allows = walk.revisions.limits(limit, &limit.was, words);
    let mut more = Docs::default();
    if let Rule::OneOf(members) = &limit.rule {
        let labelled = members.iter().filter(|member| member.label.is_some());
        more.list(labelled.map(words::limit::member));
    }
    more.line(match limit.unquoted {
        true => own("Bare in JSON, without quotes."),
        false => Text::default(),
    });
    more.line(words::spellings::words(limit));
    allows.push((Shown::Always, more));
    let mut history = Docs::default();
    history.history(None, None, &limit.was);
    allows.push((Shown::Told, history));
    allows.retain(|(_, docs)| !docs.is_empty());
    Row {
        ids: vec![walk.anchors.told(Kind::Limit, "", &limit.name)],
        shown: Shown::Always,
        cells: vec![name, allows, examples(&limit.pass), examples(&limit.fail)],
        labels: Vec::new(),
        quirks: Vec::new(),
        location: &limit.location,
    }
}

fn examples(values: &[String]) -> Cell {
    let mut docs = Docs::default();
    for value in values {
        docs.line(match value.trim().is_empty() && !value.is_empty() {
            true => own("only blanks"),
            false => code(value),
        });
    }
    match docs.is_empty() {
        true => Vec::new(),
        false => vec![(Shown::Always, docs)],
    }
}

fn line(text: Text) -> Docs {
    let mut docs = Docs::default();
    docs.line(text);
    docs
}
