//! Answers whose HTTP status is no success.

use http::HeaderMap;

use super::body::json_text;
use super::expectation::Target;
use super::redirected::Redirected;
use crate::descriptor::CallDescriptor;
use crate::error::{Cause, Refusal, ServerText};

/// Code and message that an answer has elsewhere than in its body.
pub(super) struct CodeAndMessage {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

impl CodeAndMessage {
    pub(super) fn of(refusal: Refusal) -> Self {
        let some =
            |text: ServerText| Some(text.as_str().to_owned()).filter(|text| !text.is_empty());
        Self {
            code: some(refusal.code),
            message: some(refusal.message),
        }
    }
}

/// What such an answer tells: a failure, or a success that it says in another place than its body.
///
/// Anybody on the way may have sent such an answer: only what the document lists counts as the API's
/// own word.
pub(super) fn interpret(
    call: &'static CallDescriptor,
    status: u16,
    headers: &HeaderMap,
    body: &[u8],
    target: &Target,
) -> Result<CodeAndMessage, Cause> {
    let redirected = Redirected::of(call, status, headers);
    if let Some(Redirected {
        code: code @ Some(_),
        message,
    }) = redirected
    {
        let said = message.as_deref().unwrap_or_default().as_bytes();
        let refusal = Refusal::of(
            call,
            status,
            code.as_deref(),
            message.as_deref(),
            None,
            said,
        );
        return match refusal {
            Some(refusal) => Err(Cause::Refused(refusal)),
            None => Ok(CodeAndMessage { code, message }),
        };
    }
    let text = String::from_utf8_lossy(body);
    // A `false` says no more than the status does, which says it better.
    let parts = call.envelope.open(json_text(&text), &[]);
    let parts = parts
        .unwrap_or_default()
        .with_headers(call.envelope, headers);
    if let Some(refusal) = parts
        .refusal(call, status, body)
        .filter(Refusal::is_documented)
    {
        return Err(Cause::Refused(refusal));
    }
    // The others ask for the same request elsewhere, as a proxy would: that is no answer.
    let is_answer = matches!(status, 301..=303) && target.is_reached_by(headers);
    if let Some(Redirected { message, .. }) = redirected.filter(|_| is_answer) {
        return Ok(CodeAndMessage {
            code: None,
            message,
        });
    }
    let message = parts.message.or(parts.error);
    let code = parts.code.as_deref();
    Err(
        match Refusal::by_status(call, status, code, message.as_deref(), body) {
            Some(refusal) => Cause::Refused(refusal),
            None => Cause::Status {
                call: call.name,
                status,
                message: message.map(ServerText::new),
                astray: call.envelope.redirect.is_some() && (300..400).contains(&status),
            },
        },
    )
}
