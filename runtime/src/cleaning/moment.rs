//! Days and times as people and spreadsheets write them.

use super::readings::Readings;
use super::tokens::Tokens;
use super::{Cleaning, DateOrder, Unclear};
use crate::calendar::{self, Day, Parts, Time, days_in};

/// Reads a day, a time or both, and writes it in the first of the patterns that has all of it.
pub(super) fn read(
    text: &str,
    patterns: &[&str],
    cleaning: &Cleaning,
    drops_time: bool,
    readings: &mut Readings<'_>,
) {
    let mut tokens = Tokens::of(text);
    let days = match days(&mut tokens, cleaning) {
        Some(Ok(days)) => days,
        Some(Err(why)) => return readings.explain_none(why),
        None => {
            tokens = Tokens::of(text);
            Vec::new()
        }
    };
    let Some((time, offset)) = rest(tokens, !days.is_empty()) else {
        return;
    };
    readings.explain_several(Unclear::DayOrMonth);
    let days: Vec<Option<Day>> = match days.is_empty() {
        true => vec![None],
        false => days.into_iter().map(Some).collect(),
    };
    for day in days {
        let whole = Parts { day, time, offset };
        // A time of midnight, as spreadsheets and databases put it behind a day, says nothing.
        let alone = match day {
            Some(_) if drops_time => Some(Parts {
                time: None,
                ..whole
            }),
            _ => whole.day_of_midnight(),
        };
        let mut kept = [Some(whole), alone].into_iter().flatten();
        let text =
            kept.find_map(|parts| patterns.iter().find_map(|pattern| written(&parts, pattern)));
        if let Some(text) = text {
            readings.add(text);
        }
    }
}

/// The text of this pattern that says just this, on the same clock.
fn written(parts: &Parts, pattern: &str) -> Option<String> {
    let text = calendar::write(parts, &[pattern])?;
    (calendar::read(&text, pattern).as_ref() == Some(parts)).then_some(text)
}

/// The days that a text can begin with. Nothing, if it begins with no day.
fn days(tokens: &mut Tokens<'_>, cleaning: &Cleaning) -> Option<Result<Vec<Day>, Unclear>> {
    let begun = *tokens;
    let readers: [fn(&mut Tokens<'_>) -> Option<Written>; 3] = [numbers, month_first, day_first];
    let written = readers.iter().find_map(|read| {
        *tokens = begun;
        read(tokens)
    })?;
    let (year, pairs) = match written {
        Written::ShortYear => return Some(Err(Unclear::ShortYear)),
        Written::Day(year, month, day) => (year, vec![(month, day)]),
        Written::Either(first, second, year) => {
            let month_first = cleaning.dates != Some(DateOrder::DayMonth);
            let day_first = cleaning.dates != Some(DateOrder::MonthDay);
            let pairs = [
                month_first.then_some((first, second)),
                day_first.then_some((second, first)),
            ];
            (year, pairs.into_iter().flatten().collect())
        }
    };
    let exists = |(month, day): &(u32, u32)| {
        (1..=12).contains(month) && *day >= 1 && *day <= days_in(year, *month)
    };
    let mut days: Vec<Day> = Vec::new();
    for (month, day) in pairs.into_iter().filter(exists) {
        let day = Day { year, month, day };
        if !days.contains(&day) {
            days.push(day);
        }
    }
    (!days.is_empty()).then_some(Ok(days))
}

/// A day as it is written.
enum Written {
    /// Year, month and day.
    Day(u32, u32, u32),
    /// Two numbers, of which one is the month, and the year.
    Either(u32, u32, u32),
    /// With a year of two digits.
    ShortYear,
}

/// `2026-2-3`, `2026-Feb-3`, `3/2/2026` and the like: with the same sign twice.
fn numbers(tokens: &mut Tokens<'_>) -> Option<Written> {
    let first = tokens.digits(1, 4)?;
    let sign = tokens.sign("-/.:")?;
    let middle = tokens.digits_or_letters()?;
    let same = sign.to_string();
    tokens.sign(&same)?;
    let last = tokens.digits(1, 4)?;
    match (first.len(), middle, last.len()) {
        (4, Middle::Digits(month), 1 | 2) => {
            Some(Written::Day(number(first)?, number(month)?, number(last)?))
        }
        (4, Middle::Letters(month), 1 | 2) => Some(Written::Day(
            number(first)?,
            month_of(month)?,
            number(last)?,
        )),
        (1 | 2, Middle::Letters(month), 4) => Some(Written::Day(
            number(last)?,
            month_of(month)?,
            number(first)?,
        )),
        (1 | 2, Middle::Digits(second), 4) if sign != ':' => Some(Written::Either(
            number(first)?,
            number(second)?,
            number(last)?,
        )),
        (1 | 2, Middle::Digits(_) | Middle::Letters(_), 2) if sign != ':' => {
            Some(Written::ShortYear)
        }
        _ => None,
    }
}

/// `Mar 2, 2026`
fn month_first(tokens: &mut Tokens<'_>) -> Option<Written> {
    let month = month_of(tokens.letters()?)?;
    tokens.sign(".");
    tokens.blanks();
    let day = day_of_month(tokens)?;
    let has_comma = tokens.sign(",").is_some();
    if !tokens.blanks() && !has_comma {
        return None;
    }
    Some(Written::Day(number(tokens.digits(4, 4)?)?, month, day))
}

/// `2 March 2026`
fn day_first(tokens: &mut Tokens<'_>) -> Option<Written> {
    let day = day_of_month(tokens)?;
    tokens.sign(".");
    tokens.blanks();
    let month = month_of(tokens.letters()?)?;
    tokens.sign(".,");
    tokens.blanks();
    Some(Written::Day(number(tokens.digits(4, 4)?)?, month, day))
}

/// `2`, `2nd`
fn day_of_month(tokens: &mut Tokens<'_>) -> Option<u32> {
    let day = number(tokens.digits(1, 2)?)?;
    let mut ahead = *tokens;
    let ordinal = ahead.letters().unwrap_or_default();
    if ["st", "nd", "rd", "th"]
        .iter()
        .any(|end| ordinal.eq_ignore_ascii_case(end))
    {
        *tokens = ahead;
    }
    Some(day)
}

enum Middle<'t> {
    Digits(&'t str),
    Letters(&'t str),
}

impl<'t> Tokens<'t> {
    fn digits_or_letters(&mut self) -> Option<Middle<'t>> {
        let mut ahead = *self;
        match ahead.digits(1, 2) {
            Some(digits) => {
                *self = ahead;
                Some(Middle::Digits(digits))
            }
            None => self.letters().map(Middle::Letters),
        }
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month by its English name, or by the beginning of it that everybody writes.
fn month_of(name: &str) -> Option<u32> {
    let name = name.to_ascii_lowercase();
    let is = |month: &str| month == name || month.get(..3) == Some(&name);
    let place = MONTHS.iter().position(|month| is(month));
    let place = place.or_else(|| (name == "sept").then_some(8))?;
    u32::try_from(place + 1).ok()
}

/// What stands behind the day, or all of it where there is none: a time, and its offset. Nothing, if it is
/// something else.
fn rest(mut tokens: Tokens<'_>, has_day: bool) -> Option<(Option<Time>, Option<i32>)> {
    if has_day {
        if tokens.is_at_end() {
            return Some((None, None));
        }
        let has_comma = tokens.sign(",").is_some();
        let is_apart = tokens.blanks() || has_comma || tokens.sign("Tt").is_some();
        if !is_apart {
            return None;
        }
    }
    let time = time(&mut tokens)?;
    tokens.blanks();
    let offset = match tokens.is_at_end() {
        true => None,
        false => Some(offset(&mut tokens)?),
    };
    tokens.is_at_end().then_some((Some(time), offset))
}

/// `09:30`, `9:30:15 PM`, `9 pm`
fn time(tokens: &mut Tokens<'_>) -> Option<Time> {
    let hour = number(tokens.digits(1, 2)?)?;
    let (mut minute, mut second, mut nanosecond) = (None, 0, 0);
    if tokens.sign(":").is_some() {
        minute = Some(number(tokens.digits(2, 2)?)?);
        if tokens.sign(":").is_some() {
            second = number(tokens.digits(2, 2)?)?;
            if tokens.sign(".").is_some() {
                nanosecond = number(&format!("{:0<9}", tokens.digits(1, 9)?))?;
            }
        }
    }
    let mut ahead = *tokens;
    let is_afternoon = half_of_day(&mut ahead);
    if is_afternoon.is_some() {
        *tokens = ahead;
    }
    let hour = match (is_afternoon, hour) {
        (None, 0..=23) if minute.is_some() => hour,
        (Some(false), 12) => 0,
        (Some(false), 1..=11) => hour,
        (Some(true), 12) => 12,
        (Some(true), 1..=11) => hour + 12,
        _ => return None,
    };
    let minute = minute.unwrap_or(0);
    (minute <= 59 && second <= 59).then_some(Time {
        hour,
        minute,
        second,
        nanosecond,
    })
}

/// `AM` or `p.m.`: whether it is the afternoon.
fn half_of_day(tokens: &mut Tokens<'_>) -> Option<bool> {
    tokens.blanks();
    let word = tokens.letters()?;
    let is_dotted = word.len() == 1 && tokens.sign(".").is_some();
    let is_whole = match is_dotted {
        true => {
            let last = tokens.letters()?;
            tokens.sign(".");
            last.eq_ignore_ascii_case("m")
        }
        false => word.len() == 2 && word.to_ascii_lowercase().ends_with('m'),
    };
    let is_afternoon = match word.chars().next()?.to_ascii_lowercase() {
        'a' => false,
        'p' => true,
        _ => return None,
    };
    is_whole.then_some(is_afternoon)
}

/// `Z`, `UTC`, `+02:00`, `-0500`: in minutes.
fn offset(tokens: &mut Tokens<'_>) -> Option<i32> {
    if let Some(sign) = tokens.sign("+-") {
        let digits = tokens.digits(2, 4)?;
        let (hours, minutes) = digits.split_at_checked(2)?;
        let minutes = match minutes {
            "" => {
                tokens.sign(":")?;
                tokens.digits(2, 2)?
            }
            minutes => minutes,
        };
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        let exists = hours <= 23 && minutes <= 59;
        let offset = i32::try_from(hours * 60 + minutes)
            .ok()
            .filter(|_| exists)?;
        return Some(if sign == '-' { -offset } else { offset });
    }
    let zone = tokens.letters()?;
    let is_utc = ["z", "utc", "gmt"]
        .iter()
        .any(|name| zone.eq_ignore_ascii_case(name));
    is_utc.then_some(0)
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok()
}
