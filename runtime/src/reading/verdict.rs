//! What an answer tells by its code, its words and its status: a table.

use crate::descriptor::{Meaning, ResultCode};

/// What the code of an answer says.
#[derive(Clone, Copy, Debug)]
pub(super) enum CodeSays {
    /// There is none.
    Nothing,
    /// It is listed.
    Listed(&'static ResultCode),
    /// It is not listed, and names a key that broke its limit.
    Key,
    /// It is not listed.
    Unlisted,
}

/// What the message and the error texts of an answer say. They are asked only where there is no code.
#[derive(Clone, Copy, Debug)]
pub(super) enum WordsSay {
    /// Nothing that counts: a message tells of no success in this envelope, or there is a code, and nobody asks.
    Nothing,
    /// There is an error text, and the envelope has no codes.
    Error,
    /// The message is that of a success.
    Success,
    /// It is that of a success, and of a listed code too.
    SuccessAndListed(&'static ResultCode),
    /// It is that of a listed code.
    Listed(&'static ResultCode),
    /// It is another one, or there is none.
    Other,
}

/// What the HTTP status of an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatusSays {
    /// 200 to 299.
    Success,
    /// 400 to 499.
    ClientError,
    /// Any other.
    Other,
}

impl StatusSays {
    pub(super) fn of(status: u16) -> Self {
        match status {
            200..=299 => Self::Success,
            400..=499 => Self::ClientError,
            _ => Self::Other,
        }
    }
}

/// What an answer tells of a call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Verdict {
    /// The API did what it was asked.
    Success,
    /// Neither a success nor a refusal: the status tells all there is.
    NotTold,
    /// Refused, with this listed code.
    Listed(&'static ResultCode),
    /// Refused, with a code that is not listed or without any.
    Unlisted(Meaning),
    /// Refused as a bad request, with the code that is listed for that.
    ListedBadRequest,
    /// Refused as a bad request.
    BadRequest,
}

impl Verdict {
    /// This is the whole table. A listed code or message whose meaning is a success is a success; 2xx, 4xx
    /// and "other" are classes of the HTTP status:
    ///
    /// | Code | Words | 2xx | 4xx | other |
    /// |---|---|---|---|---|
    /// | listed as a success | any | success | success | success |
    /// | listed otherwise | any | its meaning | its meaning | its meaning |
    /// | names a key | any | broken limit | broken limit | broken limit |
    /// | not listed | any | unknown | unknown | unknown |
    /// | none | an error text | bad request, as listed | bad request | bad request |
    /// | none | nothing that counts | not told | not told | not told |
    /// | none | message of a success | success | not told | not told |
    /// | none | message of a success, also listed | success | its meaning | not told |
    /// | none | message that is listed | its meaning | its meaning | not told |
    /// | none | another message, or none | unknown | not told | not told |
    ///
    /// Only the API has its words; a server that failed may say anything, so that the words of other
    /// statuses than 2xx and 4xx stand for no code.
    pub(super) fn of(code: CodeSays, words: WordsSay, status: StatusSays) -> Self {
        use StatusSays::{ClientError, Other, Success};
        match (code, words, status) {
            (CodeSays::Listed(code), _, _) => Self::listed(code),
            (CodeSays::Key, _, _) => Self::Unlisted(Meaning::BrokenLimit),
            (CodeSays::Unlisted, _, _) => Self::Unlisted(Meaning::Unknown),

            (CodeSays::Nothing, WordsSay::Error, Success) => Self::ListedBadRequest,
            (CodeSays::Nothing, WordsSay::Error, ClientError | Other) => Self::BadRequest,

            (CodeSays::Nothing, WordsSay::Nothing, _) => Self::NotTold,

            (CodeSays::Nothing, WordsSay::Success, Success) => Self::Success,
            (CodeSays::Nothing, WordsSay::Success, ClientError | Other) => Self::NotTold,

            (CodeSays::Nothing, WordsSay::SuccessAndListed(_), Success) => Self::Success,
            (CodeSays::Nothing, WordsSay::SuccessAndListed(code), ClientError) => {
                Self::listed(code)
            }
            (CodeSays::Nothing, WordsSay::SuccessAndListed(_), Other) => Self::NotTold,

            (CodeSays::Nothing, WordsSay::Listed(code), Success | ClientError) => {
                Self::listed(code)
            }
            (CodeSays::Nothing, WordsSay::Listed(_), Other) => Self::NotTold,

            (CodeSays::Nothing, WordsSay::Other, Success) => Self::Unlisted(Meaning::Unknown),
            (CodeSays::Nothing, WordsSay::Other, ClientError | Other) => Self::NotTold,
        }
    }

    fn listed(code: &'static ResultCode) -> Self {
        match code.means {
            Meaning::Success => Self::Success,
            _ => Self::Listed(code),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;

    static DONE: ResultCode = ResultCode {
        code: "G1",
        means: Meaning::Success,
        ..ResultCode::PLAIN
    };
    static MISSING: ResultCode = ResultCode {
        code: "G2",
        means: Meaning::NotFound,
        ..ResultCode::PLAIN
    };

    const LISTED: Verdict = Verdict::Listed(&MISSING);
    const BROKEN_LIMIT: Verdict = Verdict::Unlisted(Meaning::BrokenLimit);
    const UNKNOWN: Verdict = Verdict::Unlisted(Meaning::Unknown);
    const ALL_WORDS: [WordsSay; 8] = [
        WordsSay::Nothing,
        WordsSay::Error,
        WordsSay::Success,
        WordsSay::SuccessAndListed(&DONE),
        WordsSay::SuccessAndListed(&MISSING),
        WordsSay::Listed(&DONE),
        WordsSay::Listed(&MISSING),
        WordsSay::Other,
    ];

    /// Result codes are compared by all that they say.
    #[track_caller]
    fn assert_same(one: impl Debug, other: impl Debug) {
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }

    /// 2xx, 4xx, other.
    fn row(code: CodeSays, words: WordsSay) -> [Verdict; 3] {
        let statuses = [
            StatusSays::Success,
            StatusSays::ClientError,
            StatusSays::Other,
        ];
        statuses.map(|status| Verdict::of(code, words, status))
    }

    #[test]
    fn a_code_decides_whatever_the_words_and_the_status_say() {
        for words in ALL_WORDS {
            assert_same(row(CodeSays::Listed(&DONE), words), [Verdict::Success; 3]);
            assert_same(row(CodeSays::Listed(&MISSING), words), [LISTED; 3]);
            assert_same(row(CodeSays::Key, words), [BROKEN_LIMIT; 3]);
            assert_same(row(CodeSays::Unlisted, words), [UNKNOWN; 3]);
        }
    }

    #[test]
    fn without_a_code_the_words_decide_as_far_as_the_status_lets_them() {
        use Verdict::{BadRequest, ListedBadRequest, NotTold, Success};
        let rows = [
            (WordsSay::Nothing, [NotTold, NotTold, NotTold]),
            (WordsSay::Error, [ListedBadRequest, BadRequest, BadRequest]),
            (WordsSay::Success, [Success, NotTold, NotTold]),
            (
                WordsSay::SuccessAndListed(&DONE),
                [Success, Success, NotTold],
            ),
            (
                WordsSay::SuccessAndListed(&MISSING),
                [Success, LISTED, NotTold],
            ),
            (WordsSay::Listed(&DONE), [Success, Success, NotTold]),
            (WordsSay::Listed(&MISSING), [LISTED, LISTED, NotTold]),
            (WordsSay::Other, [UNKNOWN, NotTold, NotTold]),
        ];
        assert_same(rows.map(|(words, _)| words), ALL_WORDS);
        for (words, verdicts) in rows {
            assert_same((words, row(CodeSays::Nothing, words)), (words, verdicts));
        }
    }

    #[test]
    fn a_status_is_of_the_class_of_its_first_digit() {
        for (status, class) in [
            (199, StatusSays::Other),
            (200, StatusSays::Success),
            (299, StatusSays::Success),
            (300, StatusSays::Other),
            (399, StatusSays::Other),
            (400, StatusSays::ClientError),
            (499, StatusSays::ClientError),
            (500, StatusSays::Other),
        ] {
            assert_eq!(StatusSays::of(status), class, "{status}");
        }
    }
}
