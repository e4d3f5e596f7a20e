//! Tables and families, in the order that the `api:` file gives them.

use std::collections::{HashMap, HashSet};

use super::{Checker, api::family_name, resolved::Resolved};
use crate::diagnostic::{Code, Diagnostic};
use crate::model;
use crate::span::Span;
use crate::syntax;

impl<'s> Checker<'s, '_> {
    /// The tables in the order of the `api:` file; without one, in the order of their names.
    pub(super) fn tables(&mut self, api: &syntax::Api) -> Vec<model::Table> {
        let spec = self.spec;
        let mut ordered: Vec<&'s syntax::Table> = Vec::new();
        match &api.tables {
            Some(names) => {
                let mut listed: HashSet<&str> = HashSet::new();
                for name in names {
                    match self.tables.get(name.as_str()) {
                        Some(table) if listed.insert(name.as_str()) => ordered.push(table),
                        Some(_) => self.error(
                            Diagnostic::error(
                                Code::ListedTwice,
                                Some(name.span),
                                format!("`{}` is listed twice", name.value),
                            )
                            .help("list each table once"),
                        ),
                        None => {
                            self.unknown_table(name);
                        }
                    }
                }
                for table in spec
                    .tables
                    .iter()
                    .filter(|table| !listed.contains(table.name.as_str()))
                {
                    self.error(
                        Diagnostic::error(Code::NotInOrder, Some(table.name.span), format!("`tables:` does not list `{}`", table.name.value))
                            .help("add it to `tables:` in the `api:` file, where the vendor's page has it"),
                    );
                    ordered.push(table);
                }
            }
            None => {
                ordered.extend(&spec.tables);
                ordered.sort_by(|a, b| a.name.value.cmp(&b.name.value));
            }
        }
        ordered.into_iter().map(|table| self.table(table)).collect()
    }

    pub(super) fn families(
        &mut self,
        api: &'s syntax::Api,
        tables: &Resolved<'_>,
    ) -> Vec<model::Family> {
        let spec = self.spec;
        let mut ordered: Vec<&'s syntax::Family> = Vec::new();
        for family in &spec.families {
            if let Some(first) = ordered
                .iter()
                .find(|other| other.kind.value == family.kind.value)
            {
                let diagnostic = Diagnostic::error(
                    Code::DoubleDefinition,
                    Some(family.kind.span),
                    "a second file for this family",
                )
                .label(first.kind.span, "the first is here")
                .help("move its calls into the first file");
                self.error(diagnostic);
            }
            ordered.push(family);
        }
        let listed = |family: &syntax::Family| {
            api.families
                .as_ref()
                .map_or(Some(family.kind.value as usize), |names| {
                    names
                        .iter()
                        .position(|name| name.value == family_name(family.kind.value))
                })
        };
        if let Some(names) = &api.families {
            let known: Vec<&str> = spec
                .families
                .iter()
                .map(|family| family_name(family.kind.value))
                .collect();
            let mut seen: HashSet<&str> = HashSet::new();
            for name in names.iter().filter(|name| !seen.insert(name.as_str())) {
                let message = format!("`{}` is listed twice", name.value);
                self.error(
                    Diagnostic::error(Code::ListedTwice, Some(name.span), message)
                        .help("list each family once"),
                );
            }
            for name in names.iter().filter(|name| !known.contains(&name.as_str())) {
                let diagnostic = Diagnostic::error(
                    Code::UnknownFamily,
                    Some(name.span),
                    format!("no family is called `{}`", name.value),
                )
                .suggest(name.as_str(), known.iter().copied())
                .or_help(
                    "a family is `create`, `read`, `update` or `delete`, and has a file of its own",
                );
                // A family whose name could not be read may be this one.
                self.unknown("family:", diagnostic);
            }
        }
        for family in ordered.iter().filter(|family| listed(family).is_none()) {
            self.error(
                Diagnostic::error(
                    Code::NotInOrder,
                    Some(family.kind.span),
                    "`families:` does not list this family",
                )
                .help("add it to `families:` in the `api:` file"),
            );
        }
        ordered.sort_by_key(|family| listed(family));
        self.check_double_calls(&ordered);
        let mut families: Vec<model::Family> = Vec::new();
        for family in ordered {
            let family = self.family(family, api, tables);
            families.push(family);
        }
        families
    }

    /// Two calls of one file cannot have one name; two of different files must not.
    fn check_double_calls(&mut self, families: &[&syntax::Family]) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for name in families
            .iter()
            .flat_map(|family| &family.calls)
            .map(|call| &call.name)
        {
            if let Some(first) = seen.insert(name.as_str(), name.span) {
                let message = format!("a second call named `{}`", name.value);
                self.error(
                    Diagnostic::error(Code::DoubleDefinition, Some(name.span), message)
                        .label(first, "the first is here")
                        .help("rename one of them; its `path:` can stay as it is"),
                );
            }
        }
    }
}
