//! How a call or a nested row begins: with what it always requires.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ImplItem, Item};

use super::docs::Docs;
use super::tree::{self, Function, Parsed, ident};
use super::{Imports, Lookup, key, parameter};
use crate::emit::words::{self, fill, item};
use crate::model::{Accepted, Key};
use crate::naming::{MOST_ARGUMENTS, required_struct};

/// What is constructed.
pub(super) struct Constructor<'c> {
    /// Name of the type.
    pub(super) rust: &'c str,
    /// What the documentation calls it: `call` or `row`.
    pub(super) noun: &'c str,
    /// The keys that it always requires, in the order of the arguments.
    pub(super) required: Vec<&'c Accepted>,
    /// What tells that it is there no more.
    pub(super) deprecated: Option<Attribute>,
    /// Path to the keys that are no rows of another table.
    pub(super) own: &'c str,
    /// The parameters before any is set.
    pub(super) empty: Expr,
}

/// The function, and what stands beside the type for its sake.
pub(super) struct Begun {
    pub(super) function: ImplItem,
    pub(super) beside: Option<Item>,
}

impl Constructor<'_> {
    pub(super) fn emit(self, lookup: &Lookup<'_>, imports: &mut Imports) -> Parsed<Begun> {
        match self.required.len() {
            0 => self.without_arguments(),
            1..=MOST_ARGUMENTS => Ok(self.with_arguments(lookup, imports)),
            _ => self.with_struct(lookup, imports),
        }
    }

    fn without_arguments(self) -> Parsed<Begun> {
        let docs = Docs::of(&format!("A {} without any value.", self.noun));
        let name = ident(self.rust);
        let allowed = self.deprecated.as_ref().map(|_| {
            quote! { #[allow(deprecated, reason = "it is `new` under another name")] }
        });
        let default = tree::parsed(quote! {
            #allowed
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        })?;
        let body = tree::call("Self", [self.empty]);
        Ok(Begun {
            function: new(docs, self.deprecated, Vec::new(), body),
            beside: Some(default),
        })
    }

    fn with_arguments(mut self, lookup: &Lookup<'_>, imports: &mut Imports) -> Begun {
        let mut docs = Docs::of(&format!("A {} with what it always requires:", self.noun));
        docs.list(parameter::points(lookup, &self.required, self.own, imports));
        let required = self.required.clone();
        let arguments = required
            .iter()
            .map(|accepted| {
                let ty = parameter::argument(lookup, accepted, imports);
                (accepted.key.rust.as_str(), ty)
            })
            .collect();
        let deprecated = self.deprecated.take();
        let body = self.body(lookup, imports, parameter::taken);
        Begun {
            function: new(docs, deprecated, arguments, body),
            beside: None,
        }
    }

    /// So many arguments would be mixed up: a struct names them.
    fn with_struct(mut self, lookup: &Lookup<'_>, imports: &mut Imports) -> Parsed<Begun> {
        let struct_name = required_struct(self.rust);
        let name = ident(&struct_name);
        let fields: Vec<TokenStream> = self
            .required
            .iter()
            .map(|accepted| {
                let name = ident(&accepted.key.rust);
                let field = parameter::field(lookup, accepted, imports);
                let path = key::path(lookup, accepted, self.own, imports);
                let facts = words::key::facts(&accepted.key);
                let docs = Docs::of(&accepted.key.doc)
                    .line(facts.and(key::quirks(&accepted.key, path)))
                    .outer();
                let alias = tree::alias(&accepted.key.wire, &accepted.key.rust);
                quote! { #docs #alias pub #name: #field }
            })
            .collect();
        let docs = Docs::default()
            .line(fill("What a {} always requires.", [item(self.rust)]))
            .outer();
        // Personal and secret fields must not be shown, so `Debug` is not derived.
        let beside = tree::parsed(quote! {
            #docs
            #[derive(Clone)]
            pub struct #name {
                #(#fields,)*
            }
        })?;
        let docs = Docs::of(&format!("A {} with what it always requires.", self.noun));
        let arguments = vec![("required", tree::named(&struct_name))];
        let deprecated = self.deprecated.take();
        let body = self.body(lookup, imports, |key| {
            tree::field(tree::path("required"), &key.rust)
        });
        Ok(Begun {
            function: new(docs, deprecated, arguments, body),
            beside: Some(beside),
        })
    }

    fn body(self, lookup: &Lookup<'_>, imports: &mut Imports, from: impl Fn(&Key) -> Expr) -> Expr {
        let begun = tree::call("Self", [self.empty]);
        self.required.iter().fold(begun, |begun, accepted| {
            let path = key::reference(lookup, accepted, self.own, imports);
            let value = from(&accepted.key);
            let value = parameter::value(lookup, &accepted.key, value, imports);
            tree::method(begun, "with", [path, value])
        })
    }
}

fn new(
    docs: Docs,
    deprecated: Option<Attribute>,
    arguments: Vec<(&str, syn::Type)>,
    body: Expr,
) -> ImplItem {
    let mut attrs = docs.attrs();
    attrs.extend(deprecated);
    Function {
        attrs,
        is_public: true,
        name: "new",
        receiver: None,
        arguments,
        returns: tree::named("Self"),
        body,
    }
    .member()
}
