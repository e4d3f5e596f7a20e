//! Things that would stand in one place: two credentials, or a credential and a parameter.

use super::Checker;
use super::fixed::place;
use super::places::meet;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CredentialPlace, KeyPlace, Method, Place};
use crate::span::Span;
use crate::syntax::{self, Credential};

impl Checker<'_, '_> {
    /// Credentials that cannot be used together.
    pub(super) fn clashes(&mut self, api: &syntax::Api) {
        let spec = self.spec;
        let mut account: Option<&Credential> = None;
        for (at, credential) in api.credentials.iter().enumerate() {
            let name = &credential.name;
            if let Some(first) = account.filter(|_| credential.account) {
                let message = format!(
                    "`{}` selects the account, and `{}` too",
                    name.value, first.name.value
                );
                self.error(
                    Diagnostic::error(Code::TwoAccounts, Some(name.span), message)
                        .label(first.name.span, "the first is here")
                        .help("leave `account: true` at the one that selects among the accounts of a client"),
                );
            } else if credential.account {
                account = Some(credential);
            }
            // Different calls may use different credentials in one way.
            let together = |first: &Credential| {
                let mut calls = spec.families.iter().flat_map(|family| &family.calls);
                let is_used = |call: &&syntax::Call| {
                    is_used(call, first, api) && is_used(call, credential, api)
                };
                calls.find(is_used).map(|call| call.name.span)
            };
            let clash = api.credentials[..at].iter().find_map(|first| {
                let (code, message, help) = clash(first, credential)?;
                Some((first, code, message, help, together(first)?))
            });
            if let Some((first, code, message, help, call)) = clash {
                self.error(
                    Diagnostic::error(code, Some(name.span), message)
                        .label(first.name.span, "the first is here")
                        .label(call, "this call needs both")
                        .help(help),
                );
            }
        }
    }

    /// Checks that credentials of the query and the body have a place of their own in a call.
    pub(super) fn sent_beside_credentials(
        &mut self,
        call: &syntax::Call,
        scope: &Scope,
        sends: &[Place],
    ) {
        // Without an `api:` file, nobody knows any.
        let Some(api) = self.spec.apis.first() else {
            return;
        };
        let parameters = parameters(call, scope, &api.fixed);
        for credential in api.credentials.iter().filter(|known| is_sent(call, known)) {
            let (name, place) = match &credential.place {
                CredentialPlace::Query(name) => (name.as_str(), KeyPlace::Query),
                CredentialPlace::Header(name) => (name.as_str(), KeyPlace::Header),
                CredentialPlace::Body(name) => {
                    self.has_body(call, sends, credential);
                    (name.as_str(), KeyPlace::Body)
                }
                CredentialPlace::BasicUser
                | CredentialPlace::BasicPassword
                | CredentialPlace::BasicWithUser(_)
                | CredentialPlace::BasicWithPassword(_) => ("Authorization", KeyPlace::Header),
                // It travels with no call.
                CredentialPlace::OAuth(_) => continue,
            };
            for &(parameter, span, own) in &parameters {
                if parameter.eq_ignore_ascii_case(name) && meet(own, Some(place), sends) {
                    let message = format!(
                        "this call sends `{parameter}` where the credential `{}` stands",
                        credential.name.value
                    );
                    self.error(
                        Diagnostic::error(Code::OnePlace, Some(span), message)
                            .label(credential.name.span, "the credential")
                            .help("leave one of them out: the parameter, or the credential under `credentials:` of the call"),
                    );
                }
            }
        }
    }

    /// A credential of the body needs one.
    fn has_body(&mut self, call: &syntax::Call, sends: &[Place], credential: &Credential) {
        let in_query = |place: &Place| *place == Place::Query;
        let may_get = call
            .methods
            .iter()
            .any(|method| method.value == Method::Get);
        // That a GET call has parameters in a body is told for itself.
        if sends.iter().all(in_query) || (may_get && sends.iter().any(in_query)) {
            let message = format!(
                "the credential `{}` travels in the body, and this call has none",
                credential.name.value
            );
            self.error(
                Diagnostic::error(Code::CredentialWithoutBody, Some(call.name.span), message)
                    .label(credential.name.span, "the credential")
                    .help("leave it out under `credentials:`, or send the call's parameters in a body"),
            );
        }
    }
}

/// Whether the call is sent with the credential.
pub(super) fn is_sent(call: &syntax::Call, credential: &Credential) -> bool {
    let names = call.credentials.as_ref();
    names.is_none_or(|names| names.iter().any(|name| name.value == credential.name.value))
}

/// Whether the call is sent with the credential, or with the access token that is got with it.
fn is_used(call: &syntax::Call, credential: &Credential, api: &syntax::Api) -> bool {
    if !matches!(credential.place, CredentialPlace::OAuth(_)) {
        return is_sent(call, credential);
    }
    let mut tokens = api.credentials.iter().filter(|known| known.got_by_oauth);
    tokens.any(|token| is_sent(call, token))
}

/// What two credentials of one call share, and what to do about it.
fn clash(first: &Credential, second: &Credential) -> Option<(Code, String, &'static str)> {
    let (one, other) = (&first.name.value, &second.name.value);
    if let Some(place) = common_place(&first.place, &second.place) {
        return Some((
            Code::OnePlace,
            format!("`{other}` travels {place}, and `{one}` too"),
            "let each travel in a place of its own, or say under `credentials:` of the call which one it is sent with",
        ));
    }
    let variable =
        |credential: &'_ Credential| credential.env.as_ref().map(|env| env.value.clone());
    let env = variable(second).filter(|_| variable(first) == variable(second))?;
    Some((
        Code::OneEnvironment,
        format!("`{other}` is read from `{env}`, and `{one}` too"),
        "give each an environment variable of its own",
    ))
}

/// The place that both travel in.
fn common_place(first: &CredentialPlace, second: &CredentialPlace) -> Option<String> {
    use CredentialPlace::{
        BasicPassword, BasicUser, BasicWithPassword, BasicWithUser, Body, Header, Query,
    };
    let is_same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    match (first, second) {
        (Header(one), Header(other)) if is_same(one, other) => {
            Some(format!("in the header `{other}`"))
        }
        // The password comes with the user: told once.
        (Header(header), BasicUser | BasicWithUser(_) | BasicWithPassword(_))
        | (BasicUser | BasicWithUser(_) | BasicWithPassword(_), Header(header))
            if is_same(header, "Authorization") =>
        {
            Some("in the header `Authorization`".to_owned())
        }
        (Query(one), Query(other)) if is_same(one, other) => {
            Some(format!("in the query parameter `{other}`"))
        }
        (Body(one), Body(other)) if is_same(one, other) => {
            Some(format!("in the key `{other}` of the body"))
        }
        (BasicWithUser(_) | BasicWithPassword(_), BasicUser | BasicPassword)
        | (BasicUser | BasicPassword, BasicWithUser(_) | BasicWithPassword(_))
        | (BasicWithUser(_) | BasicWithPassword(_), BasicWithUser(_) | BasicWithPassword(_)) => {
            Some("in the header `Authorization`".to_owned())
        }
        (BasicUser, BasicUser) => Some("as the user of Basic authentication".to_owned()),
        (BasicPassword, BasicPassword) => {
            Some("as the password of Basic authentication".to_owned())
        }
        _ => None,
    }
}

/// What a call sends besides its credentials, but for what stands in its path: its name, where it is said, and
/// where it travels if not with the others.
pub(super) fn parameters<'c>(
    call: &'c syntax::Call,
    scope: &'c Scope,
    of_all: &'c [syntax::Fixed],
) -> Vec<(&'c str, Span, Option<KeyPlace>)> {
    let accepted = scope
        .accepts
        .iter()
        .map(|accepted| &accepted.key)
        .filter(|key| !scope.is_in_path(key, call.path()))
        .map(|key| {
            let span = scope.place(key).unwrap_or(call.name.span);
            (key.wire.as_str(), span, key.place)
        });
    let fixed = call.fixed.iter().chain(of_all);
    let fixed = fixed.map(|fixed| {
        let name = &fixed.name;
        (name.value.as_str(), name.span, place(fixed))
    });
    let all = accepted.chain(fixed);
    match &call.root {
        // Nested, they are not beside what stands in the body.
        Some(root) => {
            let first = root.value.split('.').next().unwrap_or_default();
            let elsewhere =
                all.filter(|(.., place)| place.is_some_and(|place| place != KeyPlace::Body));
            std::iter::once((first, root.span, None))
                .chain(elsewhere)
                .collect()
        }
        None => all.collect(),
    }
}
