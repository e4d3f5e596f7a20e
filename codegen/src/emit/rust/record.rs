//! One kind of record: a typed view of a row, with an accessor for each field.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::prose::own;
use super::{Imports, Lookup, ident, key, parameter};
use crate::model::{Accepted, Record, Rule};

/// `records/NAME.rs`.
pub(super) fn emit(lookup: &Lookup<'_>, record: &Record) -> TokenStream {
    let imports = Imports::default();
    let name = ident(&record.rust);
    let wire_name = &record.name;
    let header = Docs::of(&format!("The record {}.", record.name)).inner();
    let docs = Docs::of(if record.doc.is_empty() { &record.name } else { &record.doc })
        .line(own("Fields are read leniently. A value that does not fit is not lost: `misfits()` of [`runtime::Record`] names its field, and `row()` has it as it came, with every key that the spec does not know."))
        .quirks(&record.quirks)
        .outer();
    let beside = TokenStream::new();
    let paths: Vec<TokenStream> = record
        .fields
        .iter()
        .map(|field| key::path(lookup, field, &beside, &imports))
        .collect();
    let accessors: Vec<TokenStream> = record
        .fields
        .iter()
        .zip(&paths)
        .map(|(field, path)| accessor(lookup, field, path, &imports))
        .collect();
    let own_keys: Vec<_> = record
        .fields
        .iter()
        .filter(|field| field.table.is_none())
        .map(|field| &field.key)
        .collect();
    let statics: Vec<TokenStream> = own_keys
        .iter()
        .map(|key| key::emit(lookup, key, &imports))
        .collect();
    let sets = own_keys.iter().filter_map(|key| key::in_place_set(key));
    let accessors = (!accessors.is_empty()).then(|| quote! { impl #name { #(#accessors)* } });
    let is_open = record.is_open;
    let identity = record.identified_by.as_ref().and_then(|wire| {
        let mut fields = record.fields.iter().zip(&paths);
        fields.find(|(field, _)| field.key.wire == *wire)
    });
    let identified_by = match identity {
        Some((_, path)) => quote! { Some(&#path) },
        None => quote! { None },
    };
    let uses = imports.tokens();
    quote! {
        #header
        #uses

        #docs
        #[derive(Clone, Debug)]
        pub struct #name(runtime::Row);

        impl runtime::Record for #name {
            const KIND: &'static runtime::RecordKind = &runtime::RecordKind {
                name: #wire_name,
                fields: &[#(&#paths),*],
                identified_by: #identified_by,
                open: #is_open,
            };

            fn from_row(row: runtime::Row) -> Self {
                Self(row)
            }

            fn row(&self) -> &runtime::Row {
                &self.0
            }
        }

        #accessors
        #(#statics)*
        #(#sets)*
    }
}

fn accessor(
    lookup: &Lookup<'_>,
    field: &Accepted,
    path: &TokenStream,
    imports: &Imports,
) -> TokenStream {
    let key = &field.key;
    let name = ident(&key.rust);
    let mut docs = Docs::of(&key.doc);
    docs.line(key::facts_in_answers(key));
    if matches!(key.limit.rule, Rule::Json) {
        docs.line(own("The JSON text as it came."));
    }
    let docs = docs.outer();
    let nested = |rows: &str| {
        lookup.record(rows).map(|record| {
            let (records, module, name) = (
                imports.module("records"),
                ident(&record.module),
                ident(&record.rust),
            );
            quote! { #records::#module::#name }
        })
    };
    let (returns, body) = match &key.in_answers().rule {
        Rule::Id => (quote! { Option<runtime::Id> }, quote! { id(&#path) }),
        Rule::Flag | Rule::Boolean => (quote! { Option<bool> }, quote! { flag(&#path) }),
        Rule::Integer { min: Some(0..), .. } => {
            (quote! { Option<u64> }, quote! { unsigned(&#path) })
        }
        Rule::Integer { .. } => (quote! { Option<i64> }, quote! { integer(&#path) }),
        Rule::OneOf(_) => {
            let set = parameter::closed_set(lookup, field, imports);
            (
                quote! { Option<#set> },
                quote! { text(&#path).map(#set::from_wire) },
            )
        }
        Rule::ListOf(_) => (quote! { Vec<&str> }, quote! { list(&#path) }),
        Rule::ArrayOf(rows) => match nested(rows) {
            Some(record) => (quote! { Vec<#record> }, quote! { records(&#path) }),
            None => (quote! { Option<&str> }, quote! { raw(#path.wire) }),
        },
        Rule::Object(rows) => match nested(rows) {
            Some(record) => (quote! { Option<#record> }, quote! { record(&#path) }),
            None => (quote! { Option<&str> }, quote! { raw(#path.wire) }),
        },
        Rule::JsonInText(rows) => match nested(rows) {
            Some(record) => (
                quote! { Option<#record> },
                quote! { record_in_text(&#path) },
            ),
            None => (quote! { Option<&str> }, quote! { text(&#path) }),
        },
        Rule::Json => (quote! { Option<&str> }, quote! { raw(#path.wire) }),
        _ => (quote! { Option<&str> }, quote! { text(&#path) }),
    };
    let as_text = matches!(key.limit.rule, Rule::JsonInText(_)).then(|| {
        let name = ident(&key.text_accessor());
        let docs = Docs::of(&key.doc)
            .line(own("The text as it came, which need not be JSON."))
            .outer();
        quote! {
            #docs
            pub fn #name(&self) -> Option<&str> {
                self.0.text(&#path)
            }
        }
    });
    quote! {
        #docs
        pub fn #name(&self) -> #returns {
            self.0.#body
        }
        #as_text
    }
}
