//! Values that show visitors how a text of a limit looks.

use crate::model::{Limit, shape};

/// A value of this shape: one that the spec knows to pass, or else one that is made up.
pub(super) fn shaped(limit: &Limit, shape: &str) -> String {
    let known = limit.pass.iter().find(|value| shape::has(value, shape));
    known.cloned().unwrap_or_else(|| made(shape))
}

/// The letters and the digits in their order, so that they look like what they stand for.
fn made(shape: &str) -> String {
    let (mut letters, mut digits) = (('A'..='Z').cycle(), ('1'..='9').cycle());
    let mut text = String::new();
    for part in shape::parts(shape) {
        for _ in 0..part.least.max(1).min(part.most) {
            text.extend(match part.sign {
                'A' => letters.next(),
                '1' => digits.next(),
                sign => Some(sign),
            });
        }
    }
    text
}

/// The end of a March, half past two: a day that is no month, and an hour of the afternoon.
pub(super) fn moment(pattern: &str) -> String {
    const PARTS: [(&str, &str); 8] = [
        (".SSS", ""),
        ("±HH:MM", "-05:00"),
        ("±HHMM", "-0500"),
        ("YYYY", "2026"),
        ("MM", "03"),
        ("DD", "31"),
        ("HH", "14"),
        ("SS", "00"),
    ];
    let (mut text, mut rest, mut has_hour) = (String::new(), pattern, false);
    while let Some(sign) = rest.chars().next() {
        let part = PARTS.iter().find(|(part, _)| rest.starts_with(part));
        match part {
            Some(("MM", _)) if has_hour => text.push_str("30"),
            Some((part, value)) => {
                has_hour |= *part == "HH";
                text.push_str(value);
            }
            None => text.push(sign),
        }
        let taken = part.map_or(sign.len_utf8(), |(part, _)| part.len());
        rest = rest.get(taken..).unwrap_or_default();
    }
    text
}
