//! Calls: what they accept, require and return.

use std::collections::HashMap;
use std::sync::Arc;

use super::scope::Scope;
use super::{Checker, Item, api::family_name, resolved::Resolved, tables::help_if_gone};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Accepted, Key, Kind, Requires, Retry, Rule, Table};
use crate::naming;
use crate::span::{At, Span};
use crate::syntax;

impl<'s> Checker<'s, '_> {
    pub(super) fn family(
        &mut self,
        family: &'s syntax::Family,
        api: &syntax::Api,
        tables: &Resolved<'_>,
    ) -> model::Family {
        let kind = family.kind.value;
        let (mut calls, mut gone) = (Vec::new(), Vec::new());
        for call in &family.calls {
            let resolved = self.call(call, kind, api, tables);
            // A call that is gone from the page is checked and told of, but not generated.
            if self.is_current(call.since.as_ref(), call.until.as_ref()) {
                calls.push(resolved);
            } else {
                gone.push(resolved);
            }
        }
        model::Family {
            kind,
            module: family_name(kind).to_owned(),
            title: family.title.clone(),
            doc: family.doc.clone(),
            calls,
            gone,
            location: self.location(family.kind.span),
        }
    }

    fn call(
        &mut self,
        call: &'s syntax::Call,
        kind: Kind,
        api: &syntax::Api,
        tables: &Resolved<'_>,
    ) -> model::Call {
        self.wire_name(&call.name);
        let mut scope = self.accepts(call, kind, tables);
        scope.drop_exceptions(self, call);
        let keys = scope.accepts.iter().map(|accepted| accepted.key.as_ref());
        if !self.has_room(keys, call.name.span) {
            scope.accepts.clear();
        }
        for accepted in &scope.accepts {
            let span = scope.place(&accepted.key);
            let span = span.unwrap_or(call.name.span);
            let of = match &accepted.table {
                Some(table) => Item::Table(table),
                None => Item::Call(&call.name.value),
            };
            self.check_sent_rows(&accepted.key, of, span, tables, &mut Vec::new());
        }
        let name = &call.name;
        self.places.add(Item::Call(&name.value), name.span);
        let requires = self.requires(&call.requires, &scope);
        let path = call.path.as_ref().unwrap_or(&call.name);
        self.path(path, &scope, &requires);
        let fixed = self.fixed(&call.fixed, &mut scope);
        let (method, other_methods) = self.methods(&call.methods);
        self.unproven(call.unproven.as_ref());
        let sends = self.sends(call, &scope);
        let credentials = call.credentials.as_ref();
        let credentials = credentials.map(|names| self.credentials_of(names, api));
        let html_form = self.html_form(call, &sends, &scope, api);
        let function = naming::function(&self.rust_name(&call.name, call.rust.as_ref()));
        if call.html_form.is_some() {
            self.form_name(&function, call.rust.as_ref().unwrap_or(&call.name));
        }
        model::Call {
            name: call.name.value.clone(),
            rust: naming::pascal(&call.rust.as_ref().unwrap_or(&call.name).value),
            function,
            doc: call.doc.clone(),
            method,
            other_methods,
            path: scope.path_in_wire_names(&path.value),
            credentials,
            fixed,
            sends,
            root: call.root.as_ref().map(|root| root.value.clone()),
            requires,
            returns: self.returns(call.returns.as_ref()),
            empty_when_not_found: self.empty_when_not_found(call.returns.as_ref(), api),
            envelope: self.envelope_of(call, api, &scope),
            paging: call
                .paging
                .as_ref()
                .map(|paging| self.paging(paging, &scope)),
            retry: match &call.retry {
                syntax::Retry::Safe => Retry::Safe,
                syntax::Retry::Never => Retry::Never,
                syntax::Retry::SafeWithout(keys) => Retry::SafeWithout(
                    keys.iter()
                        .filter_map(|key| self.accepted(key, &scope))
                        .collect(),
                ),
            },
            codes: self.codes(&call.codes, api),
            html_form,
            since: call.since.as_ref().map(|since| since.value.clone()),
            until: call.until.as_ref().map(|until| until.value.clone()),
            was: self.was(&call.was),
            unproven: call.unproven.as_ref().map(|words| words.value.clone()),
            quirks: self.quirks(&call.quirks),
            open: scope.open,
            reserved: scope.reserved,
            accepts: scope.accepts,
            gone: scope.gone,
            location: self.location(call.name.span),
        }
    }

    /// Everything that a call accepts: its tables' keys, single keys, its own keys.
    fn accepts(&mut self, call: &'s syntax::Call, kind: Kind, tables: &Resolved<'_>) -> Scope {
        let mut scope = Scope::default();
        let mut firsts: HashMap<&str, Span> = HashMap::new();
        for item in &call.accepts {
            if let Some(first) = firsts.get(item.as_str()) {
                let message = format!("this call accepts `{}` twice", item.value);
                self.error(
                    Diagnostic::error(Code::AcceptedTwice, Some(item.span), message)
                        .label(*first, "first accepted here")
                        .help("leave one of them out"),
                );
                continue;
            }
            firsts.insert(item.as_str(), item.span);
            match item.value.split_once('.') {
                Some((table, key)) => {
                    let Some(table) = self.accepted_table(item, table, tables) else {
                        scope.is_partial = true;
                        continue;
                    };
                    let Some(key) = tables.key(table, key) else {
                        let diagnostic = Diagnostic::error(
                            Code::UnknownParameter,
                            Some(item.span),
                            format!("the table `{}` has no key `{key}`", table.name),
                        )
                        .suggest(key, table.keys.iter().map(|known| known.name.as_str()))
                        .or_help("add the row to the table, or give the call a key of its own under `keys:`");
                        self.unknown(key, diagnostic);
                        scope.is_partial = true;
                        continue;
                    };
                    // A number that the vendor gives out may still say which thing a create call is about.
                    if !key.access.allows(kind) && !key.access.is_sent() {
                        self.error(
                            Diagnostic::error(Code::NoAccess, Some(item.span), format!("`{}` is read-only: no {} call can send it", key.name, family_name(kind)))
                                .help("its `access` has a small letter for all but R: change the mark, or leave the key out"),
                        );
                    }
                    let accepted = Accepted {
                        table: Some(Arc::from(table.name.as_str())),
                        key: Arc::clone(key),
                    };
                    self.accept(&mut scope, accepted, call, item.span);
                }
                None => {
                    let Some(table) = self.accepted_table(item, &item.value, tables) else {
                        scope.is_partial = true;
                        continue;
                    };
                    if table.open.is_some() {
                        scope.open.clone_from(&table.open);
                    }
                    let of: Arc<str> = Arc::from(table.name.as_str());
                    for key in table.keys.iter().chain(&table.gone) {
                        if key.access.allows(kind) {
                            let accepted = Accepted {
                                table: Some(Arc::clone(&of)),
                                key: Arc::clone(key),
                            };
                            self.accept(&mut scope, accepted, call, item.span);
                        } else {
                            scope.reserved.push(key.wire.clone());
                        }
                    }
                }
            }
        }
        for own in &call.keys {
            let key = self.key(own, Item::Call(&call.name.value));
            let accepted = Accepted { table: None, key };
            self.accept(&mut scope, accepted, call, own.wire.span);
        }
        if scope.open.is_none() {
            // Without an open table no other name is accepted anyway.
            scope.reserved.clear();
        }
        scope
    }

    /// Accepts a key, unless it is gone: then its name is free for nothing else.
    fn accept(&mut self, scope: &mut Scope, accepted: Accepted, call: &syntax::Call, span: Span) {
        if self.is_there(&accepted.key, call.until.as_ref()) {
            scope.add(self, accepted, span);
        } else {
            scope.reserved.push(accepted.key.wire.clone());
            scope.gone.push(accepted);
        }
    }

    fn accepted_table<'t>(
        &mut self,
        item: &At<String>,
        name: &str,
        tables: &Resolved<'t>,
    ) -> Option<&'t Table> {
        let found = tables.table(name);
        match found {
            Some(_) => self.mark_used(Item::Table(name)),
            None => self.unknown_table(&At::new(name.to_owned(), item.span)),
        }
        found
    }

    /// The wire name of a key that the call accepts, or an error.
    pub(super) fn accepted(&mut self, key: &At<String>, scope: &Scope) -> Option<String> {
        let found = scope
            .find(key.as_str())
            .map(|accepted| accepted.key.wire.clone());
        if found.is_none() && !scope.is_partial {
            let message = format!("this call does not accept `{}`", key.value);
            let diagnostic = Diagnostic::error(Code::NotAccepted, Some(key.span), message);
            if let Some(gone) = scope.find_gone(key.as_str()) {
                self.unknown(&key.value, diagnostic.help(help_if_gone(gone)));
                return None;
            }
            let names = scope.accepts.iter();
            let diagnostic = diagnostic
                .suggest(
                    key.as_str(),
                    names.map(|accepted| accepted.key.name.as_str()),
                )
                .or_help("list its table under `accepts:`; a small letter in its `access` may keep it out of this family");
            self.unknown(key.as_str(), diagnostic);
        }
        found
    }

    fn requires(&mut self, requires: &[syntax::Requires], scope: &Scope) -> Vec<Requires> {
        let mut resolved = Vec::new();
        for item in requires {
            match item {
                syntax::Requires::All => {
                    resolved.extend(
                        scope
                            .accepts
                            .iter()
                            .map(|accepted| Requires::Key(accepted.key.wire.clone())),
                    );
                }
                syntax::Requires::Key(key) => {
                    resolved.extend(self.accepted(key, scope).map(Requires::Key))
                }
                syntax::Requires::AnyOf(groups) => {
                    resolved.push(Requires::AnyOf(self.groups(groups, scope)))
                }
                syntax::Requires::ExactlyOneOf(groups) => {
                    resolved.push(Requires::ExactlyOneOf(self.groups(groups, scope)))
                }
                syntax::Requires::AtMostOneOf(groups) => {
                    resolved.push(Requires::AtMostOneOf(self.groups(groups, scope)))
                }
                syntax::Requires::WhenThere { key, also } => {
                    let also = also.iter().filter_map(|key| self.accepted(key, scope));
                    let also = also.collect();
                    if let Some(key) = self.accepted(key, scope) {
                        resolved.push(Requires::WhenThere { key, also });
                    }
                }
                syntax::Requires::When { key, is, also } => {
                    let also = also
                        .iter()
                        .filter_map(|key| self.accepted(key, scope))
                        .collect();
                    let Some(wire) = self.accepted(key, scope) else {
                        continue;
                    };
                    if let Some(accepted) = scope
                        .find(&key.value)
                        .filter(|accepted| !accepted.key.limit.allows(&is.value))
                    {
                        let diagnostic = Diagnostic::error(
                            Code::ForbiddenValue,
                            Some(is.span),
                            format!("`{}` cannot be `{}`", key.value, is.value),
                        )
                        .suggest(&is.value, members(&accepted.key.limit.rule))
                        .or_help(format!("the limit of `{}` refuses this value", key.value));
                        self.error(diagnostic);
                    }
                    resolved.push(Requires::When {
                        key: wire,
                        is: is.value.clone(),
                        also,
                    });
                }
            }
        }
        resolved
    }

    fn groups(&mut self, groups: &[Vec<At<String>>], scope: &Scope) -> Vec<Vec<String>> {
        groups
            .iter()
            .map(|group| {
                group
                    .iter()
                    .filter_map(|key| self.accepted(key, scope))
                    .collect()
            })
            .collect()
    }

    /// What a call sends must be something that a caller can make, rows within rows included.
    fn check_sent_rows<'t>(
        &mut self,
        key: &Key,
        of: Item<'_>,
        span: Span,
        tables: &Resolved<'t>,
        within: &mut Vec<&'t str>,
    ) {
        let help = match &key.limit.rule {
            Rule::JsonInText(_) => "`json_in_text` is for answers: use `text`",
            Rule::ArrayOf(rows) | Rule::Object(rows) => match tables.table(rows) {
                Some(table) if within.contains(&table.name.as_str()) => return,
                Some(table) => {
                    within.push(&table.name);
                    let of = Item::Table(&table.name);
                    for key in &table.keys {
                        self.check_sent_rows(key, of, span, tables, within);
                    }
                    return;
                }
                None => {
                    "requests are made of tables: describe the rows in a `table:` file of this name"
                }
            },
            _ => return,
        };
        let mut message = format!("`{}` cannot be sent", key.name);
        if let Some(table) = within.last() {
            message = format!("`{}` of the rows of `{table}` cannot be sent", key.name);
        }
        let mut diagnostic = Diagnostic::error(Code::NotInRequests, Some(span), message).help(help);
        if let Some(row) = self.places.key(of, &key.name).filter(|row| *row != span) {
            diagnostic = diagnostic.label(row, "its row is here");
        }
        self.error(diagnostic);
    }
}

fn members(rule: &Rule) -> Vec<&str> {
    match rule {
        Rule::OneOf(members) => members.iter().map(|member| member.wire.as_str()).collect(),
        Rule::Flag => vec!["1", "0"],
        Rule::Boolean => vec!["true", "false"],
        _ => Vec::new(),
    }
}
