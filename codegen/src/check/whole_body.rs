//! Bodies that are the value of one key.

use super::Checker;
use super::clashes::is_sent;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CredentialPlace, Key, KeyPlace, Place, Requires, Rule, Travels};
use crate::span::At;
use crate::syntax;

impl Checker<'_, '_> {
    /// The key whose value is the whole body of a call.
    pub(super) fn whole_body(
        &mut self,
        call: &syntax::Call,
        scope: &Scope,
        sends: &[Place],
        requires: &[Requires],
    ) -> Option<String> {
        let body = call.body.as_ref()?;
        let wire = self.accepted(body, scope)?;
        if sends.iter().any(|place| *place != Place::Json) {
            let message = format!("a body that is `{}` alone can only be JSON", body.value);
            self.error(
                Diagnostic::error(Code::OnlyJson, Some(body.span), message)
                    .help("write `sends: json`, or leave `body:` out"),
            );
        }
        if let Some(root) = &call.root {
            let message = "a body that is one key alone has no `root`";
            self.error(
                Diagnostic::error(Code::Exclusive, Some(body.span), message)
                    .label(root.span, "the root")
                    .help("leave one of them out: `root:` nests several keys"),
            );
        }
        if let Some(accepted) = scope.find_on_the_wire(&wire) {
            self.key_of_the_body(body, &accepted.key, call, scope, requires);
        }
        self.others_beside_the_body(body, &wire, call, scope);
        Some(wire)
    }

    fn key_of_the_body(
        &mut self,
        body: &At<String>,
        key: &Key,
        call: &syntax::Call,
        scope: &Scope,
        requires: &[Requires],
    ) {
        let is_json = match key.limit.rule {
            Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_) | Rule::Json => true,
            Rule::ListOf(_) => key.limit.items.travels != Travels::Commas,
            _ => false,
        };
        let is_it = |item: &Requires| matches!(item, Requires::Key(wire) if *wire == key.wire);
        let name = &body.value;
        let told = if !is_json {
            Some((
                format!("`{name}` is one text, which is no body"),
                "take a key of an `array_of`, an `object`, a `map_of`, a list with `travels: repeated`, or `json`",
            ))
        } else if scope.is_in_path(key, call.path())
            || !matches!(key.place, None | Some(KeyPlace::Body))
        {
            Some((
                format!("`{name}` is the body, and travels elsewhere"),
                "leave `in:` out, and the key out of the path",
            ))
        } else if !requires.iter().any(is_it) {
            Some((
                format!("`{name}` is the whole body, but the call does not require it"),
                "list it under `requires:`",
            ))
        } else {
            None
        };
        if let Some((message, help)) = told {
            self.no_place(body.span, message, help);
        }
    }

    fn others_beside_the_body(
        &mut self,
        body: &At<String>,
        wire: &str,
        call: &syntax::Call,
        scope: &Scope,
    ) {
        let message = |name: &str| {
            let body = &body.value;
            format!("`{name}` has no place: the body of this call is `{body}` alone")
        };
        for key in scope.accepts.iter().map(|accepted| &accepted.key) {
            let is_in_body = matches!(key.place, None | Some(KeyPlace::Body));
            if key.wire != wire && is_in_body && !scope.is_in_path(key, call.path()) {
                let span = scope.place(key).unwrap_or(call.name.span);
                let help = "write `in: query` or `in: header`, put it in the path, or leave it out";
                self.no_place(span, message(&key.name), help);
            }
        }
        for fixed in call.fixed.iter().filter(|fixed| fixed.place.is_none()) {
            let name = &fixed.name;
            let help = "write `in: query` or `in: header`, or leave it out";
            self.no_place(name.span, message(&name.value), help);
        }
        if scope.open.is_some() {
            let help = "leave the open table out under `accepts:`";
            self.no_place(body.span, message("any other name"), help);
        }
        // Without an `api:` file, nobody knows any.
        let api = self.spec.apis.first();
        let credentials = api.map(|api| api.credentials.as_slice());
        for credential in credentials.unwrap_or_default() {
            if matches!(credential.place, CredentialPlace::Body(_)) && is_sent(call, credential) {
                let help = "leave it out under `credentials:` of the call";
                self.no_place(body.span, message(&credential.name.value), help);
            }
        }
    }
}
