//! Keys by which the server knows a call again.

use super::Checker;
use super::clashes::{is_sent, parameters};
use super::rules::is_of_text;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, CredentialPlace, KeyPlace, Kind};
use crate::span::{At, Span};
use crate::syntax::{self, Idempotency, Requires};

/// A key as the client makes them.
const RANDOM: &str = "3f2b8c1e-5a47-4d06-9b7f-0c8e1d2a4b96";

impl Checker<'_, '_> {
    /// The key that a call is sent with. What the API says holds for all that change something and say
    /// nothing else.
    pub(super) fn idempotency(
        &mut self,
        call: &syntax::Call,
        api: &syntax::Api,
        scope: &Scope,
    ) -> Option<model::Idempotency> {
        let of_api = api.idempotency.as_ref();
        let of_api = of_api.filter(|_| call.does != Some(Kind::Read));
        let said = call.idempotency.as_ref().or(of_api)?;
        let span = said.span()?;
        let resolved = match said {
            Idempotency::None => return None,
            Idempotency::Header(header) => self.key_in_header(header, call, api, scope)?,
            Idempotency::Key(key) => self.key_of_call(key, call, scope)?,
        };
        if call.paging.is_some() {
            let message = "a call that pages is sent with an idempotency key";
            self.error(
                Diagnostic::error(Code::Exclusive, Some(call.name.span), message)
                    .label(span, "the key")
                    .help("say `idempotency: none` on the call: with one key, each page would be the first"),
            );
        }
        if let Some(form) = &call.html_form {
            self.key_of_form(form.span, span);
        }
        Some(resolved)
    }

    fn key_in_header(
        &mut self,
        header: &At<String>,
        call: &syntax::Call,
        api: &syntax::Api,
        scope: &Scope,
    ) -> Option<model::Idempotency> {
        if !self.is_own_header(header, "an idempotency key travels in a header of its own") {
            return None;
        }
        let is_it = |name: &str| name.eq_ignore_ascii_case(&header.value);
        let mut credentials = api.credentials.iter().filter(|known| is_sent(call, known));
        let clash = credentials.find(|credential| match &credential.place {
            CredentialPlace::Header(name) => is_it(name),
            CredentialPlace::BasicUser
            | CredentialPlace::BasicPassword
            | CredentialPlace::BasicWithUser(_)
            | CredentialPlace::BasicWithPassword(_) => is_it("Authorization"),
            CredentialPlace::Query(_) | CredentialPlace::Body(_) | CredentialPlace::OAuth(_) => {
                false
            }
        });
        if let Some(credential) = clash {
            let name = &credential.name;
            let message = format!(
                "the idempotency key travels where the credential `{}` does",
                name.value
            );
            self.error(
                Diagnostic::error(Code::OnePlace, Some(header.span), message)
                    .label(name.span, "the credential")
                    .help("let each travel in a header of its own"),
            );
        }
        for (name, span, place) in parameters(call, scope, &api.fixed) {
            if place == Some(KeyPlace::Header) && is_it(name) {
                let message = format!("the idempotency key travels where `{name}` does");
                self.error(
                    Diagnostic::error(Code::OnePlace, Some(header.span), message)
                        .label(span, "what travels there, too")
                        .help("let each travel in a header of its own; a key of the call can be the idempotency key itself: `idempotency: { key: … }`"),
                );
            }
        }
        Some(model::Idempotency::Header(header.value.clone()))
    }

    fn key_of_call(
        &mut self,
        key: &At<String>,
        call: &syntax::Call,
        scope: &Scope,
    ) -> Option<model::Idempotency> {
        let Some(accepted) = scope.find(key.as_str()) else {
            if !scope.is_partial {
                let name = &call.name;
                let message = format!("`{}` does not accept `{}`", name.value, key.value);
                self.error(
                    Diagnostic::error(Code::NotAccepted, Some(key.span), message)
                        .label(name.span, "the call")
                        .help("accept the key, or say `idempotency: none` on the call"),
                );
            }
            return None;
        };
        let wire = accepted.key.wire.clone();
        let limit = &accepted.key.limit;
        if !is_of_text(&limit.rule) || !limit.allows(RANDOM) {
            let message = format!("the limit of `{}` refuses a random key", key.value);
            self.error(
                Diagnostic::error(Code::ForbiddenValue, Some(key.span), message).help(format!(
                    "give it a limit that allows a UUID, such as `{RANDOM}`"
                )),
            );
        }
        if let Some(place) = named_with_others(call, &accepted.key) {
            let message = format!(
                "`{}` is the idempotency key, which is always there",
                key.value
            );
            self.error(
                Diagnostic::error(Code::Exclusive, Some(place), message)
                    .label(key.span, "the idempotency key")
                    .help("leave it out of what goes together, or leave `idempotency` out"),
            );
        }
        Some(model::Idempotency::Key(wire))
    }

    fn key_of_form(&mut self, form: Span, key: Span) {
        let message = "a form cannot send an idempotency key, and this call is sent with one";
        self.error(
            Diagnostic::error(Code::BadForm, Some(form), message)
                .label(key, "the key")
                .help("say `idempotency: none` on the call, or leave `html_form` out"),
        );
    }
}

/// Where a requirement of several keys names this one: by itself it may be required.
fn named_with_others(call: &syntax::Call, key: &model::Key) -> Option<Span> {
    let mut named = call.requires.iter().flat_map(|item| match item {
        Requires::Key(_) | Requires::All => Vec::new(),
        Requires::AnyOf(groups)
        | Requires::ExactlyOneOf(groups)
        | Requires::AtMostOneOf(groups) => groups.iter().flatten().collect(),
        Requires::WhenThere { key, also } | Requires::When { key, also, .. } => {
            also.iter().chain([key]).collect()
        }
    });
    let found = named.find(|name| name.value == key.name || name.value == key.wire);
    found.map(|name| name.span)
}
