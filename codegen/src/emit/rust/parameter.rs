//! How a key is set in a request: argument, setter, value.

use syn::{Expr, ImplItem, ReceiverKind, Type};

use super::docs::Docs;
use super::tree::{self, Function};
use super::{Imports, Lookup, key};
use crate::emit::words::{self, Text, code, fill, said};
use crate::model::{Accepted, Key, Rule};

/// The type of a setter's argument.
pub(super) fn argument(lookup: &Lookup<'_>, parameter: &Accepted, imports: &mut Imports) -> Type {
    let into = |name| tree::implements("Into", tree::named(name));
    match &parameter.key.limit.rule {
        Rule::Id => into("runtime::Id"),
        Rule::Flag | Rule::Boolean => tree::named("bool"),
        Rule::Integer { min, .. } => integer(*min),
        Rule::OneOf(_) => tree::named(&closed_set(lookup, parameter, imports)),
        Rule::ListOf(_) => tree::iterates(into("String")),
        Rule::ArrayOf(rows) => tree::iterates(tree::named(&row(lookup, rows, imports))),
        Rule::Object(rows) => tree::named(&row(lookup, rows, imports)),
        Rule::Json => into("runtime::Json"),
        Rule::Text { .. }
        | Rule::Shape(_)
        | Rule::Decimal
        | Rule::Email
        | Rule::Url
        | Rule::Escaped { .. }
        | Rule::Date(..)
        | Rule::JsonInText(_) => into("String"),
    }
}

/// The type of a named field that holds the same.
pub(super) fn field(lookup: &Lookup<'_>, parameter: &Accepted, imports: &mut Imports) -> Type {
    match &parameter.key.limit.rule {
        Rule::Id => tree::named("runtime::Id"),
        Rule::ListOf(_) => tree::generic("Vec", tree::named("String")),
        Rule::ArrayOf(rows) => tree::generic("Vec", tree::named(&row(lookup, rows, imports))),
        Rule::Flag | Rule::Boolean | Rule::Integer { .. } | Rule::OneOf(_) | Rule::Object(_) => {
            argument(lookup, parameter, imports)
        }
        Rule::Json => tree::named("runtime::Json"),
        Rule::Text { .. }
        | Rule::Shape(_)
        | Rule::Decimal
        | Rule::Email
        | Rule::Url
        | Rule::Escaped { .. }
        | Rule::Date(..)
        | Rule::JsonInText(_) => tree::named("String"),
    }
}

/// An argument of a function, as the type that a named field has.
pub(super) fn taken(key: &Key) -> Expr {
    let name = tree::path(&key.rust);
    match key.limit.rule {
        Rule::Json => tree::method(name, "into", []),
        // The runtime takes what these arguments are.
        _ => name,
    }
}

/// The argument as a value of the runtime.
pub(super) fn value(lookup: &Lookup<'_>, key: &Key, argument: Expr, imports: &mut Imports) -> Expr {
    let (kind, argument) = match &key.limit.rule {
        Rule::Id => ("runtime::Value::id", argument),
        Rule::Flag | Rule::Boolean => ("runtime::Value::flag", argument),
        Rule::Integer { min: Some(0..), .. } => ("runtime::Value::unsigned", argument),
        Rule::Integer { .. } => ("runtime::Value::integer", argument),
        Rule::OneOf(_) => ("runtime::Value::text", tree::method(argument, "as_str", [])),
        Rule::ListOf(_) => ("runtime::Value::list", argument),
        Rule::ArrayOf(rows) => {
            let into_params = format!("{}::into_params", row(lookup, rows, imports));
            let rows = tree::method(argument, "into_iter", []);
            (
                "runtime::Value::rows",
                tree::method(rows, "map", [tree::path(&into_params)]),
            )
        }
        Rule::Object(_) => (
            "runtime::Value::object",
            tree::method(argument, "into_params", []),
        ),
        Rule::Json => ("runtime::Value::from_json", argument),
        Rule::Text { .. }
        | Rule::Shape(_)
        | Rule::Decimal
        | Rule::Email
        | Rule::Url
        | Rule::Escaped { .. }
        | Rule::Date(..)
        | Rule::JsonInText(_) => ("runtime::Value::text", argument),
    };
    tree::call(kind, [argument])
}

/// What documentation says about the arguments of a constructor, one point for each.
pub(super) fn points(
    lookup: &Lookup<'_>,
    required: &[&Accepted],
    own: &str,
    imports: &mut Imports,
) -> Vec<Text> {
    let point = |accepted: &&Accepted| {
        let (key, path) = (&accepted.key, key::path(lookup, accepted, own, imports));
        let facts = words::key::facts(key).and(key::quirks(key, path));
        fill("{}: {} {}", [code(&key.rust), said(&key.doc), facts])
    };
    required.iter().map(point).collect()
}

/// The setter of a key that is not an argument of the constructor, and what it says about the key.
pub(super) fn setter(
    lookup: &Lookup<'_>,
    parameter: &Accepted,
    facts: Text,
    own: &str,
    imports: &mut Imports,
) -> ImplItem {
    let key = &parameter.key;
    let path = key::path(lookup, parameter, own, imports);
    let facts = facts.and(key::quirks(key, path.clone()));
    let mut attrs = Docs::of(&key.doc).line(facts).attrs();
    attrs.extend(tree::alias(&key.wire, &key.rust));
    attrs.push(tree::must_use());
    let value = value(lookup, key, taken(key), imports);
    let path = tree::refer(tree::path(&path));
    Function {
        attrs,
        is_public: true,
        name: &key.rust,
        receiver: Some(ReceiverKind::Value),
        arguments: vec![(&key.rust, argument(lookup, parameter, imports))],
        returns: tree::named("Self"),
        body: tree::method(tree::path("self"), "with", [path, value]),
    }
    .member()
}

/// What every setter goes through.
pub(super) fn with() -> ImplItem {
    let with = tree::method(
        tree::inner(),
        "with",
        [tree::path("key"), tree::path("value")],
    );
    Function {
        attrs: Vec::new(),
        is_public: false,
        name: "with",
        receiver: Some(ReceiverKind::Value),
        arguments: vec![
            ("key", tree::static_reference(tree::named("runtime::Key"))),
            ("value", tree::named("runtime::Value")),
        ],
        returns: tree::named("Self"),
        body: tree::call("Self", [with]),
    }
    .member()
}

fn integer(min: Option<i64>) -> Type {
    tree::named(match min {
        Some(0..) => "u64",
        _ => "i64",
    })
}

fn row(lookup: &Lookup<'_>, rows: &str, imports: &mut Imports) -> String {
    match lookup.table(rows) {
        Some(table) => {
            imports.add("tables");
            format!("tables::{}::{}", table.module, table.rust)
        }
        None => "runtime::Params".to_owned(),
    }
}

/// The enum of a closed set: in `limits` if it is named, else beside the key.
pub(super) fn closed_set(
    lookup: &Lookup<'_>,
    parameter: &Accepted,
    imports: &mut Imports,
) -> String {
    let limit = &parameter.key.limit;
    if limit.is_named {
        imports.add("limits");
        return format!("limits::{}", limit.rust);
    }
    let table = parameter.table.as_deref();
    match table.and_then(|table| lookup.table(table)) {
        Some(table) => {
            imports.add("tables");
            format!("tables::{}::{}", table.module, limit.rust)
        }
        None => limit.rust.clone(),
    }
}
