//! Reads an answer to a request for an access token (RFC 6749, sections 5.1 and 5.2).

use std::time::Duration;

use secrecy::SecretString;
use serde_json::Value;

use super::Response;
use super::words;
use crate::descriptor::{Envelope, Meaning, ResultCode};
use crate::error::{Cause, Error, FailedResponse, Refusal, Safety, ServerText};

/// An access token that a server gave.
pub(crate) struct Token {
    pub(crate) access: SecretString,
    /// How long it lasts, if the server says so.
    pub(crate) lasts: Option<Duration>,
    /// A refresh token in the place of the one before.
    pub(crate) refresh: Option<SecretString>,
}

/// Reads the answer of the token URL. `name` is that of the credential that the token is.
///
/// # Errors
///
/// [`Cause::Refused`] with the code and the description of RFC 6749, [`Cause::Status`] for any other failure,
/// and [`Cause::Undecodable`] for a success without a token. No error has anything of a success's body.
pub(crate) fn read_token(name: &'static str, response: Response) -> Result<Token, Error> {
    let Response {
        status,
        headers,
        body,
    } = response;
    let json: Option<Value> = serde_json::from_slice(&body).ok();
    if (200..300).contains(&status) {
        return token(name, json.as_ref());
    }
    let own = words::of_body(&Envelope::BARE, status, &headers, &body);
    let refused = json.as_ref().and_then(|json| refusal(name, status, json));
    let cause = match refused {
        Some(refusal) => Cause::Refused(refusal),
        None => Cause::Status {
            call: name,
            status,
            message: own.map(ServerText::new),
            astray: false,
        },
    };
    let response = FailedResponse::new(status, headers, &body, true);
    Err(Error::new(cause, Safety::Repeatable).with_response(response))
}

fn token(name: &'static str, json: Option<&Value>) -> Result<Token, Error> {
    let unreadable = |path: &str, found: &str| {
        let cause = Cause::Undecodable {
            call: name,
            path: path.to_owned(),
            expected: Some("an access token"),
            found: found.to_owned(),
            excerpt: String::new(),
            cut_short: false,
        };
        Error::new(cause, Safety::Repeatable)
    };
    let Some(Value::Object(answer)) = json else {
        return Err(unreadable("the whole answer", "no JSON object"));
    };
    let access = match answer.get("access_token") {
        Some(Value::String(access)) if is_token(access) => access.as_str(),
        Some(Value::String(_)) => {
            return Err(unreadable(
                "access_token",
                "a text that is no token, because it is empty or cannot stand in a header",
            ));
        }
        Some(_) => return Err(unreadable("access_token", "no text")),
        None => return Err(unreadable("access_token", "nothing")),
    };
    let refresh = answer.get("refresh_token").and_then(Value::as_str);
    Ok(Token {
        access: SecretString::from(access),
        lasts: answer.get("expires_in").and_then(seconds),
        refresh: refresh
            .filter(|token| is_token(token))
            .map(SecretString::from),
    })
}

/// Whether it can be a token: visible characters of ASCII.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A time as servers write it: a number, or the same in quotes. Nothing, or less, says nothing.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let seconds = seconds.filter(|seconds: &f64| *seconds > 0.0)?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// What a server says that refuses by a code. A status that tells of a failure which may pass says more than
/// a code that nobody knows.
fn refusal(name: &'static str, status: u16, json: &Value) -> Option<Refusal> {
    let text = |key| json.get(key).and_then(Value::as_str);
    let code = text("error")?;
    let known = CODES.iter().find(|known| known.code == code);
    if known.is_none() && (status >= 500 || matches!(status, 408 | 425 | 429)) {
        return None;
    }
    Some(Refusal {
        call: name,
        code: ServerText::new(code),
        meaning: known.map_or(Meaning::Unknown, |known| known.means),
        key: None,
        message: ServerText::new(text("error_description").unwrap_or_default()),
        status,
        listed: known,
        by_status: false,
    })
}

/// The codes of RFC 6749, those of section 4.1.2.1 included, which some servers give here.
static CODES: [ResultCode; 9] = [
    code("invalid_client", Meaning::AccessDenied),
    code("invalid_grant", Meaning::AccessDenied),
    code("unauthorized_client", Meaning::AccessDenied),
    code("access_denied", Meaning::AccessDenied),
    code("invalid_scope", Meaning::NotEnabled),
    code("invalid_request", Meaning::BadRequest),
    code("unsupported_grant_type", Meaning::BadRequest),
    code("server_error", Meaning::ServerFault),
    code("temporarily_unavailable", Meaning::ServerFault),
];

const fn code(code: &'static str, means: Meaning) -> ResultCode {
    ResultCode {
        code,
        means,
        ..ResultCode::PLAIN
    }
}
