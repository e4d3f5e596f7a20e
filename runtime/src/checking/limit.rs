//! Whether a text is within a limit.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::decimal::check_decimal;
use super::shape::has_shape;
use crate::calendar::{is_rfc_2822, read};
use crate::descriptor::{Limit, List, Rule, Travels};
use crate::error::Breach;
use crate::json::is_json;
use crate::text::{escaped_length, is_digits};
use crate::value::FileUpload;

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
    /// for nested rows and files take no text at all.
    pub fn check(&self, text: &str) -> Result<(), Breach> {
        let (holds, breach) = match &self.rule {
            Rule::Text { max: None } => return Ok(()),
            Rule::Text { max: Some(max) } => (
                text.chars().nth(*max as usize).is_none(),
                Breach::TooLong(*max),
            ),
            Rule::Length { min, max } => return check_length(text, *min, *max),
            Rule::Shape(shapes) => (
                shapes.iter().any(|shape| has_shape(text, shape)),
                Breach::Shape(shapes),
            ),
            Rule::OneOf(values) => (values.contains(&text), Breach::NotListed(values)),
            Rule::Flag => (matches!(text, "1" | "0"), Breach::NotFlag),
            Rule::FlagAs { yes, no } => {
                (text == *yes || text == *no, Breach::NotFlagAs { yes, no })
            }
            Rule::Boolean => (matches!(text, "true" | "false"), Breach::NotBoolean),
            Rule::Id => (is_digits(text), Breach::NotDigits),
            Rule::Integer { min, max } => return check_integer(text, *min, *max),
            Rule::Decimal => return check_decimal(text, None, None, None),
            Rule::DecimalWithin { min, max, digits } => {
                return check_decimal(text, *min, *max, *digits);
            }
            Rule::Email => (is_email(text), Breach::NotEmail),
            Rule::Url => (is_url(text), Breach::NotUrl),
            Rule::Json => (is_json(text), Breach::NotJson),
            Rule::Escaped { max } => (
                escaped_length(text) <= *max as usize,
                Breach::TooLongEscaped(*max),
            ),
            Rule::DateTime(patterns) => (
                patterns.iter().any(|pattern| read(text, pattern).is_some()),
                Breach::NotInCalendar(patterns),
            ),
            Rule::Rfc2822 => (is_rfc_2822(text), Breach::NotRfc2822),
            Rule::Ip { v4, v6 } => (
                (*v4 && text.parse::<Ipv4Addr>().is_ok())
                    || (*v6 && text.parse::<Ipv6Addr>().is_ok()),
                Breach::NotIp { v4: *v4, v6: *v6 },
            ),
            Rule::AllOf(limits) => return limits.iter().try_for_each(|limit| limit.check(text)),
            Rule::ListOf(_) | Rule::List(_) => {
                return self.rule.list().map_or(Ok(()), |list| list.check(text));
            }
            Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::InText(_)
            | Rule::MapOf(_)
            | Rule::File { .. }
            | Rule::Rows => (false, Breach::WrongForm),
        };
        if holds { Ok(()) } else { Err(breach) }
    }

    /// Whether this file is within the limit.
    pub(crate) fn check_file(&self, file: &FileUpload) -> Result<(), Breach> {
        match &self.rule {
            Rule::File { max: Some(max) } if file.size() > *max => Err(Breach::FileTooLarge(*max)),
            Rule::File { .. } => Ok(()),
            _ => Err(Breach::WrongForm),
        }
    }
}

impl List {
    /// A list without items is a blank text.
    fn check(&self, text: &str) -> Result<(), Breach> {
        let items = || text.split(',').filter(|_| !text.is_empty());
        items().try_for_each(|item| self.check_item(item))?;
        self.check_count(items().count())
    }

    /// Whether this text may be one of its items.
    pub(crate) fn check_item(&self, text: &str) -> Result<(), Breach> {
        if text.trim().is_empty() {
            return Err(Breach::EmptyItem);
        }
        if self.travels == Travels::Commas && text.contains(',') {
            return Err(Breach::CommaInItem);
        }
        self.item.check(text)
    }

    /// Whether it may have so many items.
    pub(crate) fn check_count(&self, count: usize) -> Result<(), Breach> {
        match (self.min, self.max) {
            (Some(min), _) if count < min as usize => Err(Breach::TooFewItems(min)),
            (_, Some(max)) if count > max as usize => Err(Breach::TooManyItems(max)),
            _ => Ok(()),
        }
    }
}

fn check_length(text: &str, min: u32, max: Option<u32>) -> Result<(), Breach> {
    let count = text.chars().count();
    if count < min as usize {
        return Err(Breach::TooShort(min));
    }
    match max {
        Some(max) if count > max as usize => Err(Breach::TooLong(max)),
        _ => Ok(()),
    }
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
