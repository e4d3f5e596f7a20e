//! Authentication: the user who may call, by Basic authentication.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::request::Request;

/// Who calls.
pub(super) const USERNAME: &str = "sandbox-user";
pub(super) const API_TOKEN: &str = "sandbox-api-token";

/// Whether a request has the name and the token of the user who may call.
pub(super) fn is_authenticated(request: &Request) -> bool {
    let header = request.header("authorization").unwrap_or("");
    credentials(header).is_some_and(|(user, password)| {
        user.strip_suffix("/token") == Some(USERNAME) && password == API_TOKEN
    })
}

/// User and password of an `Authorization` header.
fn credentials(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = STANDARD.decode(encoded.trim()).ok()?;
    let decoded = String::from_utf8(decoded).ok()?;
    let (user, password) = decoded.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::credentials;

    #[test]
    fn user_and_password_come_out_of_the_header() {
        let found = credentials("bAsIc amFuZS90b2tlbjpzZWM6cmV0");
        assert_eq!(found, Some(("jane/token".into(), "sec:ret".into())));
    }

    #[test]
    fn anything_else_is_nobody() {
        for header in ["", "Basic", "Basic !", "Basic amFuZQ==", "Bearer amFuZTpz"] {
            assert_eq!(credentials(header), None, "{header}");
        }
    }
}
