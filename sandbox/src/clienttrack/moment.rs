//! Days and times as queries and bodies write them.

use jiff::civil::DateTime;

/// How answers write them, and how they are stored: texts in this form sort like their times.
const FORM: &str = "%Y-%m-%dT%H:%M:%S";

/// The forms that are taken.
const TAKEN: [&str; 2] = [FORM, "%Y-%m-%d %H:%M:%S"];

/// In the form of answers.
pub(crate) fn written(moment: DateTime) -> String {
    moment.strftime(FORM).to_string()
}

/// Whether a text is a day and a time with a space between them, the form that was seen in queries.
pub(crate) fn is_spaced(text: &str) -> bool {
    text.as_bytes().get(10) == Some(&b' ') && read(text).is_some()
}

/// A text that is a day, or a day and a time, in the form of answers.
pub(crate) fn read(text: &str) -> Option<String> {
    // Four digits first: signs, spaces and long years would not sort.
    if !text.get(..4)?.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let moment = if text.len() == "2026-03-02".len() {
        DateTime::strptime(FORM, format!("{text}T00:00:00")).ok()
    } else {
        TAKEN
            .iter()
            .find_map(|form| DateTime::strptime(form, text).ok())
    };
    moment.map(written)
}

#[cfg(test)]
mod tests {
    use super::{is_spaced, read};

    #[test]
    fn a_space_is_between_day_and_time() {
        assert!(is_spaced("2026-03-02 09:30:00"));
        for text in [
            "2026-03-02",
            "2026-03-02T09:30:00",
            "2026-02-30 09:30:00",
            "",
            "2026-03-02ä",
        ] {
            assert!(!is_spaced(text), "{text}");
        }
    }

    #[test]
    fn days_and_times_are_read_and_nothing_else_is() {
        let taken = ["2026-03-02", "2026-03-02 09:30:00", "2026-03-02T09:30:00"];
        let read_as: Vec<_> = taken.iter().filter_map(|text| read(text)).collect();
        assert_eq!(
            read_as,
            [
                "2026-03-02T00:00:00",
                "2026-03-02T09:30:00",
                "2026-03-02T09:30:00"
            ]
        );
        for text in [
            "",
            "2026",
            "2026-02-30",
            "-026-03-02",
            "03/02/2026",
            "2026-03-02 25:00:00",
            "2026-03-02T09:30:00Z",
            "ätsch!",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
