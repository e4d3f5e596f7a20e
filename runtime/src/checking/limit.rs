//! Whether a text is within a limit.

use super::calendar::{is_date_time, is_digits};
use crate::descriptor::{Limit, Rule};
use crate::error::Breach;
use crate::json::is_json;
use crate::text::escaped_length;

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
            Rule::Json => (is_json(text), Breach::NotJson),
            Rule::Escaped { max } => (
                escaped_length(text) <= *max as usize,
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
