use std::fmt;

use crate::ServerText;
use crate::descriptor::{CallDescriptor, Meaning, ResultCode};

/// The API's refusal of a call.
///
/// Displayed in one line with the code and the documented message for it. The server's own words are
/// in [`Refusal::code`] and [`Refusal::message`] for those who ask.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// Name of the call.
    pub call: &'static str,
    /// Result code as it came; empty if the answer has only error texts.
    pub code: ServerText,
    /// What the code means.
    pub meaning: Meaning,
    /// The key whose value broke its limit, if the code names one that the call accepts.
    pub key: Option<&'static str>,
    /// The server's message; empty if there is none.
    pub message: ServerText,
    /// HTTP status.
    pub status: u16,
    /// The code as the document lists it, and its message.
    listed: Option<(&'static str, &'static str)>,
}

impl Refusal {
    /// What an answer with this code refuses; nothing, if the code means success.
    pub(crate) fn of(
        call: &'static CallDescriptor,
        status: u16,
        code: Option<&str>,
        message: Option<&str>,
    ) -> Option<Self> {
        let code = code.map(str::trim);
        let listed =
            code.and_then(|code| call.api.result_codes.iter().find(|listed| listed.is(code)));
        let names_key =
            |code| call.api.other_codes_name_keys && !looks_listed(call.api.result_codes, code);
        let meaning = match (listed, code, message) {
            (Some(listed), ..) if listed.means == Meaning::Success => return None,
            (Some(listed), ..) => listed.means,
            (None, Some(code), _) if names_key(code) => Meaning::BrokenLimit,
            (None, Some(_), _) => Meaning::Unknown,
            // Error texts speak only where there are no codes.
            (None, None, Some(_)) if call.envelope.code.is_none() => Meaning::BadRequest,
            (None, None, _) => return None,
        };
        let key = code
            .filter(|_| meaning == Meaning::BrokenLimit)
            .and_then(|code| {
                let mut keys = call.accepts.iter().map(|key| key.wire);
                keys.find(|wire| wire.eq_ignore_ascii_case(code))
            });
        Some(Self {
            call: call.name,
            code: ServerText::new(code.unwrap_or_default()),
            meaning,
            key,
            message: ServerText::new(message.unwrap_or_default()),
            status,
            listed: listed.map(|listed| (listed.code, listed.message)),
        })
    }

    /// Whether the code is one that only this API would send.
    pub(crate) fn is_documented(&self) -> bool {
        self.listed.is_some() || self.key.is_some()
    }
}

impl ResultCode {
    /// Whether an answer's code is this one, whatever its capitals.
    fn is(&self, code: &str) -> bool {
        let mut spellings = std::iter::once(&self.code).chain(self.also);
        spellings.any(|spelling| spelling.eq_ignore_ascii_case(code))
    }
}

/// Whether a code has the letters of a listed one, and otherwise digits.
fn looks_listed(listed: &[ResultCode], code: &str) -> bool {
    let letters = |code: &str| code.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (prefix, rest) = code.split_at(letters(code));
    let digits = rest.strip_prefix('_').unwrap_or(rest);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        && listed.iter().any(|listed| {
            let known = listed.code.get(..letters(listed.code)).unwrap_or_default();
            known.eq_ignore_ascii_case(prefix)
        })
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: refused", self.call)?;
        match (self.listed, self.key) {
            (Some((code, "")), _) => write!(f, " with {code}")?,
            (Some((code, message)), _) => write!(f, " with {code} \"{message}\"")?,
            (None, Some(key)) => write!(f, " because of `{key}`")?,
            (None, None) if self.code.as_str().is_empty() => {}
            (None, None) => f.write_str(" with a code that the document does not list")?,
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
        Meaning::InUse => "something still uses the record: delete that first",
        Meaning::NotFound => "no record matches: check what it was asked for by",
        Meaning::Duplicate => "such a record exists already: update that one",
        Meaning::NotInserted => "the server could not store the record: check its values",
        Meaning::BrokenLimit => "the value of the key with that name breaks its limit: change it",
        Meaning::Unknown => "the vendor's document does not list this code: ask the vendor",
    }
}
