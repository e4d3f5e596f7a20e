//! What requests have for a text of answers, which may say more.

use crate::calendar::{read, read_any, write};
use crate::descriptor::{Key, Limit, Rule};
use crate::text::is_digits;

/// The text for a request that says what this text of an answer does, if a request may not have that: a day without
/// its midnight, a whole number without the zeros behind its point. What records give can so be sent again: nothing
/// is lost.
pub(super) fn shorter(text: &str, key: &Key) -> Option<String> {
    let answers = key.answers?;
    match key.limit.rule {
        Rule::DateTime(patterns) => day_of(text, patterns, answers),
        Rule::Integer { .. } => whole_of(text, answers),
        _ => None,
    }
}

fn day_of(text: &str, patterns: &[&str], answers: &Limit) -> Option<String> {
    if patterns.iter().any(|pattern| read(text, pattern).is_some()) {
        return None;
    }
    let parts = match answers.rule {
        Rule::DateTime(wider) => wider.iter().find_map(|pattern| read(text, pattern))?,
        Rule::Text { max } if max.is_none_or(|max| text.len() <= max as usize) => read_any(text)?,
        _ => return None,
    };
    write(&parts.day_of_midnight()?, patterns)
}

fn whole_of(text: &str, answers: &Limit) -> Option<String> {
    if !matches!(answers.rule, Rule::Decimal | Rule::DecimalWithin { .. }) {
        return None;
    }
    let (whole, zeros) = text.split_once('.')?;
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    // Three zeros could be those of a thousand.
    let is_whole = is_digits(digits) && matches!(zeros, "0" | "00");
    is_whole.then(|| whole.to_owned())
}
