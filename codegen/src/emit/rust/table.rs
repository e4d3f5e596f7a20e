//! One parameter table: a static for each key, and a type for its rows where requests nest them.

use std::collections::HashSet;
use std::sync::Arc;

use quote::quote;
use syn::{ImplItem, Item};

use super::constructor::Constructor;
use super::docs::Docs;
use super::tree::{self, Function, Literal, Parsed};
use super::{Code, Imports, Lookup, call, key, parameter};
use crate::emit::words;
use crate::model::{Accepted, Table};
use crate::naming;

/// `tables/NAME.rs`.
pub(super) fn emit(lookup: &Lookup<'_>, table: &Table) -> Parsed<Code> {
    let mut imports = Imports::default();
    let mut header = Docs::of(&heading(table));
    header.paragraph(&table.doc);
    if let Some(open) = &table.open {
        header.paragraph(&open.doc).history(None, None, &open.was);
    }
    header.quirks(&table.quirks);
    let mut items = Vec::new();
    if table.is_sent {
        rows(lookup, table, &mut items, &mut imports)?;
    }
    for key in &table.keys {
        items.push(key::emit(lookup, key, &mut imports));
    }
    for key in &table.keys {
        items.extend(key::in_place_set(key)?);
    }
    Code::of(&header, &imports, items)
}

fn heading(table: &Table) -> String {
    if table.title.is_empty() {
        format!("The table {}.", table.name)
    } else {
        format!("{}.", table.title)
    }
}

/// The type of a row that requests nest. The static with its keys could not be a constant: no key of the
/// same table could use it then.
fn rows(
    lookup: &Lookup<'_>,
    table: &Table,
    items: &mut Vec<Item>,
    imports: &mut Imports,
) -> Parsed<()> {
    let rows = naming::rows_static(&table.name);
    // Keys of this file are written without a path.
    let keys: Vec<Accepted> = table
        .keys
        .iter()
        .map(|key| Accepted {
            table: None,
            key: Arc::clone(key),
        })
        .collect();
    let always: HashSet<&str> = table.always_required().collect();
    let (required, optional): (Vec<&Accepted>, Vec<&Accepted>) = keys
        .iter()
        .partition(|accepted| always.contains(accepted.key.wire.as_str()));
    let mut docs = Docs::of(&format!(
        "One row: {}",
        if table.doc.is_empty() {
            &table.title
        } else {
            &table.doc
        }
    ));
    docs.list(words::call::requirements_of_rows(table));
    let params = tree::named("runtime::Params");
    let derives = quote! { Clone, Debug, PartialEq };
    items.push(tree::wrapper(docs.attrs(), derives, &table.rust, params));
    let statics = table
        .keys
        .iter()
        .map(|key| tree::refer(tree::path(&naming::screaming(&key.rust))));
    let value = Literal::of("runtime::Table")
        .field("name", tree::text(&table.name))
        .field("keys", tree::list(statics))
        .list("requires", table.requires.iter().map(call::requirement))
        .flag("blank_counts", table.blank_counts)
        .rest("PLAIN");
    let docs = Docs::of("The keys of a row.");
    items.push(tree::statik(
        docs.attrs(),
        &rows,
        tree::named("runtime::Table"),
        value,
    ));
    let constructor = Constructor {
        rust: &table.rust,
        noun: "row",
        required,
        deprecated: None,
        own: "",
        empty: tree::call(
            "runtime::Params::of_table",
            [tree::refer(tree::path(&rows))],
        ),
    };
    let begun = constructor.emit(lookup, imports)?;
    let mut members = vec![begun.function];
    members.extend(by_names(&rows)?);
    for accepted in optional {
        let facts = words::key::facts_and_default(&accepted.key);
        members.push(parameter::setter(lookup, accepted, facts, "", imports));
    }
    if table.keys.iter().any(|key| key.nullable) {
        members.push(call::clear());
    }
    members.push(
        Function {
            attrs: Docs::of("The row as parameters.").attrs(),
            is_public: true,
            name: "into_params",
            receiver: Some(syn::ReceiverKind::Value),
            arguments: Vec::new(),
            returns: tree::named("runtime::Params"),
            body: tree::inner(),
        }
        .member(),
    );
    members.push(parameter::with());
    items.push(tree::implement(&table.rust, members));
    items.extend(begun.beside);
    Ok(())
}

/// What sets values by the names of their keys. Rows are no calls, which have it from the runtime.
fn by_names(rows: &str) -> Parsed<Vec<ImplItem>> {
    let rows = tree::ident(rows);
    let members: syn::ItemImpl = tree::parsed(quote! {
        impl Row {
            /// A row with the values of these pairs, and nothing else: see [`runtime::Call::from_pairs`].
            pub fn from_pairs(
                pairs: impl IntoIterator<Item = (impl AsRef<str>, impl runtime::IntoValue)>
            ) -> Self {
                Self(runtime::Params::of_table(&#rows).fill(pairs))
            }

            /// With the values of these pairs: see [`runtime::Call::fill`].
            #[must_use]
            pub fn fill(
                self,
                pairs: impl IntoIterator<Item = (impl AsRef<str>, impl runtime::IntoValue)>
            ) -> Self {
                Self(self.0.fill(pairs))
            }
        }
    })?;
    Ok(members.items)
}
