//! What the cell of a limit says, as far as it is one of the phrases that such cells are made of.

use prose_codegen::model::{DateKind, Limit, Member, Rule};

/// A limit as a page says it. What the page leaves open is open here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitCell {
    /// Any text, of so many characters.
    Text {
        /// Most characters.
        max: Option<u32>,
    },
    /// A whole number.
    Whole,
    /// A decimal number.
    Decimal,
    /// So many digits.
    Digits(usize),
    /// So many letters.
    Letters(usize),
    /// One of these values.
    OneOf(Vec<String>),
    /// A day, a time or both, in a pattern.
    Moment(String),
    /// An e-mail address.
    Email,
    /// An address of a page.
    Url,
    /// Yes or no.
    Boolean,
}

/// Longest cell that is looked at, in bytes.
const LONGEST: usize = 160;

impl LimitCell {
    /// Reads a whole cell.
    pub fn read(cell: &str) -> Option<Self> {
        if cell.len() > LONGEST {
            return None;
        }
        let small = crate::words::on_one_line(cell).to_lowercase();
        let small = small.trim_end_matches('.');
        if let Some(set) = set(&crate::words::on_one_line(cell)) {
            return Some(Self::OneOf(set));
        }
        let plain = ["- optional", "optional", "read only"]
            .iter()
            .fold(small, |rest, end| {
                rest.strip_suffix(end).unwrap_or(rest).trim_end()
            });
        if let Some(pattern) = pattern(plain) {
            return Some(Self::Moment(pattern));
        }
        if let Some(count) = counted(
            plain,
            &[
                "digits only",
                "digits only. no formatting accepted",
                "digits",
                "digit number",
            ],
        ) {
            return Some(Self::Digits(count as usize));
        }
        if let Some(count) = counted(
            plain,
            &[
                "letter abbreviation only",
                "letter abbreviation",
                "letters",
                "letters only",
            ],
        ) {
            return Some(Self::Letters(count as usize));
        }
        let most = ["max", "max.", "maximum", "up to", "at most"];
        let plain_count = most
            .iter()
            .find_map(|word| plain.strip_prefix(word))
            .unwrap_or(plain)
            .trim();
        if let Some(max) = counted(
            plain_count,
            &["characters", "chars", "characters max", "character limit"],
        ) {
            return Some(Self::Text { max: Some(max) });
        }
        Some(match plain {
            "string" | "text" | "text string" | "any text" => Self::Text { max: None },
            "int" | "integer" | "number" | "whole number" | "big int" => Self::Whole,
            "decimal" | "float" | "decimal number" => Self::Decimal,
            "email" | "well formatted email string" | "email address" | "e-mail address" => {
                Self::Email
            }
            "url" => Self::Url,
            "boolean" | "bool" => Self::Boolean,
            _ => return None,
        })
    }

    /// Where the limit begins at the end of cells that run together, if it is understood.
    pub fn begins_in(cells: &str) -> Option<usize> {
        let first = cells.len().saturating_sub(LONGEST);
        let starts = cells
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| *at >= first);
        starts.into_iter().find(|at| {
            let (before, cell) = cells.split_at(*at);
            let begins_word = !before.ends_with(|letter: char| {
                letter.is_lowercase() && cell.starts_with(char::is_lowercase)
            }) || cell.starts_with("int")
                || cell.starts_with("string");
            begins_word
                && cell.starts_with(|letter: char| letter.is_alphanumeric() || letter == '[')
                && Self::read(cell).is_some()
        })
    }

    /// Whether a limit of the spec can be what the page says.
    pub fn agrees(&self, limit: &Limit) -> bool {
        match (self, &limit.rule) {
            // Whoever says "string" says nothing about what is in it.
            (Self::Text { max: None }, _) => !matches!(
                limit.rule,
                Rule::Integer { .. } | Rule::Flag | Rule::Boolean
            ),
            (Self::Text { max }, Rule::Text { max: has, .. } | Rule::Length { max: has, .. }) => {
                max == has
            }
            (Self::Whole, Rule::Integer { .. } | Rule::Id | Rule::Epoch(_)) => true,
            (Self::Decimal, Rule::Decimal | Rule::DecimalWithin { .. }) => true,
            (Self::Digits(count), Rule::Shape(shapes)) => {
                shapes.iter().any(|shape| *shape == "1".repeat(*count))
            }
            (Self::Letters(count), Rule::Shape(shapes)) => shapes
                .iter()
                .any(|shape| shape.eq_ignore_ascii_case(&"a".repeat(*count))),
            (Self::OneOf(values), Rule::OneOf(members)) => same_set(values, members),
            (Self::OneOf(values), Rule::Flag) => same_values(values, &["0", "1"]),
            (Self::OneOf(values), Rule::Boolean) => same_values(values, &["true", "false"]),
            (Self::OneOf(values), Rule::FlagAs { yes, no }) => same_values(values, &[yes, no]),
            (Self::Moment(pattern), Rule::DateTime(_, patterns)) => {
                patterns.iter().any(|has| has == pattern)
            }
            (Self::Email, Rule::Email) | (Self::Url, Rule::Url) => true,
            (Self::Boolean, Rule::Boolean | Rule::Flag | Rule::FlagAs { .. }) => true,
            (Self::Email, Rule::ListOf(item)) => item.rule == Rule::Email,
            _ => false,
        }
    }

    /// The rule as the spec writes it.
    pub fn yaml(&self) -> String {
        match self {
            Self::Text { max: None } => "text".to_owned(),
            Self::Text { max: Some(max) } => format!("{{ text: {{ max: {max} }} }}"),
            Self::Whole => "integer".to_owned(),
            Self::Decimal => "decimal".to_owned(),
            Self::Digits(count) => format!("{{ shape: [\"{}\"] }}", "1".repeat(*count)),
            Self::Letters(count) => format!("{{ shape: [{}] }}", "A".repeat(*count)),
            Self::OneOf(values) => {
                let quoted = values.iter().map(|value| quoted(value));
                format!("{{ one_of: [{}] }}", quoted.collect::<Vec<_>>().join(", "))
            }
            Self::Moment(pattern) => {
                let kind = match kind(pattern) {
                    DateKind::Date => "date",
                    DateKind::Time => "time",
                    DateKind::DateTime => "date_time",
                    DateKind::UtcDateTime => "utc_date_time",
                };
                format!("{{ {kind}: {} }}", quoted(pattern))
            }
            Self::Email => "email".to_owned(),
            Self::Url => "url".to_owned(),
            Self::Boolean => "boolean".to_owned(),
        }
    }
}

/// A text as JSON has it, which is YAML as well.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn kind(pattern: &str) -> DateKind {
    match (
        pattern.contains("YYYY"),
        pattern.contains("HH"),
        pattern.ends_with('Z'),
    ) {
        (true, true, true) => DateKind::UtcDateTime,
        (true, true, false) => DateKind::DateTime,
        (false, ..) => DateKind::Time,
        _ => DateKind::Date,
    }
}

/// The values between brackets; the page may say behind them that they are strings.
fn set(cell: &str) -> Option<Vec<String>> {
    let (values, behind) = cell.strip_prefix('[')?.split_once(']')?;
    let behind = behind.trim().to_lowercase();
    let values: Vec<String> = values
        .split(',')
        .map(|value| value.trim().to_owned())
        .collect();
    let says_something = values
        .iter()
        .all(|value| !value.is_empty() && !value.contains('['));
    (says_something && ["", "string"].contains(&behind.as_str())).then_some(values)
}

/// A pattern of a day, a time or both.
fn pattern(cell: &str) -> Option<String> {
    let cell = cell.strip_prefix("date format:").unwrap_or(cell).trim();
    let has_fields = cell.contains("yyyy") || cell.contains("hh:mm");
    let is_pattern = cell.chars().all(|letter| "ymdhstz-:/. ".contains(letter));
    let is_whole = cell.starts_with(char::is_alphabetic);
    (has_fields && is_pattern && is_whole && cell.len() <= 24).then(|| cell.to_uppercase())
}

/// The number before one of these phrases.
fn counted(cell: &str, phrases: &[&str]) -> Option<u32> {
    let (number, phrase) = cell.split_once(' ')?;
    if !phrases.contains(&phrase.trim()) {
        return None;
    }
    let in_words = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let word = in_words.iter().position(|word| *word == number);
    word.and_then(|number| u32::try_from(number).ok())
        .or_else(|| number.parse().ok())
        .filter(|count| (1..100_000).contains(count))
}

fn same_set(values: &[String], members: &[Member]) -> bool {
    let same = |part: fn(&Member) -> &str| {
        same_values(values, &members.iter().map(part).collect::<Vec<_>>())
    };
    same(|member| &member.wire) || same(|member| member.label.as_deref().unwrap_or(&member.wire))
}

fn same_values(values: &[String], others: &[&str]) -> bool {
    values.len() == others.len() && values.iter().all(|value| others.contains(&value.as_str()))
}
