//! Days and times: written in the pattern that says all of them, and read in the caller's own types.

use prose_runtime::{
    Breach, Call, CallDescriptor, FromMoment, Holds, Key, Limit, Moment, Params, RecordKind, Row,
    Rule, Value, serde_json, validate,
};

use crate::api::{CALL, CreatePlant, DATE, TEXT, key, limit, plant};
use crate::written::json;

static EITHER: Limit = limit(
    "either",
    Rule::DateTime(&["YYYY-MM-DD HH:MM:SS", "YYYY-MM-DD"]),
);
static UTC: Limit = limit("utc", Rule::DateTime(&["YYYY-MM-DDTHH:MM:SSZ"]));
static OFFSET: Limit = limit("offset", Rule::DateTime(&["YYYY-MM-DDTHH:MM:SS.SSS±HH:MM"]));
static DAY_FIRST: Limit = limit(
    "day_first",
    Rule::DateTime(&["YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS"]),
);
static TIME: Limit = limit("time", Rule::DateTime(&["HH:MM:SS", "HH:MM"]));
static MAIL: Limit = limit("mail", Rule::Rfc2822);
static DAY_KEY: Key = key("day", &DATE, Holds::Plain);
static EITHER_KEY: Key = key("either", &EITHER, Holds::Plain);
static DAY_FIRST_KEY: Key = key("day_first", &DAY_FIRST, Holds::Plain);
static UTC_KEY: Key = key("utc", &UTC, Holds::Plain);
static OFFSET_KEY: Key = key("offset", &OFFSET, Holds::Plain);
static TIME_KEY: Key = key("time", &TIME, Holds::Plain);
static MAIL_KEY: Key = key("mail", &MAIL, Holds::Plain);
/// Its answers have more than its requests.
static SOWN: Key = Key {
    answers: Some(&TEXT),
    ..key("sown", &DATE, Holds::Plain)
};
static CUT: Key = Key {
    answers: Some(&EITHER),
    ..key("cut", &DATE, Holds::Plain)
};
static LETTER: RecordKind = RecordKind {
    name: "letter",
    fields: &[&MAIL_KEY],
    ..RecordKind::PLAIN
};
static NOTE: CallDescriptor = CallDescriptor {
    accepts: &[
        &DAY_KEY,
        &EITHER_KEY,
        &DAY_FIRST_KEY,
        &UTC_KEY,
        &OFFSET_KEY,
        &TIME_KEY,
        &MAIL_KEY,
        &SOWN,
        &CUT,
    ],
    ..CALL
};

/// The value on the wire, or what is wrong with it.
fn sent(key: &'static Key, moment: impl Into<Moment>) -> Result<String, Breach> {
    let params = Params::of_call(&NOTE).with(key, Value::moment(moment));
    match validate(&params) {
        Err(violations) => Err(violations.iter().next().unwrap().breach),
        Ok(()) => {
            let body: serde_json::Value = serde_json::from_str(&json(&params)).unwrap();
            Ok(body[key.wire].as_str().unwrap().to_owned())
        }
    }
}

fn noon() -> Moment {
    Moment::of_day(2026, 3, 2).at(12, 30, 0, 0)
}

#[test]
fn a_text_is_sent_as_it_is() {
    assert_eq!(sent(&DAY_KEY, "2026-03-02").as_deref(), Ok("2026-03-02"));
    let text = String::from("2026-03-02");
    assert_eq!(sent(&DAY_KEY, &text), Ok(text));
}

#[test]
fn a_moment_is_written_in_the_first_pattern_that_says_all_of_it() {
    let day = Moment::of_day(2026, 3, 2);
    assert_eq!(sent(&EITHER_KEY, &day).as_deref(), Ok("2026-03-02"));
    let sent_noon = sent(&EITHER_KEY, noon());
    assert_eq!(sent_noon.as_deref(), Ok("2026-03-02 12:30:00"));
    let time = Moment::of_time(7, 5, 9, 0);
    assert_eq!(sent(&TIME_KEY, time).as_deref(), Ok("07:05:09"));
}

#[test]
fn midnight_may_go_into_a_day_and_no_other_time() {
    let midnight = Moment::of_day(2026, 3, 2).at(0, 0, 0, 0);
    assert_eq!(sent(&DAY_KEY, midnight).as_deref(), Ok("2026-03-02"));
    let patterns = Breach::NotInCalendar(&["YYYY-MM-DD"]);
    assert_eq!(sent(&DAY_KEY, noon()), Err(patterns));
}

#[test]
fn midnight_is_written_where_a_pattern_has_it() {
    let midnight = Moment::of_day(2026, 3, 2).at(0, 0, 0, 0);
    let sent = sent(&DAY_FIRST_KEY, midnight);
    assert_eq!(sent.as_deref(), Ok("2026-03-02 00:00:00"));
}

#[test]
fn what_does_not_exist_is_told_whatever_the_pattern() {
    let days = [
        (2026, 0, 1),
        (2026, 13, 1),
        (2026, 1, 0),
        (0, 1, 1),
        (10_000, 1, 1),
        (u32::MAX, u32::MAX, u32::MAX),
    ];
    let of_day = |(year, month, day)| Moment::of_day(year, month, day).at(0, 0, 0, 0);
    let hours = [24, u32::MAX].map(|hour| Moment::of_day(2026, 1, 1).at(hour, 0, 0, 0));
    for moment in days.map(of_day).into_iter().chain(hours) {
        for offset in [60, -60, i32::MIN, i32::MAX] {
            let moment = moment.clone().with_offset(offset);
            for key in [&UTC_KEY, &OFFSET_KEY, &MAIL_KEY] {
                assert!(sent(key, &moment).is_err(), "{}", key.wire);
            }
        }
    }
}

#[test]
fn a_text_that_says_no_day_stays_with_the_time_behind_it() {
    let time = Breach::NotInCalendar(&["HH:MM:SS", "HH:MM"]);
    let moment = Moment::from("3/2/2026").at(10, 0, 0, 0);
    assert_eq!(sent(&TIME_KEY, &moment), Err(time));
    assert_eq!(
        String::from_moment(&moment).as_deref(),
        Some("3/2/2026 10:00:00")
    );
    let moment = Moment::from("noon").with_offset(60);
    assert_eq!(String::from_moment(&moment).as_deref(), Some("noon +01:00"));
}

#[test]
fn a_moment_as_in_mail_is_read_as_it_was_written() {
    let row = Row::from_json(r#"{"mail":"Wed, 31 Dec 2025 19:30:00 -0700"}"#, &LETTER).unwrap();
    let moment: Moment = row.moment(&MAIL_KEY).unwrap();
    assert_eq!(moment.day(), Some((2025, 12, 31)));
    assert_eq!(moment.time(), Some((19, 30, 0, 0)));
    assert_eq!(moment.offset(), Some(-7 * 60));
}

#[test]
fn a_moment_is_a_value_beside_others() {
    let pairs = [
        ("day", Value::from(Moment::of_day(2026, 3, 2))),
        ("time", "10:00".into()),
    ];
    assert_eq!(
        json(&Params::of_call(&NOTE).fill(pairs)),
        r#"{"day":"2026-03-02","time":"10:00"}"#
    );
}

#[test]
fn nothing_is_lost_or_made_up_in_silence() {
    let patterns = Breach::NotInCalendar(&["YYYY-MM-DD HH:MM:SS", "YYYY-MM-DD"]);
    let precise = Moment::of_day(2026, 3, 2).at(12, 30, 0, 1);
    assert_eq!(sent(&EITHER_KEY, precise), Err(patterns));
    assert_eq!(sent(&EITHER_KEY, noon().with_offset(0)), Err(patterns));
    assert_eq!(
        sent(&EITHER_KEY, Moment::of_day(2026, 2, 29)),
        Err(patterns)
    );
    let utc = Breach::NotInCalendar(&["YYYY-MM-DDTHH:MM:SSZ"]);
    assert_eq!(sent(&UTC_KEY, noon()), Err(utc));
    assert_eq!(sent(&UTC_KEY, Moment::of_day(2026, 3, 2)), Err(utc));
}

#[test]
fn an_offset_is_written_or_counted_into_utc() {
    let denver = Moment::of_day(2025, 12, 31)
        .at(19, 30, 0, 0)
        .with_offset(-7 * 60);
    assert_eq!(
        sent(&UTC_KEY, &denver).as_deref(),
        Ok("2026-01-01T02:30:00Z")
    );
    assert_eq!(
        sent(&OFFSET_KEY, &denver).as_deref(),
        Ok("2025-12-31T19:30:00-07:00")
    );
    assert_eq!(
        sent(&MAIL_KEY, &denver).as_deref(),
        Ok("Wed, 31 Dec 2025 19:30:00 -0700")
    );
    let leap = Moment::of_day(2024, 3, 1).at(0, 30, 0, 0).with_offset(60);
    assert_eq!(sent(&UTC_KEY, leap).as_deref(), Ok("2024-02-29T23:30:00Z"));
}

#[test]
fn what_was_read_as_a_day_and_midnight_is_sent_as_the_day() {
    for key in [&SOWN, &CUT] {
        assert_eq!(
            sent(key, "2026-01-02 00:00:00").as_deref(),
            Ok("2026-01-02")
        );
        let day = Breach::NotInCalendar(&["YYYY-MM-DD"]);
        assert_eq!(sent(key, "2026-01-02 00:00:01"), Err(day));
        assert_eq!(sent(key, "2026-02-30 00:00:00"), Err(day));
    }
    // Its answers have no time, so nothing was read so.
    assert!(sent(&DAY_KEY, "2026-01-02 00:00:00").is_err());
    // Nor do the answers of this one have a `T`.
    assert!(sent(&CUT, "2026-01-02T00:00:00").is_err());
}

#[test]
fn what_is_sent_as_it_is_keeps_its_midnight() {
    let midnight = || Value::text("2026-01-02 00:00:00");
    let after = Params::of_call(&NOTE).with(&SOWN, midnight()).as_is(&SOWN);
    let before = Params::of_call(&NOTE).as_is(&SOWN).with(&SOWN, midnight());
    for params in [after, before] {
        assert_eq!(json(&params), r#"{"sown":"2026-01-02 00:00:00"}"#);
    }
}

#[test]
fn what_is_given_by_name_is_what_a_setter_makes_of_it() {
    let noon_of_day = Moment::of_day(2026, 3, 2).at(12, 30, 0, 0);
    let pairs = [("either", &noon_of_day), ("cut", &noon_of_day)];
    let by_name = Params::of_call(&NOTE).fill(pairs);
    let set = Params::of_call(&NOTE)
        .with(&EITHER_KEY, Value::moment(&noon_of_day))
        .with(&CUT, Value::moment(&noon_of_day));
    assert_eq!(by_name, set);
    let read = [("cut", "2026-01-02 00:00:00")];
    let by_name = Params::of_call(&NOTE).fill(read);
    assert_eq!(json(&by_name), r#"{"cut":"2026-01-02"}"#);
}

#[test]
fn a_day_that_was_read_with_midnight_is_carried_as_it_was_given() {
    static OTHER_CUT: Key = key("cut", &EITHER, Holds::Plain);
    static OTHER: CallDescriptor = CallDescriptor {
        accepts: &[&OTHER_CUT],
        ..CALL
    };
    let read = Params::of_call(&NOTE).with(&CUT, Value::text("2026-01-02 00:00:00"));
    // What takes the time has it.
    let carried = Params::of_call(&OTHER).with_values_of(&read);
    assert_eq!(json(&carried), r#"{"cut":"2026-01-02 00:00:00"}"#);
    let carried = Params::of_call(&NOTE).with_values_of(&read);
    assert_eq!(json(&carried), r#"{"cut":"2026-01-02"}"#);
    // What is sent as it is stays so.
    let waived = Params::of_call(&NOTE).with_values_of(&read.as_is(&CUT));
    assert_eq!(json(&waived), r#"{"cut":"2026-01-02 00:00:00"}"#);
}

#[test]
fn cleaning_leaves_a_moment_and_the_day_of_a_midnight_alone() {
    let call = Params::of_call(&NOTE)
        .with(&EITHER_KEY, Value::moment(noon()))
        .with(&CUT, Value::text("2026-01-02 00:00:00"));
    let cleaned = call.clone().clean();
    assert_eq!((cleaned.changes(), cleaned.unclear()), (&[][..], &[][..]));
    assert_eq!(cleaned.into_inner(), call);
    // A moment that no pattern says is not cut: it is told.
    let cleaned = call.with(&DAY_KEY, Value::moment(noon())).clean();
    assert_eq!(cleaned.unclear()[0].key, "day");
}

#[test]
fn a_moment_in_the_place_of_a_list_is_its_item() {
    static DAYS: Limit = limit("days", Rule::ListOf(&DATE));
    static DAYS_KEY: Key = key("days", &DAYS, Holds::Plain);
    static REST: CallDescriptor = CallDescriptor {
        accepts: &[&DAYS_KEY],
        ..CALL
    };
    let midnight = Moment::of_day(2026, 3, 2).at(0, 0, 0, 0);
    let by_name = Params::of_call(&REST).fill([("days", midnight)]);
    let set = Params::of_call(&REST).with(&DAYS_KEY, Value::list(["2026-03-02"]));
    assert_eq!(by_name, set);
}

#[test]
fn a_moment_under_a_name_of_the_callers_own_is_text() {
    let call = CreatePlant::new("Rose").fill([("sown", Moment::of_time(9, 30, 0, 0))]);
    let call = call.unmatched_as_custom();
    assert_eq!(call, CreatePlant::new("Rose").custom("sown", "09:30:00"));
}

#[test]
fn a_moment_of_an_answer_is_read_as_what_can_hold_it() {
    let row = plant(r#""planted_on":"2026-03-02 00:00:00""#);
    let moment: Moment = row.moment(&crate::api::PLANTED_ON).unwrap();
    assert_eq!(moment.day(), Some((2026, 3, 2)));
    assert_eq!(moment.time(), Some((0, 0, 0, 0)));
    assert_eq!(moment.offset(), None);
    let text: Option<String> = row.moment(&crate::api::PLANTED_ON);
    assert_eq!(text.as_deref(), Some("2026-03-02 00:00:00"));
    assert_eq!(moment, Moment::from("2026-03-02 00:00:00"));
}

#[test]
fn debug_output_shows_no_moment() {
    assert_eq!(format!("{:?}", noon()), "<moment>");
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use jiff::civil::{Date, DateTime, Time, date, time};
    use jiff::tz::TimeZone;
    use jiff::{Timestamp, ZonedDateTime};
    use proptest::prelude::*;
    use prose_runtime::Record as _;

    use super::*;
    use crate::api::{PLANTED_ON, Plant, UpdatePlant};

    /// What an answer with this text holds.
    fn read<T: prose_runtime::FromMoment>(text: &str) -> Option<T> {
        plant(&format!(r#""planted_on":"{text}""#)).moment(&PLANTED_ON)
    }

    proptest! {
        #[test]
        fn what_is_set_comes_back_the_same(
            year in 1_i16..=9999, month in 1_i8..=12, day in 1_i8..=28,
            hour in 0_i8..=23, minute in 0_i8..=59, second in 0_i8..=59, nanosecond in 0_i32..1_000_000_000,
        ) {
            let day = date(year, month, day);
            prop_assert_eq!(read::<Date>(&sent(&DAY_KEY, day).unwrap()), Some(day));
            let both = day.at(hour, minute, second, 0);
            prop_assert_eq!(read::<DateTime>(&sent(&EITHER_KEY, both).unwrap()), Some(both));
            prop_assert_eq!(read::<Time>(&sent(&TIME_KEY, both.time()).unwrap()), Some(both.time()));
            if (2..9998).contains(&year) {
                let moment = both.with().subsec_nanosecond(nanosecond).build().unwrap();
                let moment = TimeZone::UTC.to_timestamp(moment).unwrap();
                prop_assert_eq!(read::<Timestamp>(&sent(&OFFSET_KEY, moment).unwrap()), Some(moment));
            }
        }
    }

    #[test]
    fn a_year_before_the_first_is_not_lost() {
        let time = Breach::NotInCalendar(&["HH:MM:SS", "HH:MM"]);
        assert_eq!(sent(&TIME_KEY, date(-44, 3, 15).at(10, 0, 0, 0)), Err(time));
    }

    #[test]
    fn a_zoned_time_keeps_its_moment_and_its_offset() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let moment = zone.to_timestamp(date(2026, 3, 2).at(1, 0, 0, 0)).unwrap();
        let zoned = ZonedDateTime::new(moment, zone);
        assert_eq!(
            sent(&UTC_KEY, &zoned).as_deref(),
            Ok("2026-03-01T23:00:00Z")
        );
        let sent = sent(&OFFSET_KEY, &zoned).unwrap();
        assert_eq!(sent, "2026-03-02T01:00:00+02:00");
        assert_eq!(read::<ZonedDateTime>(&sent), Some(zoned));
    }

    #[test]
    fn days_and_times_fill_calls_by_name() {
        let day = date(2026, 3, 2);
        let by_name = Params::of_call(&NOTE).fill([("day", Some(day)), ("sown", None)]);
        assert_eq!(json(&by_name), r#"{"day":"2026-03-02"}"#);
        let at_nine = Params::of_call(&NOTE).fill([("either", day.at(9, 0, 0, 0))]);
        assert_eq!(json(&at_nine), r#"{"either":"2026-03-02 09:00:00"}"#);
        let time = Params::of_call(&NOTE).fill([("time", time(9, 5, 0, 0))]);
        assert_eq!(json(&time), r#"{"time":"09:05:00"}"#);
        let moment = Timestamp::UNIX_EPOCH;
        let utc = Params::of_call(&NOTE).fill([("utc", moment)]);
        assert_eq!(json(&utc), r#"{"utc":"1970-01-01T00:00:00Z"}"#);
        let zoned = ZonedDateTime::new(moment, TimeZone::UTC);
        let offset = Params::of_call(&NOTE).fill([("utc", &zoned)]);
        assert_eq!(offset, utc);
    }

    #[test]
    fn a_day_wanted_is_compared_with_the_day_that_a_record_has() {
        let record = Plant::from_row(plant(r#""planted_on":"2026-03-02 09:30:00""#));
        let update = |day| UpdatePlant::new(7).changes(&record, [("planted_on", day)]);
        assert_eq!(update(date(2026, 3, 2)), None);
        let changed = UpdatePlant::new(7).set(&PLANTED_ON, date(2026, 3, 3));
        assert_eq!(update(date(2026, 3, 3)), Some(changed));
    }

    #[test]
    fn what_a_value_cannot_hold_is_none() {
        assert_eq!(read::<Date>("2026-01-02 00:00:00"), Some(date(2026, 1, 2)));
        assert_eq!(read::<Date>("2026-01-02 10:00:00"), None);
        assert_eq!(read::<Timestamp>("2026-01-02 10:00:00"), None);
        assert_eq!(read::<DateTime>("2026-01-02T10:00:00Z"), None);
        assert_eq!(read::<Time>("10:00"), Some(time(10, 0, 0, 0)));
        assert_eq!(read::<Time>("2026-01-02 10:00:00"), None);
        assert_eq!(read::<Date>("soon"), None);
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
    use proptest::prelude::*;

    use super::*;
    use crate::api::PLANTED_ON;

    fn read<T: prose_runtime::FromMoment>(text: &str) -> Option<T> {
        plant(&format!(r#""planted_on":"{text}""#)).moment(&PLANTED_ON)
    }

    proptest! {
        #[test]
        fn what_is_set_comes_back_the_same(
            seconds in -60_000_000_000_i64..250_000_000_000, nanosecond in 0_u32..1_000_000_000,
            minutes in -1439..=1439,
        ) {
            let moment = DateTime::from_timestamp(seconds, nanosecond).unwrap();
            prop_assert_eq!(read::<DateTime<Utc>>(&sent(&OFFSET_KEY, moment).unwrap()), Some(moment));
            let east = moment.with_timezone(&FixedOffset::east_opt(minutes * 60).unwrap());
            let back = read::<DateTime<FixedOffset>>(&sent(&OFFSET_KEY, east).unwrap());
            prop_assert_eq!(back.map(|back| (back, *back.offset())), Some((east, *east.offset())));
            let both = DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            prop_assert_eq!(read::<NaiveDateTime>(&sent(&EITHER_KEY, both).unwrap()), Some(both));
            prop_assert_eq!(read::<NaiveDate>(&sent(&DAY_KEY, both.date()).unwrap()), Some(both.date()));
            prop_assert_eq!(read::<NaiveTime>(&sent(&TIME_KEY, both.time()).unwrap()), Some(both.time()));
        }
    }

    #[test]
    fn days_and_times_fill_calls_by_name() {
        let moment = DateTime::UNIX_EPOCH;
        let both = moment.naive_utc();
        let by_name = Params::of_call(&NOTE)
            .fill([("utc", moment)])
            .fill([("either", both)])
            .fill([("day", both.date())])
            .fill([("time", both.time())]);
        assert_eq!(
            json(&by_name),
            r#"{"day":"1970-01-01","either":"1970-01-01 00:00:00","utc":"1970-01-01T00:00:00Z","time":"00:00:00"}"#
        );
    }
}
