//! The descriptor of the API.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::{number, text};
use super::docs::Docs;
use super::ident;
use super::limit::option;
use super::prose::{code, fill, said};
use crate::model::{
    Api, Credential, CredentialPlace, Envelope, Means, Nothing, Rate, Redirect, ResultCode,
};
use crate::naming;

/// `api.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let mut docs = Docs::of(&format!(
        "The descriptor of {}.",
        api.title.trim_end_matches('.')
    ));
    docs.paragraph(&api.doc);
    let revisions = api.revisions.iter().map(|revision| {
        fill(
            "Revision {}: {}",
            [said(&revision.name), said(&revision.doc)],
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
    let variables = api.variables.iter().map(|variable| {
        let (name, env) = (&variable.name, text(variable.env.as_deref()));
        quote! { runtime::Variable { name: #name, env: #env } }
    });
    let revision = api.revision();
    let credentials = api.credentials.iter().map(credential);
    let codes = api.result_codes.iter().map(result_code);
    let envelopes = api.envelopes.iter().map(envelope);
    let usual = ident(&naming::screaming(&api.envelope));
    let rate = match api.rate {
        Some(Rate { calls, seconds }) => {
            let (calls, seconds) = (number(calls), number(seconds));
            quote! { Some(runtime::Rate { calls: #calls, seconds: #seconds }) }
        }
        None => quote! { None },
    };
    let codes_by_name = super::result_code::emit(&api.result_codes);
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
            rate: #rate,
        };

        #codes_by_name

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
        says,
        ..
    } = code;
    let status = option(&code.status);
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
        Means::NotEnabled => "NotEnabled",
        Means::Unknown => "Unknown",
    });
    quote! {
        runtime::ResultCode { code: #spelled, also: &[#(#also),*], message: #message, means: runtime::Meaning::#means, status: #status, says: #says }
    }
}

fn envelope(envelope: &Envelope) -> TokenStream {
    let Envelope {
        name,
        any_case,
        code_may_lack,
        records,
        beside,
        ..
    } = envelope;
    let rust = ident(&naming::screaming(name));
    let docs = Docs::default()
        .line(fill("The envelope {}.", [code(name)]))
        .outer();
    let [code, message, total, errors, success] = [
        &envelope.code,
        &envelope.message,
        &envelope.total,
        &envelope.errors,
        &envelope.success,
    ]
    .map(|key| text(key.as_deref()));
    let redirect = match &envelope.redirect {
        Some(Redirect { code, message, to }) => {
            let to = text(to.as_deref());
            quote! { Some(runtime::Redirect { code: #code, message: #message, to: #to }) }
        }
        None => quote! { None },
    };
    let other_codes_name_keys = match envelope.other_codes_name_keys {
        Some(name_keys) => quote! { Some(#name_keys) },
        None => quote! { None },
    };
    let no_records = envelope.no_records.iter().map(|nothing| {
        let nothing = ident(match nothing {
            Nothing::Null => "Null",
            Nothing::False => "False",
            Nothing::Blank => "Blank",
            Nothing::EmptyObject => "EmptyObject",
            Nothing::Missing => "Missing",
            Nothing::TotalOfZero => "TotalOfZero",
            Nothing::EmptyAnswer => "EmptyAnswer",
            Nothing::EmptyBody => "EmptyBody",
        });
        quote! { runtime::Nothing::#nothing }
    });
    quote! {
        #docs
        pub static #rust: runtime::Envelope = runtime::Envelope {
            name: #name,
            any_case: #any_case,
            code: #code,
            code_may_lack: #code_may_lack,
            message: #message,
            total: #total,
            records: &[#(#records),*],
            errors: #errors,
            success: #success,
            redirect: #redirect,
            other_codes_name_keys: #other_codes_name_keys,
            no_records: &[#(#no_records),*],
            beside: &[#(#beside),*],
        };
    }
}
