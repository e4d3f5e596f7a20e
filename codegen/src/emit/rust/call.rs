//! One family of calls: a request type, its descriptor and its endpoint function for each call.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::constructor::Constructor;
use super::docs::Docs;
use super::prose::{code, fill};
use super::{Imports, Lookup, call_docs, ident, key, parameter};
use crate::model::{
    Blank, Call, Family, Kind, Method, Paging, Place, Requires, Retry, Returns, Rule,
};
use crate::naming;

/// `calls/FAMILY.rs`.
pub(super) fn emit(lookup: &Lookup<'_>, family: &Family) -> TokenStream {
    let imports = Imports::default();
    let title = if family.title.is_empty() {
        format!("Calls that {}.", family.module)
    } else {
        format!("{}.", family.title)
    };
    let header = Docs::of(&title).paragraph(&family.doc).inner();
    let calls: Vec<TokenStream> = family
        .calls
        .iter()
        .map(|call| call_items(lookup, family.kind, call, &imports))
        .collect();
    let functions: Vec<TokenStream> = family.calls.iter().map(function).collect();
    let client = (!functions.is_empty()).then(|| {
        let module = imports.module("client");
        quote! { impl #module::Client { #(#functions)* } }
    });
    let uses = imports.tokens();
    quote! { #header #uses #client #(#calls)* }
}

fn function(call: &Call) -> TokenStream {
    let (name, request) = (ident(&call.function), ident(&call.rust));
    let docs = Docs::of_or(&call.doc, fill("Sends the call {}.", [code(&call.name)])).outer();
    quote! {
        #docs
        pub fn #name(&self, call: #request) -> runtime::Sending<#request> {
            self.send(call)
        }
    }
}

fn call_items(lookup: &Lookup<'_>, kind: Kind, call: &Call, imports: &Imports) -> TokenStream {
    let name = ident(&call.rust);
    let docs = call_docs::docs(lookup, call).outer();
    let own = own_keys(lookup, call, imports);
    let constructor = Constructor {
        rust: &call.rust,
        noun: "call",
        required: call.always_required().collect(),
        own: own_path(call),
        empty: quote! { runtime::Params::of_call(Self::DESCRIPTOR) },
    };
    let (constructor, beside) = constructor.emit(lookup, imports);
    let own_path = own_path(call);
    let required: HashSet<&str> = call
        .always_required()
        .map(|accepted| accepted.key.wire.as_str())
        .collect();
    let setters = call
        .accepts
        .iter()
        .filter(|accepted| !required.contains(accepted.key.wire.as_str()))
        .map(|accepted| {
            // An update leaves alone what is left out: defaults are for new things and for queries.
            let facts = match kind {
                Kind::Update => key::facts(&accepted.key),
                _ => key::facts_and_default(&accepted.key),
            };
            parameter::setter(lookup, accepted, facts, &own_path, imports)
        });
    let custom = call.open.as_ref().map(|open| {
        let docs = Docs::of(&open.doc)
            .line(super::limit::words(&open.limit))
            .outer();
        let (argument, with) = match open.limit.rule {
            Rule::Json => (
                quote! { impl Into<runtime::Json> },
                quote! { with_custom_json(name, value) },
            ),
            _ => (
                quote! { impl Into<String> },
                quote! { with_custom(name, value) },
            ),
        };
        quote! {
            #docs
            #[must_use]
            pub fn custom(self, name: impl Into<String>, value: #argument) -> Self {
                Self(self.0.#with)
            }
        }
    });
    let clear = matches!(kind, Kind::Update).then(|| {
        quote! {
            /// Clears what is stored under this key: see [`runtime::Params::clear`].
            #[must_use]
            pub fn clear(self, key: impl Into<runtime::KeyName>) -> Self {
                Self(self.0.clear(key))
            }
        }
    });
    let descriptor = descriptor(lookup, kind, call, imports);
    let record = record(lookup, call, imports);
    let paged = call
        .paging
        .as_ref()
        .map(|_| quote! { impl runtime::Paged for #name {} });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(runtime::Params);

        impl #name {
            #descriptor
            #constructor
            #(#setters)*
            #custom
            #clear
            /// Sends the value of this key as it is, whatever its limit says: see
            /// [`runtime::Params::as_is`].
            #[must_use]
            pub fn as_is(self, key: impl Into<runtime::KeyName>) -> Self {
                Self(self.0.as_is(key))
            }
        }

        impl runtime::Call for #name {
            type Record = #record;

            fn params(&self) -> &runtime::Params {
                &self.0
            }

            fn into_params(self) -> runtime::Params {
                self.0
            }
        }

        #paged
        #beside
        #own
    }
}

/// The call's own keys stand in a module that is named after its function.
fn own_module(call: &Call) -> Ident {
    ident(&format!("{}_keys", call.function.trim_end_matches('_')))
}

fn own_path(call: &Call) -> TokenStream {
    let module = own_module(call);
    quote! { #module:: }
}

fn own_keys(lookup: &Lookup<'_>, call: &Call, imports: &Imports) -> Option<TokenStream> {
    let own: Vec<_> = call
        .accepts
        .iter()
        .filter(|accepted| accepted.table.is_none())
        .map(|accepted| &accepted.key)
        .collect();
    if own.is_empty() {
        return None;
    }
    let module = own_module(call);
    let inner = Imports::default();
    let keys: Vec<TokenStream> = own
        .iter()
        .map(|key| key::emit(lookup, key, &inner))
        .collect();
    let sets = own.iter().filter_map(|key| key::in_place_set(key));
    let modules: Vec<_> = inner
        .0
        .borrow()
        .iter()
        .map(|name| imports.module(name))
        .collect();
    let docs = Docs::default()
        .line(fill("The own keys of {}.", [code(&call.name)]))
        .outer();
    Some(quote! {
        #(#sets)*
        #docs
        pub mod #module {
            #(use super::#modules;)*
            #(#keys)*
        }
    })
}

fn record(lookup: &Lookup<'_>, call: &Call, imports: &Imports) -> TokenStream {
    let record = match &call.returns {
        Returns::Outcome => None,
        Returns::One { record, .. } | Returns::Many { record, .. } => lookup.record(record),
    };
    match record {
        Some(record) => {
            let (records, name) = (imports.module("records"), ident(&record.rust));
            quote! { #records::#name }
        }
        None => quote! { runtime::NoRecord },
    }
}

fn descriptor(lookup: &Lookup<'_>, kind: Kind, call: &Call, imports: &Imports) -> TokenStream {
    let Call {
        name,
        path,
        reserved,
        codes,
        empty_when_not_found,
        ..
    } = call;
    let module = imports.module("api");
    let method = method(call.method);
    let other_methods = call.other_methods.iter().copied().map(self::method);
    let credentials = match &call.credentials {
        Some(names) => quote! { Some(&[#(#names),*]) },
        None => quote! { None },
    };
    let fixed = call
        .fixed
        .iter()
        .map(|(name, value)| quote! { (#name, #value) });
    let sends = call.sends.iter().map(|place| {
        let place = ident(match place {
            Place::Query => "Query",
            Place::Form => "Form",
            Place::Json => "Json",
        });
        quote! { runtime::Place::#place }
    });
    let root = text(call.root.as_deref());
    let own_path = own_path(call);
    let accepts = call
        .accepts
        .iter()
        .map(|accepted| key::path(lookup, accepted, &own_path, imports));
    let open = match &call.open {
        Some(open) => {
            let limit = super::limit::reference(lookup, &open.limit, imports);
            quote! { Some(#limit) }
        }
        None => quote! { None },
    };
    let requires = call.requires.iter().map(requirement);
    let envelope = ident(&naming::screaming(&call.envelope));
    let returns = match &call.returns {
        Returns::Outcome => quote! { Outcome },
        Returns::One { found_by, .. } => {
            let found_by = text(found_by.as_deref());
            quote! { One { found_by: #found_by } }
        }
        Returns::Many { found_by, .. } => {
            let found_by = text(found_by.as_deref());
            quote! { Many { found_by: #found_by } }
        }
    };
    let paging = match &call.paging {
        None => quote! { None },
        Some(Paging::ByOffset { limit, offset, max }) => {
            let (limit, max) = (text(limit.as_deref()), number(*max));
            quote! { Some(runtime::Paging::ByOffset { limit: #limit, offset: #offset, max: #max }) }
        }
        Some(Paging::ByPage {
            page,
            size,
            max,
            rows_repeat,
        }) => {
            let max = number(*max);
            quote! { Some(runtime::Paging::ByPage { page: #page, size: #size, max: #max, rows_repeat: #rows_repeat }) }
        }
    };
    let clears = match (kind, lookup.api.cleared_as) {
        (Kind::Update, Blank::Text) => quote! { Some(runtime::Blank::Text) },
        (Kind::Update, Blank::Null) => quote! { Some(runtime::Blank::Null) },
        _ => quote! { None },
    };
    let retry = match &call.retry {
        Retry::Safe => quote! { Safe },
        Retry::Never => quote! { Never },
        Retry::SafeWithout(keys) => quote! { SafeWithout(&[#(#keys),*]) },
    };
    quote! {
        /// What the runtime knows about this call.
        pub const DESCRIPTOR: &'static runtime::CallDescriptor = &runtime::CallDescriptor {
            name: #name,
            api: &#module::API,
            method: #method,
            other_methods: &[#(#other_methods),*],
            path: #path,
            credentials: #credentials,
            fixed: &[#(#fixed),*],
            sends: &[#(#sends),*],
            root: #root,
            accepts: &[#(&#accepts),*],
            open: #open,
            reserved: &[#(#reserved),*],
            requires: &[#(#requires),*],
            envelope: &#module::envelopes::#envelope,
            returns: runtime::Returns::#returns,
            empty_when_not_found: #empty_when_not_found,
            paging: #paging,
            retry: runtime::Retry::#retry,
            codes: &[#(#codes),*],
            clears: #clears,
        };
    }
}

fn method(method: Method) -> TokenStream {
    let method = ident(method_name(method));
    quote! { runtime::Method::#method }
}

/// What the runtime calls a method.
pub(super) fn method_name(method: Method) -> &'static str {
    match method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
    }
}

fn requirement(item: &Requires) -> TokenStream {
    let groups = |groups: &[Vec<String>]| {
        let groups = groups.iter().map(|group| quote! { &[#(#group),*] });
        quote! { &[#(#groups),*] }
    };
    let item = match item {
        Requires::Key(key) => quote! { Key(#key) },
        Requires::AnyOf(keys) => {
            let groups = groups(keys);
            quote! { AnyOf(#groups) }
        }
        Requires::ExactlyOneOf(keys) => {
            let groups = groups(keys);
            quote! { ExactlyOneOf(#groups) }
        }
        Requires::When { key, is, also } => {
            quote! { When { key: #key, is: #is, also: &[#(#also),*] } }
        }
    };
    quote! { runtime::Requires::#item }
}

/// An optional text.
pub(super) fn text(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}

/// A number, without the type suffix that `quote` would write.
pub(super) fn number(number: u32) -> proc_macro2::Literal {
    proc_macro2::Literal::u32_unsuffixed(number)
}
