//! What a result code tells.

use super::text::{Docs, code, fill, said};
use crate::model::{Meaning, ResultCode};

/// Everything about a code.
pub(crate) fn docs(known: &ResultCode) -> Docs {
    let spelled = code(&known.code);
    let mut docs = Docs::of_or(&known.doc, fill("The code {}.", [spelled.clone()]));
    if !known.doc.is_empty() {
        docs.line(match known.message.is_empty() {
            true => fill("Code {}.", [spelled]),
            false => fill("Code {}: {}", [spelled, said(&known.message)]),
        });
    } else if !known.message.is_empty() {
        docs.paragraph(&known.message);
    }
    if let Some(status) = known.status {
        let status = said(status.to_string());
        docs.line(match known.says.is_empty() {
            true => fill(
                "Stands for answers with HTTP status {} and no code.",
                [status],
            ),
            false => fill(
                "Stands for answers with HTTP status {} and no code that say: {}",
                [status, said(&known.says)],
            ),
        });
    }
    if known.status.is_none() && !known.says.is_empty() {
        docs.line(fill(
            "Stands for answers with this code that say: {}",
            [said(&known.says)],
        ));
    }
    docs
}

/// What a code means for a caller, in a word or two.
pub(crate) fn meaning(means: Meaning) -> &'static str {
    match means {
        Meaning::Success => "success",
        Meaning::BadRequest => "bad request",
        Meaning::UnknownCall => "unknown call",
        Meaning::ServerFault => "fault of the server",
        Meaning::MissingKey => "missing key",
        Meaning::AccessDenied => "access denied",
        Meaning::InUse => "in use",
        Meaning::NotFound => "not found",
        Meaning::Duplicate => "duplicate",
        Meaning::NotInserted => "not inserted",
        Meaning::NotEnabled => "not enabled",
        Meaning::TooMany => "too many calls",
        Meaning::Unknown => "not said",
    }
}
