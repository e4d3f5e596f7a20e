//! Limits, and what they allow.
//!
//! This is a second reading of the same rules as the client runtime's: the two must agree, and tests
//! hold them against each other.

use std::sync::Arc;

use super::{DateKind, Epoch, IpVersion, Items, Location, Spellings, Was, decimal, moment, shape};

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
    /// Of a list: how many items it has, and how they travel.
    pub items: Items,
    /// What people write in the place of its values.
    pub spellings: Spellings,
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
    /// Any text, of so many characters.
    Length {
        /// Fewest characters.
        min: u32,
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
    /// Yes or no, in spellings of the API's own.
    FlagAs {
        /// What says yes.
        yes: String,
        /// What says no.
        no: String,
    },
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
    /// A decimal number as text, within bounds.
    DecimalWithin {
        /// Smallest.
        min: Option<String>,
        /// Largest.
        max: Option<String>,
        /// Most digits behind the point.
        digits: Option<u32>,
    },
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
    /// A file, which no text is.
    File {
        /// Most bytes.
        max: Option<u64>,
    },
    /// A day, a time, or both, in one of these patterns.
    DateTime(DateKind, Vec<String>),
    /// A day and time as RFC 2822 writes them.
    Rfc2822,
    /// A moment, counted from the beginning of 1970.
    Epoch(Epoch),
    /// An address of the Internet Protocol, of this version if one is said.
    Ip(Option<IpVersion>),
    /// One text that all of these limits allow.
    AllOf(Vec<Arc<Limit>>),
    /// Values of another limit, comma-separated unless the limit's `items` say otherwise.
    ListOf(Arc<Limit>),
    /// Rows of a table, or of a record in answers.
    ArrayOf(String),
    /// An object with the keys of a table, or of a record in answers.
    Object(String),
    /// Names with values of another limit.
    MapOf(Arc<Limit>),
    /// An object written as JSON inside a text.
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
            | Rule::MapOf(_)
            | Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::Json
            | Rule::File { .. }
            | Rule::JsonInText(_) => false,
            Rule::Text { .. }
            | Rule::Length { .. }
            | Rule::Shape(_)
            | Rule::Flag
            | Rule::FlagAs { .. }
            | Rule::Boolean
            | Rule::Id
            | Rule::Integer { .. }
            | Rule::Decimal
            | Rule::DecimalWithin { .. }
            | Rule::Rfc2822
            | Rule::Epoch(_)
            | Rule::Ip(_)
            | Rule::AllOf(_)
            | Rule::Email
            | Rule::Url
            | Rule::Escaped { .. }
            | Rule::DateTime(..) => true,
        }
    }

    /// Whether it is for a file, or several.
    pub(crate) fn is_of_files(&self) -> bool {
        match &self.rule {
            Rule::File { .. } => true,
            Rule::ListOf(item) => item.is_of_files(),
            _ => false,
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
            items: Items::default(),
            spellings: Spellings::default(),
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
    /// Rows, objects and files have no text of their own: every text is refused for them.
    pub fn allows(&self, value: &str) -> bool {
        match &self.rule {
            Rule::Text { max, cut } => {
                *cut || max.is_none_or(|max| value.chars().count() <= max as usize)
            }
            Rule::Length { min, max, cut } => {
                let count = value.chars().count();
                let is_short_enough = *cut || max.is_none_or(|max| count <= max as usize);
                count >= *min as usize && is_short_enough
            }
            Rule::Shape(shapes) => shapes.iter().any(|shape| shape::has(value, shape)),
            Rule::OneOf(members) => members.iter().any(|member| member.wire == value),
            Rule::Flag => matches!(value, "0" | "1"),
            Rule::FlagAs { yes, no } => value == yes || value == no,
            Rule::Boolean => matches!(value, "true" | "false"),
            Rule::Id => is_digits(value),
            Rule::Integer { min, max } => integer(value).is_some_and(|number| {
                min.is_none_or(|min| number >= i128::from(min))
                    && max.is_none_or(|max| number <= i128::from(max))
            }),
            Rule::Decimal => decimal::is_decimal(value),
            Rule::DecimalWithin { min, max, digits } => {
                decimal::is_within(value, min.as_deref(), max.as_deref(), *digits)
            }
            Rule::Rfc2822 => moment::is_rfc_2822(value),
            Rule::Epoch(_) => integer(value).is_some(),
            Rule::Ip(version) => version.map_or_else(
                || IpVersion::ALL.iter().any(|version| version.has(value)),
                |version| version.has(value),
            ),
            Rule::AllOf(limits) => limits.iter().all(|limit| limit.allows(value)),
            Rule::Email => is_email(value),
            Rule::Url => is_url(value),
            Rule::Escaped { max } => escaped_length(value) <= *max as usize,
            Rule::Json => is_json(value),
            Rule::DateTime(_, patterns) => patterns
                .iter()
                .any(|pattern| moment::is_written(value, pattern)),
            Rule::ListOf(limit) => {
                // Without items it is a blank text.
                let items = || value.split(',').filter(|_| !value.is_empty());
                items().all(|item| !item.trim().is_empty() && limit.allows(item))
                    && self.items.allow(items().count())
            }
            Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::MapOf(_)
            | Rule::File { .. }
            | Rule::JsonInText(_) => false,
        }
    }
}

pub(super) fn is_digits(value: &str) -> bool {
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
