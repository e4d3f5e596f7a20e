//! Days and times.

use prose_runtime::{Cleaning, DateOrder, Unclear};

use super::{assert_cleans, assert_cleans_with, assert_refused, assert_unclear, moments};
use crate::api::DATE;

#[test]
fn days_are_written_in_the_pattern_of_the_limit() {
    assert_cleans(
        &DATE,
        &[
            ("2026-2-3", "2026-02-03"),
            ("2026/02/03", "2026-02-03"),
            ("2026.2.03", "2026-02-03"),
            ("2026:02:03", "2026-02-03"),
            ("Mar 2, 2026", "2026-03-02"),
            ("march 2nd 2026", "2026-03-02"),
            ("Sept. 30, 2026", "2026-09-30"),
            ("2 March 2026", "2026-03-02"),
            ("02-Mar-2026", "2026-03-02"),
            ("2026-MAR-02", "2026-03-02"),
        ],
    );
    assert_cleans(&moments(&["DD.MM.YYYY"]), &[("2026-2-3", "03.02.2026")]);
}

#[test]
fn day_and_month_need_their_order_where_both_could_be_either() {
    assert_unclear(
        &DATE,
        Unclear::DayOrMonth,
        &["3/2/2026", "03.02.2026", "3-2-2026"],
    );
    assert_cleans(
        &DATE,
        &[
            ("13/2/2026", "2026-02-13"),
            ("2/13/2026", "2026-02-13"),
            ("2/2/2026", "2026-02-02"),
        ],
    );
    let american = Cleaning::new().dates(DateOrder::MonthDay);
    assert_cleans_with(&DATE, &american, &[("3/2/2026", "2026-03-02")]);
    let other = Cleaning::new().dates(DateOrder::DayMonth);
    assert_cleans_with(&DATE, &other, &[("3/2/2026", "2026-02-03")]);
    // Who says an order means it.
    assert!(DATE.clean_with("13/2/2026", &american).is_err());
}

#[test]
fn no_century_is_guessed() {
    assert_unclear(&DATE, Unclear::ShortYear, &["3/2/26", "2-Mar-26"]);
}

#[test]
fn days_that_do_not_exist_are_none() {
    assert_refused(
        &DATE,
        &[
            "2026-2-30",
            "30/30/2026",
            "Feb 29, 2026",
            "2026-13-02",
            "0/1/2026",
            "20260203",
            "45000",
        ],
    );
}

#[test]
fn times_have_twenty_four_hours() {
    let time = moments(&["HH:MM:SS"]);
    assert_cleans(
        &time,
        &[
            ("9:30 PM", "21:30:00"),
            ("12:00 am", "00:00:00"),
            ("12:15:30 p.m.", "12:15:30"),
            ("9pm", "21:00:00"),
            ("09:30", "09:30:00"),
            ("9:30", "09:30:00"),
            ("09:30:15.000", "09:30:15"),
        ],
    );
    assert_refused(
        &time,
        &[
            "9",
            "13:30 PM",
            "24:00",
            "9:5",
            "09:30:15.5",
            "9:30 XM",
            "noon",
        ],
    );
    let minutes = moments(&["HH:MM"]);
    assert_cleans(&minutes, &[("09:30:00", "09:30")]);
    assert_refused(&minutes, &["09:30:15"]);
}

#[test]
fn a_day_and_a_time_go_into_the_first_pattern_that_has_both() {
    let either = moments(&["YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS"]);
    assert_cleans(
        &either,
        &[
            ("2026/2/3", "2026-02-03"),
            ("2026/2/3 00:00", "2026-02-03 00:00:00"),
            ("Mar 2, 2026 9:30 PM", "2026-03-02 21:30:00"),
            ("2026-02-03T09:30", "2026-02-03 09:30:00"),
        ],
    );
    let both = moments(&["YYYY-MM-DD HH:MM:SS"]);
    assert_refused(&both, &["2026-02-03", "09:30:00"]);
}

#[test]
fn a_time_behind_a_day_is_left_out_at_midnight_only() {
    assert_cleans(
        &DATE,
        &[
            ("2026-02-03 00:00:00", "2026-02-03"),
            ("2026-02-03T00:00:00.000", "2026-02-03"),
        ],
    );
    assert_refused(
        &DATE,
        &[
            "2026-02-03 09:30:00",
            "2026-02-03T00:00:00Z",
            "2026-02-03 00:00:00.5",
        ],
    );
}

#[test]
fn offsets_are_kept_and_none_is_made_up() {
    let utc = moments(&["YYYY-MM-DDTHH:MM:SSZ"]);
    assert_cleans(
        &utc,
        &[
            ("2026-02-03 09:30 UTC", "2026-02-03T09:30:00Z"),
            ("2026-02-03T09:30:00+00:00", "2026-02-03T09:30:00Z"),
        ],
    );
    assert_refused(&utc, &["2026-02-03 09:30:00", "2026-02-03T09:30:00+02:00"]);
    let offset = moments(&["YYYY-MM-DDTHH:MM:SS.SSS±HHMM"]);
    assert_cleans(
        &offset,
        &[(
            "2026-02-03 9:30:00.25 +02:00",
            "2026-02-03T09:30:00.25+0200",
        )],
    );
    assert_refused(
        &offset,
        &["2026-02-03 09:30:00", "2026-02-03 09:30:00 +99:00"],
    );
}
