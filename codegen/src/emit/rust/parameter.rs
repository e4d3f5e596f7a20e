//! How a key is set in a request: argument, setter, value.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::prose::{Prose, code, fill, said};
use super::{Imports, Lookup, ident, key};
use crate::model::{Accepted, Key, Rule};

/// The type of a setter's argument.
pub(super) fn argument(
    lookup: &Lookup<'_>,
    parameter: &Accepted,
    imports: &Imports,
) -> TokenStream {
    match &parameter.key.limit.rule {
        Rule::Id => quote! { impl Into<runtime::Id> },
        Rule::Flag | Rule::Boolean => quote! { bool },
        Rule::Integer { min, .. } => integer(*min),
        Rule::OneOf(_) => closed_set(lookup, parameter, imports),
        Rule::ListOf(_) => quote! { impl IntoIterator<Item = impl Into<String>> },
        Rule::ArrayOf(rows) => {
            let row = row(lookup, rows, imports);
            quote! { impl IntoIterator<Item = #row> }
        }
        Rule::Object(rows) => row(lookup, rows, imports),
        Rule::Json => quote! { impl Into<runtime::Json> },
        _ => quote! { impl Into<String> },
    }
}

/// The type of a named field that holds the same.
pub(super) fn field(lookup: &Lookup<'_>, parameter: &Accepted, imports: &Imports) -> TokenStream {
    match &parameter.key.limit.rule {
        Rule::Id => quote! { runtime::Id },
        Rule::ListOf(_) => quote! { Vec<String> },
        Rule::ArrayOf(rows) => {
            let row = row(lookup, rows, imports);
            quote! { Vec<#row> }
        }
        Rule::Flag | Rule::Boolean | Rule::Integer { .. } | Rule::OneOf(_) | Rule::Object(_) => {
            argument(lookup, parameter, imports)
        }
        Rule::Json => quote! { runtime::Json },
        _ => quote! { String },
    }
}

/// An argument of a function, as the type that a named field has.
pub(super) fn taken(key: &Key) -> TokenStream {
    let name = ident(&key.rust);
    match key.limit.rule {
        Rule::Json => quote! { #name.into() },
        // The runtime takes what these arguments are.
        _ => quote! { #name },
    }
}

/// The argument as a value of the runtime.
pub(super) fn value(
    lookup: &Lookup<'_>,
    key: &Key,
    argument: &TokenStream,
    imports: &Imports,
) -> TokenStream {
    match &key.limit.rule {
        Rule::Id => quote! { runtime::Value::id(#argument) },
        Rule::Flag | Rule::Boolean => quote! { runtime::Value::flag(#argument) },
        Rule::Integer { min: Some(0..), .. } => quote! { runtime::Value::unsigned(#argument) },
        Rule::Integer { .. } => quote! { runtime::Value::integer(#argument) },
        Rule::OneOf(_) => quote! { runtime::Value::text(#argument.as_str()) },
        Rule::ListOf(_) => quote! { runtime::Value::list(#argument) },
        Rule::ArrayOf(rows) => {
            let row = row(lookup, rows, imports);
            quote! { runtime::Value::rows(#argument.into_iter().map(#row::into_params)) }
        }
        Rule::Object(_) => quote! { runtime::Value::object(#argument.into_params()) },
        Rule::Json => quote! { runtime::Value::from_json(#argument) },
        _ => quote! { runtime::Value::text(#argument) },
    }
}

/// What documentation says about the arguments of a constructor, one point for each.
pub(super) fn points(required: &[&Accepted]) -> Vec<Prose> {
    let point = |key: &Key| {
        let facts = key::facts(key);
        fill("{}: {} {}", [code(&key.rust), said(&key.doc), facts])
    };
    required
        .iter()
        .map(|accepted| point(&accepted.key))
        .collect()
}

/// The setter of a key that is not an argument of the constructor, and what it says about the key.
pub(super) fn setter(
    lookup: &Lookup<'_>,
    parameter: &Accepted,
    facts: Prose,
    own: &TokenStream,
    imports: &Imports,
) -> TokenStream {
    let key = &parameter.key;
    let name = ident(&key.rust);
    let argument = argument(lookup, parameter, imports);
    let path = key::path(lookup, parameter, own, imports);
    let value = value(lookup, key, &taken(key), imports);
    let docs = Docs::of(&key.doc).line(facts).outer();
    quote! {
        #docs
        #[must_use]
        pub fn #name(self, #name: #argument) -> Self {
            Self(self.0.with(&#path, #value))
        }
    }
}

fn integer(min: Option<i64>) -> TokenStream {
    if min.is_some_and(|min| min >= 0) {
        quote! { u64 }
    } else {
        quote! { i64 }
    }
}

fn row(lookup: &Lookup<'_>, rows: &str, imports: &Imports) -> TokenStream {
    match lookup.table(rows) {
        Some(table) => {
            let (tables, module, row) = (
                imports.module("tables"),
                ident(&table.module),
                ident(&table.rust),
            );
            quote! { #tables::#module::#row }
        }
        None => quote! { runtime::Params },
    }
}

/// The enum of a closed set: in `limits` if it is named, else beside the key.
pub(super) fn closed_set(
    lookup: &Lookup<'_>,
    parameter: &Accepted,
    imports: &Imports,
) -> TokenStream {
    let limit = &parameter.key.limit;
    let name = ident(&limit.rust);
    if limit.is_named {
        let limits = imports.module("limits");
        return quote! { #limits::#name };
    }
    match parameter
        .table
        .as_deref()
        .and_then(|table| lookup.table(table))
    {
        Some(table) => {
            let (tables, module) = (imports.module("tables"), ident(&table.module));
            quote! { #tables::#module::#name }
        }
        None => quote! { #name },
    }
}
