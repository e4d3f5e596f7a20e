//! One parameter table: a static for each key, and a type for its rows where requests nest them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::constructor::Constructor;
use super::docs::Docs;
use super::{Imports, Lookup, ident, key, parameter};
use crate::model::{Accepted, Table};
use crate::naming;

/// `tables/NAME.rs`.
pub(super) fn emit(lookup: &Lookup<'_>, table: &Table) -> TokenStream {
    let imports = Imports::default();
    let mut header = Docs::of(&heading(table));
    header.paragraph(&table.doc);
    if let Some(open) = &table.open {
        header.paragraph(&open.doc).history(None, &open.was);
    }
    let header = header.quirks(&table.quirks).inner();
    let keys: Vec<TokenStream> = table
        .keys
        .iter()
        .map(|key| key::emit(lookup, key, &imports))
        .collect();
    let sets = table.keys.iter().filter_map(key::in_place_set);
    let rows = table.is_sent.then(|| rows(lookup, table, &imports));
    let uses = imports.tokens();
    quote! { #header #uses #rows #(#keys)* #(#sets)* }
}

fn heading(table: &Table) -> String {
    if table.title.is_empty() {
        format!("The table {}.", table.name)
    } else {
        format!("{}.", table.title)
    }
}

/// The static with the keys of a row. A constant could not be used by a key of the same table.
pub(super) fn rows_static(table: &Table) -> Ident {
    ident(&table.rows_static())
}

/// The type of a row that requests nest.
fn rows(lookup: &Lookup<'_>, table: &Table, imports: &Imports) -> TokenStream {
    let (name, rows) = (ident(&table.rust), rows_static(table));
    let own = TokenStream::new();
    // Keys of this file are written without a path.
    let keys: Vec<Accepted> = table
        .keys
        .iter()
        .map(|key| Accepted {
            table: None,
            key: key.clone(),
        })
        .collect();
    let (required, optional): (Vec<&Accepted>, Vec<&Accepted>) = keys
        .iter()
        .partition(|accepted| table.requires.contains(&accepted.key.wire));
    let constructor = Constructor {
        rust: &table.rust,
        noun: "row",
        required,
        own: own.clone(),
        empty: quote! { runtime::Params::of_table(&#rows) },
    };
    let (constructor, beside) = constructor.emit(lookup, imports);
    let setters = optional.iter().map(|accepted| {
        let facts = key::facts_and_default(&accepted.key);
        parameter::setter(lookup, accepted, facts, &own, imports)
    });
    let docs = Docs::of(&format!(
        "One row: {}",
        if table.doc.is_empty() {
            &table.title
        } else {
            &table.doc
        }
    ))
    .outer();
    let wire_name = &table.name;
    let statics = table
        .keys
        .iter()
        .map(|key| ident(&naming::screaming(&key.rust)));
    let (requires, blank_counts) = (&table.requires, table.blank_counts);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(runtime::Params);

        /// The keys of a row.
        pub static #rows: runtime::Table = runtime::Table {
            name: #wire_name,
            keys: &[#(&#statics),*],
            requires: &[#(#requires),*],
            blank_counts: #blank_counts,
        };

        impl #name {
            #constructor
            #(#setters)*

            /// The row as parameters.
            pub fn into_params(self) -> runtime::Params {
                self.0
            }
        }

        #beside
    }
}
