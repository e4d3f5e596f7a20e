//! The tables that are resolved, and their keys, by name.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Key, Table};

/// What calls and records look their tables up in.
pub(super) struct Resolved<'t> {
    tables: HashMap<&'t str, &'t Table>,
    keys: HashMap<(&'t str, &'t str), &'t Arc<Key>>,
}

impl<'t> Resolved<'t> {
    pub(super) fn of(tables: &'t [Table]) -> Self {
        let keys = tables.iter().flat_map(|table| {
            let of = table.name.as_str();
            let keys = table.keys.iter().chain(&table.gone);
            keys.map(move |key| ((of, key.name.as_str()), key))
        });
        Self {
            tables: tables
                .iter()
                .map(|table| (table.name.as_str(), table))
                .collect(),
            keys: keys.collect(),
        }
    }

    pub(super) fn table(&self, name: &str) -> Option<&'t Table> {
        self.tables.get(name).copied()
    }

    pub(super) fn key(&self, table: &Table, name: &str) -> Option<&'t Arc<Key>> {
        let keys: &HashMap<(&str, &str), &'t Arc<Key>> = &self.keys;
        keys.get(&(table.name.as_str(), name)).copied()
    }
}
