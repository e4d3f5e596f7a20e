//! How much of everything a spec holds.

use std::fmt;
use std::sync::Arc;

use super::{Api, Key};

/// The numbers of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Tables with keys of their own.
    pub tables: usize,
    /// Open tables.
    pub open_tables: usize,
    /// Keys in each table, by its name.
    pub keys: Vec<(String, usize)>,
    /// Calls in each family, by its name.
    pub calls: Vec<(String, usize)>,
    /// Result codes.
    pub result_codes: usize,
    /// Named limits.
    pub limits: usize,
    /// Records.
    pub records: usize,
    /// Quirks, wherever they stand.
    pub quirks: usize,
    /// Differences to earlier revisions: `since`, `until` and `was`.
    pub changes: usize,
}

impl Counts {
    pub(crate) fn of(api: &Api) -> Self {
        let every_call = || {
            let families = api.families.iter();
            families.flat_map(|family| family.calls.iter().chain(&family.gone))
        };
        let own_keys = || {
            let tables = api.tables.iter();
            let tables = tables.flat_map(|table| table.keys.iter().chain(&table.gone));
            let calls = every_call().flat_map(|call| call.accepts.iter().chain(&call.gone));
            let records = api.records.iter();
            let records = records.flat_map(|record| record.fields.iter().chain(&record.gone));
            tables.chain(
                calls
                    .chain(records)
                    .filter(|accepted| accepted.table.is_none())
                    .map(|accepted| &accepted.key),
            )
        };
        let told = |since: Option<&String>, until: Option<&String>| {
            usize::from(since.is_some()) + usize::from(until.is_some())
        };
        let key_changes =
            |key: &Arc<Key>| told(key.since.as_ref(), key.until.as_ref()) + key.was.len();
        Self {
            tables: api
                .tables
                .iter()
                .filter(|table| table.open.is_none())
                .count(),
            open_tables: api
                .tables
                .iter()
                .filter(|table| table.open.is_some())
                .count(),
            keys: api
                .tables
                .iter()
                .map(|table| (table.name.clone(), table.keys.len()))
                .collect(),
            calls: api
                .families
                .iter()
                .map(|family| (family.module.clone(), family.calls.len()))
                .collect(),
            result_codes: api.result_codes.len(),
            limits: api.limits.len(),
            records: api.records.len(),
            quirks: api.quirks.len()
                + api
                    .tables
                    .iter()
                    .map(|table| table.quirks.len())
                    .sum::<usize>()
                + every_call().map(|call| call.quirks.len()).sum::<usize>()
                + api
                    .records
                    .iter()
                    .map(|record| record.quirks.len())
                    .sum::<usize>()
                + own_keys().map(|key| key.quirks.len()).sum::<usize>(),
            changes: own_keys().map(key_changes).sum::<usize>()
                + api
                    .limits
                    .iter()
                    .map(|limit| limit.was.len())
                    .sum::<usize>()
                + api
                    .tables
                    .iter()
                    .filter_map(|table| Some(table.open.as_ref()?.was.len()))
                    .sum::<usize>()
                + every_call()
                    .map(|call| told(call.since.as_ref(), call.until.as_ref()) + call.was.len())
                    .sum::<usize>(),
        }
    }

    /// Keys in all tables.
    pub fn all_keys(&self) -> usize {
        self.keys.iter().map(|(_, count)| count).sum()
    }

    /// Calls in all families.
    pub fn all_calls(&self) -> usize {
        self.calls.iter().map(|(_, count)| count).sum()
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let each = |counts: &[(String, usize)]| {
            counts
                .iter()
                .map(|(name, count)| format!("{name} {count}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        writeln!(
            f,
            "tables        {} + {} open",
            self.tables, self.open_tables
        )?;
        writeln!(
            f,
            "keys          {} ({})",
            self.all_keys(),
            each(&self.keys)
        )?;
        writeln!(
            f,
            "calls         {} ({})",
            self.all_calls(),
            each(&self.calls)
        )?;
        writeln!(f, "result codes  {}", self.result_codes)?;
        writeln!(f, "limits        {}", self.limits)?;
        writeln!(f, "records       {}", self.records)?;
        writeln!(f, "changes       {}", self.changes)?;
        write!(f, "quirks        {}", self.quirks)
    }
}
