//! What authenticates a request.

use super::OAuthPart;

/// One credential and where it travels.
#[derive(Debug)]
pub struct Credential {
    /// Name in the spec, such as `access_token`.
    pub name: &'static str,
    /// Where it travels.
    pub place: CredentialPlace,
    /// What is written before the value, such as `ApiKey `.
    pub before: &'static str,
    /// What is written after the value, such as `/token`.
    pub after: &'static str,
    /// Environment variable that it is read from.
    pub env: Option<&'static str>,
    /// Whether calls work without it.
    pub optional: bool,
    /// Whether it selects the account.
    pub account: bool,
    /// Whether it is the access token that the client gets by the API's [`crate::OAuth`].
    pub got_by_oauth: bool,
}

impl Credential {
    /// A credential that every call needs, sent as it is. Its place is a header without a name, which
    /// nothing can be sent in.
    pub const PLAIN: Self = Self {
        name: "",
        place: CredentialPlace::Header(""),
        before: "",
        after: "",
        env: None,
        optional: false,
        account: false,
        got_by_oauth: false,
    };
}

/// Where a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialPlace {
    /// In this header.
    Header(&'static str),
    /// In this query parameter.
    Query(&'static str),
    /// In this key of the body.
    Body(&'static str),
    /// As the user name of HTTP Basic authentication.
    BasicUser,
    /// As the password of HTTP Basic authentication.
    BasicPassword,
    /// As the password of HTTP Basic authentication, with this user name.
    BasicWithUser(&'static str),
    /// As the user name of HTTP Basic authentication, with this password.
    BasicWithPassword(&'static str),
    /// With no call: it is given to get the access token.
    OAuth(OAuthPart),
}
