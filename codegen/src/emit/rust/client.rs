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
    // Without code, there would be no way to give the variables of the base URL.
    let from_env = environment(api).filter(|_| api.variables.is_empty());
    let from_env = from_env.map(|variables| {
        let docs = Docs::default()
            .line(&format!(
                "A client with credentials from the environment: {variables}."
            ))
            .outer();
        quote! {
            #docs
            ///
            /// # Errors
            ///
            /// As for [`Credentials::from_env`] and [`Client::new`].
            pub fn from_env() -> Result<Self, runtime::Error> {
                Self::new(Credentials::from_env()?)
            }
        }
    });
    // The runtime takes the first too.
    let account = api.credentials.iter().find(|credential| credential.account);
    let account = account.map(|credential| {
        let name = ident(&credential.rust);
        let docs = Docs::default()
            .line("The client of another account. It shares this one's connections, limits and other credentials.")
            .list([point(credential)])
            .outer();
        quote! {
            #docs
            ///
            /// # Errors
            ///
            /// If the credential is empty or cannot travel in its place.
            pub fn account(&self, #name: impl Into<String>) -> Result<Self, runtime::Error> {
                self.0.account(#name).map(Self)
            }
        }
    });
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

            #from_env

            /// A client with another base URL, other time limits and the like.
            ///
            /// # Errors
            ///
            /// As for [`Client::new`], and if the base URL is not one that may be used.
            pub fn with_config(credentials: Credentials, config: runtime::Config) -> Result<Self, runtime::Error> {
                runtime::Client::new(credentials.0, config).map(Self)
            }

            #account

            /// Sends any call of this API; each call has a function of its own name too.
            pub fn send<C: runtime::Call>(&self, call: C) -> runtime::Sending<C> {
                self.0.send(call)
            }

            /// Sends many calls of one kind, several at once: see [`runtime::Bulk`].
            pub fn bulk<'b, I>(&self, calls: I) -> runtime::Bulk<'b, I::Item>
            where
                I: IntoIterator,
                I::IntoIter: Send + 'b,
                I::Item: runtime::Call + 'b,
            {
                self.0.bulk(calls)
            }

            /// The client underneath, for what has no function here, such as sending a stream of calls.
            pub fn runtime(&self) -> &runtime::Client {
                &self.0
            }
        }

        #credentials
    }
}

/// The variables that all credentials can come from. None, if one that every call needs has no variable.
fn environment(api: &Api) -> Option<String> {
    let is_there = |credential: &Credential| credential.optional || credential.env.is_some();
    let variables: Vec<String> = api
        .credentials
        .iter()
        .filter_map(|credential| Some(format!("`{}`", credential.env.as_ref()?)))
        .collect();
    (api.credentials.iter().all(is_there) && !variables.is_empty()).then(|| variables.join(", "))
}

fn point(credential: &Credential) -> String {
    format!("`{}`: {}", credential.rust, inline(&credential.doc))
}

fn credentials(api: &Api) -> TokenStream {
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
            .list(required.iter().map(|credential| point(credential)))
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
    // Without code, there would be no way to give the variables of the base URL.
    let from_env = environment(api).filter(|_| api.variables.is_empty());
    let from_env = from_env.map(|variables| {
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
