//! The client and its credentials.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::tree::ident;
use crate::emit::words::{self, Text, code, fill, item, joined, own};
use crate::model::{Api, Call, Credential};

/// `client.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let title = words::api::title(api);
    let header = Docs::default()
        .line(fill(
            "The client of {}, and its credentials.",
            [title.clone()],
        ))
        .inner();
    let credentials = credentials(api);
    let mut docs = Docs::default();
    docs.line(fill(
        "Calls {}. Cheap to clone: clones share their connections.",
        [title],
    ));
    if !api.variables.is_empty() {
        docs.line(fill(
            "The base URL has variables; give them to {}:",
            [item("runtime::Config::variable")],
        ))
        .list(words::api::variables(api));
    }
    if let Some(rate) = api.rate {
        docs.line(fill(
            "{} The client keeps to it unless its configuration sets another rate, or none: see {} and {}.",
            [
                words::api::rate(rate),
                item("runtime::Config::rate_limit"),
                item("runtime::Config::no_rate_limit"),
            ],
        ));
    }
    if let Some(oauth) = &api.oauth {
        docs.paragraph(&oauth.doc).line(words::api::oauth(
            oauth,
            item("runtime::Config::token_url"),
            item("runtime::Config::on_refresh_token"),
        ));
    }
    let docs = docs.outer();
    let from_env = from_env(api);
    // The runtime takes the first too.
    let account = api.credentials.iter().find(|credential| credential.account);
    let account = account.map(|credential| {
        let name = ident(&credential.rust);
        let docs = Docs::default()
            .line(own("The client of another account. It shares this one's connections, limits and other credentials."))
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

            /// Sends with these credentials from now on, in place of those before, on every handle: see
            /// [`runtime::Client::replace_credentials`].
            ///
            /// # Errors
            ///
            /// If a credential is missing or cannot travel in its place. Those before stay then.
            pub fn replace_credentials(&self, credentials: Credentials) -> Result<(), runtime::Error> {
                self.0.replace_credentials(credentials.0)
            }

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

/// Reads all that a client needs from the environment, if it can all come from there.
fn from_env(api: &Api) -> Option<TokenStream> {
    let credentials = environment(api)?;
    let name = api.name.to_ascii_uppercase().replace('-', "_");
    let variables = api.variables.iter().filter_map(|variable| {
        let env = variable.env.as_ref()?;
        Some(code(env))
    });
    let variables: Vec<Text> = variables.collect();
    let otherwise = match variables.is_empty() {
        true => own("the documented one otherwise"),
        false => fill("{} otherwise", [joined(variables, ", ")]),
    };
    let token_url = match api.oauth {
        Some(_) => fill(
            ", and its token URL from {}",
            [code(format!("{name}_TOKEN_URL"))],
        ),
        None => Text::default(),
    };
    let docs = Docs::default()
        .line(fill(
            "A client from the environment: its credentials from {}, its address from {} if that is set, {}{}.",
            [
                credentials,
                code(format!("{name}_BASE_URL")),
                otherwise,
                token_url,
            ],
        ))
        .outer();
    Some(quote! {
        #docs
        ///
        /// # Errors
        ///
        /// As for [`Credentials::from_env`], [`runtime::Config::from_env`] and [`Client::with_config`].
        pub fn from_env() -> Result<Self, runtime::Error> {
            Self::with_config(Credentials::from_env()?, runtime::Config::from_env(&API)?)
        }
    })
}

/// The variables that all credentials can come from. None, if one that calls need has no
/// variable, or one of the base URL: then only code can give it.
fn environment(api: &Api) -> Option<Text> {
    let is_there = |credential: &Credential| {
        credential.optional || credential.got_by_oauth || credential.env.is_some()
    };
    let variables: Vec<Text> = api
        .credentials
        .iter()
        .filter_map(|credential| Some(code(credential.env.as_ref()?)))
        .collect();
    let is_all_there = api.credentials.iter().all(is_there)
        && (api.variables.iter())
            .all(|variable| variable.env.is_some() || variable.default.is_some());
    (is_all_there && !variables.is_empty()).then(|| joined(variables, ", "))
}

/// Whether a call says that it needs no credential.
fn needs_none(api: &Api, call: &Call) -> bool {
    let is_optional = |name: &String| {
        let mut known = api.credentials.iter();
        known.any(|known| known.name == *name && known.optional)
    };
    call.credentials
        .as_ref()
        .is_some_and(|names| names.iter().all(is_optional))
}

fn point(credential: &Credential) -> Text {
    words::api::credential(&credential.rust, credential)
}

fn credentials(api: &Api) -> TokenStream {
    let (optional, required): (Vec<&Credential>, Vec<&Credential>) = api
        .credentials
        .iter()
        .filter(|credential| !credential.got_by_oauth)
        .partition(|credential| credential.optional);
    let names: Vec<_> = required
        .iter()
        .map(|credential| ident(&credential.rust))
        .collect();
    let wire_names = required.iter().map(|credential| &credential.name);
    let is_every = api.calls().all(|call| call.credentials.is_none());
    let new_docs = if required.is_empty() {
        Docs::of("No credentials: this API is open.").outer()
    } else {
        Docs::of(if is_every {
            "What every call needs:"
        } else {
            "What calls need:"
        })
        .list(required.iter().map(|credential| point(credential)))
        .outer()
    };
    let setters = optional.iter().map(|credential| {
        let (name, rust, docs) = (
            &credential.name,
            ident(&credential.rust),
            Docs::of_or(
                &credential.doc,
                fill("The credential {}.", [code(&credential.name)]),
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
    let from_env = environment(api).map(|variables| {
        let docs = Docs::default()
            .line(fill("Read from the environment: {}.", [variables]))
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
    let none = api.calls().any(|call| needs_none(api, call)).then(|| {
        quote! {
            /// No credentials, for clients of calls that need none. Other calls fail before they are
            /// sent.
            pub fn none() -> Self {
                Self(runtime::Credentials::none(&API))
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

            #none
            #(#setters)*
            #from_env
        }

        #default
    }
}
