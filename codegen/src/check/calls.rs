//! Calls: what they accept, require and return.

use std::collections::HashMap;
use std::sync::Arc;

use super::scope::Scope;
use super::{Checker, Item, resolved::Resolved};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Accepted, Key, Kind, Retry, Rule, Table};
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
        self.plain_name("a family", &family.name);
        let name = &family.name;
        self.places.add(Item::Family(&name.value), name.span);
        let (mut calls, mut gone) = (Vec::new(), Vec::new());
        for call in &family.calls {
            let resolved = self.call(call, family, api, tables);
            // A call that is gone from the page is checked and told of, but not generated.
            if self.is_current(call.since.as_ref(), call.until.as_ref()) {
                calls.push(resolved);
            } else {
                gone.push(resolved);
            }
        }
        model::Family {
            name: name.value.clone(),
            module: naming::snake(&name.value),
            title: family.title.clone(),
            doc: family.doc.clone(),
            calls,
            gone,
            location: self.location(name.span),
        }
    }

    fn call(
        &mut self,
        call: &'s syntax::Call,
        family: &syntax::Family,
        api: &syntax::Api,
        tables: &Resolved<'_>,
    ) -> model::Call {
        self.wire_name(&call.name);
        let mut scope = self.accepts(call, tables);
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
        let path = call.path();
        self.path(path, &scope, &requires);
        let (method, other_methods) = self.methods(&call.methods);
        self.unproven(call.unproven.as_ref());
        let sends = self.sends(call, &scope);
        self.places(call, &scope, &sends);
        self.nests(call, &scope, &sends, tables);
        let body = self.whole_body(call, &scope, &sends, &requires);
        let (fixed, fixed_elsewhere) = self.fixed(call, &mut scope, &sends);
        let credentials = call.credentials.as_ref();
        let credentials = credentials.map(|names| self.credentials_of(names, api));
        let html_form = self.html_form(call, &sends, &scope, &requires, api);
        let function = naming::function(&self.rust_name(&call.name, call.rust.as_ref()));
        if call.html_form.is_some() {
            self.form_name(&function, call.rust.as_ref().unwrap_or(&call.name));
        }
        model::Call {
            name: call.name.value.clone(),
            rust: naming::pascal(&call.rust.as_ref().unwrap_or(&call.name).value),
            function,
            doc: call.doc.clone(),
            // Without it there is no model.
            does: call.does.unwrap_or(Kind::Read),
            method,
            other_methods,
            path: scope.path_in_wire_names(&path.value),
            base_url: self.base_url_of(call, family, api),
            credentials,
            fixed,
            fixed_elsewhere,
            sends,
            nests: call.nests,
            body,
            root: call.root.as_ref().map(|root| root.value.clone()),
            returns: self.returns(call.returns.as_ref()),
            accept: self.kinds_of_answer(call.accept.as_ref()),
            answer_headers: self.answer_headers(call),
            empty_when_not_found: self.empty_when_not_found(call.returns.as_ref(), api),
            envelope: self.envelope_of(call, api, &scope),
            paging: call
                .paging
                .as_ref()
                .map(|paging| self.paging(paging, call, &scope, &requires)),
            retry: match &call.retry {
                syntax::Retry::Safe => Retry::Safe,
                syntax::Retry::Never => Retry::Never,
                syntax::Retry::SafeWithout(keys) => Retry::SafeWithout(
                    keys.iter()
                        .filter_map(|key| self.accepted(key, &scope))
                        .collect(),
                ),
            },
            idempotency: self.idempotency(call, api, &scope),
            rate: call.rate.clone().map(|rate| {
                let name = if rate.is_of_family {
                    family.name.as_str()
                } else {
                    name.as_str()
                };
                (name.to_owned(), rate)
            }),
            codes: self.codes(&call.codes, api),
            html_form,
            requires,
            since: call.since.as_ref().map(|since| since.value.clone()),
            until: call.until.as_ref().map(|until| until.value.clone()),
            deprecated: self.deprecated(call.until.as_ref()),
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
    fn accepts(&mut self, call: &'s syntax::Call, tables: &Resolved<'_>) -> Scope {
        // Where nobody knows what the call does, nothing is kept from it.
        let fits = |key: &Key| call.does.is_none_or(|does| key.access.allows(does));
        let mut scope = Scope::default();
        let until = call.until.as_ref().map(At::as_str);
        scope.is_leaving = until.is_some_and(|until| self.revisions.last() != Some(&until));
        let mut firsts: HashMap<&str, Span> = HashMap::new();
        let mut opened: Option<&At<String>> = None;
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
                    if !fits(key) && !key.access.is_sent() {
                        let does = call.does.map_or("", Kind::as_str);
                        self.error(
                            Diagnostic::error(Code::NoAccess, Some(item.span), format!("`{}` is read-only: no {does} call can send it", key.name))
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
                        self.one_open_table(opened, item);
                        opened = Some(item);
                        scope.open.clone_from(&table.open);
                    }
                    let of: Arc<str> = Arc::from(table.name.as_str());
                    for key in table.keys.iter().chain(&table.gone) {
                        if fits(key) {
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

    /// A name that is any is of one table: nobody could say of which of two.
    fn one_open_table(&mut self, first: Option<&At<String>>, second: &At<String>) {
        let Some(first) = first.filter(|first| first.value != second.value) else {
            return;
        };
        let message = format!(
            "this call accepts two open tables, `{}` and `{}`",
            first.value, second.value
        );
        self.error(
            Diagnostic::error(Code::AcceptedTwice, Some(second.span), message)
                .label(first.span, "the first")
                .help("leave one of them out; without a `prefix`, one open table takes names that begin with anything"),
        );
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
            _ if key.limit.is_of_files() && !within.is_empty() => {
                "a file travels in a part of its own: take it out of the rows, and accept it in the call"
            }
            Rule::ArrayOf(rows) | Rule::Object(rows) | Rule::JsonInText(rows) => {
                match tables.table(rows) {
                    Some(table) if within.contains(&table.name.as_str()) => return,
                    Some(table) if table.open.is_some() => {
                        "rows have the keys of their table and no others: use a `map_of`, or `json` in a JSON body"
                    }
                    Some(table) => {
                        within.push(&table.name);
                        let of = Item::Table(&table.name);
                        for key in &table.keys {
                            self.place_in_a_row(key, &table.name, span);
                            self.check_sent_rows(key, of, span, tables, within);
                        }
                        return;
                    }
                    None => {
                        "requests are made of tables: describe the rows in a `table:` file of this name"
                    }
                }
            }
            _ => return,
        };
        let mut message = format!("`{}` cannot be sent", key.name);
        if let (Item::Table(table), false) = (of, within.is_empty()) {
            message = format!("`{}` of the rows of `{table}` cannot be sent", key.name);
        }
        let mut diagnostic = Diagnostic::error(Code::NotInRequests, Some(span), message).help(help);
        if let Some(row) = self.places.key(of, &key.name).filter(|row| *row != span) {
            diagnostic = diagnostic.label(row, "its row is here");
        }
        self.error(diagnostic);
    }
}
