//! Tables and families, in the order that the `api:` file gives them.

use std::collections::{HashMap, HashSet};

use super::{Checker, resolved::Resolved};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Kind};
use crate::span::{At, Span};
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
        let mut firsts: HashMap<&str, &syntax::Family> = HashMap::new();
        for family in &spec.families {
            let first = *firsts.entry(family.name.as_str()).or_insert(family);
            if !std::ptr::eq(first, family) {
                let diagnostic = Diagnostic::error(
                    Code::DoubleDefinition,
                    Some(family.name.span),
                    "a second file for this family",
                )
                .label(first.name.span, "the first is here")
                .help("move its calls into the first file");
                self.error(diagnostic);
            }
            ordered.push(family);
        }
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (at, name) in api.families.iter().flatten().enumerate() {
            places.entry(name.as_str()).or_insert(at);
        }
        let listed = |family: &syntax::Family| match &api.families {
            // The four in their order, then those with names of their own.
            None => {
                Some(Kind::of(&family.name.value).map_or(Kind::ALL.len(), |kind| kind as usize))
            }
            Some(_) => places.get(family.name.as_str()).copied(),
        };
        if let Some(names) = &api.families {
            let known: Vec<&str> = spec
                .families
                .iter()
                .map(|family| family.name.as_str())
                .collect();
            let mut seen: HashSet<&str> = HashSet::new();
            for name in names.iter().filter(|name| !seen.insert(name.as_str())) {
                let message = format!("`{}` is listed twice", name.value);
                self.error(
                    Diagnostic::error(Code::ListedTwice, Some(name.span), message)
                        .help("list each family once"),
                );
            }
            let is_known = |name: &At<String>| firsts.contains_key(name.as_str());
            for name in names.iter().filter(|name| !is_known(name)) {
                let diagnostic = Diagnostic::error(
                    Code::UnknownFamily,
                    Some(name.span),
                    format!("no family is called `{}`", name.value),
                )
                .suggest(name.as_str(), known.iter().copied())
                .or_help("write a file that begins with `family:` and this name");
                // A family whose name could not be read may be this one.
                self.unknown("family:", diagnostic);
            }
        }
        for family in ordered.iter().filter(|family| listed(family).is_none()) {
            self.error(
                Diagnostic::error(
                    Code::NotInOrder,
                    Some(family.name.span),
                    "`families:` does not list this family",
                )
                .help("add it to `families:` in the `api:` file"),
            );
        }
        ordered.sort_by_cached_key(|family| (listed(family), family.name.value.as_str()));
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
