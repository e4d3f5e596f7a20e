//! The access token that is got by OAuth: whether all that it takes is there, and nothing else.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, ClientProof, CredentialPlace, Grant, OAuthPart};
use crate::span::At;
use crate::syntax::{self, Credential};

const PARTS: [OAuthPart; 3] = [
    OAuthPart::ClientId,
    OAuthPart::ClientSecret,
    OAuthPart::RefreshToken,
];

impl Checker<'_, '_> {
    /// The token, how it is got, and what it is got with.
    pub(super) fn oauth(&mut self, api: &syntax::Api) {
        self.tokens(api);
        for credential in &api.credentials {
            if let CredentialPlace::OAuth(part) = credential.place {
                self.given(credential, part, api);
            }
        }
        let Some(oauth) = &api.oauth else { return };
        if !api.credentials.iter().any(|known| known.got_by_oauth) {
            let message = "no credential is the access token that `oauth` gets";
            self.error(
                Diagnostic::error(Code::MissingKey, Some(oauth.span), message).help(
                    "write `got_by: oauth` at the credential that calls are sent with, or leave `oauth` out",
                ),
            );
        }
        if oauth.client == ClientProof::Public && oauth.grant == Some(Grant::ClientCredentials) {
            let message =
                "`client_credentials` are granted for a secret, and a public client has none";
            self.error(
                Diagnostic::error(Code::Exclusive, Some(oauth.span), message)
                    .help("write `client: basic` or `client: body`, or `grant: refresh_token`"),
            );
        }
        for part in PARTS.into_iter().filter(|part| needs(oauth, *part)) {
            let place = CredentialPlace::OAuth(part);
            if !api.credentials.iter().any(|known| known.place == place) {
                let name = word(part);
                let message = format!("no credential is the `{name}` that `oauth` needs");
                self.error(
                    Diagnostic::error(Code::MissingKey, Some(oauth.span), message).help(format!(
                        "add it under `credentials:`: `{name}: {{ oauth: {name}, holds: secret, doc: … }}`"
                    )),
                );
            }
        }
        self.token_url(oauth, api);
        self.scope(oauth);
    }

    /// How it is got, resolved.
    pub(super) fn resolved_oauth(&self, api: &syntax::Api) -> Option<model::OAuth> {
        let oauth = api.oauth.as_ref()?;
        let text = |text: &Option<At<String>>| {
            let text = text.as_ref();
            text.map(|text| text.value.clone()).unwrap_or_default()
        };
        Some(model::OAuth {
            token_url: text(&oauth.token_url),
            grant: oauth.grant?,
            client: oauth.client,
            scope: text(&oauth.scope),
            doc: oauth.doc.clone(),
            location: self.location(oauth.span),
        })
    }

    /// A call that names what the token is got with.
    pub(super) fn is_sent_at_all(&mut self, credential: &Credential, name: &At<String>) {
        if matches!(credential.place, CredentialPlace::OAuth(_)) {
            let message = format!(
                "`{}` is given to get the access token, and sent with no call",
                name.value
            );
            self.error(
                Diagnostic::error(Code::Exclusive, Some(name.span), message)
                    .label(credential.name.span, "the credential")
                    .help("list the credential that is `got_by: oauth` in its place"),
            );
        }
    }

    /// The credentials that are got by OAuth: one, which nobody gives.
    fn tokens(&mut self, api: &syntax::Api) {
        let mut first: Option<&Credential> = None;
        for token in api.credentials.iter().filter(|known| known.got_by_oauth) {
            let name = &token.name;
            if let Some(first) = first {
                let message = format!(
                    "`{}` is got by OAuth, and `{}` too",
                    name.value, first.name.value
                );
                self.error(
                    Diagnostic::error(Code::Exclusive, Some(name.span), message)
                        .label(first.name.span, "the first is here")
                        .help("an API has one access token: leave `got_by:` out at the others"),
                );
                continue;
            }
            first = Some(token);
            if api.oauth.is_none() {
                let message = format!("`{}` is got by OAuth, and nothing says how", name.value);
                self.error(Diagnostic::error(Code::MissingKey, Some(name.span), message).help(
                    "add `oauth: { token_url: /oauth/token, grant: client_credentials }` to the `api:` file",
                ));
            }
            self.no_more(
                token,
                "is got by OAuth",
                [
                    ("env", token.env.is_some()),
                    ("optional", token.optional),
                    ("account", token.account),
                    (
                        "basic",
                        matches!(
                            token.place,
                            CredentialPlace::BasicUser
                                | CredentialPlace::BasicPassword
                                | CredentialPlace::BasicWithUser(_)
                                | CredentialPlace::BasicWithPassword(_)
                        ),
                    ),
                    ("oauth", matches!(token.place, CredentialPlace::OAuth(_))),
                ],
            );
        }
    }

    /// A credential that is given to get the token.
    fn given(&mut self, credential: &Credential, part: OAuthPart, api: &syntax::Api) {
        let name = &credential.name;
        let mut others = api.credentials.iter();
        let first = others.find(|known| known.place == credential.place);
        if let Some(first) = first.filter(|first| first.name.span != name.span) {
            let message = format!(
                "`{}` is the `{}`, and `{}` too",
                name.value,
                word(part),
                first.name.value
            );
            self.error(
                Diagnostic::error(Code::OnePlace, Some(name.span), message)
                    .label(first.name.span, "the first is here")
                    .help("leave one of them out"),
            );
        }
        self.no_more(
            credential,
            "is given to get the access token",
            [
                ("optional", credential.optional),
                ("account", credential.account),
                ("written", credential.written.is_some()),
            ],
        );
        match &api.oauth {
            None => {
                let message = format!(
                    "`{}` is given to get an access token, and nothing says how",
                    name.value
                );
                self.error(Diagnostic::error(Code::MissingKey, Some(name.span), message).help(
                    "add `oauth: { token_url: /oauth/token, grant: client_credentials }` to the `api:` file",
                ));
            }
            // Without a grant there was an error.
            Some(oauth) if oauth.grant.is_some() && !needs(oauth, part) => {
                let message = format!(
                    "`{}` is given, and `oauth` has no use for a `{}`",
                    name.value,
                    word(part)
                );
                let help = match part {
                    OAuthPart::RefreshToken => "write `grant: refresh_token`, or leave it out",
                    _ => "write `client: basic` or `client: body`, or leave it out",
                };
                self.error(
                    Diagnostic::error(Code::Exclusive, Some(name.span), message)
                        .label(oauth.span, "how the token is got")
                        .help(help),
                );
            }
            Some(_) => {}
        }
    }

    /// What such a credential cannot say besides.
    fn no_more<const N: usize>(
        &mut self,
        credential: &Credential,
        what: &str,
        said: [(&str, bool); N],
    ) {
        for (attribute, _) in said.into_iter().filter(|(_, is_said)| *is_said) {
            let message = format!(
                "`{}` {what}, and cannot be `{attribute}`",
                credential.name.value
            );
            self.error(
                Diagnostic::error(Code::Exclusive, Some(credential.name.span), message)
                    .help(format!("leave `{attribute}:` out")),
            );
        }
    }

    fn token_url(&mut self, oauth: &syntax::OAuth, api: &syntax::Api) {
        let Some(url) = &oauth.token_url else { return };
        let rest = match url.value.strip_prefix('/') {
            Some(path) => {
                Some(path).filter(|path| !path.contains(['{', '}']) && !path.contains(".."))
            }
            None => url.value.strip_prefix("https://").or_else(|| {
                let plain = url.value.strip_prefix("http://");
                plain.filter(|_| !api.https_only)
            }),
        };
        let is_good = rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(['?', '#', '@', '\\', '"'])
                && !rest.contains(char::is_whitespace)
        });
        if !is_good {
            let message = format!("`{}` is not a token URL", url.value);
            self.error(
                Diagnostic::error(Code::BadBaseUrl, Some(url.span), message)
                    .help("write `https://host/path`, or `/path` where it stands below the host of the base URL"),
            );
            return;
        }
        let is_plain = |url: &At<String>| url.value.starts_with("http://");
        if let Some(base) = api.base_url.as_ref()
            && !url.value.starts_with('/')
            && is_plain(base) != is_plain(url)
        {
            let message = "one of the token URL and the base URL has TLS, and the other has not";
            self.error(
                Diagnostic::error(Code::BadBaseUrl, Some(url.span), message)
                    .label(base.span, "the base URL")
                    .help("write `https://` at both"),
            );
        }
        for name in self.placeholders(url, Code::BadBaseUrl) {
            if !api
                .variables
                .iter()
                .any(|variable| variable.name.value == name)
            {
                let message = format!("the token URL has an unknown variable `{name}`");
                self.error(
                    Diagnostic::error(Code::UrlVariable, Some(url.span), message)
                        .help("use one that stands under `variables:`, or describe it there"),
                );
            }
        }
    }

    fn scope(&mut self, oauth: &syntax::OAuth) {
        let Some(scope) = &oauth.scope else { return };
        let is_token = |token: &str| {
            !token.is_empty()
                && token
                    .chars()
                    .all(|sign| sign.is_ascii_graphic() && !matches!(sign, '"' | '\\'))
        };
        if !scope.value.split(' ').all(is_token) {
            let message = format!("`{}` is no scope", scope.value);
            self.error(
                Diagnostic::error(Code::WrongForm, Some(scope.span), message).help(
                    "write words of visible ASCII, without quotes and backslashes, with one space between them",
                ),
            );
        }
    }
}

/// Whether this is needed to get a token.
fn needs(oauth: &syntax::OAuth, part: OAuthPart) -> bool {
    match part {
        OAuthPart::ClientId => true,
        OAuthPart::ClientSecret => oauth.client != ClientProof::Public,
        OAuthPart::RefreshToken => oauth.grant == Some(Grant::RefreshToken),
    }
}

/// What a spec calls it.
fn word(part: OAuthPart) -> &'static str {
    match part {
        OAuthPart::ClientId => "client_id",
        OAuthPart::ClientSecret => "client_secret",
        OAuthPart::RefreshToken => "refresh_token",
    }
}
