//! Limits, and what they allow.
//!
//! This is a second reading of the same rules as the client runtime's: the two must agree, and tests
//! hold them against each other.

use std::sync::Arc;

use super::{DateKind, Location, Was};

/// A limit, resolved to its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its name; of a limit written in place, the Rust name of the key.
    pub name: String,
    /// Whether it is defined under `limits:`.
    pub is_named: bool,
    /// Name of its enum, if it is a closed set.
    pub rust: String,
    /// Its rule.
    pub rule: Rule,
    /// Whether it travels as a JSON number or boolean.
    pub unquoted: bool,
    /// What it means.
    pub doc: String,
    /// Values that it allows.
    pub pass: Vec<String>,
    /// Values that it refuses.
    pub fail: Vec<String>,
    /// What earlier revisions said. Only in the list of named limits: who uses one refers to that.
    pub was: Vec<Was>,
    /// Where it stands.
    pub location: Location,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Any text.
    Text {
        /// Most characters.
        max: Option<u32>,
        /// Whether longer text is cut by the vendor rather than refused.
        cut: bool,
    },
    /// Text of one of these shapes.
    Shape(Vec<String>),
    /// A closed set.
    OneOf(Vec<Member>),
    /// `1` or `0`.
    Flag,
    /// `true` or `false`.
    Boolean,
    /// Digits.
    Id,
    /// A whole number.
    Integer {
        /// Smallest.
        min: Option<i64>,
        /// Largest.
        max: Option<i64>,
    },
    /// A decimal number as text.
    Decimal,
    /// An e-mail address.
    Email,
    /// An absolute HTTP or HTTPS address.
    Url,
    /// Any text, if it is short enough once it is escaped for a URL.
    Escaped {
        /// Most characters.
        max: u32,
    },
    /// Any JSON value.
    Json,
    /// A day, a time, or both, in one of these patterns.
    DateTime(DateKind, Vec<String>),
    /// Comma-separated values of another limit.
    ListOf(Arc<Limit>),
    /// Rows of a table, or of a record in answers.
    ArrayOf(String),
    /// An object with the keys of a table, or of a record in answers.
    Object(String),
    /// A record written as JSON inside a text.
    JsonInText(String),
}

/// A value of a closed set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The value on the wire.
    pub wire: String,
    /// What it is called, if not by the wire value.
    pub label: Option<String>,
    /// Name of its variant.
    pub rust: String,
}

impl Limit {
    /// Whether it is for one text or number, of no closed set.
    pub(crate) fn is_one_value(&self) -> bool {
        match &self.rule {
            Rule::OneOf(_)
            | Rule::ListOf(_)
            | Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::Json
            | Rule::JsonInText(_) => false,
            Rule::Text { .. }
            | Rule::Shape(_)
            | Rule::Flag
            | Rule::Boolean
            | Rule::Id
            | Rule::Integer { .. }
            | Rule::Decimal
            | Rule::Email
            | Rule::Url
            | Rule::Escaped { .. }
            | Rule::DateTime(..) => true,
        }
    }

    /// What stands in for a limit that could not be resolved.
    pub(crate) fn any_text(name: &str, location: Location) -> Self {
        Self {
            name: name.to_owned(),
            is_named: false,
            rust: crate::naming::pascal(name),
            rule: Rule::Text {
                max: None,
                cut: false,
            },
            unquoted: false,
            doc: String::new(),
            pass: Vec::new(),
            fail: Vec::new(),
            was: Vec::new(),
            location,
        }
    }

    /// Whether it is what stands in for the limit of a key of this name, or written like that.
    pub(crate) fn is_any_text(&self, name: &str) -> bool {
        *self == Self::any_text(name, self.location.clone())
    }

    /// Whether the limit allows a value, as it stands on the wire.
    ///
    /// Rows and objects have no text of their own: every text is refused for them.
    pub fn allows(&self, value: &str) -> bool {
        match &self.rule {
            Rule::Text { max, cut } => {
                *cut || max.is_none_or(|max| value.chars().count() <= max as usize)
            }
            Rule::Shape(shapes) => shapes.iter().any(|shape| has_shape(value, shape)),
            Rule::OneOf(members) => members.iter().any(|member| member.wire == value),
            Rule::Flag => matches!(value, "0" | "1"),
            Rule::Boolean => matches!(value, "true" | "false"),
            Rule::Id => is_digits(value),
            Rule::Integer { min, max } => integer(value).is_some_and(|number| {
                min.is_none_or(|min| number >= i128::from(min))
                    && max.is_none_or(|max| number <= i128::from(max))
            }),
            Rule::Decimal => is_decimal(value),
            Rule::Email => is_email(value),
            Rule::Url => is_url(value),
            Rule::Escaped { max } => escaped_length(value) <= *max as usize,
            Rule::Json => is_json(value),
            Rule::DateTime(_, patterns) => patterns.iter().any(|pattern| is_date(value, pattern)),
            Rule::ListOf(limit) => {
                // Without items it is a blank text.
                value.is_empty()
                    || value
                        .split(',')
                        .all(|item| !item.trim().is_empty() && limit.allows(item))
            }
            Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => false,
        }
    }
}

fn has_shape(value: &str, shape: &str) -> bool {
    value.len() == shape.len()
        && value
            .bytes()
            .zip(shape.bytes())
            .all(|(byte, sign)| match sign {
                b'A' => byte.is_ascii_alphabetic(),
                b'1' => byte.is_ascii_digit(),
                sign => byte == sign,
            })
}

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of more digits than any bound has is beyond every bound.
fn integer(value: &str) -> Option<i128> {
    let digits = value.strip_prefix('-');
    let beyond = if digits.is_some() {
        i128::MIN
    } else {
        i128::MAX
    };
    is_digits(digits.unwrap_or(value)).then(|| value.parse().unwrap_or(beyond))
}

fn is_decimal(value: &str) -> bool {
    let value = value.strip_prefix('-').unwrap_or(value);
    match value.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(value),
    }
}

fn is_email(value: &str) -> bool {
    let Some((local, domain)) = value.split_once('@') else {
        return false;
    };
    let is_local = (1..=64).contains(&local.len())
        && local.split('.').all(|part| {
            let is_sign = |letter: char| {
                letter.is_whitespace() || letter.is_control() || "()<>[]:;,\"\\@".contains(letter)
            };
            !part.is_empty() && !part.contains(is_sign)
        });
    let labels: Vec<&str> = domain.split('.').collect();
    let is_domain = labels.len() >= 2
        && labels.iter().all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || letter == '-')
        });
    is_local && is_domain && value.len() <= 254
}

/// A scheme of the web, then a host, then anything that is visible.
fn is_url(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once("://") else {
        return false;
    };
    let is_web = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https");
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_visible = |letter: char| !letter.is_whitespace() && !letter.is_control();
    is_web && !host.is_empty() && value.chars().all(is_visible)
}

/// A byte that is not left as it is becomes a sign and two digits.
fn escaped_length(value: &str) -> usize {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => 1,
            _ => 3,
        })
        .sum()
}

/// Whatever it says is passed over, so that no number is too large to be one.
fn is_json(value: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(value).is_ok()
}

/// Splits a pattern into its fields (runs of one letter) and literal signs, and reads the value along it.
fn is_date(value: &str, pattern: &str) -> bool {
    let (value, pattern) = (value.as_bytes(), pattern.as_bytes());
    if value.len() != pattern.len() {
        return false;
    }
    let (mut year, mut month, mut day) = (None, None, None);
    let mut saw_hour = false;
    let mut at = 0;
    while at < pattern.len() {
        let sign = pattern[at];
        let is_field = matches!(sign, b'Y' | b'M' | b'D' | b'H' | b'S');
        let length = if is_field {
            pattern[at..]
                .iter()
                .take_while(|other| **other == sign)
                .count()
        } else {
            1
        };
        let part = &value[at..at + length];
        if is_field && length >= 2 {
            if !part.iter().all(u8::is_ascii_digit) {
                return false;
            }
            let number = part
                .iter()
                .fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
            match sign {
                b'Y' => year = Some(number),
                b'M' if saw_hour && number > 59 => return false,
                b'M' if saw_hour => {}
                b'M' => month = Some(number),
                b'D' => day = Some(number),
                b'H' if number > 23 => return false,
                b'H' => saw_hour = true,
                _ if number > 59 => return false,
                _ => {}
            }
        } else if part != &pattern[at..at + length] {
            return false;
        }
        at += length;
    }
    match (year, month, day) {
        (None, None, None) => true,
        (Some(year), Some(month), Some(day)) => {
            year > 0 && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
        }
        _ => false,
    }
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}
