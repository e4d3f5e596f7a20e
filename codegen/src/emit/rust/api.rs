//! The descriptor of the API.

use syn::{Expr, Item};

use super::docs::Docs;
use super::tree::{self, Literal, Parsed};
use super::{Code, result_code};
use crate::emit::words::{self, code, fill};
use crate::model::{
    Api, Credential, CredentialPlace, Envelope, Meaning, Nothing, Rate, Redirect, ResultCode,
};
use crate::naming;

/// `api.rs`.
pub(super) fn emit(api: &Api) -> Parsed<Code> {
    let mut header = Docs::of(&format!(
        "The descriptor of {}.",
        api.title.trim_end_matches('.')
    ));
    header.paragraph(&api.doc);
    header.list(words::api::revisions(api)).quirks(&api.quirks);
    let docs = Docs::of("The API: where it is, who may call it, how it answers.");
    let mut items = vec![tree::statik(
        docs.attrs(),
        "API",
        tree::named("runtime::ApiDescriptor"),
        descriptor(api),
    )];
    items.extend(result_code::emit(&api.result_codes)?);
    let envelopes = api.envelopes.iter().map(envelope).collect();
    let docs = Docs::of("How answers are wrapped.");
    items.push(tree::module(docs.attrs(), "envelopes", envelopes));
    Ok(Code {
        header: header.header(),
        items,
    })
}

fn descriptor(api: &Api) -> Expr {
    let variables = api.variables.iter().map(|variable| {
        Literal::of("runtime::Variable")
            .field("name", tree::text(&variable.name))
            .field("env", optional_text(variable.env.as_ref()))
            .whole()
    });
    let usual = format!("envelopes::{}", naming::screaming(&api.envelope));
    let rate = api.rate.map(|Rate { calls, seconds }| {
        Literal::of("runtime::Rate")
            .field("calls", tree::number(calls))
            .field("seconds", tree::number(seconds))
            .whole()
    });
    Literal::of("runtime::ApiDescriptor")
        .field("name", tree::text(&api.name))
        .field("title", tree::text(&api.title))
        .field("base_url", tree::text(&api.base_url))
        .list("variables", variables)
        .field("https_only", tree::flag(api.https_only))
        .field("revision", tree::text(api.revision()))
        .list("credentials", api.credentials.iter().map(credential))
        .list("result_codes", api.result_codes.iter().map(result_code))
        .flag("other_codes_name_keys", api.other_codes_name_keys)
        .field("envelope", tree::refer(tree::path(&usual)))
        .some("rate", rate)
        .rest("PLAIN")
}

fn credential(credential: &Credential) -> Expr {
    let place = |kind: &str, name: &str| {
        let kind = format!("runtime::CredentialPlace::{kind}");
        tree::call(&kind, [tree::text(name)])
    };
    let place = match &credential.place {
        CredentialPlace::Header(name) => place("Header", name),
        CredentialPlace::Query(name) => place("Query", name),
        CredentialPlace::Body(name) => place("Body", name),
        CredentialPlace::BasicUser => tree::path("runtime::CredentialPlace::BasicUser"),
        CredentialPlace::BasicPassword => tree::path("runtime::CredentialPlace::BasicPassword"),
    };
    Literal::of("runtime::Credential")
        .field("name", tree::text(&credential.name))
        .field("place", place)
        .text("before", &credential.before)
        .text("after", &credential.after)
        .some("env", credential.env.as_deref().map(tree::text))
        .flag("optional", credential.optional)
        .flag("account", credential.account)
        .rest("PLAIN")
}

fn result_code(code: &ResultCode) -> Expr {
    let means = match code.means {
        Meaning::Success => "Success",
        Meaning::BadRequest => "BadRequest",
        Meaning::UnknownCall => "UnknownCall",
        Meaning::ServerFault => "ServerFault",
        Meaning::MissingKey => "MissingKey",
        Meaning::AccessDenied => "AccessDenied",
        Meaning::InUse => "InUse",
        Meaning::NotFound => "NotFound",
        Meaning::Duplicate => "Duplicate",
        Meaning::NotInserted => "NotInserted",
        Meaning::NotEnabled => "NotEnabled",
        Meaning::TooMany => "TooMany",
        Meaning::Unknown => "Unknown",
    };
    Literal::of("runtime::ResultCode")
        .field("code", tree::text(&code.code))
        .texts("also", &code.also)
        .text("message", &code.message)
        .field("means", tree::path(&format!("runtime::Meaning::{means}")))
        .some("status", code.status.map(tree::number))
        .text("says", &code.says)
        .rest("PLAIN")
}

fn envelope(envelope: &Envelope) -> Item {
    let text = |key: &Option<String>| key.as_deref().map(tree::text);
    let redirect = envelope.redirect.as_ref();
    let redirect = redirect.map(|Redirect { code, message, to }| {
        Literal::of("runtime::Redirect")
            .field("code", tree::text(code))
            .field("message", tree::text(message))
            .field("to", optional_text(to.as_ref()))
            .whole()
    });
    let value = Literal::of("runtime::Envelope")
        .field("name", tree::text(&envelope.name))
        .flag("any_case", envelope.any_case)
        .some("code", text(&envelope.code))
        .flag("code_may_lack", envelope.code_may_lack)
        .some("message", text(&envelope.message))
        .some("total", text(&envelope.total))
        .field("records", tree::texts(&envelope.records))
        .some("errors", text(&envelope.errors))
        .some("success", text(&envelope.success))
        .some("redirect", redirect)
        .some(
            "other_codes_name_keys",
            envelope.other_codes_name_keys.map(tree::flag),
        )
        .list("no_records", envelope.no_records.iter().map(nothing))
        .texts("beside", &envelope.beside)
        .rest("BARE");
    let mut docs = Docs::default();
    docs.line(fill("The envelope {}.", [code(&envelope.name)]));
    let name = naming::screaming(&envelope.name);
    tree::statik(docs.attrs(), &name, tree::named("runtime::Envelope"), value)
}

fn nothing(nothing: &Nothing) -> Expr {
    tree::path(match nothing {
        Nothing::Null => "runtime::Nothing::Null",
        Nothing::False => "runtime::Nothing::False",
        Nothing::Blank => "runtime::Nothing::Blank",
        Nothing::EmptyObject => "runtime::Nothing::EmptyObject",
        Nothing::Missing => "runtime::Nothing::Missing",
        Nothing::TotalOfZero => "runtime::Nothing::TotalOfZero",
        Nothing::EmptyAnswer => "runtime::Nothing::EmptyAnswer",
        Nothing::EmptyBody => "runtime::Nothing::EmptyBody",
    })
}

fn optional_text(text: Option<&String>) -> Expr {
    tree::optional(text.map(|text| tree::text(text)))
}
