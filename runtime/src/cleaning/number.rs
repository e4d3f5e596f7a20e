//! Numbers as people and spreadsheets write them.

use super::readings::Readings;
use super::signs::{is_apostrophe, is_blank, trimmed, without_beginning};
use super::{Cleaning, DecimalSign, Unclear};

/// Reads a whole number. A fraction of zeros says nothing.
pub(super) fn read_whole(text: &str, cleaning: &Cleaning, readings: &mut Readings<'_>) {
    let Some(number) = Number::of(text, cleaning) else {
        return;
    };
    match (&number.grouped, &number.split) {
        // Machines write a point before a fraction, and people between thousands.
        (Some(_), Some((_, '.'))) => readings.explain_none(Unclear::DecimalSign),
        // Nobody writes a whole number with a comma and three digits behind it.
        (Some(whole), _) => {
            readings.add(number.signed(whole));
        }
        (None, Some((decimal, _))) => {
            if let Some(whole) = decimal.whole_alone() {
                readings.add(number.signed(whole));
            }
        }
        (None, None) => {}
    }
}

/// Reads a decimal number.
pub(super) fn read_decimal(text: &str, cleaning: &Cleaning, readings: &mut Readings<'_>) {
    let Some(number) = Number::of(text, cleaning) else {
        return;
    };
    match (&number.grouped, &number.split) {
        (Some(_), Some((_, '.'))) => readings.explain_none(Unclear::DecimalSign),
        _ => {
            readings.explain_several(Unclear::DecimalSign);
            number.add_to(readings);
        }
    }
}

/// A number that is read: its sign, and what its digits can be.
struct Number {
    is_negative: bool,
    /// All separators stand between thousands.
    grouped: Option<String>,
    /// The last separator, which is told, stands before a fraction.
    split: Option<(Decimal, char)>,
}

struct Decimal {
    whole: String,
    fraction: String,
}

impl Decimal {
    fn whole_alone(&self) -> Option<&str> {
        let is_whole = self.fraction.bytes().all(|digit| digit == b'0');
        is_whole.then_some(self.whole.as_str())
    }
}

impl Number {
    fn of(text: &str, cleaning: &Cleaning) -> Option<Self> {
        let (is_negative, digits) = without_money(text);
        let (groups, separators) = groups(digits)?;
        let decimal = cleaning.decimals.map(DecimalSign::sign);
        let grouped = match separators.as_slice() {
            [] => Some(digits.to_owned()),
            [first, ..] if Some(*first) != decimal => {
                are_thousands(&groups, &separators).then(|| groups.concat())
            }
            _ => None,
        };
        Some(Self {
            is_negative,
            grouped,
            split: split(&groups, &separators, decimal),
        })
    }

    fn signed(&self, digits: &str) -> String {
        format!("{}{digits}", if self.is_negative { "-" } else { "" })
    }

    fn add_to(&self, readings: &mut Readings<'_>) {
        if let Some(whole) = &self.grouped {
            readings.add(self.signed(whole));
        }
        if let Some((decimal, _)) = &self.split {
            let as_written = match decimal.fraction.as_str() {
                "" => decimal.whole.clone(),
                fraction => format!("{}.{fraction}", decimal.whole),
            };
            let is_taken = readings.add(self.signed(&as_written));
            if let (false, None, Some(whole)) = (is_taken, &self.grouped, decimal.whole_alone()) {
                readings.add(self.signed(whole));
            }
        }
    }
}

/// Currencies that can be nothing else, longer ones first.
const CURRENCIES: [&str; 9] = ["US$", "CA$", "USD", "CAD", "EUR", "GBP", "$", "€", "£"];

/// Whether a number is negative, and the number without its sign and its currency, which stand in either order.
fn without_money(text: &str) -> (bool, &str) {
    let (first, rest) = without_sign(text);
    let rest = without_currency(rest).unwrap_or(rest);
    let (second, rest) = match first {
        Some(_) => (None, rest),
        None => without_sign(rest),
    };
    (first.or(second) == Some(true), rest)
}

/// Whether there is a minus or a plus, and what stands behind it.
fn without_sign(text: &str) -> (Option<bool>, &str) {
    let mut signs = text.chars();
    match signs.next() {
        Some('-' | '\u{2212}') => (Some(true), trimmed(signs.as_str())),
        Some('+') => (Some(false), trimmed(signs.as_str())),
        _ => (None, text),
    }
}

/// The text without its currency, which stands before or behind the number.
fn without_currency(text: &str) -> Option<&str> {
    let mut currencies = CURRENCIES.into_iter();
    let in_front = CURRENCIES
        .iter()
        .find_map(|name| without_beginning(text, name));
    let behind = || {
        currencies.find_map(|name| {
            let at = text.len().checked_sub(name.len())?;
            let (number, end) = text.split_at_checked(at)?;
            end.eq_ignore_ascii_case(name).then_some(number)
        })
    };
    in_front.or_else(behind).map(trimmed)
}

/// The digits of a text and the single signs between them; blanks and apostrophes in one form each.
fn groups(text: &str) -> Option<(Vec<&str>, Vec<char>)> {
    let is_digit = |sign: char| sign.is_ascii_digit();
    let groups: Vec<&str> = text.split(|sign: char| !is_digit(sign)).collect();
    let separators = text.chars().filter(|sign| !is_digit(*sign));
    let separators: Option<Vec<char>> = separators
        .map(|sign| match sign {
            '.' | ',' => Some(sign),
            sign if is_blank(sign) => Some(' '),
            sign if is_apostrophe(sign) => Some('\''),
            _ => None,
        })
        .collect();
    let has_digits = groups.iter().any(|group| !group.is_empty());
    has_digits.then_some((groups, separators?))
}

/// Whether these are groups of three digits with the same sign between them, as thousands are.
fn are_thousands(groups: &[&str], separators: &[char]) -> bool {
    let Some((first, others)) = groups.split_first() else {
        return false;
    };
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && others.iter().all(|group| group.len() == 3)
        && separators
            .iter()
            .all(|sign| Some(sign) == separators.first())
}

fn split(groups: &[&str], separators: &[char], decimal: Option<char>) -> Option<(Decimal, char)> {
    let (last, before) = separators.split_last()?;
    let (fraction, whole) = groups.split_last()?;
    let is_decimal = matches!(last, '.' | ',') && decimal.is_none_or(|decimal| decimal == *last);
    let is_grouped = before.is_empty() || (are_thousands(whole, before) && !before.contains(last));
    let whole = match whole.concat() {
        whole if whole.is_empty() => "0".to_owned(),
        whole => whole,
    };
    (is_decimal && is_grouped).then(|| {
        let fraction = (*fraction).to_owned();
        (Decimal { whole, fraction }, *last)
    })
}
