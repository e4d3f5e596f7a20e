//! Days and times of the crate `jiff`.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

use super::{FromMoment, Moment, Value};

/// A day.
impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        match u32::try_from(date.year()) {
            Ok(year) => Self::of_day(year, unsigned(date.month()), unsigned(date.day())),
            // No pattern has it, so checking tells.
            Err(_) => Self::from(date.to_string()),
        }
    }
}

/// A time of day.
impl From<Time> for Moment {
    fn from(time: Time) -> Self {
        Self::of_time(
            unsigned(time.hour()),
            unsigned(time.minute()),
            unsigned(time.second()),
            time.subsec_nanosecond().unsigned_abs(),
        )
    }
}

/// A day and a time, without a zone.
impl From<DateTime> for Moment {
    fn from(both: DateTime) -> Self {
        let time = both.time();
        Self::from(both.date()).at(
            unsigned(time.hour()),
            unsigned(time.minute()),
            unsigned(time.second()),
            time.subsec_nanosecond().unsigned_abs(),
        )
    }
}

/// A moment, as UTC has it.
impl From<Timestamp> for Moment {
    fn from(timestamp: Timestamp) -> Self {
        Self::from(Offset::UTC.to_datetime(timestamp)).with_offset(0)
    }
}

/// A moment with the offset of its zone; the name of the zone does not travel.
impl From<&ZonedDateTime> for Moment {
    fn from(zoned: &ZonedDateTime) -> Self {
        let seconds = zoned.offset().seconds();
        match seconds % 60 {
            0 => Self::from(zoned.datetime()).with_offset(seconds / 60),
            _ => Self::from(zoned.timestamp()),
        }
    }
}

/// A moment with the offset of its zone; the name of the zone does not travel.
impl From<ZonedDateTime> for Moment {
    fn from(zoned: ZonedDateTime) -> Self {
        Self::from(&zoned)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::moment(date)
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Self {
        Self::moment(time)
    }
}

impl From<DateTime> for Value {
    fn from(both: DateTime) -> Self {
        Self::moment(both)
    }
}

impl From<Timestamp> for Value {
    fn from(timestamp: Timestamp) -> Self {
        Self::moment(timestamp)
    }
}

impl From<&ZonedDateTime> for Value {
    fn from(zoned: &ZonedDateTime) -> Self {
        Self::moment(zoned)
    }
}

impl From<ZonedDateTime> for Value {
    fn from(zoned: ZonedDateTime) -> Self {
        Self::moment(zoned)
    }
}

/// A day, or a day and midnight.
impl FromMoment for Date {
    fn from_moment(moment: &Moment) -> Option<Self> {
        match (moment.time(), moment.offset()) {
            (None | Some((0, 0, 0, 0)), None) => date(moment),
            _ => None,
        }
    }
}

/// A time of day alone.
impl FromMoment for Time {
    fn from_moment(moment: &Moment) -> Option<Self> {
        match (moment.day(), moment.offset()) {
            (None, None) => time(moment),
            _ => None,
        }
    }
}

/// A day and a time without an offset; a day alone is its midnight.
impl FromMoment for DateTime {
    fn from_moment(moment: &Moment) -> Option<Self> {
        match moment.offset() {
            None => datetime(moment),
            Some(_) => None,
        }
    }
}

/// What has a day, a time and an offset.
impl FromMoment for Timestamp {
    fn from_moment(moment: &Moment) -> Option<Self> {
        moment.time()?;
        offset(moment)?.to_timestamp(datetime(moment)?).ok()
    }
}

/// What has a day, a time and an offset, which is all that is known of its zone.
impl FromMoment for ZonedDateTime {
    fn from_moment(moment: &Moment) -> Option<Self> {
        let zone = TimeZone::fixed(offset(moment)?);
        Some(Self::new(Timestamp::from_moment(moment)?, zone))
    }
}

fn offset(moment: &Moment) -> Option<Offset> {
    Offset::from_seconds(moment.offset()?.checked_mul(60)?).ok()
}

fn date(moment: &Moment) -> Option<Date> {
    let (year, month, day) = moment.day()?;
    let small = |number: u32| i8::try_from(number).ok();
    Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
}

fn time(moment: &Moment) -> Option<Time> {
    let (hour, minute, second, nanosecond) = moment.time()?;
    let small = |number: u32| i8::try_from(number).ok();
    let nanosecond = i32::try_from(nanosecond).ok()?;
    Time::new(small(hour)?, small(minute)?, small(second)?, nanosecond).ok()
}

fn datetime(moment: &Moment) -> Option<DateTime> {
    let time = match moment.time() {
        None => Time::midnight(),
        Some(_) => time(moment)?,
    };
    Some(DateTime::from_parts(date(moment)?, time))
}

/// None of them is below zero.
fn unsigned(number: i8) -> u32 {
    u32::from(number.unsigned_abs())
}
