//! Days and times of the crate `chrono`.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Timelike, Utc,
};

use super::{FromMoment, Moment, Value};

/// A day.
impl From<NaiveDate> for Moment {
    fn from(date: NaiveDate) -> Self {
        match u32::try_from(date.year()) {
            Ok(year) => Self::of_day(year, date.month(), date.day()),
            // No pattern has it, so checking tells.
            Err(_) => Self::from(date.to_string()),
        }
    }
}

/// A time of day.
impl From<NaiveTime> for Moment {
    fn from(time: NaiveTime) -> Self {
        Self::of_time(time.hour(), time.minute(), time.second(), time.nanosecond())
    }
}

/// A day and a time, without a zone.
impl From<NaiveDateTime> for Moment {
    fn from(both: NaiveDateTime) -> Self {
        let time = both.time();
        Self::from(both.date()).at(time.hour(), time.minute(), time.second(), time.nanosecond())
    }
}

/// A moment with the offset of its zone; the name of the zone does not travel.
impl<Z: TimeZone> From<DateTime<Z>> for Moment {
    fn from(moment: DateTime<Z>) -> Self {
        let seconds = moment.offset().fix().local_minus_utc();
        match seconds % 60 {
            0 => Self::from(moment.naive_local()).with_offset(seconds / 60),
            _ => Self::from(moment.naive_utc()).with_offset(0),
        }
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::moment(date)
    }
}

impl From<NaiveTime> for Value {
    fn from(time: NaiveTime) -> Self {
        Self::moment(time)
    }
}

impl From<NaiveDateTime> for Value {
    fn from(both: NaiveDateTime) -> Self {
        Self::moment(both)
    }
}

impl<Z: TimeZone> From<DateTime<Z>> for Value {
    fn from(moment: DateTime<Z>) -> Self {
        Self::moment(moment)
    }
}

/// A day, or a day and midnight.
impl FromMoment for NaiveDate {
    fn from_moment(moment: &Moment) -> Option<Self> {
        match (moment.time(), moment.offset()) {
            (None | Some((0, 0, 0, 0)), None) => date(moment),
            _ => None,
        }
    }
}

/// A time of day alone.
impl FromMoment for NaiveTime {
    fn from_moment(moment: &Moment) -> Option<Self> {
        match (moment.day(), moment.offset()) {
            (None, None) => time(moment),
            _ => None,
        }
    }
}

/// A day and a time without an offset; a day alone is its midnight.
impl FromMoment for NaiveDateTime {
    fn from_moment(moment: &Moment) -> Option<Self> {
        match moment.offset() {
            None => datetime(moment),
            Some(_) => None,
        }
    }
}

/// What has a day, a time and an offset.
impl FromMoment for DateTime<FixedOffset> {
    fn from_moment(moment: &Moment) -> Option<Self> {
        let offset = FixedOffset::east_opt(moment.offset()?.checked_mul(60)?)?;
        moment.time()?;
        datetime(moment)?.and_local_timezone(offset).single()
    }
}

/// What has a day, a time and an offset, as UTC has it.
impl FromMoment for DateTime<Utc> {
    fn from_moment(moment: &Moment) -> Option<Self> {
        Some(DateTime::<FixedOffset>::from_moment(moment)?.to_utc())
    }
}

fn date(moment: &Moment) -> Option<NaiveDate> {
    let (year, month, day) = moment.day()?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn time(moment: &Moment) -> Option<NaiveTime> {
    let (hour, minute, second, nanosecond) = moment.time()?;
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond)
}

fn datetime(moment: &Moment) -> Option<NaiveDateTime> {
    let time = match moment.time() {
        None => NaiveTime::MIN,
        Some(_) => time(moment)?,
    };
    Some(date(moment)?.and_time(time))
}
