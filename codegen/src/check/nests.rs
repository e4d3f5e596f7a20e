//! Rows and objects that travel without JSON.

use std::collections::HashSet;

use super::Checker;
use super::resolved::Resolved;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Key, KeyPlace, Nests, Place, Rule, Table};
use crate::syntax;

impl Checker<'_, '_> {
    /// Whether what nests without JSON holds none.
    pub(super) fn nests(
        &mut self,
        call: &syntax::Call,
        scope: &Scope,
        sends: &[Place],
        tables: &Resolved<'_>,
    ) {
        if matches!(call.nests, None | Some(Nests::JsonText)) {
            return;
        }
        let is_json = sends.iter().all(|place| *place == Place::Json);
        for key in scope.accepts.iter().map(|accepted| &accepted.key) {
            if is_json && key.place != Some(KeyPlace::Query) {
                continue;
            }
            let Some(json) = json_within(key, tables) else {
                continue;
            };
            let span = scope.place(key).unwrap_or(call.name.span);
            let message = format!(
                "`{json}`, which `{}` nests, can only be sent as JSON",
                key.name
            );
            self.error(Diagnostic::error(Code::OnlyJson, Some(span), message).help(
                "write `nests: json_text` or `sends: json`, or give the nested key another limit",
            ));
        }
    }
}

/// The name of a nested key that holds any JSON.
fn json_within<'t>(key: &Key, tables: &Resolved<'t>) -> Option<&'t str> {
    let mut seen = HashSet::new();
    let mut left: Vec<&'t Table> = nested(key, tables).into_iter().collect();
    while let Some(table) = left.pop() {
        if !seen.insert(table.name.as_str()) {
            continue;
        }
        let mut keys = table.keys.iter();
        if let Some(json) = keys.find(|key| matches!(key.limit.rule, Rule::Json)) {
            return Some(&json.name);
        }
        left.extend(table.keys.iter().filter_map(|key| nested(key, tables)));
    }
    None
}

/// The table of the rows that a key nests.
fn nested<'t>(key: &Key, tables: &Resolved<'t>) -> Option<&'t Table> {
    match &key.limit.rule {
        Rule::ArrayOf(rows) | Rule::Object(rows) => tables.table(rows),
        _ => None,
    }
}
