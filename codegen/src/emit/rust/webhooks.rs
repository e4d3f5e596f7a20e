//! What an API sends by itself: how it is signed, and an enum of what it tells.

use proc_macro2::TokenStream;
use quote::quote;

use super::Lookup;
use super::docs::Docs;
use super::tree::ident;
use crate::emit::words::{self, code, fill};
use crate::model::{Event, SignatureEncoding, Signed, TimestampPlace, ToldBy, Webhooks};

/// `webhooks.rs`.
pub(super) fn emit(lookup: &Lookup<'_>, webhooks: &Webhooks) -> TokenStream {
    let header = Docs::default()
        .line(fill(
            "What {} sends by itself.",
            [words::api::title(lookup.api)],
        ))
        .inner();
    let about = Docs::of_or(
        &webhooks.doc,
        fill(
            "How webhooks are signed, in the header {}, and what they tell.",
            [code(&webhooks.header)],
        ),
    )
    .outer();
    let descriptor = descriptor(webhooks);
    let events = &webhooks.events;
    let names: Vec<_> = events.iter().map(|event| &event.name).collect();
    let variants: Vec<_> = events.iter().map(|event| ident(&event.rust)).collect();
    let records = events.iter().map(|event| {
        let record = lookup
            .record(&event.record)
            .map_or("", |record| record.rust.as_str());
        ident(record)
    });
    let docs = events
        .iter()
        .map(|event| Docs::of_or(&event.doc, fill("The event {}.", [code(&event.name)])).outer());
    let secret = webhooks.env.as_ref().map(|env| {
        let docs = Docs::default()
            .line(fill(
                "The secret, read from the environment: {}.",
                [code(env)],
            ))
            .outer();
        quote! {
            #docs
            ///
            /// # Errors
            ///
            /// If the variable is missing or blank; the error names it.
            pub fn secret_from_env() -> Result<String, runtime::Error> {
                runtime::Webhook::secret_from_env(&API, &WEBHOOKS)
            }
        }
    });
    let api = webhooks
        .env
        .as_ref()
        .map(|_| quote! { use super::api::API; });
    quote! {
        #header
        #api
        use super::records;

        #about
        pub static WEBHOOKS: runtime::Webhooks = #descriptor;

        /// What a webhook tells.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum WebhookEvent {
            #(#docs #variants(records::#records),)*
            /// One that the spec does not know, with all that it says.
            Unknown(runtime::Webhook),
        }

        impl WebhookEvent {
            /// The event of a request with these headers and this body, byte by byte as it came. Its signature
            /// is checked first.
            ///
            /// # Errors
            ///
            /// If it is not signed with this secret, was signed too long ago, or cannot be read.
            pub fn read(secret: &str, headers: &runtime::HeaderMap, body: &[u8]) -> Result<Self, runtime::WebhookError> {
                Self::of(&runtime::Webhook::read(&WEBHOOKS, secret, headers, body)?)
            }

            #secret

            /// The event of a webhook of [`WEBHOOKS`] that was read already.
            ///
            /// # Errors
            ///
            /// If what it tells cannot be read.
            pub fn of(webhook: &runtime::Webhook) -> Result<Self, runtime::WebhookError> {
                Ok(match webhook.event() {
                    #(Some(#names) => Self::#variants(webhook.record()?),)*
                    _ => Self::Unknown(webhook.clone()),
                })
            }
        }
    }
}

fn descriptor(webhooks: &Webhooks) -> TokenStream {
    let Webhooks {
        header,
        before,
        after,
        encoded,
        over,
        timestamp,
        age,
        env,
        events,
        ..
    } = webhooks;
    let encoded = match encoded {
        SignatureEncoding::Hex => quote! { Hex },
        SignatureEncoding::Base64 => quote! { Base64 },
    };
    let over = over.iter().map(|piece| match piece {
        Signed::Text(text) => quote! { runtime::Signed::Text(#text) },
        Signed::Timestamp => quote! { runtime::Signed::Timestamp },
        Signed::Body => quote! { runtime::Signed::Body },
    });
    let timestamp = timestamp.as_ref().map(|place| match place {
        TimestampPlace::Header(name) => {
            quote! { timestamp: Some(runtime::TimestampPlace::Header(#name)), }
        }
        TimestampPlace::Beside(signs) => {
            quote! { timestamp: Some(runtime::TimestampPlace::Beside(#signs)), }
        }
    });
    let age = proc_macro2::Literal::u32_unsuffixed(*age);
    let env = env.as_ref().map(|env| quote! { env: Some(#env), });
    let events = events.iter().map(event);
    quote! {
        runtime::Webhooks {
            header: #header,
            before: #before,
            after: #after,
            encoded: runtime::SignatureEncoding::#encoded,
            over: &[#(#over),*],
            #timestamp
            age: #age,
            #env
            events: &[#(#events),*],
            ..runtime::Webhooks::PLAIN
        }
    }
}

fn event(event: &Event) -> TokenStream {
    let Event {
        name, within, is, ..
    } = event;
    let told_by = match &event.told_by {
        ToldBy::Key(path) => quote! { runtime::ToldBy::Key(#path) },
        ToldBy::Header(header) => quote! { runtime::ToldBy::Header(#header) },
    };
    quote! {
        runtime::WebhookEvent { name: #name, told_by: #told_by, is: #is, within: #within }
    }
}
