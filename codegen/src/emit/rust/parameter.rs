//! How a key is set in a request: argument, setter, value.

use syn::{Expr, ImplItem, ReceiverKind, Type};

use super::docs::Docs;
use super::tree::{self, Function};
use super::value_kind::ValueKind;
use super::{Imports, Lookup, key};
use crate::emit::words::{self, Text, code, fill, said};
use crate::model::{Accepted, Key, Rule};

/// The type of a setter's argument.
pub(super) fn argument(lookup: &Lookup<'_>, parameter: &Accepted, imports: &mut Imports) -> Type {
    let into = |name| tree::implements("Into", tree::named(name));
    match ValueKind::of(&parameter.key.limit.rule) {
        ValueKind::Id => into("runtime::Id"),
        ValueKind::Flag => tree::named("bool"),
        ValueKind::Unsigned => tree::named("u64"),
        ValueKind::Signed => tree::named("i64"),
        ValueKind::ClosedSet => tree::named(&closed_set(lookup, parameter, imports)),
        ValueKind::Moment => into("runtime::Moment"),
        ValueKind::Amount => into("runtime::Amount"),
        ValueKind::List => tree::iterates(into("String")),
        ValueKind::Map => tree::iterates(tree::tuple([into("String"), into("String")])),
        ValueKind::File => tree::named("runtime::FileUpload"),
        ValueKind::Files => tree::iterates(tree::named("runtime::FileUpload")),
        ValueKind::Rows(rows) => tree::iterates(tree::named(&row(lookup, rows, imports))),
        ValueKind::Row(rows) | ValueKind::JsonInText(rows) => {
            tree::named(&row(lookup, rows, imports))
        }
        ValueKind::Json => into("runtime::Json"),
        ValueKind::Text => into("String"),
    }
}

/// The type of a named field that holds the same.
pub(super) fn field(lookup: &Lookup<'_>, parameter: &Accepted, imports: &mut Imports) -> Type {
    match ValueKind::of(&parameter.key.limit.rule) {
        ValueKind::Id => tree::named("runtime::Id"),
        ValueKind::Moment => tree::named("runtime::Moment"),
        ValueKind::Amount => tree::named("runtime::Amount"),
        ValueKind::List => tree::generic("Vec", tree::named("String")),
        ValueKind::Map => {
            let entry = [tree::named("String"), tree::named("String")];
            tree::generic("Vec", tree::tuple(entry))
        }
        ValueKind::Files => tree::generic("Vec", tree::named("runtime::FileUpload")),
        ValueKind::Rows(rows) => tree::generic("Vec", tree::named(&row(lookup, rows, imports))),
        ValueKind::Flag
        | ValueKind::Unsigned
        | ValueKind::Signed
        | ValueKind::ClosedSet
        | ValueKind::File
        | ValueKind::Row(_)
        | ValueKind::JsonInText(_) => argument(lookup, parameter, imports),
        ValueKind::Json => tree::named("runtime::Json"),
        ValueKind::Text => tree::named("String"),
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
    let (kind, argument) = match ValueKind::of(&key.limit.rule) {
        ValueKind::Id => ("runtime::Value::id", argument),
        ValueKind::Flag => ("runtime::Value::flag", argument),
        ValueKind::Unsigned => ("runtime::Value::unsigned", argument),
        ValueKind::Signed => ("runtime::Value::integer", argument),
        ValueKind::ClosedSet => ("runtime::Value::text", tree::method(argument, "as_str", [])),
        ValueKind::Moment => ("runtime::Value::moment", argument),
        ValueKind::Amount => ("runtime::Value::amount", argument),
        ValueKind::List => ("runtime::Value::list", argument),
        ValueKind::Map => ("runtime::Value::map", argument),
        ValueKind::File => ("runtime::Value::file", argument),
        ValueKind::Files => ("runtime::Value::files", argument),
        ValueKind::Rows(rows) => {
            let into_params = format!("{}::into_params", row(lookup, rows, imports));
            let rows = tree::method(argument, "into_iter", []);
            (
                "runtime::Value::rows",
                tree::method(rows, "map", [tree::path(&into_params)]),
            )
        }
        ValueKind::Row(_) | ValueKind::JsonInText(_) => (
            "runtime::Value::object",
            tree::method(argument, "into_params", []),
        ),
        ValueKind::Json => ("runtime::Value::from_json", argument),
        ValueKind::Text => ("runtime::Value::text", argument),
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
    attrs.extend(tree::deprecated(&key.wire, key.deprecated.as_deref()));
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
