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
    /// The code as the document lists it, and its message.
    listed: Option<(&'static str, &'static str)>,
    /// Whether the HTTP status stands for the code.
    by_status: bool,
}

/// Most bytes of an answer in which the words of a listed code are looked for.
const LOOKED_AT: usize = 64 * 1024;

impl Refusal {
    /// What an answer with this code, message and error text refuses; nothing, if it tells of a success
    /// or does not tell.
    pub(crate) fn of(
        call: &'static CallDescriptor,
        status: u16,
        code: Option<&str>,
        message: Option<&str>,
        error: Option<&str>,
    ) -> Option<Self> {
        let code = code.map(str::trim);
        let success = call.envelope.success;
        let is_success = (200..300).contains(&status);
        // Error texts speak only where there are no codes.
        let errors_speak = code.is_none() && error.is_some() && call.envelope.code.is_none();
        let listed = match (code, success) {
            _ if errors_speak && !is_success => None,
            // They say what the status of a bad request would say.
            _ if errors_speak => call
                .api
                .result_codes
                .iter()
                .find(|listed| listed.status.is_some() && listed.means == Meaning::BadRequest),
            (Some(code), _) => ResultCode::listed(call.api.result_codes, code),
            // Nobody but the API has its words; a server that failed may say anything.
            (None, Some(_)) if is_success || (400..500).contains(&status) => call
                .api
                .result_codes
                .iter()
                // Words such as "to be told" stand for nothing.
                .filter(|listed| listed.means != Meaning::Unknown)
                .find(|listed| message.is_some_and(|message| same(message, listed.message))),
            (None, _) => None,
        };
        let names_key = |code: &str| {
            let is_listed = code.is_empty() || looks_listed(call.api.result_codes, code);
            let name_keys = call.envelope.other_codes_name_keys;
            name_keys.unwrap_or(call.api.other_codes_name_keys) && !is_listed
        };
        let meaning = match (code, listed, success) {
            _ if errors_speak => Meaning::BadRequest,
            (None, _, Some(success))
                if is_success && message.is_some_and(|text| same(text, success)) =>
            {
                return None;
            }
            (None, None, _) if !is_success => return None,
            (_, Some(listed), _) if listed.means == Meaning::Success => return None,
            (_, Some(listed), _) => listed.means,
            (Some(code), None, _) if names_key(code) => Meaning::BrokenLimit,
            (Some(_), None, _) | (None, None, Some(_)) => Meaning::Unknown,
            (None, None, None) => return None,
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
            message: ServerText::new(message.or(error).unwrap_or_default()),
            status,
            listed: listed.map(|listed| (listed.code, listed.message)),
            by_status: false,
        })
    }

    /// The listed code that this HTTP status and the words of the answer stand for: the first one in
    /// the order of the document. Nothing, if the answer has a listed code of its own.
    pub(crate) fn by_status(
        call: &'static CallDescriptor,
        status: u16,
        code: Option<&str>,
        message: Option<&str>,
        body: &[u8],
    ) -> Option<Self> {
        let codes = call.api.result_codes;
        if code.is_some_and(|code| codes.iter().any(|listed| listed.is(code.trim()))) {
            return None;
        }
        let start = body.get(..LOOKED_AT).unwrap_or(body);
        let listed = codes.iter().find(|listed| {
            listed.status == Some(status)
                && listed.means != Meaning::Success
                && contains(start, listed.says.as_bytes())
        })?;
        Some(Self {
            call: call.name,
            code: ServerText::default(),
            meaning: listed.means,
            key: None,
            message: ServerText::new(message.unwrap_or_default()),
            status,
            listed: Some((listed.code, listed.message)),
            by_status: true,
        })
    }

    /// Whether the HTTP status stands for the code, and decides what follows.
    pub(crate) fn is_by_status(&self) -> bool {
        self.by_status
    }

    /// The code as the document lists it, such as `GA515` for an answer's `ga_515`; `None` if it is not
    /// listed. Answers without a code of their own have one too, where the document says which HTTP
    /// status and words stand for it.
    #[must_use]
    pub fn listed_code(&self) -> Option<&'static str> {
        self.listed.map(|(code, _)| code)
    }

    /// Whether the code is one that only this API would send.
    pub(crate) fn is_documented(&self) -> bool {
        self.listed.is_some() || self.key.is_some()
    }
}

impl ResultCode {
    /// The code in a list: as it is spelled, or else in other capitals.
    fn listed<'c>(all: &'c [Self], code: &str) -> Option<&'c Self> {
        let exact = all
            .iter()
            .find(|listed| listed.code == code || listed.also.contains(&code));
        exact.or_else(|| all.iter().find(|listed| listed.is(code)))
    }

    /// Whether an answer's code is this one, whatever its capitals.
    fn is(&self, code: &str) -> bool {
        let mut spellings = std::iter::once(&self.code).chain(self.also);
        spellings.any(|spelling| spelling.eq_ignore_ascii_case(code))
    }
}

/// Whether a message is this one, whatever its capitals.
fn same(message: &str, listed: &str) -> bool {
    !listed.is_empty() && message.trim().eq_ignore_ascii_case(listed.trim())
}

/// Whether the words stand in the text, whatever their capitals.
fn contains(text: &[u8], words: &[u8]) -> bool {
    words.is_empty()
        || text
            .windows(words.len())
            .any(|part| part.eq_ignore_ascii_case(words))
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
        Meaning::BrokenLimit => "the value of the key with that name breaks its limit: change it",
        Meaning::Unknown => "the document does not say what that means: ask the vendor",
    }
}
