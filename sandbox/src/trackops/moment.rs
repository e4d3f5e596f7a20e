//! Moments, as callers write them and as they are kept.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::switches::Timestamps;
use crate::clock::FORM;

/// A moment in UTC in the form in which it is kept: `2026-03-02 09:00:00`. A day alone stands for its
/// beginning, or for its end.
pub(super) fn kept(text: &str, is_end: bool) -> Option<String> {
    let text = text.trim();
    if let Ok(day) = Date::strptime("%Y-%m-%d", text) {
        let time = if is_end { "23:59:59" } else { "00:00:00" };
        return Some(format!("{day} {time}"));
    }
    let moment = match text.parse::<Timestamp>() {
        // With a zone of its own.
        Ok(moment) => Offset::UTC.to_datetime(moment),
        Err(_) => text.parse::<DateTime>().ok()?,
    };
    Some(moment.strftime(FORM).to_string())
}

/// A day, of which a time may follow.
pub(super) fn day(text: &str) -> Option<String> {
    let kept = kept(text, false)?;
    kept.split(' ').next().map(str::to_owned)
}

/// A kept moment as an answer has it.
pub(super) fn shown(kept: &str, form: Timestamps) -> String {
    match form {
        Timestamps::Space => kept.to_owned(),
        Timestamps::Iso => format!("{}Z", kept.replace(' ', "T")),
        Timestamps::Day => kept.chars().take(10).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{day, kept, shown};
    use crate::trackops::switches::Timestamps;

    #[test]
    fn moments_are_read_in_every_form_that_is_likely() {
        for text in [
            "2026-03-02 09:00:00",
            "2026-03-02T09:00:00",
            "2026-03-02T09:00:00Z",
            "2026-03-02T10:00:00+01:00",
            " 2026-03-02T09:00 ",
        ] {
            assert_eq!(
                kept(text, false).as_deref(),
                Some("2026-03-02 09:00:00"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_day_alone_is_all_of_it() {
        assert_eq!(
            kept("2024-02-29", false).as_deref(),
            Some("2024-02-29 00:00:00")
        );
        assert_eq!(
            kept("2024-02-29", true).as_deref(),
            Some("2024-02-29 23:59:59")
        );
        assert_eq!(day("2024-02-29").as_deref(), Some("2024-02-29"));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in ["", "2023-02-29", "02/29/2024", "2024-02-29 24:00:00", "now"] {
            assert_eq!(kept(text, false), None, "{text}");
        }
    }

    #[test]
    fn answers_have_the_form_that_is_wanted() {
        let moment = "2026-03-02 09:00:00";
        assert_eq!(shown(moment, Timestamps::Space), moment);
        assert_eq!(shown(moment, Timestamps::Iso), "2026-03-02T09:00:00Z");
        assert_eq!(shown(moment, Timestamps::Day), "2026-03-02");
    }
}
