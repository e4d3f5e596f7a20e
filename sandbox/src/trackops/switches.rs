//! Switches: what the documents of Trackops leave open.

use std::fmt;
use std::str::FromStr;

use crate::switch::{UnknownWord, switches, words};

words! {
    /// What the answer with one record is.
    Single {
        /// The record itself.
        #[default]
        Bare = "bare",
        /// The record under the key that writes are nested under.
        Wrapped = "wrapped",
    }
}

words! {
    /// What the body of an error is.
    Errors {
        /// `errors` is a list of texts.
        #[default]
        List = "list",
        /// `errors` has a list of texts for each key.
        Fields = "fields",
        /// There is none.
        Blank = "blank",
    }
}

words! {
    /// The HTTP status of values that are missing or beyond their limit.
    Invalid {
        /// 422.
        #[default]
        Unprocessable = "unprocessable",
        /// 400.
        BadRequest = "bad-request",
    }
}

words! {
    /// The HTTP status of a new record.
    Created {
        /// 201.
        #[default]
        Created = "created",
        /// 200.
        Ok = "ok",
    }
}

words! {
    /// How moments are written in answers.
    Timestamps {
        /// `2026-03-02 09:00:00`.
        #[default]
        Space = "space",
        /// `2026-03-02T09:00:00Z`.
        Iso = "iso",
        /// `2026-03-02`.
        Day = "day",
    }
}

words! {
    /// Where the main location of a client is in its answers.
    PrimaryLocation {
        /// Under `primary_location`, as in requests.
        #[default]
        Shown = "shown",
        /// Under `PrimaryLocation`, in the way of related records of expenses.
        Related = "related",
        /// Nowhere.
        LeftOut = "left-out",
    }
}

words! {
    /// What a filter by name compares, whatever the capitals.
    Names {
        /// The whole name.
        #[default]
        Whole = "whole",
        /// Any part of it.
        Part = "part",
    }
}

words! {
    /// What becomes of a page of more than 100 records.
    LargePage {
        /// It has 100.
        #[default]
        Capped = "capped",
        /// It is refused.
        Refused = "refused",
    }
}

words! {
    /// What the user who calls may do.
    Access {
        /// Everything.
        #[default]
        Full = "full",
        /// Nothing: 403, as for employees with limited access.
        Limited = "limited",
    }
}

/// How close to each other calls may come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Throttle {
    /// As close as they like.
    #[default]
    Off,
    /// A call that comes before the rate of the spec allows it gets 429.
    Documented,
    /// A call that comes within so many seconds after the one before gets 429.
    Seconds(u32),
}

impl Throttle {
    pub(super) const SAYS: &'static [&'static str] = &["How close to each other calls may come."];
    /// With some of the numbers that it can be set to.
    pub(super) const WORDS: &'static [(&'static str, &'static [&'static str])] = &[
        ("off", &["As close as they like."]),
        (
            "documented",
            &["A call that comes before the rate of the spec allows it gets 429."],
        ),
        (
            "1",
            &["A call within 1 second after the one before gets 429."],
        ),
        (
            "5",
            &["A call within 5 seconds after the one before gets 429."],
        ),
        (
            "60",
            &["A call within a minute after the one before gets 429."],
        ),
    ];
}

impl fmt::Display for Throttle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("off"),
            Self::Documented => f.write_str("documented"),
            Self::Seconds(seconds) => seconds.fmt(f),
        }
    }
}

impl FromStr for Throttle {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match (word, word.parse()) {
            ("off", _) => Ok(Self::Off),
            ("documented", _) => Ok(Self::Documented),
            (_, Ok(seconds)) => Ok(Self::Seconds(seconds)),
            _ => Err(UnknownWord {
                word: word.to_owned(),
                choices: &["off", "documented", "a number of seconds"],
            }),
        }
    }
}

switches! {
    /// Answers with one record.
    single: Single = "single",
    /// Bodies of errors.
    errors: Errors = "errors",
    /// HTTP status of broken values.
    invalid: Invalid = "invalid",
    /// HTTP status of new records.
    created: Created = "created",
    /// Moments in answers.
    timestamps: Timestamps = "timestamps",
    /// The main location in answers with a client.
    primary_location: PrimaryLocation = "primary-location",
    /// Filters by name.
    names: Names = "names",
    /// Pages of more than 100 records.
    large_page: LargePage = "large-page",
    /// Rights of the user who calls.
    access: Access = "access",
    /// Calls in quick succession.
    throttle: Throttle = "throttle",
}
