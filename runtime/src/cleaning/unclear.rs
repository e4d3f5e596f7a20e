//! Why a text cannot be cleaned.

use std::fmt;

use crate::error::Breach;

/// Why a text cannot be cleaned.
///
/// Displayed as the second half of a sentence that starts with the key. It never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unclear {
    /// It breaks the limit so, and nothing that the limit allows can be read from it.
    NoReading(Breach),
    /// It can be read in more than one way.
    Several,
    /// Which number is the day and which the month is not to be seen: [`crate::Cleaning::dates`] says it.
    DayOrMonth,
    /// Whether a sign stands before a fraction or between thousands is not to be seen:
    /// [`crate::Cleaning::decimal_point`] and [`crate::Cleaning::decimal_comma`] say it.
    DecimalSign,
    /// A year of two digits: nobody knows the century.
    ShortYear,
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReading(Breach::Missing) => f.write_str("is required, and blank"),
            Self::NoReading(breach) => {
                write!(f, "{breach}; nothing of that kind can be read from it")
            }
            Self::Several => f.write_str("can be read in more than one way: write it out"),
            Self::DayOrMonth => {
                f.write_str("can be read with the day or the month first: say which with `dates`")
            }
            Self::DecimalSign => f.write_str(
                "has a sign that can stand before a fraction or between thousands: say which with `decimal_point` or `decimal_comma`",
            ),
            Self::ShortYear => f.write_str("has a year of two digits: write four"),
        }
    }
}

impl std::error::Error for Unclear {}
