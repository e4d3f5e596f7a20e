//! Credentials: where they travel, how they are written, which of them a call is sent with.

use std::collections::HashMap;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model;
use crate::naming;
use crate::span::At;
use crate::syntax;

impl Checker<'_, '_> {
    /// The names of the credentials that a call is sent with.
    pub(super) fn credentials_of(
        &mut self,
        names: &[At<String>],
        api: &syntax::Api,
    ) -> Vec<String> {
        self.each_once(
            names,
            |name| format!("`{name}` is listed twice"),
            "list each credential once",
        );
        for name in names {
            let known = || api.credentials.iter().map(|known| known.name.as_str());
            let Some(found) = api
                .credentials
                .iter()
                .find(|known| known.name.value == name.value)
            else {
                let message = format!("no credential is called `{}`", name.value);
                let diagnostic =
                    Diagnostic::error(Code::UnknownCredential, Some(name.span), message)
                        .suggest(name.as_str(), known())
                        .or_help("describe it under `credentials:` in the `api:` file");
                self.unknown(name.as_str(), diagnostic);
                continue;
            };
            self.is_sent_at_all(found, name);
            self.other_half(found, name, names, api);
        }
        names.iter().map(|name| name.value.clone()).collect()
    }

    /// A call with one half of Basic authentication needs the other.
    fn other_half(
        &mut self,
        half: &syntax::Credential,
        name: &At<String>,
        names: &[At<String>],
        api: &syntax::Api,
    ) {
        use model::CredentialPlace::{BasicPassword, BasicUser};
        let other = match half.place {
            BasicUser => BasicPassword,
            BasicPassword => BasicUser,
            _ => return,
        };
        // That the API has no other half is told there.
        let others = || api.credentials.iter().filter(|known| known.place == other);
        let Some(other) = others().next().map(|other| &other.name.value) else {
            return;
        };
        // Calls may use different pairs.
        let is_listed =
            |known: &syntax::Credential| names.iter().any(|name| name.value == known.name.value);
        if !others().any(is_listed) {
            let message = format!("`{}` travels together with `{other}`", name.value);
            self.error(
                Diagnostic::error(Code::HalfOfBasic, Some(name.span), message).help(format!(
                    "list `{other}` too: both are halves of Basic authentication"
                )),
            );
        }
    }

    /// Basic authentication needs both of its halves.
    fn basic_halves(&mut self, api: &syntax::Api) {
        use model::CredentialPlace::{BasicPassword, BasicUser};
        let half = |place| {
            api.credentials
                .iter()
                .find(|credential| credential.place == place)
        };
        let (lone, other) = match (half(BasicUser), half(BasicPassword)) {
            (Some(user), None) => (user, "password"),
            (None, Some(password)) => (password, "user"),
            _ => return,
        };
        let message = format!("no credential is the `{other}` of Basic authentication");
        self.error(
            Diagnostic::error(Code::HalfOfBasic, Some(lone.name.span), message)
                .help(format!("add a credential with `basic: {other}`")),
        );
    }

    /// Checks how a credential is written, and the variable that it is read from.
    fn dressing(&mut self, credential: &syntax::Credential) {
        if let Some(written) = &credential.written
            && written.value.chars().any(char::is_control)
        {
            let message = "a credential cannot be dressed in control characters";
            self.error(
                Diagnostic::error(Code::BadDressing, Some(written.span), message)
                    .help("write visible text around `{}`"),
            );
        }
        self.environment(credential.env.as_ref());
    }

    /// Checks the name of an environment variable.
    pub(super) fn environment(&mut self, env: Option<&At<String>>) {
        let is_variable = |name: &str| {
            !name.is_empty()
                && !name.starts_with(|first: char| first.is_ascii_digit())
                && name
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        if let Some(env) = env.filter(|env| !is_variable(&env.value)) {
            let message = format!(
                "`{}` cannot be the name of an environment variable",
                env.value
            );
            self.error(
                Diagnostic::error(Code::BadEnvironment, Some(env.span), message)
                    .help("use letters, digits and `_`, and no digit first"),
            );
        }
    }

    pub(super) fn credentials(&mut self, api: &syntax::Api) {
        self.basic_halves(api);
        self.oauth(api);
        self.clashes(api);
        let mut seen: HashMap<String, &At<String>> = HashMap::new();
        for credential in &api.credentials {
            self.plain_name("a credential", &credential.name);
            self.dressing(credential);
            if let model::CredentialPlace::Query(name) | model::CredentialPlace::Body(name) =
                &credential.place
            {
                self.wire_name(&At::new(name.clone(), credential.name.span));
            }
            if let model::CredentialPlace::Header(header) = &credential.place {
                self.is_own_header(
                    &At::new(header.clone(), credential.name.span),
                    "a credential travels in a header of its own, or in `Authorization`",
                );
            }
            if let Some(first) =
                seen.insert(naming::credential(&credential.name.value), &credential.name)
            {
                self.error(
                    Diagnostic::error(
                        Code::RustName,
                        Some(credential.name.span),
                        format!(
                            "a second credential called `{}` in Rust",
                            naming::credential(&credential.name.value)
                        ),
                    )
                    .label(first.span, "the first is here")
                    .help("rename one of them"),
                );
            }
        }
    }

    /// A credential, resolved.
    pub(super) fn credential(&self, credential: &syntax::Credential) -> model::Credential {
        let written = credential
            .written
            .as_ref()
            .map_or("{}", |written| written.as_str());
        let (before, after) = written.split_once("{}").unwrap_or_default();
        model::Credential {
            name: credential.name.value.clone(),
            rust: naming::credential(&credential.name.value),
            place: credential.place.clone(),
            before: before.to_owned(),
            after: after.to_owned(),
            holds: credential.holds,
            env: credential.env.as_ref().map(|env| env.value.clone()),
            optional: credential.optional,
            account: credential.account,
            got_by_oauth: credential.got_by_oauth,
            doc: credential.doc.clone(),
            location: self.location(credential.name.span),
        }
    }
}
