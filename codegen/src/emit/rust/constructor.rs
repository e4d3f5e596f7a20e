//! How a call or a nested row begins: with what it always requires.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::prose::{code, fill};
use super::{Imports, Lookup, ident, key, parameter};
use crate::model::{Accepted, Key, MOST_ARGUMENTS, required_struct};

/// What is constructed.
pub(super) struct Constructor<'c> {
    /// Name of the type.
    pub(super) rust: &'c str,
    /// What the documentation calls it: `call` or `row`.
    pub(super) noun: &'c str,
    /// The keys that it always requires, in the order of the arguments.
    pub(super) required: Vec<&'c Accepted>,
    /// Path to the keys that are no rows of another table.
    pub(super) own: TokenStream,
    /// The parameters before any is set.
    pub(super) empty: TokenStream,
}

impl Constructor<'_> {
    /// The function, and what stands beside the type for its sake.
    pub(super) fn emit(
        &self,
        lookup: &Lookup<'_>,
        imports: &Imports,
    ) -> (TokenStream, TokenStream) {
        let name = ident(self.rust);
        match self.required.len() {
            0 => {
                let docs = Docs::of(&format!("A {} without any value.", self.noun)).outer();
                let body = self.body(lookup, imports, parameter::taken);
                let function = quote! {
                    #docs
                    pub fn new() -> Self {
                        #body
                    }
                };
                let default = quote! {
                    impl Default for #name {
                        fn default() -> Self {
                            Self::new()
                        }
                    }
                };
                (function, default)
            }
            1..=MOST_ARGUMENTS => (self.with_arguments(lookup, imports), TokenStream::new()),
            _ => self.with_struct(lookup, imports),
        }
    }

    fn with_arguments(&self, lookup: &Lookup<'_>, imports: &Imports) -> TokenStream {
        let arguments = self.required.iter().map(|accepted| {
            let name = ident(&accepted.key.rust);
            let argument = parameter::argument(lookup, accepted, imports);
            quote! { #name: #argument }
        });
        let body = self.body(lookup, imports, parameter::taken);
        let docs = Docs::of(&format!("A {} with what it always requires:", self.noun))
            .list(parameter::points(&self.required))
            .outer();
        quote! {
            #docs
            pub fn new(#(#arguments),*) -> Self {
                #body
            }
        }
    }

    /// So many arguments would be mixed up: a struct names them.
    fn with_struct(&self, lookup: &Lookup<'_>, imports: &Imports) -> (TokenStream, TokenStream) {
        let struct_name = ident(&required_struct(self.rust));
        let fields = self.required.iter().map(|accepted| {
            let name = ident(&accepted.key.rust);
            let field = parameter::field(lookup, accepted, imports);
            let docs = Docs::of(&accepted.key.doc)
                .line(key::facts(&accepted.key))
                .outer();
            quote! { #docs pub #name: #field }
        });
        let body = self.body(lookup, imports, |key| {
            let field = ident(&key.rust);
            quote! { required.#field }
        });
        let docs = Docs::default()
            .line(fill("What a [{}] always requires.", [code(self.rust)]))
            .outer();
        let function_docs =
            Docs::of(&format!("A {} with what it always requires.", self.noun)).outer();
        let function = quote! {
            #function_docs
            pub fn new(required: #struct_name) -> Self {
                #body
            }
        };
        // Personal and secret fields must not be shown, so `Debug` is not derived.
        let beside = quote! {
            #docs
            #[derive(Clone)]
            pub struct #struct_name {
                #(#fields,)*
            }
        };
        (function, beside)
    }

    fn body(
        &self,
        lookup: &Lookup<'_>,
        imports: &Imports,
        from: impl Fn(&Key) -> TokenStream,
    ) -> TokenStream {
        let sets = self.required.iter().map(|accepted| {
            let argument = from(&accepted.key);
            let path = key::path(lookup, accepted, &self.own, imports);
            let value = parameter::value(lookup, &accepted.key, &argument, imports);
            quote! { .with(&#path, #value) }
        });
        let empty = &self.empty;
        quote! { Self(#empty #(#sets)*) }
    }
}
