//! Days and times, as limits want them written.

use super::limit::is_digits;

/// Whether a value follows a pattern, and is in the calendar and on the clock.
pub(super) fn is_written(value: &str, pattern: &str) -> bool {
    for (sign, between) in [("±HH:MM", ":"), ("±HHMM", "")] {
        if let Some(pattern) = pattern.strip_suffix(sign) {
            return before_offset(value, between).is_some_and(|value| is_written(value, pattern));
        }
    }
    let Some((before, behind)) = pattern.split_once(".SSS") else {
        return is_date(value, pattern);
    };
    let pattern = format!("{before}{behind}");
    is_date(value, &pattern)
        || without_fraction(value, behind).is_some_and(|value| is_date(&value, &pattern))
}

/// The value without a fraction of a second, which stands before these last signs.
fn without_fraction(value: &str, last: &str) -> Option<String> {
    let (whole, fraction) = value.strip_suffix(last)?.rsplit_once('.')?;
    let is_fraction = is_digits(fraction) && fraction.len() <= 9;
    is_fraction.then(|| format!("{whole}{last}"))
}

/// What stands before an offset such as `+02:00`, or before a `Z`.
fn before_offset<'v>(value: &'v str, between: &str) -> Option<&'v str> {
    if let Some(value) = value.strip_suffix('Z') {
        return Some(value);
    }
    let (value, offset) = value.split_at_checked(value.rfind(['+', '-'])?)?;
    let (hours, minutes) = match between {
        "" => offset.get(1..)?.split_at_checked(2)?,
        between => offset.get(1..)?.split_once(between)?,
    };
    let below = |text: &str, bound: u32| {
        text.len() == 2 && is_digits(text) && text.parse().is_ok_and(|number: u32| number < bound)
    };
    (below(hours, 24) && below(minutes, 60)).then_some(value)
}

/// Whether a value is written like `Mon, 25 Dec 1995 13:30:00 +0430`, and exists.
pub(super) fn is_rfc_2822(value: &str) -> bool {
    const NAMES: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let words: Vec<&str> = value.split(' ').collect();
    let [weekday, day, month, year, time, offset] = words.as_slice() else {
        return false;
    };
    let month = NAMES
        .find(month)
        .filter(|at| month.len() == 3 && at % 3 == 0);
    let Some(month) = month.map(|at| at / 3 + 1) else {
        return false;
    };
    let day_in_two = format!("{day:0>2}");
    let date = format!("{year}-{month:02}-{day_in_two}");
    let is_moment = day.len() <= 2
        && !day.is_empty()
        && is_date(&date, "YYYY-MM-DD")
        && is_date(time, "HH:MM:SS")
        && before_offset(offset, "") == Some("")
        && *offset != "Z";
    is_moment && weekday.strip_suffix(',') == weekday_of(&date)
}

/// Zeller's congruence: January and February belong to the year before.
fn weekday_of(date: &str) -> Option<&'static str> {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month) = if month < 3 {
        (year + 399, month + 12)
    } else {
        (year + 400, month)
    };
    let (century, of_century) = (year / 100, year % 100);
    let number =
        day + 13 * (month + 1) / 5 + of_century + of_century / 4 + century / 4 + 5 * century;
    let names = ["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"];
    names.get(number as usize % 7).copied()
}

/// Splits a pattern into its fields (runs of one letter) and literal signs, and reads the value along it.
fn is_date(value: &str, pattern: &str) -> bool {
    let (value, pattern) = (value.as_bytes(), pattern.as_bytes());
    if value.len() != pattern.len() {
        return false;
    }
    let (mut year, mut month, mut day) = (None, None, None);
    let mut saw_hour = false;
    let mut at = 0;
    while at < pattern.len() {
        let sign = pattern[at];
        let is_field = matches!(sign, b'Y' | b'M' | b'D' | b'H' | b'S');
        let length = if is_field {
            pattern[at..]
                .iter()
                .take_while(|other| **other == sign)
                .count()
        } else {
            1
        };
        let part = &value[at..at + length];
        if is_field && length >= 2 {
            if !part.iter().all(u8::is_ascii_digit) {
                return false;
            }
            let number = part
                .iter()
                .fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
            match sign {
                b'Y' => year = Some(number),
                b'M' if saw_hour && number > 59 => return false,
                b'M' if saw_hour => {}
                b'M' => month = Some(number),
                b'D' => day = Some(number),
                b'H' if number > 23 => return false,
                b'H' => saw_hour = true,
                _ if number > 59 => return false,
                _ => {}
            }
        } else if part != &pattern[at..at + length] {
            return false;
        }
        at += length;
    }
    match (year, month, day) {
        (None, None, None) => true,
        (Some(year), Some(month), Some(day)) => {
            year > 0 && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
        }
        _ => false,
    }
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}
