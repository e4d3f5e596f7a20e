//! HTML forms: whether a browser can send the call, and what the form says about its keys.

use super::Checker;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CredentialPlace, HtmlForm, Method, Place, Rule};
use crate::span::Span;
use crate::syntax;

impl Checker<'_, '_> {
    /// The form of a call that asks for one.
    pub(super) fn html_form(
        &mut self,
        call: &syntax::Call,
        sends: &[Place],
        scope: &Scope,
        api: &syntax::Api,
    ) -> Option<HtmlForm> {
        let form = call.html_form.as_ref()?;
        let path = call.path.as_ref().unwrap_or(&call.name);
        let method = call.methods.first().map(|method| method.value);
        if method.is_some_and(|method| method != Method::Post) {
            self.no_form(
                form.span,
                "a form of this kind posts, and this call does not",
                "write `method: POST`, or leave `html_form` out",
            );
        } else if sends.first() != Some(&Place::Form) {
            self.no_form(
                form.span,
                "a browser sends a form body, and this call does not",
                "put `form` first under `sends:`, or leave `html_form` out",
            );
        } else if path.value.contains('{') {
            self.no_form(
                form.span,
                "a form cannot put a value into its address, and the path of this call has one",
                "leave `html_form` out",
            );
        }
        self.credentials_of_a_form(call, form.span, api);
        let mut seen: Vec<(String, bool, Span)> = Vec::new();
        let mut resolved = HtmlForm::default();
        let hidden = form.hidden.iter().map(|name| (name, true));
        let lines = form.lines.iter().map(|name| (name, false));
        for (name, is_hidden) in hidden.chain(lines) {
            let Some(wire) = self.accepted(name, scope) else {
                continue;
            };
            let first = seen.iter().find(|(first, _, _)| *first == wire);
            if let Some((_, was_hidden, first)) = first {
                let diagnostic = if *was_hidden == is_hidden {
                    let list = if is_hidden { "hidden" } else { "lines" };
                    let message = format!("`{}` is under `{list}` twice", name.value);
                    Diagnostic::error(Code::ListedTwice, Some(name.span), message)
                        .label(*first, "the first is here")
                        .help("list each key once")
                } else {
                    let message = format!("`{}` is hidden and has lines", name.value);
                    Diagnostic::error(Code::Exclusive, Some(name.span), message)
                        .label(*first, "hidden here")
                        .help("a key is hidden, or has lines, or neither: delete one of the two")
                };
                self.error(diagnostic);
                continue;
            }
            seen.push((wire.clone(), is_hidden, name.span));
            if is_hidden {
                resolved.hidden.push(wire);
                continue;
            }
            let is_text = scope
                .find(name.as_str())
                .is_none_or(|accepted| matches!(accepted.key.limit.rule, Rule::Text { .. }));
            if !is_text {
                let message = format!("the limit of `{}` allows no lines", name.value);
                self.error(
                    Diagnostic::error(Code::NoLines, Some(name.span), message)
                        .help("only a `text` can have several: leave the key out of `lines:`"),
                );
            }
            resolved.lines.push(wire);
        }
        Some(resolved)
    }

    /// A browser sends none of its own accord, but what stands in the form.
    fn credentials_of_a_form(&mut self, call: &syntax::Call, span: Span, api: &syntax::Api) {
        let is_sent = |name: &str| {
            let names = call.credentials.as_ref();
            names.is_none_or(|names| names.iter().any(|known| known.value == name))
        };
        for credential in &api.credentials {
            let name = credential.name.as_str();
            let is_in_body = matches!(credential.place, CredentialPlace::Body(_));
            if !is_in_body && !credential.optional && is_sent(name) {
                self.no_form(
                    span,
                    &format!("a form cannot send the credential `{name}`"),
                    "only one that travels in the `body` can stand in a form: leave it out under `credentials:`, or leave `html_form` out",
                );
            }
        }
    }

    fn no_form(&mut self, span: Span, message: &str, help: &str) {
        self.error(Diagnostic::error(Code::BadForm, Some(span), message).help(help));
    }
}
