//! What is wrong with a value, or with the set of values.

use std::fmt;

/// What is wrong with a value, or with the set of values.
///
/// Displayed as the second half of a sentence that starts with the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Breach {
    /// A required key has no value, or an empty one.
    Missing,
    /// The key is required because another one has this value.
    MissingWhen {
        /// The key that decides.
        key: &'static str,
        /// Its value.
        is: &'static str,
    },
    /// The key is required because this one is there.
    MissingWith {
        /// The key that decides.
        key: &'static str,
    },
    /// None of these groups is complete.
    NoneOf(&'static [&'static [&'static str]]),
    /// Of these groups more than one is there, and none need be.
    AtMostOneOf(&'static [&'static [&'static str]]),
    /// More than one of these groups is there.
    MoreThanOneOf(&'static [&'static [&'static str]]),
    /// Longer than this number of characters.
    TooLong(u32),
    /// Has more than this number of characters once it is escaped for a URL.
    TooLongEscaped(u32),
    /// Of none of these shapes.
    Shape(&'static [&'static str]),
    /// None of these values.
    NotListed(&'static [&'static str]),
    /// Neither `1` nor `0`.
    NotFlag,
    /// Neither `true` nor `false`.
    NotBoolean,
    /// Not digits only.
    NotDigits,
    /// Not a whole number.
    NotInteger,
    /// Below or above what is allowed.
    OutOfRange {
        /// Smallest allowed.
        min: Option<i64>,
        /// Largest allowed.
        max: Option<i64>,
    },
    /// Not a decimal number.
    NotDecimal,
    /// Not a well-formed e-mail address.
    NotEmail,
    /// Not an absolute HTTP or HTTPS address.
    NotUrl,
    /// Not JSON.
    NotJson,
    /// In none of these patterns, or not in the calendar.
    NotInCalendar(&'static [&'static str]),
    /// An empty item in a list.
    EmptyItem,
    /// A comma in an item of a comma-separated list.
    CommaInItem,
    /// Text where nested rows are needed, or rows where text is.
    WrongForm,
    /// A value that would change the path: `.` or `..`.
    DotSegment,
    /// A key that the call does not accept.
    NotAccepted,
    /// A custom name that the document reserves.
    Reserved,
    /// A custom name that is an accepted key, perhaps in other capitals.
    Clash(&'static str),
    /// A custom name without a letter or digit in it.
    NoName,
    /// A custom name that is set twice.
    Duplicate,
    /// A value that is to be cleared, where the call needs it or clears nothing.
    NotClearable,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Breach::Missing => f.write_str("is required"),
            Breach::MissingWhen { key, is } => write!(f, "is required when `{key}` is \"{is}\""),
            Breach::MissingWith { key } => write!(f, "is required with `{key}`"),
            Breach::AtMostOneOf(groups) => {
                write!(f, "excludes another: set at most one of {}", Groups(groups))
            }
            Breach::NoneOf(groups) => write!(f, "is required: at least one of {}", Groups(groups)),
            Breach::MoreThanOneOf(groups) => {
                write!(f, "excludes another: set exactly one of {}", Groups(groups))
            }
            Breach::TooLong(max) => write!(f, "must have at most {max} characters"),
            Breach::Shape(shapes) => {
                write!(
                    f,
                    "must look like {} (A a letter, 1 a digit)",
                    shapes.join(" or ")
                )
            }
            Breach::NotListed(values) => write!(f, "must be one of: {}", values.join(", ")),
            Breach::NotFlag => f.write_str("must be 1 or 0"),
            Breach::NotBoolean => f.write_str("must be true or false"),
            Breach::NotDigits => f.write_str("must be digits only"),
            Breach::NotInteger => f.write_str("must be a whole number"),
            Breach::OutOfRange {
                min: Some(min),
                max: Some(max),
            } => {
                write!(f, "must be from {min} to {max}")
            }
            Breach::OutOfRange { min: Some(min), .. } => write!(f, "must be {min} or more"),
            Breach::OutOfRange { max: Some(max), .. } => write!(f, "must be {max} or less"),
            Breach::OutOfRange { .. } => f.write_str("is out of range"),
            Breach::NotDecimal => f.write_str("must be a decimal number such as 1234.50"),
            Breach::TooLongEscaped(max) => write!(
                f,
                "must have at most {max} characters once it is escaped for a URL"
            ),
            Breach::NotUrl => {
                f.write_str("must be an address that begins with http:// or https://")
            }
            Breach::NotJson => f.write_str("must be JSON: a text stands in quotes there"),
            Breach::NotClearable => {
                f.write_str("cannot be cleared: the call needs it, or clears nothing")
            }
            Breach::NotEmail => f.write_str("must be a well-formed e-mail address"),
            Breach::NotInCalendar(patterns) => {
                write!(f, "must exist and be written {}", patterns.join(" or "))
            }
            Breach::EmptyItem => f.write_str("must not be empty in a list"),
            Breach::CommaInItem => {
                f.write_str("must not hold a comma, because commas separate the list")
            }
            Breach::WrongForm => f.write_str("must have the form that its limit says"),
            Breach::DotSegment => {
                f.write_str("must not be \".\" or \"..\", because it travels in the path")
            }
            Breach::NotAccepted => f.write_str("is not accepted by this call"),
            Breach::Reserved => f.write_str("is a reserved name: choose another custom name"),
            Breach::Clash(key) => {
                write!(
                    f,
                    "is no custom name, because the call has the key `{key}`: set that key"
                )
            }
            Breach::NoName => f.write_str("is no custom name: it needs a letter or a digit"),
            Breach::Duplicate => f.write_str("is set twice"),
        }
    }
}

struct Groups(&'static [&'static [&'static str]]);

impl fmt::Display for Groups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, group) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str(", ")?;
            }
            f.write_str(&group.join(" and "))?;
        }
        Ok(())
    }
}
