//! Days and times: whether a text follows a pattern, and exists.

/// Whether the text follows the pattern and exists in the calendar and on the clock.
pub(super) fn is_date_time(text: &str, pattern: &str) -> bool {
    let (mut text, mut pattern) = (text, pattern);
    // A leap year where the pattern has no year, so that 29 February is possible.
    let (mut year, mut month, mut day) = (2000, None, None);
    let (mut hour, mut minute) = (None, None);
    while !pattern.is_empty() {
        let width = if pattern.starts_with("YYYY") { 4 } else { 2 };
        let field = ["YYYY", "MM", "DD", "HH", "SS"]
            .into_iter()
            .find(|f| pattern.starts_with(f));
        let Some(field) = field else {
            let mut literals = pattern.chars();
            let Some(rest) = literals
                .next()
                .and_then(|literal| text.strip_prefix(literal))
            else {
                return false;
            };
            (text, pattern) = (rest, literals.as_str());
            continue;
        };
        let Some((digits, rest)) = text.split_at_checked(width) else {
            return false;
        };
        let Some(number) = digits_to_number(digits) else {
            return false;
        };
        let within = match field {
            "YYYY" => {
                year = number;
                number >= 1
            }
            "DD" => {
                day = Some(number);
                (1..=31).contains(&number)
            }
            "HH" => {
                hour = Some(number);
                number <= 23
            }
            "SS" => number <= 59,
            // `MM` after the hour is minutes, once; elsewhere it is the month.
            _ if hour.is_some() && minute.is_none() => {
                minute = Some(number);
                number <= 59
            }
            _ => {
                month = Some(number);
                (1..=12).contains(&number)
            }
        };
        if !within {
            return false;
        }
        (text, pattern) = (rest, &pattern[width..]);
    }
    let exists = match (month, day) {
        (Some(month), Some(day)) => day <= days_in(year, month),
        _ => true,
    };
    text.is_empty() && exists
}

fn digits_to_number(digits: &str) -> Option<u32> {
    if is_digits(digits) {
        digits.parse().ok()
    } else {
        None
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Whether a text is digits, and some of them.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
