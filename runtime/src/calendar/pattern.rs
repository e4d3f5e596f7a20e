//! Patterns such as `YYYY-MM-DD HH:MM:SS`: reads what is written so, and writes so.

use std::fmt::Write as _;

use super::parts::{Day, Parts, Time, days_in, written_offset};

/// What a text says that follows the pattern and exists in the calendar and on the clock; `None` if it does not.
/// Days need a year, a month and a day, times an hour: of less, nothing is said.
pub(crate) fn read(text: &str, pattern: &str) -> Option<Parts> {
    let mut rest = text;
    let (mut year, mut month, mut day) = (None, None, None);
    let (mut hour, mut minute, mut second, mut nanosecond) = (None, None, None, 0);
    let mut offset = None;
    for sign in Signs::of(pattern) {
        match sign {
            Sign::Itself(sign) => rest = rest.strip_prefix(sign)?,
            Sign::Year => year = Some(number(&mut rest, 4, 1..=9999)?),
            Sign::Month => month = Some(number(&mut rest, 2, 1..=12)?),
            Sign::Day => day = Some(number(&mut rest, 2, 1..=31)?),
            Sign::Hour => hour = Some(number(&mut rest, 2, 0..=23)?),
            Sign::Minute => minute = Some(number(&mut rest, 2, 0..=59)?),
            Sign::Second => second = Some(number(&mut rest, 2, 0..=59)?),
            Sign::Fraction => nanosecond = fraction(&mut rest),
            Sign::Offset(between) => offset = Some(read_offset(&mut rest, between)?),
            Sign::Utc => {
                rest = rest.strip_prefix('Z')?;
                offset = Some(0);
            }
        }
    }
    let exists = match (month, day) {
        // A leap year where the pattern has no year, so that 29 February is possible.
        (Some(month), Some(day)) => day <= days_in(year.unwrap_or(2000), month),
        _ => true,
    };
    let day = year.zip(month).zip(day);
    (rest.is_empty() && exists).then(|| Parts {
        day: day.map(|((year, month), day)| Day { year, month, day }),
        time: hour.map(|hour| Time {
            hour,
            minute: minute.unwrap_or(0),
            second: second.unwrap_or(0),
            nanosecond,
        }),
        offset,
    })
}

/// What a text says in one of the patterns that are in use everywhere.
pub(crate) fn read_any(text: &str) -> Option<Parts> {
    USUAL.iter().find_map(|pattern| read(text, pattern))
}

const USUAL: [&str; 11] = [
    "YYYY-MM-DD",
    "YYYY-MM-DD HH:MM:SS.SSS",
    "YYYY-MM-DDTHH:MM:SS.SSS",
    "YYYY-MM-DDTHH:MM:SS.SSS±HH:MM",
    "YYYY-MM-DDTHH:MM:SS.SSS±HHMM",
    "YYYY-MM-DD HH:MM:SS.SSS±HH:MM",
    "YYYY-MM-DD HH:MM:SS.SSS±HHMM",
    "YYYY-MM-DD HH:MM",
    "YYYY-MM-DDTHH:MM",
    "HH:MM:SS.SSS",
    "HH:MM",
];

/// The text of the first of these patterns that says all of it; `None` if something would be lost, or made up. Where
/// none has a time, that of midnight is not lost.
pub(crate) fn write(parts: &Parts, patterns: &[&str]) -> Option<String> {
    let write = |parts: &Parts| patterns.iter().find_map(|pattern| write_in(parts, pattern));
    write(parts).or_else(|| write(&parts.day_of_midnight()?))
}

fn write_in(parts: &Parts, pattern: &str) -> Option<String> {
    if !parts.exists() {
        return None;
    }
    let in_utc = Signs::of(pattern).any(|sign| sign == Sign::Utc);
    let parts = if in_utc { parts.in_utc()? } else { *parts };
    let mut text = String::with_capacity(pattern.len());
    for sign in Signs::of(pattern) {
        // Writing into a text cannot fail.
        let _ = match sign {
            Sign::Itself(sign) => write!(text, "{sign}"),
            Sign::Utc => write!(text, "Z"),
            Sign::Year => write!(text, "{:04}", parts.day?.year),
            Sign::Month => write!(text, "{:02}", parts.day?.month),
            Sign::Day => write!(text, "{:02}", parts.day?.day),
            Sign::Hour => write!(text, "{:02}", parts.time?.hour),
            Sign::Minute => write!(text, "{:02}", parts.time?.minute),
            Sign::Second => write!(text, "{:02}", parts.time?.second),
            Sign::Fraction => match parts.time?.nanosecond {
                0 => Ok(()),
                nanosecond => {
                    let digits = format!("{nanosecond:09}");
                    write!(text, ".{}", digits.trim_end_matches('0'))
                }
            },
            Sign::Offset(between) => write!(text, "{}", written_offset(parts.offset?, between)),
        };
    }
    (read(&text, pattern)? == parts).then_some(text)
}

/// What a piece of a pattern stands for.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    /// A fraction of a second, which may be left out.
    Fraction,
    /// An offset, with this between its hours and minutes; or `Z`.
    Offset(&'static str),
    /// A `Z` behind the time: it is that of UTC.
    Utc,
    Itself(char),
}

/// The pieces of a pattern.
struct Signs<'p> {
    pattern: &'p str,
    has_hour: bool,
    has_minute: bool,
}

impl<'p> Signs<'p> {
    fn of(pattern: &'p str) -> Self {
        Self {
            pattern,
            has_hour: false,
            has_minute: false,
        }
    }
}

impl Iterator for Signs<'_> {
    type Item = Sign;

    fn next(&mut self) -> Option<Sign> {
        let pattern = self.pattern;
        let (sign, length) = match pattern.as_bytes() {
            [b'.', b'S', b'S', b'S', ..] => (Sign::Fraction, 4),
            [b'Y', b'Y', b'Y', b'Y', ..] => (Sign::Year, 4),
            [b'D', b'D', ..] => (Sign::Day, 2),
            [b'H', b'H', ..] => (Sign::Hour, 2),
            [b'S', b'S', ..] => (Sign::Second, 2),
            // After the hour it is minutes, once; elsewhere it is the month.
            [b'M', b'M', ..] if self.has_hour && !self.has_minute => (Sign::Minute, 2),
            [b'M', b'M', ..] => (Sign::Month, 2),
            [b'Z'] if self.has_hour => (Sign::Utc, 1),
            _ => match pattern {
                "±HH:MM" => (Sign::Offset(":"), pattern.len()),
                "±HHMM" => (Sign::Offset(""), pattern.len()),
                _ => {
                    let first = pattern.chars().next()?;
                    (Sign::Itself(first), first.len_utf8())
                }
            },
        };
        self.has_hour |= sign == Sign::Hour;
        self.has_minute |= sign == Sign::Minute;
        self.pattern = pattern.get(length..).unwrap_or_default();
        Some(sign)
    }
}

/// Takes a number of so many digits.
fn number(text: &mut &str, width: usize, allowed: std::ops::RangeInclusive<u32>) -> Option<u32> {
    let (digits, rest) = text.split_at_checked(width)?;
    *text = rest;
    let mut number = 0;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
    }
    allowed.contains(&number).then_some(number)
}

/// Most digits of a fraction: nanoseconds.
const MOST_DIGITS: usize = 9;

/// Takes a fraction of a second, if there is one, in nanoseconds.
fn fraction(text: &mut &str) -> u32 {
    let Some(fraction) = text.strip_prefix('.') else {
        return 0;
    };
    let rest = fraction.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let digits = fraction.strip_suffix(rest).unwrap_or_default();
    if !(1..=MOST_DIGITS).contains(&digits.len()) {
        return 0;
    }
    *text = rest;
    format!("{digits:0<MOST_DIGITS$}").parse().unwrap_or(0)
}

/// Takes an offset such as `+02:00`, or a `Z`, in minutes.
pub(super) fn read_offset(text: &mut &str, between: &str) -> Option<i32> {
    if let Some(rest) = text.strip_prefix('Z') {
        *text = rest;
        return Some(0);
    }
    let is_west = text.starts_with('-');
    let mut rest = text.strip_prefix(['+', '-'])?;
    let hours = number(&mut rest, 2, 0..=23)?;
    rest = rest.strip_prefix(between)?;
    let minutes = number(&mut rest, 2, 0..=59)?;
    *text = rest;
    let offset = i32::try_from(hours * 60 + minutes).ok()?;
    Some(if is_west { -offset } else { offset })
}
