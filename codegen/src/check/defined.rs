//! What a spec defines, by name. A spec with mistakes in it defines something too.

use crate::model::{Defined, Definition};
use crate::span::At;
use crate::syntax::{Key, Spec};

/// The names that a spec defines.
pub fn defined_by(spec: &Spec) -> Defined {
    let apis = || spec.apis.iter();
    let rows = || spec.tables.iter().flat_map(|table| &table.keys);
    let calls = spec.families.iter().flat_map(|family| &family.calls);
    let own = calls.flat_map(|call| &call.keys);
    let records = || spec.records.iter().filter(|record| !record.is_of_headers);
    let fields = || records().flat_map(|record| &record.fields);
    let keys = rows().chain(own);
    let of_tables = spec.tables.iter().flat_map(|table| {
        let row = |key: &Key| format!("{}.{}", table.name.value, key.wire.value);
        table.keys.iter().map(row)
    });
    Defined {
        limits: named(spec.limits.iter().map(|limit| (&limit.name, &limit.doc))),
        tables: named(spec.tables.iter().map(|table| (&table.name, &table.title))),
        records: named(records().map(|record| (&record.name, &record.doc))),
        keys: sorted(keys.flat_map(names).map(unexplained)),
        rows: sorted(of_tables.map(unexplained)),
        fields: sorted(
            (fields().flat_map(names))
                .chain(rows().chain(fields()).flat_map(other_names))
                .map(unexplained),
        ),
        codes: named(
            apis().flat_map(|api| api.result_codes.iter().map(|code| (&code.name, &code.doc))),
        ),
        envelopes: named(apis().flat_map(|api| {
            api.envelopes
                .iter()
                .map(|envelope| (&envelope.name, &NOTHING))
        })),
        credentials: named(apis().flat_map(|api| {
            api.credentials
                .iter()
                .map(|credential| (&credential.name, &credential.doc))
        })),
        families: named(
            spec.families
                .iter()
                .map(|family| (&family.name, &family.title)),
        ),
        revisions: named(apis().flat_map(|api| {
            api.revisions
                .iter()
                .map(|revision| (&revision.name, &revision.doc))
        })),
    }
}

static NOTHING: String = String::new();

fn named<'s>(things: impl Iterator<Item = (&'s At<String>, &'s String)>) -> Vec<Definition> {
    sorted(things.map(|(name, says)| Definition {
        name: name.value.clone(),
        says: says.clone(),
    }))
}

fn unexplained(name: String) -> Definition {
    Definition {
        name,
        says: String::new(),
    }
}

/// What a key is called in requests: its name in the table and the one on the wire.
fn names(key: &Key) -> impl Iterator<Item = String> {
    let names = [Some(&key.wire), key.sent_as.as_ref()];
    names.into_iter().flatten().map(|name| name.value.clone())
}

/// What else it is called in answers.
fn other_names(key: &Key) -> impl Iterator<Item = String> {
    key.also.iter().map(|name| name.value.clone())
}

/// In the order of their names, because files have none of their own.
fn sorted(definitions: impl Iterator<Item = Definition>) -> Vec<Definition> {
    let mut definitions: Vec<Definition> = definitions.collect();
    definitions.sort();
    definitions.dedup_by(|a, b| a.name == b.name);
    definitions
}
