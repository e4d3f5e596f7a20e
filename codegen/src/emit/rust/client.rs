//! The client and its credentials.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, inline};
use super::ident;
use crate::model::{Api, Credential};

/// `client.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let title = inline(api.title.trim_end_matches('.'));
    let header = Docs::default()
        .line(&format!("The client of {title}, and its credentials."))
        .inner();
    let credentials = credentials(api);
    let mut docs = Docs::default();
    docs.line(&format!(
        "Calls {title}. Cheap to clone: clones share their connections."
    ));
    let variables = api
        .variables
        .iter()
        .map(|variable| format!("`{}`: {}", variable.name, inline(&variable.doc)));
    if !api.variables.is_empty() {
        docs.line("The base URL has variables; give them to [`runtime::Config::variable`]:")
            .list(variables);
    }
    let docs = docs.outer();
    quote! {
        #header
        use super::api::API;

        #docs
        #[derive(Clone, Debug)]
        pub struct Client(runtime::Client);

        impl Client {
            /// A client with the documented base URL and the default time limits.
            ///
            /// # Errors
            ///
            /// If a credential cannot travel in its place, or TLS cannot be set up.
            pub fn new(credentials: Credentials) -> Result<Self, runtime::Error> {
                Self::with_config(credentials, runtime::Config::new())
            }

            /// A client with another base URL, other time limits and the like.
            ///
            /// # Errors
            ///
            /// As for [`Client::new`], and if the base URL is not one that may be used.
            pub fn with_config(credentials: Credentials, config: runtime::Config) -> Result<Self, runtime::Error> {
                runtime::Client::new(credentials.0, config).map(Self)
            }

            /// Sends any call of this API; each call has a function of its own name too.
            pub fn send<C: runtime::Call>(&self, call: C) -> runtime::Sending<'_, C::Record> {
                self.0.send(call)
            }
        }

        #credentials
    }
}

fn credentials(api: &Api) -> TokenStream {
    let point =
        |credential: &&Credential| format!("`{}`: {}", credential.rust, inline(&credential.doc));
    let (optional, required): (Vec<&Credential>, Vec<&Credential>) = api
        .credentials
        .iter()
        .partition(|credential| credential.optional);
    let names: Vec<_> = required
        .iter()
        .map(|credential| ident(&credential.rust))
        .collect();
    let wire_names = required.iter().map(|credential| &credential.name);
    let new_docs = if required.is_empty() {
        Docs::of("No credentials: this API is open.").outer()
    } else {
        Docs::of("What every call needs:")
            .list(required.iter().map(point))
            .outer()
    };
    let setters = optional.iter().map(|credential| {
        let (name, rust, docs) = (
            &credential.name,
            ident(&credential.rust),
            Docs::of_or(
                &credential.doc,
                &format!("The credential `{}`.", credential.name),
            )
            .outer(),
        );
        quote! {
            #docs
            #[must_use]
            pub fn #rust(self, #rust: impl Into<String>) -> Self {
                Self(self.0.with(#name, #rust))
            }
        }
    });
    let variables = api
        .credentials
        .iter()
        .filter_map(|credential| credential.env.as_ref());
    let variables = variables
        .map(|variable| format!("`{variable}`"))
        .collect::<Vec<_>>()
        .join(", ");
    // One that is needed and has no variable could never come from the environment.
    let has_all = required.iter().all(|credential| credential.env.is_some());
    let from_env = (has_all && !variables.is_empty()).then(|| {
        let docs = Docs::default()
            .line(&format!("Read from the environment: {variables}."))
            .outer();
        quote! {
            #docs
            ///
            /// # Errors
            ///
            /// If one that every call needs is missing; the error names the variable.
            pub fn from_env() -> Result<Self, runtime::Error> {
                runtime::Credentials::from_env(&API).map(Self)
            }
        }
    });
    let default = required.is_empty().then(|| {
        quote! {
            impl Default for Credentials {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        /// What authenticates the calls. Debug output shows none of it.
        #[derive(Clone, Debug)]
        pub struct Credentials(runtime::Credentials);

        impl Credentials {
            #new_docs
            pub fn new(#(#names: impl Into<String>),*) -> Self {
                Self(runtime::Credentials::new(&API) #(.with(#wire_names, #names))*)
            }

            #(#setters)*
            #from_env
        }

        #default
    }
}
