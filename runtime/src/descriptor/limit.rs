//! What values are allowed.

use super::Table;

/// A named limit.
#[derive(Debug)]
pub struct Limit {
    /// Name in the spec, such as `postal_code`.
    pub name: &'static str,
    /// What it allows, in words for an error; empty where the rule says all.
    pub says: &'static str,
    /// The rule.
    pub rule: Rule,
    /// Whether the value travels as a JSON number or boolean rather than as text.
    pub unquoted: bool,
}

impl Limit {
    /// Any text, sent as text.
    pub const PLAIN: Self = Self {
        name: "",
        says: "",
        rule: Rule::Text { max: None },
        unquoted: false,
    };
}

/// The rule of a limit.
#[derive(Debug)]
pub enum Rule {
    /// Any text, at most `max` characters long.
    Text {
        /// Most characters that are allowed.
        max: Option<u32>,
    },
    /// Any text, at most `max` characters long once it is escaped for a URL.
    Escaped {
        /// Most characters that are allowed, each escaped byte counted as three.
        max: u32,
    },
    /// Text of one of these shapes: `A` is a letter, `1` a digit, anything else itself.
    Shape(&'static [&'static str]),
    /// One of these values.
    OneOf(&'static [&'static str]),
    /// `1` or `0`.
    Flag,
    /// `true` or `false`.
    Boolean,
    /// Digits.
    Id,
    /// A whole number from `min` to `max`.
    Integer {
        /// Smallest allowed.
        min: Option<i64>,
        /// Largest allowed.
        max: Option<i64>,
    },
    /// A decimal number.
    Decimal,
    /// A well-formed e-mail address.
    Email,
    /// An absolute HTTP or HTTPS address.
    Url,
    /// A day, a time or both, in one of these patterns (`YYYY`, `MM`, `DD`, `HH`, `MM`, `SS`; after
    /// an `H` or `:`-separated hour, `MM` is minutes). It must exist in the calendar.
    DateTime(&'static [&'static str]),
    /// Values of another limit, comma-separated.
    ListOf(&'static Limit),
    /// JSON rows with the keys of a table.
    ArrayOf(&'static Table),
    /// A JSON object with the keys of a table.
    Object(&'static Table),
    /// Any JSON: kept as it came in answers, sent as it is.
    Json,
    /// Records, of a table that no request nests. In answers only.
    Rows,
}
