//! A day, a time of day, and an offset.

use std::fmt;

/// A day, a time of day and an offset from UTC, as far as they are said.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) day: Option<Day>,
    pub(crate) time: Option<Time>,
    /// From UTC, in minutes.
    pub(crate) offset: Option<i32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: u32,
    pub(crate) month: u32,
    pub(crate) day: u32,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) hour: u32,
    pub(crate) minute: u32,
    pub(crate) second: u32,
    pub(crate) nanosecond: u32,
}

const MINUTES_OF_A_DAY: i64 = 24 * 60;

impl Parts {
    /// Whether there is such a day, and such a time on the clock. Only then can be counted with them.
    pub(super) fn exists(&self) -> bool {
        self.day.is_none_or(Day::exists) && self.time.is_none_or(Time::exists)
    }

    /// The same moment as UTC has it; `None` without a day, a time or an offset. It must exist.
    pub(super) fn in_utc(&self) -> Option<Self> {
        let (day, time, offset) = (self.day?, self.time?, self.offset?);
        let minutes = i64::from(time.hour * 60 + time.minute) - i64::from(offset);
        let within = u32::try_from(minutes.rem_euclid(MINUTES_OF_A_DAY)).ok()?;
        Some(Self {
            day: Some(day.moved(minutes.div_euclid(MINUTES_OF_A_DAY))?),
            time: Some(Time {
                hour: within / 60,
                minute: within % 60,
                ..time
            }),
            offset: Some(0),
        })
    }

    /// The day alone, if it is a day and its first moment, of no known place on earth.
    pub(crate) fn day_of_midnight(&self) -> Option<Self> {
        let is_midnight = self.time == Some(Time::default()) && self.offset.is_none();
        (self.day.is_some() && is_midnight).then_some(Self {
            time: None,
            ..*self
        })
    }
}

impl Time {
    fn exists(self) -> bool {
        self.hour < 24 && self.minute < 60 && self.second < 60 && self.nanosecond < 1_000_000_000
    }
}

impl Day {
    fn exists(self) -> bool {
        let Self { year, month, day } = self;
        (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day)
    }

    /// So many days later: less than a month of them.
    fn moved(self, days: i64) -> Option<Self> {
        let Self { year, month, day } = self;
        let day = i64::from(day) + days;
        let length = i64::from(days_in(year, month));
        let (year, month, day) = if day < 1 {
            let (year, month) = match month {
                1 => (year.checked_sub(1)?, 12),
                month => (year, month - 1),
            };
            (year, month, day + i64::from(days_in(year, month)))
        } else if day > length {
            match month {
                12 => (year + 1, 1, day - length),
                month => (year, month + 1, day - length),
            }
        } else {
            (year, month, day)
        };
        let day = u32::try_from(day).ok()?;
        Some(Self { year, month, day })
    }

    /// The day of the week, from Sunday: days since the first year of the calendar, which began on a Monday.
    pub(super) fn weekday(self) -> usize {
        let before = self.year - 1;
        let years = before * 365 + before / 4 - before / 100 + before / 400;
        let months: u32 = (1..self.month).map(|month| days_in(self.year, month)).sum();
        ((years + months + self.day) % 7) as usize
    }
}

pub(crate) fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// All that is said, as ISO 8601 writes it.
impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Day { year, month, day }) = self.day {
            write!(f, "{year:04}-{month:02}-{day:02}")?;
        }
        if let Some(time) = self.time {
            let between = if self.day.is_some() { "T" } else { "" };
            let (hour, minute, second) = (time.hour, time.minute, time.second);
            write!(f, "{between}{hour:02}:{minute:02}:{second:02}")?;
            if time.nanosecond > 0 {
                let digits = format!("{:09}", time.nanosecond);
                write!(f, ".{}", digits.trim_end_matches('0'))?;
            }
        }
        match self.offset {
            Some(offset) => f.write_str(&written_offset(offset, ":")),
            None => Ok(()),
        }
    }
}

/// `+02:00`
pub(super) fn written_offset(minutes: i32, between: &str) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let size = minutes.unsigned_abs();
    format!("{sign}{:02}{between}{:02}", size / 60, size % 60)
}
