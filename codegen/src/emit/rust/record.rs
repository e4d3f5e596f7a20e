//! One kind of record: a typed view of a row, with an accessor for each field.

use quote::quote;
use syn::{Expr, ImplItem, Type};

use super::docs::Docs;
use super::tree::{self, Function, Literal, Parsed};
use super::value_kind::ValueKind;
use super::{Code, Imports, Lookup, key, parameter};
use crate::emit::words::{self, code, fill, item, own};
use crate::model::{Accepted, Record, Rule, Typed};
use crate::naming;

/// `records/NAME.rs`.
pub(super) fn emit(lookup: &Lookup<'_>, record: &Record) -> Parsed<Code> {
    let mut imports = Imports::default();
    let header = Docs::of_or(&record.doc, fill("The record {}.", [code(&record.name)]));
    let mut docs = Docs::of(if record.doc.is_empty() {
        &record.name
    } else {
        &record.doc
    });
    docs.line(fill(
        "Fields are read leniently. A value that does not fit is not lost: {} of {} names its field, and {} has it as it came, with every key that the spec does not know.",
        [code("misfits()"), item("runtime::Record"), code("row()")],
    ))
        .quirks(&record.quirks);
    let row = || tree::named("runtime::Row");
    let from_row = Function {
        receiver: None,
        arguments: vec![("row", row())],
        ..Function::of_trait(
            "from_row",
            tree::named("Self"),
            tree::call("Self", [tree::path("row")]),
        )
    };
    let as_row = Function::of_trait("row", tree::reference(row()), tree::refer(tree::inner()));
    let members = vec![
        tree::constant_of_trait(
            "KIND",
            tree::static_reference(tree::named("runtime::RecordKind")),
            tree::refer(kind(lookup, record, &mut imports)),
        ),
        from_row.member(),
        as_row.member(),
    ];
    let mut items = vec![
        tree::wrapper(docs.attrs(), quote! { Clone, Debug }, &record.rust, row()),
        tree::implement_for("runtime::Record", &record.rust, members),
    ];
    items.push(serialized(&record.rust)?);
    let mut accessors = Vec::new();
    for field in &record.fields {
        accessors.push(accessor(lookup, field, &mut imports));
        accessors.extend(text_accessor(lookup, field, &mut imports));
        accessors.extend(typed_accessor(lookup, field, &mut imports));
    }
    if !accessors.is_empty() {
        items.push(tree::implement(&record.rust, accessors));
    }
    let own_keys = || {
        let own = record.fields.iter().filter(|field| field.table.is_none());
        own.map(|field| &field.key)
    };
    for key in own_keys() {
        items.push(key::emit(lookup, key, &mut imports));
    }
    for key in own_keys() {
        items.extend(key::in_place_set(key)?);
    }
    Code::of(&header, &imports, items)
}

/// How the record goes into a format: the runtime knows.
fn serialized(name: &str) -> Parsed<syn::Item> {
    let name = tree::ident(name);
    tree::parsed(quote! {
        #[cfg(feature = "serde")]
        impl runtime::serde::Serialize for #name {
            fn serialize<S: runtime::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }
    })
}

fn kind(lookup: &Lookup<'_>, record: &Record, imports: &mut Imports) -> Expr {
    let fields: Vec<Expr> = record
        .fields
        .iter()
        .map(|field| key::reference(lookup, field, "", imports))
        .collect();
    let identity = record.identified_by.as_ref().and_then(|wire| {
        let mut fields = record.fields.iter();
        fields.find(|field| field.key.wire == *wire)
    });
    let identity = identity.map(|field| key::reference(lookup, field, "", imports));
    Literal::of("runtime::RecordKind")
        .field("name", tree::text(&record.name))
        .field("fields", tree::list(fields))
        .some("identified_by", identity)
        .flag("open", record.is_open)
        .rest("PLAIN")
}

fn accessor(lookup: &Lookup<'_>, field: &Accepted, imports: &mut Imports) -> ImplItem {
    let key = &field.key;
    let mut docs = Docs::of(&key.doc);
    let path = key::path(lookup, field, "", imports);
    docs.line(words::key::facts_in_answers(key).and(key::quirks(key, path.clone())));
    if matches!(key.limit.rule, Rule::Json) {
        docs.line(own("The JSON text as it came."));
    }
    let read = |method: &str| tree::method(tree::inner(), method, [tree::refer(tree::path(&path))]);
    let raw = || {
        let wire = tree::field(tree::path(&path), "wire");
        (text_type(), tree::method(tree::inner(), "raw", [wire]))
    };
    let option = |ty: &str| tree::generic("Option", tree::named(ty));
    let (returns, body) = match ValueKind::of(&key.in_answers().rule) {
        ValueKind::Id => (option("runtime::Id"), read("id")),
        ValueKind::Flag => (option("bool"), read("flag")),
        ValueKind::Unsigned => (option("u64"), read("unsigned")),
        ValueKind::Signed => (option("i64"), read("integer")),
        ValueKind::ClosedSet => {
            let set = parameter::closed_set(lookup, field, imports);
            let from_wire = tree::path(&format!("{set}::from_wire"));
            (option(&set), tree::method(read("text"), "map", [from_wire]))
        }
        ValueKind::List => (
            tree::generic("Vec", tree::reference(tree::named("str"))),
            read("list"),
        ),
        ValueKind::Map => {
            let entry = tree::tuple([tree::named("String"), tree::named("String")]);
            (tree::generic("Vec", entry), read("map"))
        }
        ValueKind::Rows(rows) => match nested(lookup, rows, imports) {
            Some(record) => (tree::generic("Vec", record), read("records")),
            None => raw(),
        },
        ValueKind::Row(rows) => match nested(lookup, rows, imports) {
            Some(record) => (tree::generic("Option", record), read("record")),
            None => raw(),
        },
        ValueKind::JsonInText(rows) => match nested(lookup, rows, imports) {
            Some(record) => (tree::generic("Option", record), read("record_in_text")),
            None => (text_type(), read("text")),
        },
        ValueKind::Json => raw(),
        // No record has a file.
        ValueKind::Text
        | ValueKind::Moment
        | ValueKind::Amount
        | ValueKind::File
        | ValueKind::Files => (text_type(), read("text")),
    };
    let mut attrs = docs.attrs();
    attrs.extend(tree::alias(&key.wire, &key.rust));
    attrs.extend(tree::deprecated(&key.wire, key.deprecated.as_deref()));
    member(attrs, &key.rust, returns, body)
}

/// Beside a record that is written as JSON inside a text, the text.
fn text_accessor(lookup: &Lookup<'_>, field: &Accepted, imports: &mut Imports) -> Option<ImplItem> {
    let key = &field.key;
    if !matches!(key.limit.rule, Rule::JsonInText(_)) {
        return None;
    }
    let mut docs = Docs::of(&key.doc);
    docs.line(own("The text as it came, which need not be JSON."));
    let path = key::reference(lookup, field, "", imports);
    let body = tree::method(tree::inner(), "text", [path]);
    let mut attrs = docs.attrs();
    attrs.extend(tree::deprecated(&key.wire, key.deprecated.as_deref()));
    Some(member(
        attrs,
        &naming::text_accessor(&key.rust),
        text_type(),
        body,
    ))
}

/// Beside the text of a day, a time or a decimal number, the same in a type of the caller's choice.
fn typed_accessor(
    lookup: &Lookup<'_>,
    field: &Accepted,
    imports: &mut Imports,
) -> Option<ImplItem> {
    let key = &field.key;
    let (read, bound, types) = match key.typed()? {
        Typed::Moment => (
            "moment",
            "runtime::FromMoment",
            fill(
                "a day or a time of {} or {}",
                [code("jiff"), code("chrono")],
            ),
        ),
        Typed::Amount => (
            "amount",
            "runtime::FromAmount",
            fill("a {}", [code("rust_decimal::Decimal")]),
        ),
    };
    let mut docs = Docs::of(&key.doc);
    docs.line(fill(
        "As {}, if such a value can hold all of it: see {}.",
        [types, item(bound)],
    ));
    let path = key::reference(lookup, field, "", imports);
    let accessor = member(
        docs.attrs(),
        &naming::typed_accessor(&key.rust),
        tree::generic("Option", tree::named("T")),
        tree::method(tree::inner(), read, [path]),
    );
    Some(tree::generic_over(accessor, "T", bound))
}

fn member(attrs: Vec<syn::Attribute>, name: &str, returns: Type, body: Expr) -> ImplItem {
    Function {
        attrs,
        is_public: true,
        name,
        receiver: Some(tree::borrowed()),
        arguments: Vec::new(),
        returns,
        body,
    }
    .member()
}

/// `Option<&str>`
fn text_type() -> Type {
    tree::generic("Option", tree::reference(tree::named("str")))
}

/// The type of the records of this name.
pub(super) fn nested(lookup: &Lookup<'_>, rows: &str, imports: &mut Imports) -> Option<Type> {
    let record = lookup.record(rows)?;
    imports.add("records");
    Some(tree::named(&format!(
        "records::{}::{}",
        record.module, record.rust
    )))
}
