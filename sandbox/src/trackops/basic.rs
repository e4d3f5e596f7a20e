//! Basic authentication.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// User and password of an `Authorization` header.
pub(super) fn credentials(header: &str) -> Option<(String, String)> {
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
