//! The API as a whole: address, credentials, answers, order.

use std::collections::HashMap;

use super::Checker;
use super::resolved::Resolved;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Rule};
use crate::naming;
use crate::span::At;
use crate::syntax;

impl<'s> Checker<'s, '_> {
    pub(super) fn api(&mut self, api: &'s syntax::Api) -> model::Api {
        self.plain_name("an API", &api.name);
        let crate_name = self.crate_name(api);
        let base_url = self.base_url(api);
        self.credentials(api);
        self.result_codes(api);
        for variable in &api.variables {
            self.plain_name("a variable", &variable.name);
            self.environment(variable.env.as_ref());
        }
        for envelope in &api.envelopes {
            self.check_envelope(envelope, api);
        }
        let limits = self.named_limits();
        let tables = self.tables(api);
        let resolved = Resolved::of(&tables);
        let spec = self.spec;
        let mut records: Vec<model::Record> = spec
            .records
            .iter()
            .map(|record| self.record(record, &resolved))
            .collect();
        // Files have no order of their own.
        records.sort_by(|a, b| a.name.cmp(&b.name));
        let families = self.families(api, &resolved);
        let tables = mark_sent(tables, &families);
        for table in tables.iter().filter(|table| table.is_sent) {
            self.check_sent_names(table);
        }
        model::Api {
            name: api.name.value.clone(),
            title: api.title.clone(),
            doc: api.doc.clone(),
            crate_name,
            base_url,
            variables: api
                .variables
                .iter()
                .map(|variable| self.variable(variable))
                .collect(),
            https_only: api.https_only,
            revisions: api
                .revisions
                .iter()
                .map(|revision| self.named(revision))
                .collect(),
            credentials: api
                .credentials
                .iter()
                .map(|credential| self.credential(credential))
                .collect(),
            envelopes: self.envelopes(api),
            envelope: self.envelope(None, api),
            result_codes: api
                .result_codes
                .iter()
                .map(|code| self.result_code(code))
                .collect(),
            other_codes_name_keys: api.other_codes_name_keys,
            rate: api.rate,
            cleared_as: api.cleared_as,
            limits,
            tables,
            families,
            records,
            quirks: self.quirks(&api.quirks),
            location: self.location(api.name.span),
        }
    }

    fn crate_name(&mut self, api: &syntax::Api) -> String {
        match &api.crate_name {
            Some(name) => {
                self.plain_name("a crate", name);
                // What receives code must never be a folder that people write in.
                if naming::is_plain_name(&name.value) && !name.value.ends_with("-generated") {
                    let message = format!("`{}` cannot receive generated code", name.value);
                    self.error(
                        Diagnostic::error(Code::NotGenerated, Some(name.span), message)
                            .help("the name of such a crate ends in `-generated`"),
                    );
                }
                name.value.clone()
            }
            None => format!("{}-generated", api.name.value),
        }
    }

    fn base_url(&mut self, api: &syntax::Api) -> String {
        let Some(url) = &api.base_url else {
            return String::new();
        };
        let rest = url.value.strip_prefix("https://").or_else(|| {
            url.value
                .strip_prefix("http://")
                .filter(|_| !api.https_only)
        });
        let is_good = rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(['?', '#', '@', '\\', '"'])
                && !rest.contains(char::is_whitespace)
        });
        if !is_good {
            let help = if api.https_only {
                "write `https://host/path/`; plain HTTP needs `transport: any`"
            } else {
                "write `https://host/path/`"
            };
            self.error(
                Diagnostic::error(
                    Code::BadBaseUrl,
                    Some(url.span),
                    format!("`{}` is not a base URL", url.value),
                )
                .help(help),
            );
        }
        let variables: Vec<&str> = api
            .variables
            .iter()
            .map(|variable| variable.name.as_str())
            .collect();
        for name in self.placeholders(url, Code::BadBaseUrl) {
            if !variables.contains(&name.as_str()) {
                let diagnostic = Diagnostic::error(
                    Code::UrlVariable,
                    Some(url.span),
                    format!("the base URL has an unknown variable `{name}`"),
                )
                .help(format!(
                    "describe it: `variables: {{ {name}: {{ doc: … }} }}`"
                ));
                self.error(diagnostic);
            }
        }
        for variable in api
            .variables
            .iter()
            .filter(|variable| !url.value.contains(&format!("{{{}}}", variable.name.value)))
        {
            self.error(
                Diagnostic::error(
                    Code::UrlVariable,
                    Some(variable.name.span),
                    format!("the base URL has no `{{{}}}`", variable.name.value),
                )
                .label(url.span, "the base URL")
                .help("use the variable in `base_url:` or delete it"),
            );
        }
        if url.value.ends_with('/') {
            url.value.clone()
        } else {
            format!("{}/", url.value)
        }
    }

    /// The names in `{}`; `code` is for braces that do not match.
    pub(super) fn placeholders(&mut self, path: &At<String>, code: Code) -> Vec<String> {
        let mut names = Vec::new();
        let mut rest = path.value.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            let inner = rest[at..]
                .strip_prefix('{')
                .and_then(|inner| inner.split_once('}'));
            let Some((name, after)) =
                inner.filter(|(name, _)| !name.is_empty() && !name.contains('{'))
            else {
                self.error(
                    Diagnostic::error(
                        code,
                        Some(path.span),
                        format!("the braces of `{}` do not match", path.value),
                    )
                    .help("write `{name}` for each parameter or variable that stands in it"),
                );
                return names;
            };
            names.push(name.to_owned());
            rest = after;
        }
        names
    }

    fn named(&self, revision: &syntax::Revision) -> model::Named {
        model::Named {
            name: revision.name.value.clone(),
            doc: revision.doc.clone(),
            location: self.location(revision.name.span),
        }
    }

    fn variable(&self, variable: &syntax::Variable) -> model::Variable {
        model::Variable {
            name: variable.name.value.clone(),
            env: variable.env.as_ref().map(|env| env.value.clone()),
            doc: variable.doc.clone(),
            location: self.location(variable.name.span),
        }
    }
}

/// The word for a kind of calls, which is also the name of its module.
pub(super) fn family_name(kind: model::Kind) -> &'static str {
    match kind {
        model::Kind::Create => "create",
        model::Kind::Read => "read",
        model::Kind::Update => "update",
        model::Kind::Delete => "delete",
    }
}

/// Marks the tables whose rows are nested in requests, directly or within each other.
fn mark_sent(mut tables: Vec<model::Table>, families: &[model::Family]) -> Vec<model::Table> {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, table) in tables.iter().enumerate() {
        places.entry(table.name.clone()).or_insert(at);
    }
    let rows = |key: &model::Key| match &key.limit.rule {
        Rule::ArrayOf(rows) | Rule::Object(rows) => Some(rows.clone()),
        _ => None,
    };
    let accepted = families
        .iter()
        .flat_map(|family| &family.calls)
        .flat_map(|call| &call.accepts);
    let mut to_mark: Vec<String> = accepted
        .filter_map(|accepted| rows(&accepted.key))
        .collect();
    while let Some(name) = to_mark.pop() {
        let table = places.get(&name).and_then(|at| tables.get_mut(*at));
        if let Some(table) = table.filter(|table| !table.is_sent) {
            table.is_sent = true;
            to_mark.extend(table.keys.iter().filter_map(|key| rows(key)));
        }
    }
    tables
}
