//! Names that differ in the spec but not in Rust.

use std::collections::{HashMap, HashSet};

use super::item::{Item, Places};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Accepted, Api, Call, Key, Limit, Rule, Table};
use crate::naming;
use crate::span::Span;

/// Where a key is that a call or record has, from its table or its own.
fn place(places: &Places<'_>, of: Item<'_>, accepted: &Accepted) -> Option<Span> {
    let of = accepted.table.as_deref().map_or(of, Item::Table);
    places.key(of, &accepted.key.name)
}

/// Reports every two things that would have one name in one Rust namespace.
pub(super) fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    types(api, places, diagnostics);
    let mut limits = Names::new("static");
    limits.take("LIMITS");
    for limit in once(&api.limits, |limit| &limit.name) {
        let span = places.of(Item::Limit(&limit.name));
        let said = format!("the limit `{}`", limit.name);
        limits.add(&naming::screaming(&limit.name), said, span, diagnostics);
    }
    let mut values = Names::new("static");
    for variable in &api.variables {
        let span = places.of(Item::Variable(&variable.name));
        let mut seen = HashSet::new();
        for (value, _) in variable
            .one_of
            .iter()
            .filter(|(value, _)| seen.insert(value))
        {
            let said = format!("`{value}` of the variable `{}`", variable.name);
            let rust = naming::variable_value(&variable.name, value);
            values.add(&rust, said, span, diagnostics);
        }
    }
    let mut envelopes = Names::new("static");
    for envelope in &api.envelopes {
        let span = places.of(Item::Envelope(&envelope.name));
        let said = format!("the envelope `{}`", envelope.name);
        envelopes.add(&naming::screaming(&envelope.name), said, span, diagnostics);
    }
    let mut variants = Names::new("variant");
    for code in once(&api.result_codes, |code| &code.name) {
        let span = places.of(Item::ResultCode(&code.name));
        let said = format!("the result code `{}`", code.name);
        variants.add(&code.rust, said, span, diagnostics);
    }
    let mut modules = Names::new("module");
    for table in once(&api.tables, |table| &table.name) {
        let span = places.of(Item::Table(&table.name));
        let said = format!("the table `{}`", table.name);
        modules.add(&table.module, said, span, diagnostics);
        keys_of_table(table, places, diagnostics);
    }
    let mut modules = Names::new("module");
    for family in once(&api.families, |family| &family.name) {
        let span = places.of(Item::Family(&family.name));
        let said = format!("the family `{}`", family.name);
        modules.add(&family.module, said, span, diagnostics);
    }
    let mut records = Names::new("record");
    for record in once(&api.records, |record| &record.name) {
        let span = places.of(Item::Record(&record.name));
        let said = format!("the record `{}`", record.name);
        records.add(&record.rust, said.clone(), span, diagnostics);
        let mut types = Names::new("type");
        types.add(&record.rust, said, span, diagnostics);
        let of = Item::Record(&record.name);
        for key in own_keys(&record.fields) {
            let said = format!("the field `{}`", key.name);
            closed_set(
                &mut types,
                &key.limit,
                said,
                places.key(of, &key.name),
                diagnostics,
            );
        }
        methods(&record.fields, of, places, diagnostics);
    }
    for call in once(api.calls(), |call| &call.name) {
        let of = Item::Call(&call.name);
        methods(&call.accepts, of, places, diagnostics);
    }
}

fn keys_of_table(table: &Table, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut statics = Names::new("static");
    statics.take(&naming::rows_static(&table.name));
    for key in &table.keys {
        let span = places.key(Item::Table(&table.name), &key.name);
        let said = format!("the key `{}`", key.name);
        statics.add(&naming::screaming(&key.rust), said, span, diagnostics);
    }
}

/// The setters of a call, the accessors of a record.
fn methods(accepts: &[Accepted], of: Item<'_>, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut methods = Names::new("method");
    let mut tables: HashMap<String, Option<&str>> = HashMap::new();
    for accepted in accepts {
        let (key, table) = (&accepted.key, accepted.table.as_deref());
        let span = place(places, of, accepted);
        let said = match table {
            Some(table) => format!("the key `{table}.{}`", key.name),
            None => format!("the key `{}`", key.name),
        };
        // What two keys of one table have in common is told where the table is.
        let first = tables.insert(key.rust.clone(), table);
        if table.is_none() || first != Some(table) {
            methods.add(&key.rust, said.clone(), span, diagnostics);
        }
        if matches!(of, Item::Record(_)) && matches!(key.limit.rule, Rule::JsonInText(_)) {
            let said = format!("the text of {said}");
            methods.add(&naming::text_accessor(&key.rust), said, span, diagnostics);
        }
        if matches!(of, Item::Record(_)) && key.typed().is_some() {
            let said = format!("the typed value of {said}");
            methods.add(&naming::typed_accessor(&key.rust), said, span, diagnostics);
        }
    }
}

/// The types that stand side by side at the top of the crate.
fn types(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut types = Names::new("type");
    types.take("Client");
    types.take("Credentials");
    if !api.result_codes.is_empty() {
        types.take("ResultCode");
    }
    if api.webhooks.is_some() {
        types.take("WebhookEvent");
    }
    for call in once(api.calls(), |call| &call.name) {
        let span = places.of(Item::Call(&call.name));
        let said = format!("the call `{}`", call.name);
        if types.add(&call.rust, said.clone(), span, diagnostics) {
            types.add(
                &naming::required_struct(&call.rust),
                said,
                span,
                diagnostics,
            );
        }
        own_sets(&mut types, call, places, diagnostics);
    }
    for limit in once(&api.limits, |limit| &limit.name) {
        let span = places.of(Item::Limit(&limit.name));
        let said = format!("the limit `{}`", limit.name);
        closed_set(&mut types, limit, said, span, diagnostics);
    }
    for table in once(&api.tables, |table| &table.name) {
        if table.is_sent {
            let span = places.of(Item::Table(&table.name));
            let said = format!("the table `{}`", table.name);
            if types.add(&table.rust, said.clone(), span, diagnostics) {
                types.add(
                    &naming::required_struct(&table.rust),
                    said,
                    span,
                    diagnostics,
                );
            }
        }
        for key in table.keys.iter().filter(|key| !key.limit.is_named) {
            let span = places.key(Item::Table(&table.name), &key.name);
            let said = format!("the key `{}.{}`", table.name, key.name);
            closed_set(&mut types, &key.limit, said, span, diagnostics);
        }
    }
    for record in once(&api.records, |record| &record.name) {
        let of = Item::Record(&record.name);
        for key in own_keys(&record.fields) {
            let said = format!("the field `{}` of the record `{}`", key.name, record.name);
            closed_set(
                &mut types,
                &key.limit,
                said,
                places.key(of, &key.name),
                diagnostics,
            );
        }
    }
}

fn own_sets(types: &mut Names, call: &Call, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let of = Item::Call(&call.name);
    for key in own_keys(&call.accepts) {
        let said = format!("the key `{}` of the call `{}`", key.name, call.name);
        closed_set(
            types,
            &key.limit,
            said,
            places.key(of, &key.name),
            diagnostics,
        );
    }
}

/// Keys that no table has, with a limit that is not shared.
fn own_keys(accepts: &[Accepted]) -> impl Iterator<Item = &Key> {
    accepts
        .iter()
        .filter(|accepted| accepted.table.is_none() && !accepted.key.limit.is_named)
        .map(|accepted| accepted.key.as_ref())
}

fn closed_set(
    types: &mut Names,
    limit: &Limit,
    said: String,
    span: Option<Span>,
    diagnostics: &mut Diagnostics,
) {
    if matches!(limit.rule, Rule::OneOf(_)) {
        // Several keys may mean to share one.
        let is_set = true;
        types.hold(&limit.rust, Holder { said, span, is_set }, diagnostics);
    }
}

/// Each thing once: that two have the same name in the spec is told elsewhere.
fn once<'t, T: 't>(
    things: impl IntoIterator<Item = &'t T>,
    name: impl Fn(&T) -> &String,
) -> impl Iterator<Item = &'t T> {
    let mut seen = HashSet::new();
    things
        .into_iter()
        .filter(move |thing| seen.insert(name(thing).clone()))
}

/// One Rust namespace.
struct Names {
    what: &'static str,
    taken: HashMap<String, Holder>,
}

/// Who has a name.
struct Holder {
    said: String,
    span: Option<Span>,
    is_set: bool,
}

impl Names {
    fn new(what: &'static str) -> Self {
        Self {
            what,
            taken: HashMap::new(),
        }
    }

    /// Keeps a name for the generated code itself.
    fn take(&mut self, rust: &str) {
        let itself = Holder {
            said: "the generated code itself".to_owned(),
            span: None,
            is_set: false,
        };
        self.taken.insert(rust.to_owned(), itself);
    }

    /// Adds a name, or reports who has it already; tells whether it was free.
    fn add(
        &mut self,
        rust: &str,
        said: String,
        span: Option<Span>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let is_set = false;
        self.hold(rust, Holder { said, span, is_set }, diagnostics)
    }

    /// Adds a name for whoever is to have it.
    fn hold(&mut self, rust: &str, new: Holder, diagnostics: &mut Diagnostics) -> bool {
        if rust.is_empty() {
            return true;
        }
        let Some(first) = self.taken.get(rust) else {
            self.taken.insert(rust.to_owned(), new);
            return true;
        };
        let message = format!(
            "{} and {} are both the {} `{rust}` in Rust",
            new.said, first.said, self.what
        );
        let help = if new.is_set && first.is_set {
            "if it is one set, make it a limit under `limits:` that both name; if not, give one of the keys another name with `rust:`"
        } else {
            "give one of them another name; a key, call or result code can have one with `rust:`"
        };
        let mut diagnostic = Diagnostic::error(Code::RustName, new.span, message).help(help);
        if let Some(first_span) = first
            .span
            .filter(|first_span| Some(*first_span) != new.span)
        {
            diagnostic = diagnostic.label(first_span, "the other is here");
        }
        diagnostics.push(diagnostic);
        false
    }
}
