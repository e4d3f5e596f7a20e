//! A day and time as in e-mail: `Mon, 25 Dec 1995 13:30:00 +0430`.

use super::parts::{Day, Parts, days_in, written_offset};
use super::pattern::{read, read_offset};
use crate::text::is_digits;

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Whether the text is a day and time as RFC 2822 writes them, exists, and names its own weekday.
pub(crate) fn is_rfc_2822(text: &str) -> bool {
    read_rfc_2822(text).is_some()
}

/// What such a text says.
pub(crate) fn read_rfc_2822(text: &str) -> Option<Parts> {
    let (weekday, rest) = text.split_once(", ")?;
    let weekday = WEEKDAYS.iter().position(|name| *name == weekday)?;
    let (day, rest) = rest.split_once(' ')?;
    let (month, rest) = rest.split_once(' ')?;
    let month = u32::try_from(MONTHS.iter().position(|name| *name == month)?).ok()? + 1;
    let (year, rest) = rest.split_once(' ')?;
    let (time, offset) = rest.split_once(' ')?;
    let has_lengths = (1..=2).contains(&day.len()) && year.len() == 4;
    let (day, year) = (number(day)?, number(year)?);
    let exists = year >= 1 && day >= 1 && day <= days_in(year, month);
    if !has_lengths || !exists || offset.starts_with('Z') {
        return None;
    }
    let time = read(time, "HH:MM:SS")?.time;
    let mut behind = offset;
    let offset = read_offset(&mut behind, "")?;
    let day = Day { year, month, day };
    (behind.is_empty() && day.weekday() == weekday).then_some(Parts {
        day: Some(day),
        time,
        offset: Some(offset),
    })
}

/// The text that says all of it; `None` if something would be lost, or is not there.
pub(crate) fn write_rfc_2822(parts: &Parts) -> Option<String> {
    if !parts.exists() {
        return None;
    }
    let (day, time, offset) = (parts.day?, parts.time?, parts.offset?);
    let month = usize::try_from(day.month).ok()?.checked_sub(1)?;
    let text = format!(
        "{}, {} {} {:04} {:02}:{:02}:{:02} {}",
        WEEKDAYS.get(day.weekday())?,
        day.day,
        MONTHS.get(month)?,
        day.year,
        time.hour,
        time.minute,
        time.second,
        written_offset(offset, "")
    );
    (read_rfc_2822(&text)? == *parts).then_some(text)
}

fn number(digits: &str) -> Option<u32> {
    is_digits(digits).then(|| digits.parse().ok())?
}
