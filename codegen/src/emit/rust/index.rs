//! The `mod.rs` files: which modules there are, and what the crate shows at its top.

use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::tree::ident;
use crate::emit::words::{self, fill, item};
use crate::model::{Api, Holds, Key, Rule};
use crate::naming::{MOST_ARGUMENTS, required_struct};

/// The root of the generated module.
pub(super) fn root(api: &Api) -> TokenStream {
    let mut header = Docs::of(&format!(
        "{}, generated from its spec.",
        api.title.trim_end_matches('.')
    ));
    if tells_of_somebody(api) {
        header.line(words::api::kept_quiet());
    }
    if !api.not_described.is_empty() {
        header
            .line(fill(
                "Not described here, and in the reach of {}:",
                [item("runtime::RawCall")],
            ))
            .list(words::api::not_described(api));
    }
    let header = header.inner();
    let calls = api.families.iter().map(|family| {
        let module = ident(&family.module);
        let mut names = Vec::new();
        for call in &family.calls {
            names.push(ident(&call.rust));
            if call.always_required().count() > MOST_ARGUMENTS {
                names.push(ident(&required_struct(&call.rust)));
            }
            let own = call
                .accepts
                .iter()
                .filter(|accepted| accepted.table.is_none())
                .map(|accepted| accepted.key.as_ref());
            names.extend(sets(own));
        }
        reexport(&quote! { calls::#module }, &names)
    });
    let limits = api
        .limits
        .iter()
        .filter(|limit| matches!(limit.rule, Rule::OneOf(_)))
        .map(|limit| ident(&limit.rust));
    let limits = reexport(&quote! { limits }, &limits.collect::<Vec<_>>());
    let tables = api.tables.iter().map(|table| {
        let module = ident(&table.module);
        let mut names = Vec::new();
        names.extend(table.is_sent.then(|| ident(&table.rust)));
        if table.is_sent && table.always_required().count() > MOST_ARGUMENTS {
            names.push(ident(&required_struct(&table.rust)));
        }
        names.extend(sets(table.keys.iter().map(Arc::as_ref)));
        reexport(&quote! { tables::#module }, &names)
    });
    let records = api.records.iter().map(|record| {
        let module = ident(&record.module);
        let own = record
            .fields
            .iter()
            .filter(|field| field.table.is_none())
            .map(|field| field.key.as_ref());
        reexport(&quote! { records::#module }, &sets(own).collect::<Vec<_>>())
    });
    let codes = (!api.result_codes.is_empty()).then(|| quote! { pub use api::ResultCode; });
    let webhooks = api.webhooks.as_ref().map(|_| quote! { pub mod webhooks; });
    let event = api
        .webhooks
        .as_ref()
        .map(|_| quote! { pub use webhooks::WebhookEvent; });
    quote! {
        #header
        pub mod api;
        pub mod calls;
        pub mod client;
        pub mod limits;
        pub mod records;
        pub mod tables;
        #webhooks

        #codes
        pub use client::{Client, Credentials};
        #(#calls)*
        #limits
        #(#tables)*
        #(#records)*
        #event
    }
}

/// Whether any key is personal or secret.
fn tells_of_somebody(api: &Api) -> bool {
    let of_tables = api.tables.iter().flat_map(|table| &table.keys);
    let accepted = api.calls().flat_map(|call| &call.accepts);
    let fields = api.records.iter().flat_map(|record| &record.fields);
    let own = accepted.chain(fields).map(|accepted| &accepted.key);
    let is_plain = |holds| matches!(holds, Holds::Plain);
    !(of_tables.map(|key| key.holds).all(is_plain) && own.map(|key| key.holds).all(is_plain))
}

/// The index of families.
pub(super) fn calls(api: &Api) -> TokenStream {
    let modules: Vec<_> = api
        .families
        .iter()
        .map(|family| ident(&family.module))
        .collect();
    let calls = api.families.iter().flat_map(|family| {
        let module = ident(&family.module);
        family.calls.iter().map(move |call| {
            let name = ident(&call.rust);
            quote! { #module::#name::DESCRIPTOR }
        })
    });
    quote! {
        #![doc = " The supported calls: one module for each family."]
        #(pub mod #modules;)*

        /// Every call, in the order of the spec.
        pub static CALLS: &[&runtime::CallDescriptor] = &[#(#calls),*];
    }
}

/// The index of records.
pub(super) fn records(api: &Api) -> TokenStream {
    let modules: Vec<_> = api
        .records
        .iter()
        .map(|record| ident(&record.module))
        .collect();
    let names = api.records.iter().map(|record| ident(&record.rust));
    quote! {
        #![doc = " What answers hold: one module for each kind of record."]
        #(pub mod #modules;)*
        #(pub use #modules::#names;)*
    }
}

/// The index of tables.
pub(super) fn tables(api: &Api) -> TokenStream {
    let modules = api.tables.iter().map(|table| ident(&table.module));
    quote! {
        #![doc = " The keys that calls accept: one module for each parameter table."]
        #(pub mod #modules;)*
    }
}

/// The enums of closed sets that are written in place.
fn sets<'k>(keys: impl IntoIterator<Item = &'k Key>) -> impl Iterator<Item = proc_macro2::Ident> {
    keys.into_iter()
        .filter(|key| !key.limit.is_named && matches!(key.limit.rule, Rule::OneOf(_)))
        .map(|key| ident(&key.limit.rust))
}

fn reexport(from: &TokenStream, names: &[proc_macro2::Ident]) -> Option<TokenStream> {
    match names {
        [] => None,
        [name] => Some(quote! { pub use #from::#name; }),
        names => Some(quote! { pub use #from::{#(#names),*}; }),
    }
}
