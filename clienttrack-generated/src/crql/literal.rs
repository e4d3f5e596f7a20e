//! Values in a query, and how they are written.

use std::fmt;

use runtime::{Id, Limit, Rule};

/// A value in a query: a text, a number or a moment. Debug output does not show it.
///
/// A text is written between quotes, and a quote within it is doubled, as in SQL. By that rule it cannot be
/// read as anything else; that CRQL has the rule, no source shows. See
/// [`Query::refuse_quotes`](super::Query::refuse_quotes).
#[derive(Clone, PartialEq)]
pub struct Literal(Kind);

#[derive(Clone, PartialEq)]
enum Kind {
    Text(String),
    /// Digits, perhaps with a sign before them.
    Whole(String),
    Fraction(f64),
    DateTime(String),
}

/// What texts may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Quotes, which are doubled.
    #[default]
    Doubled,
    /// None of the characters that end a text in some language, and none that looks like one.
    Refused,
}

/// What is wrong with a value.
pub(super) enum Fault {
    ControlCharacter,
    Quote,
    NotADateTime,
    NotFinite,
    TooLarge,
}

/// Quotes, what databases turn into one where a text loses its alphabet, and the sign that takes the
/// meaning from a quote behind it in some languages.
const ENDINGS: [char; 39] = [
    '\'', '"', '`', '\\', '\u{ab}', '\u{b4}', '\u{bb}', '\u{2b9}', '\u{2ba}', '\u{2bb}', '\u{2bc}',
    '\u{2bd}', '\u{2c8}', '\u{2ca}', '\u{2cb}', '\u{2ee}', '\u{5f3}', '\u{5f4}', '\u{2018}',
    '\u{2019}', '\u{201a}', '\u{201b}', '\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{2032}',
    '\u{2033}', '\u{2034}', '\u{2035}', '\u{2036}', '\u{2039}', '\u{203a}', '\u{301d}', '\u{301e}',
    '\u{ff02}', '\u{ff07}', '\u{ff3c}', '\u{ff40}',
];

/// From here on an `f64` tells no digit behind the point from another: it has 16 digits before it.
const TOO_LARGE: f64 = 1e15;

static MOMENT: Limit = Limit {
    name: "date_time",
    says: "A day that exists, and a time of it",
    rule: Rule::DateTime(&["YYYY-MM-DD HH:MM:SS"]),
    ..Limit::PLAIN
};

/// A local day and time, `YYYY-MM-DD HH:MM:SS`. That it exists is checked when the query is built.
///
/// ```
/// use clienttrack_generated::crql::{Query, column, date_time};
///
/// let on = |day| Query::select("Enrollment", ["EnrollID"])
///     .filter(column("EnrollDate").at_least(date_time(day)))
///     .build();
/// assert!(on("2028-02-29 00:00:00").is_ok());
/// assert!(on("2027-02-29 00:00:00").is_err());
/// ```
#[must_use]
pub fn date_time(text: impl Into<String>) -> Literal {
    Literal(Kind::DateTime(text.into()))
}

impl Literal {
    /// As it stands in a query.
    pub(super) fn written(&self, quotes: Quotes) -> Result<String, Fault> {
        match &self.0 {
            Kind::Text(text) if text.contains(char::is_control) => Err(Fault::ControlCharacter),
            Kind::Text(text) if quotes == Quotes::Refused && text.contains(ENDINGS) => {
                Err(Fault::Quote)
            }
            Kind::Text(text) => Ok(format!("'{}'", text.replace('\'', "''"))),
            Kind::Whole(digits) => Ok(digits.clone()),
            Kind::Fraction(number) if !number.is_finite() => Err(Fault::NotFinite),
            Kind::Fraction(number) if number.abs() >= TOO_LARGE => Err(Fault::TooLarge),
            // Zero may have a sign, which nothing says that CRQL reads.
            Kind::Fraction(0.0) => Ok("0".to_owned()),
            Kind::Fraction(number) => Ok(number.to_string()),
            Kind::DateTime(text) if MOMENT.check(text).is_ok() => Ok(format!("'{text}'")),
            Kind::DateTime(_) => Err(Fault::NotADateTime),
        }
    }
}

impl fmt::Debug for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Text(_) => "<text>",
            Kind::Whole(_) | Kind::Fraction(_) => "<number>",
            Kind::DateTime(_) => "<moment>",
        })
    }
}

impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Literal {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<String> for Literal {
    fn from(text: String) -> Self {
        Self(Kind::Text(text))
    }
}

/// A number that the API gave to a thing. What is no number is a text.
impl From<&Id> for Literal {
    fn from(id: &Id) -> Self {
        let text = id.as_str();
        if !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit()) {
            Self(Kind::Whole(text.to_owned()))
        } else {
            text.into()
        }
    }
}

impl From<Id> for Literal {
    fn from(id: Id) -> Self {
        (&id).into()
    }
}

impl From<i32> for Literal {
    fn from(number: i32) -> Self {
        Self(Kind::Whole(number.to_string()))
    }
}

impl From<i64> for Literal {
    fn from(number: i64) -> Self {
        Self(Kind::Whole(number.to_string()))
    }
}

impl From<u32> for Literal {
    fn from(number: u32) -> Self {
        Self(Kind::Whole(number.to_string()))
    }
}

impl From<u64> for Literal {
    fn from(number: u64) -> Self {
        Self(Kind::Whole(number.to_string()))
    }
}

/// Written without an exponent, with at most 15 digits before the point: more is a mistake, and so is
/// what is infinite or no number.
impl From<f64> for Literal {
    fn from(number: f64) -> Self {
        Self(Kind::Fraction(number))
    }
}
