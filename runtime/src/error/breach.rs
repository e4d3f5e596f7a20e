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
    /// Shorter than this number of characters.
    TooShort(u32),
    /// Has more than this number of characters once it is escaped for a URL.
    TooLongEscaped(u32),
    /// Of none of these shapes.
    Shape(&'static [&'static str]),
    /// None of these values.
    NotListed(&'static [&'static str]),
    /// Neither `1` nor `0`.
    NotFlag,
    /// Neither of the spellings of yes and no.
    NotFlagAs {
        /// What says yes.
        yes: &'static str,
        /// What says no.
        no: &'static str,
    },
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
    /// A decimal number below or above what is allowed.
    OutOfBounds {
        /// Smallest allowed.
        min: Option<&'static str>,
        /// Largest allowed.
        max: Option<&'static str>,
    },
    /// More than this number of digits behind the point.
    TooPrecise(u32),
    /// Not a well-formed e-mail address.
    NotEmail,
    /// Not an absolute HTTP or HTTPS address.
    NotUrl,
    /// Not JSON.
    NotJson,
    /// In none of these patterns, or not in the calendar.
    NotInCalendar(&'static [&'static str]),
    /// Not a day and time as RFC 2822 writes them, or not in the calendar, or not on that weekday.
    NotRfc2822,
    /// Not an address of the Internet Protocol, or of another version.
    NotIp {
        /// Whether one of version 4 is allowed.
        v4: bool,
        /// Whether one of version 6 is allowed.
        v6: bool,
    },
    /// A file of more than this number of bytes.
    FileTooLarge(u64),
    /// An empty item in a list.
    EmptyItem,
    /// A comma in an item of a comma-separated list.
    CommaInItem,
    /// A list of fewer items than this.
    TooFewItems(u32),
    /// A list of more items than this.
    TooManyItems(u32),
    /// Text where nested rows are needed, or rows where text is.
    WrongForm,
    /// A value that would change the path: `.` or `..`.
    DotSegment,
    /// A value that cannot stand in a header: control characters, signs that are not ASCII, or blanks at an end.
    NotInHeader,
    /// A key that the call does not accept.
    NotAccepted,
    /// A custom name that the document reserves.
    Reserved,
    /// A custom name that is an accepted key, perhaps in other capitals.
    Clash(&'static str),
    /// A custom name without a letter or digit in it.
    NoName,
    /// A custom name that is set twice, or a key that is given twice, by two of its names perhaps.
    Duplicate,
    /// A name that no key of the call has, neither on the wire nor in Rust nor as its label.
    UnknownName,
    /// A name that several keys have, such as these two.
    AmbiguousName(&'static str, &'static str),
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
            Breach::TooShort(min) => write!(f, "must have at least {min} characters"),
            Breach::Shape(shapes) => {
                let has_counts = shapes
                    .iter()
                    .any(|shape| shape.replace("{{", "").contains('{'));
                let counts = if has_counts {
                    ", {2,5} two to five of it"
                } else {
                    ""
                };
                write!(
                    f,
                    "must look like {} (A a letter, 1 a digit{counts})",
                    shapes.join(" or ")
                )
            }
            Breach::NotListed(values) => write!(f, "must be one of: {}", values.join(", ")),
            Breach::NotFlag => f.write_str("must be 1 or 0"),
            Breach::NotFlagAs { yes, no } => write!(f, "must be \"{yes}\" or \"{no}\""),
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
            Breach::OutOfBounds { min, max } => match (min, max) {
                (Some(min), Some(max)) => write!(f, "must be from {min} to {max}"),
                (Some(min), None) => write!(f, "must be {min} or more"),
                (None, Some(max)) => write!(f, "must be {max} or less"),
                (None, None) => f.write_str("is out of bounds"),
            },
            Breach::TooPrecise(0) => f.write_str("must have no digits behind the point"),
            Breach::TooPrecise(digits) => {
                write!(f, "must have at most {digits} digits behind the point")
            }
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
            Breach::NotRfc2822 => {
                f.write_str("must exist and be written like \"Mon, 25 Dec 1995 13:30:00 +0430\"")
            }
            Breach::NotIp { v4, v6 } => f.write_str(match (v4, v6) {
                (true, false) => "must be an IPv4 address such as 192.0.2.1",
                (false, true) => "must be an IPv6 address such as 2001:db8::1",
                _ => "must be an IP address such as 192.0.2.1 or 2001:db8::1",
            }),
            Breach::FileTooLarge(max) => write!(f, "must have at most {max} bytes"),
            Breach::EmptyItem => f.write_str("must not be empty in a list"),
            Breach::CommaInItem => {
                f.write_str("must not hold a comma, because commas separate the list")
            }
            Breach::TooFewItems(min) => write!(f, "must have at least {}", Count(*min)),
            Breach::TooManyItems(max) => write!(f, "must have at most {}", Count(*max)),
            Breach::WrongForm => f.write_str("must have the form that its limit says"),
            Breach::DotSegment => {
                f.write_str("must not be \".\" or \"..\", because it travels in the path")
            }
            Breach::NotInHeader => f.write_str(
                "must be ASCII without control characters or blanks at its ends, because it travels in a header",
            ),
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
            Breach::UnknownName => f.write_str(
                "is the name of no key: correct it, or take it as a custom name if the call has these",
            ),
            Breach::AmbiguousName(one, other) => {
                write!(f, "could mean `{one}` or `{other}`: give the name on the wire")
            }
        }
    }
}

/// So many items.
struct Count(u32);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("1 item"),
            count => write!(f, "{count} items"),
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
