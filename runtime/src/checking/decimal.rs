//! Decimal numbers, compared digit by digit: no float has all of them.

use std::cmp::Ordering;

use crate::error::Breach;
use crate::text::is_digits;

/// Whether a text is a decimal number from `min` to `max`, with at most so many digits behind the point.
pub(super) fn check_decimal(
    text: &str,
    min: Option<&'static str>,
    max: Option<&'static str>,
    digits: Option<u32>,
) -> Result<(), Breach> {
    let Some(number) = Decimal::read(text) else {
        return Err(Breach::NotDecimal);
    };
    let (_, fraction) = text.split_once('.').unwrap_or((text, ""));
    if let Some(digits) = digits.filter(|digits| fraction.len() > *digits as usize) {
        return Err(Breach::TooPrecise(digits));
    }
    let bound = |text: Option<&'static str>| text.and_then(Decimal::read);
    let is_within = bound(min).is_none_or(|min| number.compare(&min) != Ordering::Less)
        && bound(max).is_none_or(|max| number.compare(&max) != Ordering::Greater);
    if is_within {
        Ok(())
    } else {
        Err(Breach::OutOfBounds { min, max })
    }
}

/// Whether two texts are the same decimal number, however many zeros they have.
pub(crate) fn is_same_number(one: &str, other: &str) -> bool {
    let numbers = Decimal::read(one).zip(Decimal::read(other));
    numbers.is_some_and(|(one, other)| one.compare(&other) == Ordering::Equal)
}

/// A number without zeros that say nothing.
struct Decimal<'t> {
    is_negative: bool,
    whole: &'t str,
    fraction: &'t str,
}

impl<'t> Decimal<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return None,
            None => (unsigned, ""),
        };
        if !is_digits(whole) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let is_zero = whole.is_empty() && fraction.is_empty();
        Some(Self {
            is_negative: text.starts_with('-') && !is_zero,
            whole,
            fraction,
        })
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.compare_size(other),
            (true, true) => other.compare_size(self),
        }
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        let by_length = self.whole.len().cmp(&other.whole.len());
        by_length
            .then_with(|| self.whole.cmp(other.whole))
            .then_with(|| self.fraction.cmp(other.fraction))
    }
}
