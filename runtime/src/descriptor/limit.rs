//! What values are allowed.

use super::{List, Table};

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
    /// Values, and what people write in their place, whatever the capitals: for [`Limit::clean`].
    pub aliases: &'static [(&'static str, &'static [&'static str])],
    /// What people write before a value of a shape, though it is no part of it.
    pub before: &'static [&'static str],
    /// Most zeros that a spreadsheet can have taken from the front of a shape of digits.
    pub lost_zeros: u32,
}

impl Limit {
    /// Any text, sent as text.
    pub const PLAIN: Self = Self {
        name: "",
        says: "",
        rule: Rule::Text { max: None },
        unquoted: false,
        aliases: &[],
        before: &[],
        lost_zeros: 0,
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
    /// Any text, of so many characters.
    Length {
        /// Fewest characters that are allowed.
        min: u32,
        /// Most characters that are allowed.
        max: Option<u32>,
    },
    /// Any text, at most `max` characters long once it is escaped for a URL.
    Escaped {
        /// Most characters that are allowed, each escaped byte counted as three.
        max: u32,
    },
    /// Text of one of these shapes: `A` is a letter, `1` a digit, anything else itself, and `{2}` or
    /// `{2,5}` says how often what stands before it does; `{{` and `}}` are braces.
    Shape(&'static [&'static str]),
    /// One of these values.
    OneOf(&'static [&'static str]),
    /// `1` or `0`.
    Flag,
    /// Yes or no, in spellings of the API's own.
    FlagAs {
        /// What says yes.
        yes: &'static str,
        /// What says no.
        no: &'static str,
    },
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
    /// A decimal number within bounds, which are compared digit by digit.
    DecimalWithin {
        /// Smallest allowed.
        min: Option<&'static str>,
        /// Largest allowed.
        max: Option<&'static str>,
        /// Most digits behind the point.
        digits: Option<u32>,
    },
    /// A well-formed e-mail address.
    Email,
    /// An absolute HTTP or HTTPS address.
    Url,
    /// A day, a time or both, in one of these patterns (`YYYY`, `MM`, `DD`, `HH`, `MM`, `SS`; after
    /// an `H` or `:`-separated hour, `MM` is minutes). It must exist in the calendar. `.SSS` stands for
    /// a fraction of a second, which may be left out, `±HH:MM` or `±HHMM` at the end for an offset, in
    /// whose place may be `Z`.
    DateTime(&'static [&'static str]),
    /// A day and time as in e-mail: `Mon, 25 Dec 1995 13:30:00 +0430`.
    Rfc2822,
    /// An address of the Internet Protocol.
    Ip {
        /// Whether one of version 4 is allowed.
        v4: bool,
        /// Whether one of version 6 is allowed.
        v6: bool,
    },
    /// One text that all of these limits allow.
    AllOf(&'static [&'static Limit]),
    /// Any number of values of another limit, comma-separated; files, each in a part of its own.
    ListOf(&'static Limit),
    /// Values of another limit: so many, which travel so.
    List(List),
    /// JSON rows with the keys of a table.
    ArrayOf(&'static Table),
    /// A JSON object with the keys of a table.
    Object(&'static Table),
    /// Names with values of another limit: a JSON object.
    MapOf(&'static Limit),
    /// A JSON object with the keys of a table, as a text.
    InText(&'static Table),
    /// A file of at most `max` bytes. In requests only, in a part of a multipart body.
    File {
        /// Most bytes that are allowed.
        max: Option<u64>,
    },
    /// Any JSON: kept as it came in answers, sent as it is.
    Json,
    /// Records, of a table that no request nests. In answers only.
    Rows,
}
