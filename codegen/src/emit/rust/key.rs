//! The static of a key.

use syn::{Expr, Item};

use super::docs::Docs;
use super::tree::{self, Literal, Parsed};
use super::value_kind::ValueKind;
use super::{Imports, Lookup, closed_set, limit, record};
use crate::emit::words::{self, Text, link};
use crate::model::{Accepted, Holds, Key, KeyPlace};
use crate::naming;

/// The static of a key.
pub(super) fn emit(lookup: &Lookup<'_>, key: &Key, imports: &mut Imports) -> Item {
    let mut docs = Docs::of(&key.doc);
    docs.line(words::key::all_facts(key))
        .history(key.since.as_deref(), key.deprecated.as_deref(), &key.was)
        .quirks(&key.quirks);
    let holds = match key.holds {
        Holds::Plain => None,
        Holds::Personal => Some("runtime::Holds::Personal"),
        Holds::Secret => Some("runtime::Holds::Secret"),
    };
    let place = match key.place {
        // That is said by the paths of calls.
        None | Some(KeyPlace::Path) => None,
        Some(KeyPlace::Query) => Some("runtime::KeyPlace::Query"),
        Some(KeyPlace::Header) => Some("runtime::KeyPlace::Header"),
        Some(KeyPlace::Body) => Some("runtime::KeyPlace::Body"),
    };
    let answers = key.answers.as_ref();
    let answers = answers.map(|limit| limit::reference(lookup, limit, imports));
    let value = Literal::of("runtime::Key")
        .field("wire", tree::text(&key.wire))
        .text("name", if key.rust == key.wire { "" } else { &key.rust })
        .text("label", key.label.as_deref().unwrap_or_default())
        .texts("also", &key.also)
        .field("limit", limit::reference(lookup, &key.limit, imports))
        .some("answers", answers)
        .maybe("holds", holds.map(tree::path))
        .flag("nullable", key.nullable)
        .some("place", place.map(tree::path))
        .some("nested", nested(lookup, key, imports))
        .rest("PLAIN");
    let name = naming::screaming(&key.rust);
    let mut attrs = docs.attrs();
    // No item may have its own name for an alias.
    attrs.extend(tree::alias(&key.wire, &key.rust).filter(|_| key.wire != name));
    tree::statik(attrs, &name, tree::named("runtime::Key"), value)
}

/// The kind of the records that answers nest under the key, if there are such.
fn nested(lookup: &Lookup<'_>, key: &Key, imports: &mut Imports) -> Option<Expr> {
    let (kind, rows) = match ValueKind::of(&key.in_answers().rule) {
        ValueKind::Rows(rows) => ("runtime::NestedKind::Many", rows),
        ValueKind::Row(rows) | ValueKind::JsonInText(rows) => ("runtime::NestedKind::One", rows),
        _ => return None,
    };
    let record = record::nested(lookup, rows, imports)?;
    let kind_of = tree::closure(tree::constant_of(record, "runtime::Record", "KIND"));
    Some(tree::call(kind, [kind_of]))
}

/// The enum of a closed set that is written in place.
pub(super) fn in_place_set(key: &Key) -> Parsed<Vec<Item>> {
    if key.limit.is_named {
        Ok(Vec::new())
    } else {
        closed_set::emit(&key.limit, &key.doc, &key.name)
    }
}

/// Where documentation finds the quirks of a key, if it has any: at its static.
pub(super) fn quirks(key: &Key, path: String) -> Text {
    words::key::quirks(key, link(naming::screaming(&key.rust), path))
}

/// A path to the static of a key, from a file that keeps its own keys in `own`.
pub(super) fn path(
    lookup: &Lookup<'_>,
    accepted: &Accepted,
    own: &str,
    imports: &mut Imports,
) -> String {
    let name = naming::screaming(&accepted.key.rust);
    let table = accepted.table.as_deref();
    match table.and_then(|table| lookup.table(table)) {
        Some(table) => {
            imports.add("tables");
            format!("tables::{}::{name}", table.module)
        }
        None => format!("{own}{name}"),
    }
}

/// A reference to it.
pub(super) fn reference(
    lookup: &Lookup<'_>,
    accepted: &Accepted,
    own: &str,
    imports: &mut Imports,
) -> Expr {
    tree::refer(tree::path(&path(lookup, accepted, own, imports)))
}
