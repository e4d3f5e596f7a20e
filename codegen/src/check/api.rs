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
        let fixed = self.fixed_of_all(api);
        self.result_codes(api);
        self.wait(api);
        self.variables(api);
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
        let webhooks = self.webhooks(api);
        let tables = mark_sent(tables, &families);
        for table in tables.iter().filter(|table| table.is_sent) {
            self.check_sent_names(table);
        }
        model::Api {
            name: api.name.value.clone(),
            title: api.title.clone(),
            doc: api.doc.clone(),
            crate_name,
            bundle: api.bundle.as_ref().map(|folder| self.bundle(folder)),
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
            fixed,
            oauth: self.resolved_oauth(api),
            webhooks,
            envelopes: self.envelopes(api),
            envelope: self.envelope(None, api),
            result_codes: api
                .result_codes
                .iter()
                .map(|code| self.result_code(code))
                .collect(),
            other_codes_name_keys: api.other_codes_name_keys,
            rate: api.rate,
            wait: api.wait.as_ref().map(|wait| wait.value.clone()),
            not_acted: api.not_acted.clone(),
            cleared_as: api.cleared_as,
            limits,
            tables,
            families,
            records,
            defined: super::defined_by(self.spec),
            not_described: self.not_described(api),
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

    /// The files of the spec. Their folder may stand in others, and never outside of the workspace.
    fn bundle(&mut self, folder: &At<String>) -> model::Bundle {
        let names = folder.value.split('/');
        if let Some(name) = names.clone().find(|name| !naming::is_plain_name(name)) {
            self.plain_name("a folder", &At::new(name.to_owned(), folder.span));
        }
        let files = self.spec.bundled.iter();
        model::Bundle {
            folder: folder.value.clone(),
            files: files
                .map(|file| (file.path.clone(), file.text.clone()))
                .collect(),
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

    /// The pages that are left out, each once and with a reason.
    fn not_described(&mut self, api: &syntax::Api) -> Vec<model::Named> {
        let pages: Vec<At<String>> = api.not_described.iter().map(|it| it.page.clone()).collect();
        self.each_once(
            &pages,
            |page| format!("the page `{page}` is listed twice"),
            "list each page once",
        );
        let mut named = Vec::new();
        for left_out in &api.not_described {
            let texts = [Some(&left_out.page), left_out.says.as_ref()];
            let mut blank = texts.into_iter().flatten();
            if let Some(blank) = blank.find(|text| text.value.trim().is_empty()) {
                let message = "a page that is left out says nothing";
                self.error(
                    Diagnostic::error(Code::SaysNothing, Some(blank.span), message)
                        .help("say what the vendor calls it, and what is there"),
                );
            }
            named.push(model::Named {
                name: left_out.page.value.clone(),
                doc: left_out
                    .says
                    .as_ref()
                    .map(|says| says.value.clone())
                    .unwrap_or_default(),
                location: self.location(left_out.page.span),
            });
        }
        named
    }

    fn named(&self, revision: &syntax::Revision) -> model::Named {
        model::Named {
            name: revision.name.value.clone(),
            doc: revision.doc.clone(),
            location: self.location(revision.name.span),
        }
    }
}

/// Marks the tables whose rows are nested in requests, directly or within each other.
fn mark_sent(mut tables: Vec<model::Table>, families: &[model::Family]) -> Vec<model::Table> {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, table) in tables.iter().enumerate() {
        places.entry(table.name.clone()).or_insert(at);
    }
    let rows = |key: &model::Key| match &key.limit.rule {
        Rule::ArrayOf(rows) | Rule::Object(rows) | Rule::JsonInText(rows) => Some(rows.clone()),
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
