//! The API's refusal of a call.

use std::fmt;

use super::ServerText;
use crate::descriptor::{Meaning, ResultCode};

/// The API's refusal of a call.
///
/// Displayed in one line with the code and the documented message for it. The server's own words are
/// in [`Refusal::code`] and [`Refusal::message`] for those who ask.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// Name of the call.
    pub call: &'static str,
    /// Result code as it came; empty if the answer has none of its own.
    pub code: ServerText,
    /// What the code means.
    pub meaning: Meaning,
    /// The key whose value broke its limit, if the code names one that the call accepts.
    pub key: Option<&'static str>,
    /// The server's message; empty if there is none.
    pub message: ServerText,
    /// HTTP status.
    pub status: u16,
    /// The code as the document lists it.
    pub(crate) listed: Option<&'static ResultCode>,
    /// Whether the HTTP status stands for the code.
    pub(crate) by_status: bool,
}

impl Refusal {
    /// Whether the HTTP status stands for the code, and decides what follows.
    pub(crate) fn is_by_status(&self) -> bool {
        self.by_status
    }

    /// The code as the document lists it, such as `GA515` for an answer's `ga_515`; `None` if it is not
    /// listed. Answers without a code of their own have one too, where the document says which HTTP
    /// status and words stand for it.
    #[must_use]
    pub fn listed_code(&self) -> Option<&'static str> {
        self.listed.map(|listed| listed.code)
    }

    /// The name that the spec has for the code: that of [`Refusal::listed_code`], or another where codes of one
    /// spelling are told apart by what they say.
    #[must_use]
    pub fn listed_name(&self) -> Option<&'static str> {
        self.listed.map(|listed| match listed.name {
            "" => listed.code,
            name => name,
        })
    }

    /// Whether the code is one that only this API would send.
    pub(crate) fn is_documented(&self) -> bool {
        self.listed.is_some() || self.key.is_some()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: refused", self.call)?;
        match (self.listed, self.key) {
            (
                Some(ResultCode {
                    code, message: "", ..
                }),
                _,
            ) => write!(f, " with {code}")?,
            (Some(ResultCode { code, message, .. }), _) => write!(f, " with {code} \"{message}\"")?,
            (None, Some(key)) => write!(f, " because of `{key}`")?,
            (None, None) if !self.code.as_str().is_empty() => {
                f.write_str(" with a code that the document does not list")?;
            }
            (None, None) if self.meaning == Meaning::Unknown => {
                f.write_str(" without a code or message that the document lists")?;
            }
            (None, None) => {}
        }
        if self.by_status {
            write!(f, " (HTTP status {})", self.status)?;
        }
        match (self.meaning, self.key) {
            (Meaning::BrokenLimit, None) => f.write_str(
                "; the code may be the name of a custom field whose value breaks its limit",
            ),
            (meaning, _) => write!(f, "; {}", advice(meaning)),
        }
    }
}

fn advice(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Success => "the answer contradicts itself: report it to the vendor",
        Meaning::BadRequest => "the server did not understand the request: check its values",
        Meaning::UnknownCall => "the server does not know this call: check the base URL",
        Meaning::ServerFault => "the server failed: try again later",
        Meaning::MissingKey => "a required key is missing: add it",
        Meaning::AccessDenied => "check the credentials and what they allow",
        Meaning::NotEnabled => "the vendor has not opened this for these credentials: ask for it",
        Meaning::InUse => "something still uses the record: delete that first",
        Meaning::NotFound => "no record matches: check what it was asked for by",
        Meaning::Duplicate => "such a record exists already: update that one",
        Meaning::NotInserted => "the server could not store the record: check its values",
        Meaning::TooMany => "too many calls in too little time: wait, then send again",
        Meaning::BrokenLimit => "the value of the key with that name breaks its limit: change it",
        Meaning::Unknown => "the document does not say what that means: ask the vendor",
    }
}
