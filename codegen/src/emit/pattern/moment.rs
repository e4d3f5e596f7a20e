//! Days that exist and times of day, as a regular expression.

const YEAR: &str = r"(?!0000)\d{4}";
const LEAP_YEAR: &str =
    r"(?!0000)(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";

/// Year, month and day as they go together: 28 days in every month, 29 and 30 in all but February,
/// 31 in seven, and 29 February.
const DAYS: [[&str; 3]; 4] = [
    [YEAR, r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|1\d|2[0-8])"],
    [YEAR, r"(?:0[13-9]|1[0-2])", "(?:29|30)"],
    [YEAR, "(?:0[13578]|1[02])", "31"],
    [LEAP_YEAR, "02", "29"],
];

/// Matches what a pattern of the dialect allows, such as `YYYY-MM-DD HH:MM:SS`.
pub(super) fn pattern(pattern: &str) -> String {
    // The day stands before the time; in the time, `MM` is minutes.
    let (day, time) = pattern.split_at(pattern.find('H').unwrap_or(pattern.len()));
    let mut whole = if day.contains('Y') {
        let days = DAYS.map(|[year, month, of_month]| {
            fill(day, &[("YYYY", year), ("MM", month), ("DD", of_month)])
        });
        format!("(?:{})", days.join("|"))
    } else {
        fill(day, &[])
    };
    whole.push_str(&fill(
        time,
        &[
            (".SSS", r"(?:\.\d{1,9})?"),
            ("±HH:MM", r"(?:Z|[+\-](?:[01]\d|2[0-3]):[0-5]\d)"),
            ("±HHMM", r"(?:Z|[+\-](?:[01]\d|2[0-3])[0-5]\d)"),
            ("HH", r"(?:[01]\d|2[0-3])"),
            ("MM", r"[0-5]\d"),
            ("SS", r"[0-5]\d"),
        ],
    ));
    whole
}

/// Puts expressions in the place of fields; the signs between them stand for themselves.
fn fill(mut pattern: &str, fields: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    while let Some(sign) = pattern.chars().next() {
        let found = fields.iter().find(|(field, _)| pattern.starts_with(field));
        let length = match found {
            Some((field, expression)) => {
                filled.push_str(expression);
                field.len()
            }
            None => {
                super::push_literal(&mut filled, sign);
                sign.len_utf8()
            }
        };
        pattern = &pattern[length..];
    }
    filled
}
