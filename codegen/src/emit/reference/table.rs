//! Tables, and the rows of keys that calls and records have of their own.

use std::sync::Arc;

use super::anchor::Kind;
use super::revision::Shown;
use super::section::{Cell, Fact, Is, Row, Rows, Section, cell};
use super::walk::Walk;
use crate::emit::words::{self, Docs, Text, Voice, code, fill, joined, link, own, said};
use crate::model::{self, Access, Holds, Key, Limit, Open, Rule, Table};

/// All tables.
pub(super) fn section<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("tables", own("Tables of parameters"));
    for table in &walk.api.tables {
        let table = of(walk, table);
        section.sections.push(table);
    }
    (!section.sections.is_empty()).then_some(section)
}

fn of<'a>(walk: &mut Walk<'a>, table: &'a Table) -> Section<'a> {
    let id = walk.anchors.told(Kind::Table, "", &table.name);
    let mut section = Section::of(id, code(&table.name));
    section.location = Some(&table.location);
    if !table.title.is_empty() {
        section.title.push(fill(": {}", [said(&table.title)]));
    }
    section.say(Docs::of(&table.doc));
    section.facts(vec![
        Fact::of("Each row", words::call::requirements_of_rows(table)),
        Fact::of(
            "In Rust",
            table
                .is_sent
                .then(|| fill("A row is a {}.", [code(&table.rust)])),
        ),
    ]);
    if let Some(open) = &table.open {
        section.facts(vec![open_names(walk, open)]);
        let mut history = Docs::default();
        history.history(None, None, &open.was);
        section.tell(history);
    }
    let quirks = walk.quirks(&[&table.name], &table.quirks);
    section.quirks(quirks);
    let required: Vec<&str> = table.always_required().collect();
    let mut rows = Vec::new();
    for key in table.keys.iter().chain(&table.gone) {
        let mut row = row(walk, Kind::Key, &table.name, key);
        row.cells.push(cell(kinds(key.access)));
        if required.contains(&key.wire.as_str()) {
            row.labels.insert(0, "required in each row");
        }
        rows.push(row);
    }
    section.rows(Rows {
        caption: fill("Keys of {}", [code(&table.name)]),
        columns: &["Key", "What it may hold", "What it means", "Kinds of calls"],
        rows,
    });
    section
}

/// Any other name that is taken, with the limit of each revision.
pub(super) fn open_names(walk: &Walk<'_>, open: &Open) -> Fact {
    let then = |limit: &Limit| {
        let then = Open {
            limit: Arc::new(limit.clone()),
            ..open.clone()
        };
        let limit = words::call::open(&then);
        match open.doc.is_empty() {
            true => limit,
            false => fill("{} {}", [said(&open.doc), limit]),
        }
    };
    let names = walk.revisions.limits(&open.limit, &open.was, then);
    let names = names
        .into_iter()
        .map(|(shown, docs)| (shown, docs.in_a_line()));
    Fact {
        name: "Any other name",
        is: Is::Names(names.collect()),
    }
}

/// A key without the kinds of calls that it takes part in.
pub(super) fn row<'a>(walk: &mut Walk<'a>, kind: Kind, of: &str, key: &'a Key) -> Row<'a> {
    let ids = walk.anchors.key(kind, of, key);
    let mut meaning: Cell = vec![(Shown::Always, Docs::of(&key.doc))];
    meaning.retain(|(_, docs)| !docs.is_empty());
    let mut history = Docs::default();
    let since = key.since.as_deref();
    history.history(since, key.deprecated.as_deref(), &key.was);
    if let (Some(until), None) = (&key.until, &key.deprecated) {
        history.line(fill("Last in revision {}.", [said(until)]));
    }
    if !history.is_empty() {
        meaning.push((Shown::Told, history));
    }
    meaning.extend(walk.revisions.said(&key.was));
    let quirks = walk.quirks(&[of, &key.name], &key.quirks);
    Row {
        ids,
        shown: walk.revisions.shown(since, key.until.as_deref()),
        cells: vec![names(walk, key), holds(walk, kind, key), meaning],
        labels: labels(key),
        quirks,
        location: &key.location,
    }
}

/// What it is called: on the wire, in the vendor's table, in Rust.
fn names(walk: &Walk<'_>, key: &Key) -> Cell {
    let mut cell = walk.revisions.keys(&key.wire, &key.was);
    let mut more = Docs::default();
    if key.name != key.wire {
        more.line(fill("{} in the vendor's table", [code(&key.name)]));
    }
    for also in &key.also {
        more.line(fill("in answers also {}", [code(also)]));
    }
    if key.rust != key.wire {
        more.line(fill("Rust {}", [code(&key.rust)]));
    }
    if !more.is_empty() {
        cell.push((Shown::Always, more));
    }
    cell
}

/// What it may hold, in each revision.
fn holds(walk: &Walk<'_>, kind: Kind, key: &Key) -> Cell {
    let words = |limit: &Limit| told(walk, kind, limit);
    let mut cell = walk.revisions.limits(&key.limit, &key.was, words);
    let more = words::key::midnight(key)
        .and(words::key::assumed(key))
        .and(words::key::cleared(key))
        .and(words::key::placed(key))
        .and(words::key::in_answers(key));
    if !more.is_empty() {
        let mut docs = Docs::default();
        docs.line(more);
        cell.push((Shown::Always, docs));
    }
    cell
}

/// A limit in words, with a way to more if it has a name.
fn told(walk: &Walk<'_>, kind: Kind, limit: &Limit) -> Text {
    // Answers have records where requests have rows of a table.
    let nested = |rows: &str| {
        let [first, second] = match kind {
            Kind::Field => [Kind::Record, Kind::Table],
            _ => [Kind::Table, Kind::Record],
        };
        match walk.anchors.find(first, "", rows) {
            Some(_) => walk.link(first, "", rows),
            None => walk.link(second, "", rows),
        }
    };
    let words = match &limit.rule {
        Rule::ArrayOf(rows) => fill("Rows of {}.", [nested(rows)]),
        Rule::Object(rows) => fill("One row of {}.", [nested(rows)]),
        Rule::JsonInText(rows) => fill("A {}, written as JSON inside a text.", [nested(rows)]),
        _ => words::limit::words(limit, Voice::Developer),
    };
    match walk.anchors.find(Kind::Limit, "", &limit.name) {
        Some(id) if limit.is_named => fill("{}: {}", [link(&limit.name, format!("#{id}")), words]),
        _ => words,
    }
}

fn labels(key: &Key) -> Vec<&'static str> {
    let marks = [
        (key.holds == Holds::Personal, "personal"),
        (key.holds == Holds::Secret, "secret"),
        (!key.access.is_sent(), "read-only"),
        (key.deprecated.is_some(), "deprecated"),
        (key.until.is_some() && key.deprecated.is_none(), "gone"),
    ];
    let marks = marks.into_iter().filter(|(is_so, _)| *is_so);
    marks.map(|(_, word)| word).collect()
}

/// The kinds of calls that a key takes part in.
fn kinds(access: Access) -> Text {
    if access == Access::default() {
        return own("all");
    }
    let kinds = model::Kind::ALL.into_iter();
    let kinds = kinds.filter(|kind| access.allows(*kind));
    joined(kinds.map(|kind| own(kind.as_str())), ", ")
}
