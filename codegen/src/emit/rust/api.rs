//! The descriptor of the API.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::text;
use super::docs::{Docs, inline};
use super::ident;
use crate::model::{Api, Credential, CredentialPlace, Envelope, Means, ResultCode};
use crate::naming;

/// `api.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let mut docs = Docs::of(&format!(
        "The descriptor of {}.",
        api.title.trim_end_matches('.')
    ));
    docs.paragraph(&api.doc);
    let revisions = api.revisions.iter().map(|revision| {
        format!(
            "Revision {}: {}",
            inline(&revision.name),
            inline(&revision.doc)
        )
    });
    let header = docs.list(revisions).quirks(&api.quirks).inner();
    let Api {
        name,
        title,
        base_url,
        https_only,
        other_codes_name_keys,
        ..
    } = api;
    let variables = api.variables.iter().map(|variable| &variable.name);
    let revision = api.revision();
    let credentials = api.credentials.iter().map(credential);
    let codes = api.result_codes.iter().map(result_code);
    let envelopes = api.envelopes.iter().map(envelope);
    let usual = ident(&naming::screaming(&api.envelope));
    quote! {
        #header

        /// The API: where it is, who may call it, how it answers.
        pub static API: runtime::ApiDescriptor = runtime::ApiDescriptor {
            name: #name,
            title: #title,
            base_url: #base_url,
            variables: &[#(#variables),*],
            https_only: #https_only,
            revision: #revision,
            credentials: &[#(#credentials),*],
            result_codes: &[#(#codes),*],
            other_codes_name_keys: #other_codes_name_keys,
            envelope: &envelopes::#usual,
        };

        /// How answers are wrapped.
        pub mod envelopes {
            #(#envelopes)*
        }
    }
}

fn credential(credential: &Credential) -> TokenStream {
    let Credential {
        name,
        before,
        after,
        optional,
        account,
        ..
    } = credential;
    let place = match &credential.place {
        CredentialPlace::Header(name) => quote! { Header(#name) },
        CredentialPlace::Query(name) => quote! { Query(#name) },
        CredentialPlace::Body(name) => quote! { Body(#name) },
        CredentialPlace::BasicUser => quote! { BasicUser },
        CredentialPlace::BasicPassword => quote! { BasicPassword },
    };
    let env = text(credential.env.as_deref());
    quote! {
        runtime::Credential {
            name: #name,
            place: runtime::CredentialPlace::#place,
            before: #before,
            after: #after,
            env: #env,
            optional: #optional,
            account: #account,
        }
    }
}

fn result_code(code: &ResultCode) -> TokenStream {
    let ResultCode {
        code: spelled,
        also,
        message,
        ..
    } = code;
    let means = ident(match code.means {
        Means::Success => "Success",
        Means::BadRequest => "BadRequest",
        Means::UnknownCall => "UnknownCall",
        Means::ServerFault => "ServerFault",
        Means::MissingKey => "MissingKey",
        Means::AccessDenied => "AccessDenied",
        Means::InUse => "InUse",
        Means::NotFound => "NotFound",
        Means::Duplicate => "Duplicate",
        Means::NotInserted => "NotInserted",
    });
    quote! {
        runtime::ResultCode { code: #spelled, also: &[#(#also),*], message: #message, means: runtime::Meaning::#means }
    }
}

fn envelope(envelope: &Envelope) -> TokenStream {
    let Envelope {
        name,
        any_case,
        records,
        ..
    } = envelope;
    let rust = ident(&naming::screaming(name));
    let docs = Docs::default()
        .line(&format!("The envelope `{name}`."))
        .outer();
    let [code, message, total, errors] = [
        &envelope.code,
        &envelope.message,
        &envelope.total,
        &envelope.errors,
    ]
    .map(|key| text(key.as_deref()));
    quote! {
        #docs
        pub static #rust: runtime::Envelope = runtime::Envelope {
            name: #name,
            any_case: #any_case,
            code: #code,
            message: #message,
            total: #total,
            records: &[#(#records),*],
            errors: #errors,
        };
    }
}
