//! The descriptor of the API.

use quote::quote;
use syn::{Expr, Item};

use super::docs::Docs;
use super::tree::{self, Literal, Parsed};
use super::{Code, fixed, result_code};
use crate::emit::words::{self, code, fill, joined};
use crate::model::{
    Api, ClientProof, Credential, CredentialPlace, Detail, Envelope, Grant, Meaning, Nothing,
    OAuth, OAuthPart, Rate, Redirect, ResultCode, Variable, Wait, WaitForm,
};
use crate::naming;

/// `api.rs`.
pub(super) fn emit(api: &Api) -> Parsed<Code> {
    let mut header = Docs::of(&format!(
        "The descriptor of {}.",
        api.title.trim_end_matches('.')
    ));
    header.paragraph(&api.doc);
    header
        .list(words::api::revisions(api))
        .list(words::call::fixed_elsewhere(&api.fixed));
    if !api.not_described.is_empty() {
        header
            .line(fill(
                "Not described here, and in the reach of {}:",
                [words::item("runtime::RawCall")],
            ))
            .list(words::api::not_described(api));
    }
    header.quirks(&api.quirks);
    let docs = Docs::of("The API: where it is, who may call it, how it answers.");
    let mut items = vec![tree::statik(
        docs.attrs(),
        "API",
        tree::named("runtime::ApiDescriptor"),
        descriptor(api)?,
    )];
    items.extend(result_code::emit(&api.result_codes)?);
    items.extend(variables(api));
    let envelopes = api.envelopes.iter().map(envelope).collect();
    let docs = Docs::of("How answers are wrapped.");
    items.push(tree::module(docs.attrs(), "envelopes", envelopes));
    Ok(Code {
        header: header.header(),
        items,
    })
}

fn descriptor(api: &Api) -> Parsed<Expr> {
    let variables = api.variables.iter().map(|variable| {
        Literal::of("runtime::Variable")
            .field("name", tree::text(&variable.name))
            .field("env", optional_text(variable.env.as_ref()))
            .whole()
    });
    let usual = format!("envelopes::{}", naming::screaming(&api.envelope));
    // The generated crate knows its version, and the generator does not.
    let product = tree::parsed(quote! {
        concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))
    })?;
    Ok(Literal::of("runtime::ApiDescriptor")
        .field("name", tree::text(&api.name))
        .field("title", tree::text(&api.title))
        .field("product", product)
        .field("base_url", tree::text(&api.base_url))
        .list("variables", variables)
        .list("variable_values", api.variables.iter().filter_map(values))
        .texts("other_base_urls", &api.other_base_urls())
        .field("https_only", tree::flag(api.https_only))
        .field("revision", tree::text(api.revision()))
        .list("credentials", api.credentials.iter().map(credential))
        .list("fixed", api.fixed.iter().map(fixed::emit))
        .some("oauth", api.oauth.as_ref().map(oauth))
        .list("result_codes", api.result_codes.iter().map(result_code))
        .flag("other_codes_name_keys", api.other_codes_name_keys)
        .field("envelope", tree::refer(tree::path(&usual)))
        .some("rate", api.rate.map(rate))
        .some("wait", api.wait.as_ref().map(wait))
        .list("not_acted", api.not_acted.iter().copied().map(tree::number))
        .rest("PLAIN"))
}

/// What a variable can be, where it is a closed set or has a default.
fn values(variable: &Variable) -> Option<Expr> {
    if variable.one_of.is_empty() && variable.default.is_none() {
        return None;
    }
    let one_of = variable.one_of.iter();
    let one_of = one_of.map(|(value, in_url)| tree::pair(tree::text(value), tree::text(in_url)));
    let values = Literal::of("runtime::VariableValues")
        .field("variable", tree::text(&variable.name))
        .field("one_of", tree::list(one_of))
        .field("default", optional_text(variable.default.as_ref()));
    Some(values.whole())
}

/// The values of closed sets, so that none is misspelled.
fn variables(api: &Api) -> Option<Item> {
    let one = |variable: &Variable, value: &str, in_url: &str| {
        let mut docs = Docs::default();
        docs.line(fill(
            "The value {} of {}: {} in the URL.",
            [code(value), code(&variable.name), code(in_url)],
        ));
        tree::statik(
            docs.attrs(),
            &naming::variable_value(&variable.name, value),
            tree::reference(tree::named("str")),
            tree::text(value),
        )
    };
    let all = api.variables.iter().flat_map(|variable| {
        let values = variable.one_of.iter();
        values.map(move |(value, in_url)| one(variable, value, in_url))
    });
    let all: Vec<Item> = all.collect();
    let docs = Docs::of("What variables of the base URL can be.");
    (!all.is_empty()).then(|| tree::module(docs.attrs(), "variables", all))
}

/// So many calls in so many seconds.
pub(super) fn rate(Rate { calls, seconds }: Rate) -> Expr {
    Literal::of("runtime::Rate")
        .field("calls", tree::number(calls))
        .field("seconds", tree::number(seconds))
        .whole()
}

fn wait(wait: &Wait) -> Expr {
    let is = match wait.is {
        WaitForm::Seconds => "Seconds",
        WaitForm::EpochSeconds => "EpochSeconds",
        WaitForm::EpochMilliseconds => "EpochMilliseconds",
        WaitForm::HttpDate => "HttpDate",
    };
    Literal::of("runtime::Wait")
        .field("header", tree::text(&wait.header))
        .field("is", tree::path(&format!("runtime::WaitForm::{is}")))
        .whole()
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
        CredentialPlace::BasicWithUser(user) => place("BasicWithUser", user),
        CredentialPlace::BasicWithPassword(password) => place("BasicWithPassword", password),
        CredentialPlace::OAuth(part) => {
            let part = match part {
                OAuthPart::ClientId => "runtime::OAuthPart::ClientId",
                OAuthPart::ClientSecret => "runtime::OAuthPart::ClientSecret",
                OAuthPart::RefreshToken => "runtime::OAuthPart::RefreshToken",
            };
            tree::call("runtime::CredentialPlace::OAuth", [tree::path(part)])
        }
    };
    Literal::of("runtime::Credential")
        .field("name", tree::text(&credential.name))
        .field("place", place)
        .text("before", &credential.before)
        .text("after", &credential.after)
        .some("env", credential.env.as_deref().map(tree::text))
        .flag("optional", credential.optional)
        .flag("account", credential.account)
        .flag("got_by_oauth", credential.got_by_oauth)
        .rest("PLAIN")
}

fn oauth(oauth: &OAuth) -> Expr {
    let grant = match oauth.grant {
        Grant::ClientCredentials => "runtime::Grant::ClientCredentials",
        Grant::RefreshToken => "runtime::Grant::RefreshToken",
    };
    let client = match oauth.client {
        ClientProof::Basic => "runtime::ClientProof::Basic",
        ClientProof::Body => "runtime::ClientProof::Body",
        ClientProof::Public => "runtime::ClientProof::Public",
    };
    Literal::of("runtime::OAuth")
        .field("token_url", tree::text(&oauth.token_url))
        .field("grant", tree::path(grant))
        .field("client", tree::path(client))
        .text("scope", &oauth.scope)
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
    let name = Some(&code.name).filter(|name| **name != code.code);
    Literal::of("runtime::ResultCode")
        .text("name", name.map_or("", |name| name))
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
        .some(
            "errors",
            envelope.errors.first().map(|path| tree::text(path)),
        )
        .texts("other_errors", envelope.errors.get(1..).unwrap_or_default())
        .some("code_header", text(&envelope.code_header))
        .some("message_header", text(&envelope.message_header))
        .list("details", envelope.details.iter().map(detail))
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
    if !envelope.details.is_empty() {
        let names = envelope.details.iter().map(|detail| code(&detail.name));
        docs.line(fill(
            "Errors have these details: {}.",
            [joined(names, ", ")],
        ));
    }
    let name = naming::screaming(&envelope.name);
    tree::statik(docs.attrs(), &name, tree::named("runtime::Envelope"), value)
}

fn detail(detail: &Detail) -> Expr {
    Literal::of("runtime::Detail")
        .field("name", tree::text(&detail.name))
        .field("paths", tree::texts(&detail.paths))
        .field("header", optional_text(detail.header.as_ref()))
        .whole()
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
