//! How long a server asks to wait.

use std::time::{Duration, SystemTime};

use prose_runtime::{HeaderMap, HeaderValue, retry_after};

use crate::clock::Clock;

const DAY: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const DAY_AND_A_MINUTE: &str = "Sun, 06 Nov 1994 08:50:37 GMT";

fn asked(value: &str, date: Option<&str>, now: SystemTime) -> Option<u64> {
    let mut headers = HeaderMap::new();
    headers.insert("retry-after", HeaderValue::from_str(value).unwrap());
    if let Some(date) = date {
        headers.insert("date", HeaderValue::from_str(date).unwrap());
    }
    retry_after(&headers, now).map(|wait| wait.as_secs())
}

fn day() -> SystemTime {
    Clock::first_day()
}

#[test]
fn retry_after_is_read_as_seconds() {
    for (value, seconds) in [("0", 0), ("120", 120), (" 7 ", 7), ("007", 7)] {
        assert_eq!(asked(value, None, day()), Some(seconds), "{value}");
    }
}

#[test]
fn retry_after_with_absurd_digits_is_longer_than_anybody_waits() {
    let digits = "9".repeat(40);
    assert_eq!(asked(&digits, None, day()), Some(u64::MAX));
    assert_eq!(asked("18446744073709551615", None, day()), Some(u64::MAX));
}

#[test]
fn a_retry_after_date_is_relative_to_the_date_of_the_answer() {
    // A clock that is ten years off does no harm.
    let now = day() + Duration::from_secs(10 * 365 * 24 * 3600);
    assert_eq!(asked(DAY_AND_A_MINUTE, Some(DAY), now), Some(60));
}

#[test]
fn a_retry_after_date_is_relative_to_now_where_the_answer_has_no_date() {
    let now = day() + Duration::from_secs(20);
    assert_eq!(asked(DAY_AND_A_MINUTE, None, now), Some(40));
    assert_eq!(asked(DAY_AND_A_MINUTE, Some("yesterday"), now), Some(40));
}

#[test]
fn a_retry_after_date_in_the_past_is_no_wait() {
    assert_eq!(asked(DAY, Some(DAY_AND_A_MINUTE), day()), Some(0));
}

#[test]
fn old_forms_of_dates_are_read() {
    for date in ["Sunday, 06-Nov-94 08:50:37 GMT", "Sun Nov  6 08:50:37 1994"] {
        assert_eq!(asked(date, Some(DAY), day()), Some(60), "{date}");
    }
}

#[test]
fn a_retry_after_that_is_neither_is_ignored() {
    for value in [
        "",
        " ",
        "-1",
        "+1",
        "1.5",
        "1e3",
        "soon",
        "1 2",
        "Sun, 06 Nov",
    ] {
        assert_eq!(asked(value, Some(DAY), day()), None, "{value:?}");
    }
    assert_eq!(retry_after(&HeaderMap::new(), day()), None);
}
