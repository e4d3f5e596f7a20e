//! What an answer refuses, told by its code, its words and its status.

use super::envelope::AnswerParts;
use super::verdict::{CodeSays, StatusSays, Verdict, WordsSay};
use crate::descriptor::{CallDescriptor, Meaning, ResultCode};
use crate::error::{Refusal, ServerText};

/// Most bytes of an answer in which the words of a listed code are looked for.
const LOOKED_AT: usize = 64 * 1024;

impl Refusal {
    /// What an answer with this code, message and error text refuses; nothing, if it tells of a success
    /// or does not tell. The table is that of [`Verdict::of`]. `said` is where the words of a code are looked for.
    pub(super) fn of(
        call: &'static CallDescriptor,
        status: u16,
        code: Option<&str>,
        message: Option<&str>,
        error: Option<&str>,
        said: &[u8],
    ) -> Option<Self> {
        let code = code.map(str::trim);
        let code_says = CodeSays::of(call, code, said);
        let words_say = match code_says {
            CodeSays::Nothing => WordsSay::of(call, message, error),
            // Nobody asks for them.
            _ => WordsSay::Nothing,
        };
        let verdict = Verdict::of(code_says, words_say, StatusSays::of(status));
        let (meaning, listed) = match verdict {
            Verdict::Success | Verdict::NotTold => return None,
            Verdict::Listed(listed) => (listed.means, Some(listed)),
            Verdict::Unlisted(meaning) => (meaning, None),
            Verdict::BadRequest => (Meaning::BadRequest, None),
            Verdict::ListedBadRequest => (Meaning::BadRequest, bad_request(call)),
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
            listed,
            by_status: false,
        })
    }

    /// The listed code that this HTTP status and the words of the answer stand for: the first one in
    /// the order of the document. Nothing, if the answer has a listed code of its own.
    pub(super) fn by_status(
        call: &'static CallDescriptor,
        status: u16,
        code: Option<&str>,
        message: Option<&str>,
        body: &[u8],
    ) -> Option<Self> {
        let codes = call.api.result_codes;
        let listed = |code: &str| ResultCode::listed_that_says(codes, code.trim(), body);
        if code.and_then(listed).is_some() {
            return None;
        }
        let start = looked_at(body);
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
            listed: Some(listed),
            by_status: true,
        })
    }
}

impl AnswerParts<'_> {
    /// What the answer refuses, by what stands in it.
    pub(super) fn refusal(
        &self,
        call: &'static CallDescriptor,
        status: u16,
        body: &[u8],
    ) -> Option<Refusal> {
        let (code, message) = (self.code.as_deref(), self.message.as_deref());
        Refusal::of(call, status, code, message, self.error.as_deref(), body)
    }
}

impl CodeSays {
    fn of(call: &'static CallDescriptor, code: Option<&str>, said: &[u8]) -> Self {
        let codes = call.api.result_codes;
        let Some(code) = code else {
            return Self::Nothing;
        };
        match ResultCode::listed_that_says(codes, code, said) {
            Some(listed) => Self::Listed(listed),
            None => {
                let name_keys = call.envelope.other_codes_name_keys;
                let names_key = name_keys.unwrap_or(call.api.other_codes_name_keys)
                    && !code.is_empty()
                    && !codes.iter().any(|listed| listed.is(code))
                    && !looks_listed(codes, code);
                if names_key { Self::Key } else { Self::Unlisted }
            }
        }
    }
}

impl WordsSay {
    fn of(call: &'static CallDescriptor, message: Option<&str>, error: Option<&str>) -> Self {
        let has_codes = call.envelope.code.or(call.envelope.code_header).is_some();
        if error.is_some() && !has_codes {
            return Self::Error;
        }
        let Some(success) = call.envelope.success else {
            return Self::Nothing;
        };
        let is = |words: &str| message.is_some_and(|message| same(message, words));
        let mut listed = call
            .api
            .result_codes
            .iter()
            // Words such as "to be told" stand for nothing.
            .filter(|listed| listed.means != Meaning::Unknown);
        match (is(success), listed.find(|listed| is(listed.message))) {
            (true, None) => Self::Success,
            (true, Some(listed)) => Self::SuccessAndListed(listed),
            (false, Some(listed)) => Self::Listed(listed),
            (false, None) => Self::Other,
        }
    }
}

/// The listed code that says what the status of a bad request would say.
fn bad_request(call: &CallDescriptor) -> Option<&'static ResultCode> {
    let mut codes = call.api.result_codes.iter();
    codes.find(|listed| listed.status.is_some() && listed.means == Meaning::BadRequest)
}

impl ResultCode {
    /// Whether the code is in a list.
    pub(super) fn is_listed(all: &[Self], code: &str) -> bool {
        all.iter().any(|listed| listed.is(code))
    }

    /// The code in a list: as it is spelled, or else in other capitals. Of several the first whose words are
    /// in what was said.
    fn listed_that_says<'c>(all: &'c [Self], code: &str, said: &[u8]) -> Option<&'c Self> {
        let said = looked_at(said);
        let fits = |listed: &&Self| {
            // Words beside a status are about answers without a code.
            listed.status.is_some() || contains(said, listed.says.as_bytes())
        };
        let is_exact = |listed: &&Self| listed.code == code || listed.also.contains(&code);
        let exact = all.iter().find(|listed| is_exact(listed) && fits(listed));
        let mut others = all.iter();
        exact.or_else(|| others.find(|listed| listed.is(code) && fits(listed)))
    }

    /// Whether an answer's code is this one, whatever its capitals.
    fn is(&self, code: &str) -> bool {
        let mut spellings = std::iter::once(&self.code).chain(self.also);
        spellings.any(|spelling| spelling.eq_ignore_ascii_case(code))
    }
}

fn looked_at(body: &[u8]) -> &[u8] {
    body.get(..LOOKED_AT).unwrap_or(body)
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
