//! Decimal numbers, which no float stands for.

use std::cmp::Ordering;

use super::limit::is_digits;

/// Whether a value is a decimal number.
pub(crate) fn is_decimal(value: &str) -> bool {
    let value = value.strip_prefix('-').unwrap_or(value);
    match value.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(value),
    }
}

/// Whether a value is a decimal number within bounds, of no more digits behind the point.
pub(super) fn is_within(
    value: &str,
    min: Option<&str>,
    max: Option<&str>,
    digits: Option<u32>,
) -> bool {
    let behind_point = value.split_once('.').map_or(0, |(_, part)| part.len());
    is_decimal(value)
        && digits.is_none_or(|digits| behind_point <= digits as usize)
        && min.is_none_or(|min| compare(value, min) != Ordering::Less)
        && max.is_none_or(|max| compare(value, max) != Ordering::Greater)
}

/// Two decimal numbers, written with equally many digits on both sides of the point.
pub(crate) fn compare(one: &str, other: &str) -> Ordering {
    let split = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        (whole.to_owned(), part.to_owned())
    };
    let ((whole, part), (other_whole, other_part)) = (split(one), split(other));
    let before = whole.len().max(other_whole.len());
    let behind = part.len().max(other_part.len());
    let padded = |whole: &str, part: &str| format!("{whole:0>before$}{part:0<behind$}");
    let (size, other_size) = (padded(&whole, &part), padded(&other_whole, &other_part));
    let is_zero = |size: &str| size.bytes().all(|digit| digit == b'0');
    let is_below = |text: &str, size: &str| text.starts_with('-') && !is_zero(size);
    match (is_below(one, &size), is_below(other, &other_size)) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => size.cmp(&other_size),
        (true, true) => other_size.cmp(&size),
    }
}
