//! What answers contain.

use super::anchor::Kind;
use super::section::{Fact, Is, Rows, Section};
use super::table::row;
use super::walk::Walk;
use crate::emit::words::{Docs, Text, code, fill, own};
use crate::model::{Accepted, Record};

/// All records.
pub(super) fn section<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("records", own("Records in answers"));
    for record in &walk.api.records {
        let record = of(walk, record);
        section.sections.push(record);
    }
    (!section.sections.is_empty()).then_some(section)
}

fn of<'a>(walk: &mut Walk<'a>, record: &'a Record) -> Section<'a> {
    let id = walk.anchors.told(Kind::Record, "", &record.name);
    let mut section = Section::of(id, code(&record.name));
    section.location = Some(&record.location);
    section.say(Docs::of(&record.doc));
    let fields = || record.fields.iter().chain(&record.gone);
    let of_tables = fields().filter_map(|field| {
        let Accepted { table, key } = field;
        let link = walk.key(Kind::Key, table.as_deref()?, key);
        let until = key.until.as_deref();
        Some((walk.revisions.shown(key.since.as_deref(), until), link))
    });
    let identity = record.identified_by.as_ref();
    section.facts(vec![
        Fact {
            name: "Fields",
            is: Is::Names(of_tables.collect()),
        },
        Fact::of(
            "Identified by",
            identity.map(|key| fill("{}, which tells one from all others.", [code(key)])),
        ),
        Fact::of(
            "Open",
            [match record.is_open {
                true => own("Any object is such a record, whatever its keys are."),
                false => Text::default(),
            }],
        ),
        Fact::of("In Rust", [fill("The type {}.", [code(&record.rust)])]),
    ]);
    let quirks = walk.quirks(&["record", &record.name], &record.quirks);
    section.quirks(quirks);
    let mut rows = Vec::new();
    for field in fields().filter(|field| field.table.is_none()) {
        rows.push(row(walk, Kind::Field, &record.name, &field.key));
    }
    section.rows(Rows {
        caption: fill("Fields that only {} has", [code(&record.name)]),
        columns: &["Field", "What it may hold", "What it means"],
        rows,
    });
    section
}
