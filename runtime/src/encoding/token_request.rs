//! Writes the request for an access token (RFC 6749, sections 4.4.2 and 6).

use base64::Engine as _;
use http::HeaderMap;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use secrecy::ExposeSecret as _;

use super::masked_text::{MaskedText, Pair};
use super::{Credentials, Request, TokenUrl};
use crate::descriptor::{ClientProof, Grant, Method, OAuth, OAuthPart};
use crate::error::Error;

/// The request for an access token. `name` is that of the credential that it is.
///
/// # Errors
///
/// [`crate::Cause::Config`] that names what is not there.
pub(crate) fn token_request(
    name: &'static str,
    oauth: &OAuth,
    url: &TokenUrl,
    credentials: &Credentials,
) -> Result<Request, Error> {
    if let Some(missing) = credentials.missing_for_token() {
        return Err(Error::config(format!(
            "{}: the credential {name} is got with {}, which this client does not have: give it",
            credentials.api().name,
            missing.name
        )));
    }
    let part = |part| {
        let value = credentials.oauth_part(part);
        value.map_or("", |value| value.expose_secret())
    };
    let (id, secret) = (part(OAuthPart::ClientId), part(OAuthPart::ClientSecret));
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    let mut body = Vec::new();
    match oauth.grant {
        Grant::ClientCredentials => body.push(Pair::plain("grant_type", "client_credentials")),
        Grant::RefreshToken => {
            body.push(Pair::plain("grant_type", "refresh_token"));
            body.push(Pair::secret("refresh_token", part(OAuthPart::RefreshToken)));
        }
    }
    if !oauth.scope.is_empty() {
        body.push(Pair::plain("scope", oauth.scope));
    }
    match oauth.client {
        ClientProof::Basic => {
            headers.insert(AUTHORIZATION, basic(id, secret)?);
        }
        ClientProof::Body => {
            body.push(Pair::secret("client_id", id));
            body.push(Pair::secret("client_secret", secret));
        }
        ClientProof::Public => body.push(Pair::secret("client_id", id)),
    }
    let mut form = MaskedText::default();
    form.pairs(&body);
    let url = MaskedText {
        text: url.url().as_str().as_bytes().to_vec(),
        ..MaskedText::default()
    };
    Ok(Request::new(name, Method::Post, url, headers, Some(form)))
}

/// Id and secret are escaped as in a form before they are joined: section 2.3.1.
fn basic(id: &str, secret: &str) -> Result<HeaderValue, Error> {
    let mut both = MaskedText::default();
    both.escaped(id);
    both.text.push(b':');
    both.escaped(secret);
    let encoded = base64::engine::general_purpose::STANDARD.encode(both.text);
    let mut value = HeaderValue::from_str(&format!("Basic {encoded}"))
        .map_err(|_| Error::config("the client's id and secret cannot be written in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}
