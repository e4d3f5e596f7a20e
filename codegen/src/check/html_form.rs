//! HTML forms: whether a browser can send the call, and what the form says about its keys.

use super::Checker;
use super::clashes::is_sent;
use super::fixed::place;
use super::places::has_parts;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    CredentialPlace, HtmlForm, KeyPlace, Limit, Method, Place, Requires, Rule, Travels,
};
use crate::span::Span;
use crate::syntax;

impl Checker<'_, '_> {
    /// The form of a call that asks for one.
    pub(super) fn html_form(
        &mut self,
        call: &syntax::Call,
        sends: &[Place],
        scope: &Scope,
        requires: &[Requires],
        api: &syntax::Api,
    ) -> Option<HtmlForm> {
        let form = call.html_form.as_ref()?;
        let path = call.path();
        let method = call.methods.first().map(|method| method.value);
        if method.is_some_and(|method| method != Method::Post) {
            self.no_form(
                form.span,
                "a form of this kind posts, and this call does not",
                "write `method: POST`, or leave `html_form` out",
            );
        } else if sends.first() == Some(&Place::Multipart) {
            self.no_form(
                form.span,
                "a form that is made here sends no parts, and this call does",
                "leave `html_form` out",
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
        self.lists_of_a_form(form.span, scope);
        self.rows_of_a_form(form.span, scope);
        self.places_of_a_form(call, form.span, scope, api);
        let resolved = self.keys_of_a_form(form, requires, scope);
        self.limits_of_a_form(scope, form.span, &resolved.hidden);
        Some(resolved)
    }

    /// What no attribute of a field and no script of a form holds a value against. What is hidden, the
    /// site sets itself.
    fn limits_of_a_form(&mut self, scope: &Scope, span: Span, hidden: &[String]) {
        let help = "leave it out under `except:`, give it another limit, or leave `html_form` out";
        for accepted in &scope.accepts {
            let key = &accepted.key;
            let what = beyond_forms(&key.limit).filter(|_| !hidden.contains(&key.wire));
            let Some(what) = what else { continue };
            let message = format!("a form cannot check `{}`: its limit has {what}", key.name);
            self.no_form(scope.place(key).unwrap_or(span), &message, help);
        }
        let open = scope.open.as_ref();
        if let Some(what) = open.and_then(|open| beyond_forms(&open.limit)) {
            let message = format!("a form cannot check its open table: the limit there has {what}");
            let help = "give the open table another limit, or leave `html_form` out";
            self.no_form(span, &message, help);
        }
    }

    /// A browser sends none of its own accord, but what stands in the form.
    fn credentials_of_a_form(&mut self, call: &syntax::Call, span: Span, api: &syntax::Api) {
        for credential in &api.credentials {
            let name = credential.name.as_str();
            let is_in_body =
                matches!(credential.place, CredentialPlace::Body(_)) && !credential.got_by_oauth;
            if matches!(credential.place, CredentialPlace::OAuth(_)) {
                continue;
            }
            if !is_in_body && !credential.optional && is_sent(call, credential) {
                let help = match credential.got_by_oauth {
                    true => {
                        "nobody has got the token where a form is sent: leave it out under `credentials:`, or leave `html_form` out"
                    }
                    false => {
                        "only one that travels in the `body` can stand in a form: leave it out under `credentials:`, or leave `html_form` out"
                    }
                };
                let message = format!("a form cannot send the credential `{name}`");
                self.no_form(span, &message, help);
            }
        }
    }

    /// A field of a form has one input.
    fn lists_of_a_form(&mut self, span: Span, scope: &Scope) {
        let list = scope
            .accepts
            .iter()
            .map(|accepted| &accepted.key)
            .find(|key| key.limit.items.travels != Travels::Commas);
        if let Some(key) = list {
            self.no_form(
                span,
                &format!(
                    "a form has one input for `{}`, and its items travel each by itself",
                    key.name
                ),
                "take the key out with `except:`, or leave `html_form` out; of lists, forms send those with `travels: commas`",
            );
        }
        let open = scope.open.as_ref();
        if open.is_some_and(|open| open.limit.items.travels != Travels::Commas) {
            self.no_form(
                span,
                "a form has one input for each name of its open table, and the items there travel each by itself",
                "give the open table a list with `travels: commas`, or leave `html_form` out",
            );
        }
    }

    /// A field of a form has one text.
    fn rows_of_a_form(&mut self, span: Span, scope: &Scope) {
        let mut keys = scope.accepts.iter().map(|accepted| &accepted.key);
        if let Some(key) = keys.find(|key| has_parts(&key.limit.rule)) {
            self.no_form(
                span,
                &format!(
                    "a form has one input for `{}`, which has no text of its own",
                    key.name
                ),
                "take the key out with `except:`, or leave `html_form` out",
            );
        }
    }

    /// A browser sends what a form holds in the body, and nothing elsewhere.
    fn places_of_a_form(
        &mut self,
        call: &syntax::Call,
        span: Span,
        scope: &Scope,
        api: &syntax::Api,
    ) {
        let keys = scope.accepts.iter().map(|accepted| &accepted.key);
        let keys = keys.map(|key| (key.name.as_str(), key.place));
        let fixed = call.fixed.iter().chain(&api.fixed);
        let fixed = fixed.map(|fixed| (fixed.name.value.as_str(), place(fixed)));
        for (name, place) in keys.chain(fixed) {
            let place = match place {
                Some(KeyPlace::Query) => "the query",
                Some(KeyPlace::Header) => "a header",
                None | Some(KeyPlace::Path | KeyPlace::Body) => continue,
            };
            self.no_form(
                span,
                &format!("a form that posts cannot send `{name}` in {place}"),
                "leave `html_form` out",
            );
        }
    }

    fn no_form(&mut self, span: Span, message: &str, help: &str) {
        self.error(Diagnostic::error(Code::BadForm, Some(span), message).help(help));
    }
}

/// Bounds with more signs than this make expressions that are too long.
const LONGEST: usize = 18;

/// What of a limit a browser cannot hold a value against.
fn beyond_forms(limit: &Limit) -> Option<&'static str> {
    match &limit.rule {
        Rule::Rfc2822 => Some("weekdays that belong to their days"),
        Rule::DecimalWithin { min, max, .. } => {
            let is_long =
                |bound: &Option<String>| bound.as_ref().is_some_and(|it| it.len() > LONGEST);
            (is_long(min) || is_long(max)).then_some("bounds of that many digits")
        }
        Rule::ListOf(item) => beyond_forms(item),
        Rule::AllOf(limits) => {
            let counted = limits.iter().filter(|limit| is_counted(limit)).count();
            let several = (counted > 1).then_some("several rules that count bytes");
            several.or_else(|| limits.iter().find_map(|limit| beyond_forms(limit)))
        }
        _ => None,
    }
}

/// Whether the form's script counts for it.
fn is_counted(limit: &Limit) -> bool {
    matches!(limit.rule, Rule::Email | Rule::Escaped { .. })
}
