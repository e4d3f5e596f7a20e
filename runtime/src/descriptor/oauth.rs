//! How an access token is got by OAuth 2.0.

/// How a client gets the access token that its calls are sent with, and renews it (RFC 6749). One credential
/// of the API is [`crate::Credential::got_by_oauth`]; those whose place is [`crate::CredentialPlace::OAuth`]
/// are given for it, and travel to the token URL alone.
#[derive(Debug)]
pub struct OAuth {
    /// Where tokens are got: an absolute URL, which may have the variables of the base URL, or a path below
    /// its host, which begins with a slash.
    pub token_url: &'static str,
    /// What a token is got for.
    pub grant: Grant,
    /// How the client proves who it is.
    pub client: ClientProof,
    /// What the token is to allow; empty if nothing is asked for.
    pub scope: &'static str,
}

/// What an access token is got for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// The client's own id and secret.
    ClientCredentials,
    /// A refresh token that somebody has given the client. The server may put another in its place.
    RefreshToken,
}

/// How a client proves to the token URL who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientProof {
    /// By id and secret, as HTTP Basic authentication.
    Basic,
    /// By id and secret, in the body.
    Body,
    /// Not at all: it has an id, in the body, and no secret.
    Public,
}

/// What is given to get a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OAuthPart {
    /// The client's id.
    ClientId,
    /// The client's secret.
    ClientSecret,
    /// The refresh token.
    RefreshToken,
}

impl OAuth {
    /// A client that proves who it is by Basic authentication, and asks for nothing more than its credentials
    /// give. It has no address yet.
    pub const PLAIN: Self = Self {
        token_url: "",
        grant: Grant::ClientCredentials,
        client: ClientProof::Basic,
        scope: "",
    };

    /// Whether this is needed to get a token.
    pub(crate) fn needs(&self, part: OAuthPart) -> bool {
        match part {
            OAuthPart::ClientId => true,
            OAuthPart::ClientSecret => self.client != ClientProof::Public,
            OAuthPart::RefreshToken => self.grant == Grant::RefreshToken,
        }
    }
}
