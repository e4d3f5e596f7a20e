//! Envelopes: what tells a success from a refusal.

use super::said::{details, place};
use super::scope::Scope;
use super::{Checker, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::model;
use crate::syntax;

impl<'s> Checker<'s, '_> {
    pub(super) fn check_envelope(&mut self, envelope: &'s syntax::Envelope, api: &syntax::Api) {
        self.plain_name("an envelope", &envelope.name);
        let name = &envelope.name;
        self.places.add(Item::Envelope(&name.value), name.span);
        self.success(envelope, api);
        self.said(envelope);
        for key in &envelope.beside {
            self.wire_name(key);
        }
        if envelope.code_may_lack && place(&envelope.code) == (None, None) {
            let message = "`without_code` is about a code, and this envelope has no key for one";
            self.error(
                Diagnostic::error(Code::MissingKey, Some(envelope.name.span), message)
                    .help("name the key under `code:`, or leave `without_code` out: the status tells already"),
            );
        }
        let Some(redirect) = &envelope.redirect else {
            return;
        };
        self.wire_name(&redirect.code);
        self.wire_name(&redirect.message);
        if redirect.code.value == redirect.message.value {
            let message = format!(
                "`{}` cannot be the code and the message",
                redirect.code.value
            );
            self.error(
                Diagnostic::error(Code::OneKeyForTwo, Some(redirect.message.span), message)
                    .label(redirect.code.span, "the code is here")
                    .help("name two keys of the address"),
            );
        }
        if api.result_codes.is_empty() {
            let message = "a redirect tells a result code, and this API has none";
            self.error(
                Diagnostic::error(Code::NoResultCode, Some(redirect.code.span), message)
                    .help("describe the codes under `result_codes:`"),
            );
        }
    }

    /// The envelope of a call; the address that it redirects to must be one of the call's parameters.
    pub(super) fn envelope_of(
        &mut self,
        call: &syntax::Call,
        api: &syntax::Api,
        scope: &Scope,
    ) -> String {
        let name = self.envelope(call.envelope.as_ref(), api);
        let envelope = api
            .envelopes
            .iter()
            .find(|envelope| envelope.name.value == name);
        let to = envelope
            .and_then(|envelope| envelope.redirect.as_ref())
            .and_then(|redirect| redirect.to.as_ref())
            .filter(|to| scope.find(to.as_str()).is_none() && !scope.is_partial);
        if let Some(to) = to {
            let message = format!("a call with this envelope does not accept `{}`", to.value);
            let names = scope.accepts.iter();
            let diagnostic = Diagnostic::error(Code::NotAccepted, Some(to.span), message)
                .label(call.name.span, "this call")
                .suggest(
                    to.as_str(),
                    names.map(|accepted| accepted.key.name.as_str()),
                )
                .or_help("leave `to:` out, or give the call an envelope without it");
            self.error(diagnostic);
        }
        name
    }

    /// A message that tells of a success must be read from somewhere, and tell of nothing else.
    fn success(&mut self, envelope: &syntax::Envelope, api: &syntax::Api) {
        let Some(success) = &envelope.success else {
            return;
        };
        if success.value.trim().is_empty() {
            let message = "`success` is an empty message";
            self.error(
                Diagnostic::error(Code::SaysNothing, Some(success.span), message)
                    .help("write the message of an answer that is a success: `success: Success`"),
            );
        }
        if place(&envelope.message) == (None, None) {
            let message = "`success` is a message, and this envelope has no key for one";
            self.error(
                Diagnostic::error(Code::MissingKey, Some(success.span), message)
                    .help("name the key under `message:`"),
            );
        }
        let refusal = api.result_codes.iter().find(|code| {
            code.means
                .is_some_and(|means| means != model::Meaning::Success)
                && code.message.eq_ignore_ascii_case(&success.value)
        });
        if let Some(code) = refusal {
            let message = format!(
                "`{}` is the message of a success and of `{}`",
                success.value, code.code.value
            );
            self.error(
                Diagnostic::error(Code::SuccessOfRefusal, Some(success.span), message)
                    .label(code.code.span, "this code is no success")
                    .help("mend one of the two messages, or what the code `means`"),
            );
        }
    }

    /// Without any envelope, the body itself holds the records and the HTTP status tells the rest.
    pub(super) fn envelopes(&self, api: &syntax::Api) -> Vec<model::Envelope> {
        if api.envelopes.is_empty() {
            return vec![model::Envelope {
                name: "bare".to_owned(),
                any_case: false,
                code: None,
                code_header: None,
                code_may_lack: false,
                message: None,
                message_header: None,
                total: None,
                records: vec![".".to_owned()],
                errors: Vec::new(),
                details: Vec::new(),
                success: None,
                redirect: None,
                other_codes_name_keys: None,
                no_records: model::Nothing::USUAL.to_vec(),
                beside: Vec::new(),
                location: self.location(api.name.span),
            }];
        }
        api.envelopes
            .iter()
            .map(|envelope| model::Envelope {
                name: envelope.name.value.clone(),
                any_case: envelope.any_case,
                code: place(&envelope.code).0,
                code_header: place(&envelope.code).1,
                code_may_lack: envelope.code_may_lack,
                message: place(&envelope.message).0,
                message_header: place(&envelope.message).1,
                total: envelope.total.clone(),
                records: envelope.records.clone(),
                errors: envelope.errors.clone(),
                details: details(&envelope.details),
                success: envelope.success.as_ref().map(|text| text.value.clone()),
                redirect: envelope.redirect.as_ref().map(|redirect| model::Redirect {
                    code: redirect.code.value.clone(),
                    message: redirect.message.value.clone(),
                    to: redirect.to.as_ref().map(|to| to.value.clone()),
                }),
                other_codes_name_keys: envelope.other_codes_name_keys,
                no_records: envelope.no_records.clone(),
                beside: envelope
                    .beside
                    .iter()
                    .map(|key| key.value.clone())
                    .collect(),
                location: self.location(envelope.name.span),
            })
            .collect()
    }
}
