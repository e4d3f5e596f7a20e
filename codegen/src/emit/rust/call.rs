//! One family of calls: a request type, its descriptor and its endpoint function for each call.

use std::collections::HashSet;

use quote::quote;
use syn::{Expr, ImplItem, Item, ReceiverKind};

use super::constructor::Constructor;
use super::docs::Docs;
use super::tree::{self, Function, Literal, Parsed};
use super::{Code, Imports, Lookup, api, call_docs, fixed, key, limit, paging, parameter};
use crate::emit::words::{self, code, fill, item};
use crate::model::{
    Blank, Call, Family, Idempotency, Kind, Method, Nests, Open, OwnRate, Place, Requires, Retry,
    Returns, Rule,
};
use crate::naming;

/// `calls/FAMILY.rs`.
pub(super) fn emit(lookup: &Lookup<'_>, family: &Family) -> Parsed<Code> {
    let mut imports = Imports::default();
    let title = if family.title.is_empty() {
        untitled(&family.name)
    } else {
        format!("{}.", family.title)
    };
    let mut header = Docs::of(&title);
    header.paragraph(&family.doc);
    let mut items = Vec::new();
    if !family.calls.is_empty() {
        imports.add("client");
        let functions = family.calls.iter().map(function).collect();
        items.push(tree::implement("client::Client", functions));
    }
    for call in &family.calls {
        call_items(lookup, call, &mut items, &mut imports)?;
    }
    Code::of(&header, &imports, items)
}

/// The heading of a family that gives none.
fn untitled(name: &str) -> String {
    match Kind::of(name) {
        Some(kind) => format!("Calls that {}.", kind.as_str()),
        None => format!("The calls of `{name}`."),
    }
}

fn function(call: &Call) -> ImplItem {
    let docs = Docs::of_or(&call.doc, fill("Sends the call {}.", [code(&call.name)]));
    let mut attrs = docs.attrs();
    attrs.extend(tree::alias(&call.name, &call.function));
    attrs.extend(tree::deprecated(&call.name, call.deprecated.as_deref()));
    Function {
        attrs,
        is_public: true,
        name: &call.function,
        receiver: Some(tree::borrowed()),
        arguments: vec![("call", tree::named(&call.rust))],
        returns: tree::generic("runtime::Sending", tree::named(&call.rust)),
        body: tree::method(tree::path("self"), "send", [tree::path("call")]),
    }
    .member()
}

fn call_items(
    lookup: &Lookup<'_>,
    call: &Call,
    items: &mut Vec<Item>,
    imports: &mut Imports,
) -> Parsed<()> {
    let params = || tree::named("runtime::Params");
    let docs = call_docs::docs(lookup, call);
    let derives = quote! { Clone, Debug, PartialEq };
    items.push(tree::wrapper(docs.attrs(), derives, &call.rust, params()));
    let own = format!("{}::", naming::own_module(&call.function));
    let descriptor = descriptor(lookup, call, &own, imports);
    let constructor = Constructor {
        rust: &call.rust,
        noun: "call",
        required: call.always_required().collect(),
        deprecated: tree::deprecated(&call.name, call.deprecated.as_deref()),
        own: &own,
        empty: tree::call("runtime::Params::of_call", [tree::path("Self::DESCRIPTOR")]),
    };
    let begun = constructor.emit(lookup, imports)?;
    let mut members = vec![
        tree::constant(
            Docs::of("What the runtime knows about this call.").attrs(),
            "DESCRIPTOR",
            tree::static_reference(tree::named("runtime::CallDescriptor")),
            tree::refer(descriptor),
        ),
        begun.function,
    ];
    members.extend(setters(lookup, call, &own, imports));
    members.extend(call.open.as_ref().map(custom));
    let can_be_null = call.accepts.iter().any(|accepted| accepted.key.nullable);
    let clears = matches!(call.does, Kind::Update) || can_be_null;
    members.extend(clears.then(clear));
    members.push(as_is());
    members.extend(answer_headers(lookup, call, imports));
    if !call.accepts.is_empty() {
        members.push(parameter::with());
    }
    items.push(tree::implement(&call.rust, members));
    let into_params = Function {
        receiver: Some(ReceiverKind::Value),
        ..Function::of_trait("into_params", params(), tree::inner())
    };
    let moved = tree::method(
        tree::path("params"),
        "for_call",
        [tree::path("Self::DESCRIPTOR")],
    );
    let from_params = Function {
        receiver: None,
        arguments: vec![("params", params())],
        ..Function::of_trait(
            "from_params",
            tree::named("Self"),
            tree::call("Self", [moved]),
        )
    };
    let params = tree::reference(params());
    let params = Function::of_trait("params", params, tree::refer(tree::inner()));
    let members = vec![
        tree::type_of_trait("Record", record(lookup, call, imports)),
        params.member(),
        into_params.member(),
        from_params.member(),
    ];
    items.push(tree::implement_for("runtime::Call", &call.rust, members));
    let descriptor = tree::constant_of_trait(
        "DESCRIPTOR",
        tree::static_reference(tree::named("runtime::CallDescriptor")),
        tree::path("Self::DESCRIPTOR"),
    );
    items.push(tree::implement_for(
        "runtime::TypedCall",
        &call.rust,
        vec![descriptor],
    ));
    if call.paging.is_some() {
        items.push(tree::implement_for(
            "runtime::Paged",
            &call.rust,
            Vec::new(),
        ));
    }
    items.extend(begun.beside);
    own_keys(lookup, call, items, imports)
}

fn setters(lookup: &Lookup<'_>, call: &Call, own: &str, imports: &mut Imports) -> Vec<ImplItem> {
    let required: HashSet<&str> = call
        .always_required()
        .map(|accepted| accepted.key.wire.as_str())
        .collect();
    call.accepts
        .iter()
        .filter(|accepted| !required.contains(accepted.key.wire.as_str()))
        .map(|accepted| {
            // An update leaves alone what is left out: defaults are for new things and for queries.
            let facts = match call.does {
                Kind::Update => words::key::facts(&accepted.key),
                _ => words::key::facts_and_default(&accepted.key),
            };
            parameter::setter(lookup, accepted, facts, own, imports)
        })
        .collect()
}

fn custom(open: &Open) -> ImplItem {
    let mut docs = Docs::of(&open.doc);
    docs.line(words::call::open(open));
    let (argument, with) = match open.limit.rule {
        Rule::Json => ("runtime::Json", "with_custom_json"),
        _ => ("String", "with_custom"),
    };
    let into = |name| tree::implements("Into", tree::named(name));
    on_params(
        docs,
        "custom",
        vec![("name", into("String")), ("value", into(argument))],
        with,
    )
}

/// What clears a key of a call or of a row.
pub(super) fn clear() -> ImplItem {
    let mut docs = Docs::default();
    docs.line(fill(
        "Clears what is stored under this key: see {}.",
        [item("runtime::Params::clear")],
    ));
    on_params(docs, "clear", vec![("key", key_name())], "clear")
}

fn as_is() -> ImplItem {
    let mut docs = Docs::default();
    docs.line(fill(
        "Sends the value of this key as it is, whatever its limit says: see {}.",
        [item("runtime::Params::as_is")],
    ));
    on_params(docs, "as_is", vec![("key", key_name())], "as_is")
}

fn key_name() -> syn::Type {
    tree::implements("Into", tree::named("runtime::KeyName"))
}

/// A setter that does what the parameters do.
fn on_params(docs: Docs, name: &str, arguments: Vec<(&str, syn::Type)>, method: &str) -> ImplItem {
    let mut attrs = docs.attrs();
    attrs.push(tree::must_use());
    let passed: Vec<Expr> = arguments.iter().map(|(name, _)| tree::path(name)).collect();
    Function {
        attrs,
        is_public: true,
        name,
        receiver: Some(ReceiverKind::Value),
        arguments,
        returns: tree::named("Self"),
        body: tree::call("Self", [tree::method(tree::inner(), method, passed)]),
    }
    .member()
}

fn own_keys(
    lookup: &Lookup<'_>,
    call: &Call,
    items: &mut Vec<Item>,
    imports: &mut Imports,
) -> Parsed<()> {
    let own = || {
        let own = call.accepts.iter().filter(|key| key.table.is_none());
        own.map(|accepted| &accepted.key)
    };
    if own().next().is_none() {
        return Ok(());
    }
    let mut inner = Imports::default();
    let keys: Vec<Item> = own()
        .map(|key| key::emit(lookup, key, &mut inner))
        .collect();
    for key in own() {
        items.extend(key::in_place_set(key)?);
    }
    let mut docs = Docs::default();
    docs.line(fill("The own keys of {}.", [code(&call.name)]));
    let mut within: Vec<Item> = imports.also(&inner)?.into_iter().collect();
    within.extend(keys);
    items.push(tree::module(
        docs.attrs(),
        &naming::own_module(&call.function),
        within,
    ));
    Ok(())
}

/// The function that reads what the headers of the answer tell.
fn answer_headers(lookup: &Lookup<'_>, call: &Call, imports: &mut Imports) -> Option<ImplItem> {
    let headers = lookup.record(call.answer_headers.as_deref()?)?;
    let reply = tree::generic("runtime::Reply", record(lookup, call, imports));
    imports.add("records");
    let function = Function {
        attrs: Docs::of("What the headers of an answer to this call tell.").attrs(),
        is_public: true,
        name: "answer_headers",
        receiver: None,
        arguments: vec![("reply", tree::reference(reply))],
        returns: tree::named(&format!("records::{}", headers.rust)),
        body: tree::method(tree::path("reply"), "answer_headers", []),
    };
    Some(function.member())
}

fn record(lookup: &Lookup<'_>, call: &Call, imports: &mut Imports) -> syn::Type {
    let record = match &call.returns {
        Returns::Outcome | Returns::Text | Returns::Bytes { .. } => None,
        Returns::One { record, .. } | Returns::Many { record, .. } => lookup.record(record),
    };
    match record {
        Some(record) => {
            imports.add("records");
            tree::named(&format!("records::{}", record.rust))
        }
        None => tree::named("runtime::NoRecord"),
    }
}

fn descriptor(lookup: &Lookup<'_>, call: &Call, own: &str, imports: &mut Imports) -> Expr {
    imports.add("api");
    let accepts: Vec<Expr> = call
        .accepts
        .iter()
        .map(|accepted| key::reference(lookup, accepted, own, imports))
        .collect();
    let open = call.open.as_ref();
    let open = open.map(|open| limit::reference(lookup, &open.limit, imports));
    let methods = call.other_methods.iter().copied().map(method);
    let usual = call
        .fixed
        .iter()
        .map(|(name, value)| tree::pair(tree::text(name), tree::text(value)));
    let envelope = format!("api::envelopes::{}", naming::screaming(&call.envelope));
    let clears = match (call.does, lookup.api.cleared_as) {
        (Kind::Update, Blank::Text) => Some(tree::path("runtime::Blank::Text")),
        (Kind::Update, Blank::Null) => Some(tree::path("runtime::Blank::Null")),
        _ => None,
    };
    Literal::of("runtime::CallDescriptor")
        .field("name", tree::text(&call.name))
        .field("api", tree::refer(tree::path("api::API")))
        .field("method", method(call.method))
        .list("other_methods", methods)
        .field("path", tree::text(&call.path))
        .some("base_url", call.base_url.as_deref().map(tree::text))
        .some("credentials", call.credentials.as_deref().map(tree::texts))
        .list("fixed", usual)
        .list(
            "fixed_elsewhere",
            call.fixed_elsewhere.iter().map(fixed::emit),
        )
        .field("sends", tree::list(call.sends.iter().copied().map(place)))
        .maybe("nests", call.nests.and_then(nests))
        .some("body", call.body.as_deref().map(tree::text))
        .some("root", call.root.as_deref().map(tree::text))
        .list("accepts", accepts)
        .some("open", open)
        .text(
            "open_prefix",
            call.open.as_ref().map_or("", |open| open.prefix.as_str()),
        )
        .texts("reserved", &call.reserved)
        .list("requires", call.requires.iter().map(requirement))
        .field("envelope", tree::refer(tree::path(&envelope)))
        .field_if(call.returns != Returns::Outcome, "returns", || {
            returns(&call.returns)
        })
        .some("accept", call.accept.as_deref().map(tree::text))
        .flag("empty_when_not_found", call.empty_when_not_found)
        .some("paging", call.paging.as_ref().map(paging::paging))
        .field_if(call.retry != Retry::Never, "retry", || retry(&call.retry))
        .some("idempotency", call.idempotency.as_ref().map(idempotency))
        .some("rate", call.rate.as_ref().map(own_rate))
        .texts("codes", &call.codes)
        .some("clears", clears)
        .rest("PLAIN")
}

fn idempotency(idempotency: &Idempotency) -> Expr {
    let (place, name) = match idempotency {
        Idempotency::Header(name) => ("Header", name),
        Idempotency::Key(name) => ("Key", name),
    };
    let place = format!("runtime::Idempotency::{place}");
    tree::call(&place, [tree::text(name)])
}

/// The rate of a call or its family. Both could have one name.
fn own_rate((name, own): &(String, OwnRate)) -> Expr {
    let kind = if own.is_of_family { "family" } else { "call" };
    Literal::of("runtime::OwnRate")
        .field("shared_by", tree::text(&format!("{kind} {name}")))
        .field("rate", api::rate(own.rate))
        .whole()
}

fn method(method: Method) -> Expr {
    tree::path(&format!("runtime::Method::{}", method_name(method)))
}

/// What the runtime calls a method.
fn method_name(method: Method) -> &'static str {
    match method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
    }
}

fn place(place: Place) -> Expr {
    tree::path(match place {
        Place::Query => "runtime::Place::Query",
        Place::Form => "runtime::Place::Form",
        Place::Multipart => "runtime::Place::Multipart",
        Place::Json => "runtime::Place::Json",
    })
}

fn nests(nests: Nests) -> Option<Expr> {
    let name = match nests {
        Nests::JsonText => return None,
        Nests::Brackets => "runtime::Nests::Brackets",
        Nests::Columns => "runtime::Nests::Columns",
        Nests::Dots => "runtime::Nests::Dots",
    };
    Some(tree::path(name))
}

/// What must be there, of a call or of a row.
pub(super) fn requirement(item: &Requires) -> Expr {
    let groups = |name: &str, groups: &[Vec<String>]| {
        let groups = groups.iter().map(|group| tree::texts(group));
        tree::call(name, [tree::list(groups)])
    };
    match item {
        Requires::Key(key) => tree::call("runtime::Requires::Key", [tree::text(key)]),
        Requires::AnyOf(keys) => groups("runtime::Requires::AnyOf", keys),
        Requires::ExactlyOneOf(keys) => groups("runtime::Requires::ExactlyOneOf", keys),
        Requires::AtMostOneOf(keys) => groups("runtime::Requires::AtMostOneOf", keys),
        Requires::WhenThere { key, also } => Literal::of("runtime::Requires::WhenThere")
            .field("key", tree::text(key))
            .field("also", tree::texts(also))
            .whole(),
        Requires::When { key, is, also } => Literal::of("runtime::Requires::When")
            .field("key", tree::text(key))
            .field("is", tree::text(is))
            .field("also", tree::texts(also))
            .whole(),
    }
}

fn returns(returns: &Returns) -> Expr {
    let (name, found_by) = match returns {
        Returns::Outcome => return tree::path("runtime::Returns::Outcome"),
        Returns::Text => return tree::path("runtime::Returns::Text"),
        Returns::Bytes { max } => {
            return Literal::of("runtime::Returns::Bytes")
                .field("max", tree::number(*max))
                .whole();
        }
        Returns::One { found_by, .. } => ("runtime::Returns::One", found_by),
        Returns::Many { found_by, .. } => ("runtime::Returns::Many", found_by),
    };
    let found_by = tree::optional(found_by.as_deref().map(tree::text));
    Literal::of(name).field("found_by", found_by).whole()
}

fn retry(retry: &Retry) -> Expr {
    match retry {
        Retry::Safe => tree::path("runtime::Retry::Safe"),
        Retry::Never => tree::path("runtime::Retry::Never"),
        Retry::SafeWithout(keys) => tree::call("runtime::Retry::SafeWithout", [tree::texts(keys)]),
    }
}
