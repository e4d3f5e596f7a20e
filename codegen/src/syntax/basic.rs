//! Credentials of HTTP Basic authentication.

use super::fields::{Fields, single, text, word};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::CredentialPlace;
use crate::source::Kind;

/// Reads `basic:`: which half the credential is, or the other half where that is always the same.
pub(super) fn read_basic(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<CredentialPlace> {
    let node = fields.get("basic")?;
    if !matches!(node.kind, Kind::Map(_)) {
        let is_password = word(
            node,
            "basic",
            &[("user", false), ("password", true)],
            diagnostics,
        )?;
        return Some(match is_password {
            true => CredentialPlace::BasicPassword,
            false => CredentialPlace::BasicUser,
        });
    }
    let help = "write the half that is always the same: `basic: { user: api }`";
    let (half, value) = single(node, "basic", help, diagnostics)?;
    let value = text(value, "basic", diagnostics)?;
    let ends_the_user = half.value == "user" && value.value.contains(':');
    if ends_the_user || value.value.chars().any(char::is_control) {
        let message = format!(
            "`{}` cannot be the {} of Basic authentication",
            value.value.escape_debug(),
            half.value
        );
        diagnostics.push(
            Diagnostic::error(Code::BadDressing, Some(value.span), message)
                .help("it has no control characters, and a user no colon, which would end it"),
        );
    }
    match half.as_str() {
        "user" => Some(CredentialPlace::BasicWithUser(value.value)),
        "password" => Some(CredentialPlace::BasicWithPassword(value.value)),
        other => {
            let message = format!("Basic authentication has no `{other}`");
            diagnostics.push(
                Diagnostic::error(Code::UnknownKey, Some(half.span), message)
                    .suggest(other, ["user", "password"])
                    .or_help(help),
            );
            None
        }
    }
}
