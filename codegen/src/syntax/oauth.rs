//! How an access token is got, as written.

use super::attributes;
use super::doc;
use super::fields::Fields;
use crate::diagnostic::Diagnostics;
use crate::model::{ClientProof, Grant, OAuthPart};
use crate::source::Node;
use crate::span::{At, Span};

/// How an access token is got.
#[derive(Clone, Debug)]
pub struct OAuth {
    /// Where it stands.
    pub span: Span,
    /// Where tokens are got; absent if it could not be read.
    pub token_url: Option<At<String>>,
    /// What a token is got for.
    pub grant: Option<Grant>,
    /// How the client proves who it is.
    pub client: ClientProof,
    /// What the token is to allow.
    pub scope: Option<At<String>>,
    /// What there is to know about it.
    pub doc: String,
}

/// The words behind `oauth:` of a credential.
pub(super) const PARTS: [(&str, OAuthPart); 3] = [
    ("client_id", OAuthPart::ClientId),
    ("client_secret", OAuthPart::ClientSecret),
    ("refresh_token", OAuthPart::RefreshToken),
];

/// Reads `oauth:` of an API.
pub(super) fn read_oauth(node: &Node, at: Span, diagnostics: &mut Diagnostics) -> Option<OAuth> {
    let mut fields = Fields::of(node, &attributes::OAUTH, at, diagnostics)?;
    let token_url = fields.require_text("token_url", diagnostics);
    let grants = [
        ("client_credentials", Grant::ClientCredentials),
        ("refresh_token", Grant::RefreshToken),
    ];
    fields.require("grant");
    let grant = fields.word("grant", &grants, diagnostics);
    let client = fields.word(
        "client",
        &[
            ("basic", ClientProof::Basic),
            ("body", ClientProof::Body),
            ("public", ClientProof::Public),
        ],
        diagnostics,
    );
    let oauth = OAuth {
        span: at,
        token_url,
        grant,
        client: client.unwrap_or(ClientProof::Basic),
        scope: fields.text("scope", diagnostics),
        doc: doc(fields.text("doc", diagnostics)),
    };
    fields.finish(diagnostics);
    Some(oauth)
}
