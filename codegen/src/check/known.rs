//! The names that a spec defines, in their order: what a misspelled one is compared with.

use crate::syntax::{Spec, plain_rules};

/// Sorted once, however many names are not known.
pub(super) struct Known<'s> {
    /// Named limits, and rules that need nothing more than their name.
    pub(super) limits: Vec<&'s str>,
    pub(super) tables: Vec<&'s str>,
    pub(super) records: Vec<&'s str>,
    /// What rows can be of: tables and records.
    pub(super) rows: Vec<&'s str>,
}

impl<'s> Known<'s> {
    pub(super) fn of(spec: &'s Spec) -> Self {
        let limits = spec.limits.iter().map(|limit| limit.name.as_str());
        let tables = spec.tables.iter().map(|table| table.name.as_str());
        let records = spec.records.iter().map(|record| record.name.as_str());
        Self {
            limits: sorted(limits.chain(plain_rules())),
            tables: sorted(tables.clone()),
            records: sorted(records.clone()),
            rows: sorted(tables.chain(records)),
        }
    }
}

fn sorted<'s>(names: impl Iterator<Item = &'s str>) -> Vec<&'s str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}
