use std::fmt;

use crate::descriptor::{Limit, Rule};

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
    /// None of these groups is complete.
    NoneOf(&'static [&'static [&'static str]]),
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

impl Breach {
    /// Whether it is about a value and its limit, which a call may waive.
    pub(super) fn is_of_limit(self) -> bool {
        match self {
            Breach::TooLong(_)
            | Breach::TooLongEscaped(_)
            | Breach::Shape(_)
            | Breach::NotListed(_)
            | Breach::NotFlag
            | Breach::NotBoolean
            | Breach::NotDigits
            | Breach::NotInteger
            | Breach::OutOfRange { .. }
            | Breach::NotDecimal
            | Breach::NotEmail
            | Breach::NotUrl
            | Breach::NotJson
            | Breach::NotInCalendar(_)
            | Breach::EmptyItem
            | Breach::CommaInItem
            | Breach::WrongForm => true,
            Breach::Missing
            | Breach::MissingWhen { .. }
            | Breach::NoneOf(_)
            | Breach::MoreThanOneOf(_)
            | Breach::DotSegment
            | Breach::NotAccepted
            | Breach::Reserved
            | Breach::Clash(_)
            | Breach::NoName
            | Breach::Duplicate
            | Breach::NotClearable => false,
        }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Breach::Missing => f.write_str("is required"),
            Breach::MissingWhen { key, is } => write!(f, "is required when `{key}` is \"{is}\""),
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

impl Limit {
    /// Whether this text, as it travels, is within the limit.
    ///
    /// ```
    /// use prose_runtime::{Breach, Limit, Rule};
    ///
    /// let limit = Limit { name: "title", rule: Rule::Text { max: Some(4) }, ..Limit::PLAIN };
    /// assert_eq!(limit.check("Rose"), Ok(()));
    /// assert_eq!(limit.check("Roses"), Err(Breach::TooLong(4)));
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong with it. A comma-separated list breaks its limit at its first bad item. Rules
    /// for nested rows take no text at all.
    pub fn check(&self, text: &str) -> Result<(), Breach> {
        let (holds, breach) = match &self.rule {
            Rule::Text { max: None } => return Ok(()),
            Rule::Text { max: Some(max) } => (
                text.chars().nth(*max as usize).is_none(),
                Breach::TooLong(*max),
            ),
            Rule::Shape(shapes) => (
                shapes.iter().any(|shape| has_shape(text, shape)),
                Breach::Shape(shapes),
            ),
            Rule::OneOf(values) => (values.contains(&text), Breach::NotListed(values)),
            Rule::Flag => (matches!(text, "1" | "0"), Breach::NotFlag),
            Rule::Boolean => (matches!(text, "true" | "false"), Breach::NotBoolean),
            Rule::Id => (is_digits(text), Breach::NotDigits),
            Rule::Integer { min, max } => return check_integer(text, *min, *max),
            Rule::Decimal => (is_decimal(text), Breach::NotDecimal),
            Rule::Email => (is_email(text), Breach::NotEmail),
            Rule::Url => (is_url(text), Breach::NotUrl),
            Rule::Json => (crate::calls::is_json(text), Breach::NotJson),
            Rule::Escaped { max } => (
                crate::encoding::escaped_length(text) <= *max as usize,
                Breach::TooLongEscaped(*max),
            ),
            Rule::DateTime(patterns) => (
                patterns.iter().any(|pattern| is_date_time(text, pattern)),
                Breach::NotInCalendar(patterns),
            ),
            // A list without items is a blank text.
            Rule::ListOf(_) if text.is_empty() => return Ok(()),
            Rule::ListOf(item) => {
                return text.split(',').try_for_each(|text| item.check_item(text));
            }
            Rule::ArrayOf(_) | Rule::Object(_) | Rule::Rows => (false, Breach::WrongForm),
        };
        if holds { Ok(()) } else { Err(breach) }
    }

    /// Whether this text may be an item of a list of this limit.
    pub(crate) fn check_item(&self, text: &str) -> Result<(), Breach> {
        if text.trim().is_empty() {
            return Err(Breach::EmptyItem);
        }
        if text.contains(',') {
            return Err(Breach::CommaInItem);
        }
        self.check(text)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_shape(text: &str, shape: &str) -> bool {
    let mut characters = text.chars();
    shape.chars().all(|wanted| {
        characters.next().is_some_and(|is| match wanted {
            'A' => is.is_ascii_alphabetic(),
            '1' => is.is_ascii_digit(),
            literal => is == literal,
        })
    }) && characters.next().is_none()
}

fn check_integer(text: &str, min: Option<i64>, max: Option<i64>) -> Result<(), Breach> {
    if !is_digits(text.strip_prefix('-').unwrap_or(text)) {
        return Err(Breach::NotInteger);
    }
    // More digits than an i128 has are beyond every limit that is set.
    let number = match text.parse::<i128>() {
        Ok(number) => number,
        Err(_) if text.starts_with('-') => i128::MIN,
        Err(_) => i128::MAX,
    };
    let within = min.is_none_or(|min| number >= i128::from(min))
        && max.is_none_or(|max| number <= i128::from(max));
    if within {
        Ok(())
    } else {
        Err(Breach::OutOfRange { min, max })
    }
}

fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(unsigned),
    }
}

/// Well-formed in the way of addresses that people have: no quoted local parts, no comments, no
/// domain literals. Lengths are those of RFC 5321.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    text.len() <= 254
        && local.len() <= 64
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && !atom.contains(['(', ')', '<', '>', '[', ']', ':', ';', ',', '"', '\\'])
        })
        && domain.contains('.')
        && domain.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

/// `http://` or `https://`, a host, and neither spaces nor control characters.
fn is_url(text: &str) -> bool {
    let rest = ["http://", "https://"].into_iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#', ':']))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether the text follows the pattern and exists in the calendar and on the clock.
fn is_date_time(text: &str, pattern: &str) -> bool {
    let (mut text, mut pattern) = (text, pattern);
    // A leap year where the pattern has no year, so that 29 February is possible.
    let (mut year, mut month, mut day) = (2000, None, None);
    let (mut hour, mut minute) = (None, None);
    while !pattern.is_empty() {
        let width = if pattern.starts_with("YYYY") { 4 } else { 2 };
        let field = ["YYYY", "MM", "DD", "HH", "SS"]
            .into_iter()
            .find(|f| pattern.starts_with(f));
        let Some(field) = field else {
            let mut literals = pattern.chars();
            let Some(rest) = literals
                .next()
                .and_then(|literal| text.strip_prefix(literal))
            else {
                return false;
            };
            (text, pattern) = (rest, literals.as_str());
            continue;
        };
        let Some((digits, rest)) = text.split_at_checked(width) else {
            return false;
        };
        let Some(number) = digits_to_number(digits) else {
            return false;
        };
        let within = match field {
            "YYYY" => {
                year = number;
                number >= 1
            }
            "DD" => {
                day = Some(number);
                (1..=31).contains(&number)
            }
            "HH" => {
                hour = Some(number);
                number <= 23
            }
            "SS" => number <= 59,
            // `MM` after the hour is minutes, once; elsewhere it is the month.
            _ if hour.is_some() && minute.is_none() => {
                minute = Some(number);
                number <= 59
            }
            _ => {
                month = Some(number);
                (1..=12).contains(&number)
            }
        };
        if !within {
            return false;
        }
        (text, pattern) = (rest, &pattern[width..]);
    }
    let exists = match (month, day) {
        (Some(month), Some(day)) => day <= days_in(year, month),
        _ => true,
    };
    text.is_empty() && exists
}

fn digits_to_number(digits: &str) -> Option<u32> {
    if is_digits(digits) {
        digits.parse().ok()
    } else {
        None
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
