//! Patterns of days and times, and shapes: whether they are any.

use crate::model::{DateKind, shape};

/// Longer shapes are no shapes of anything, and take long to look for.
const LONGEST_SHAPE: usize = 1000;

/// What a shape is.
pub(super) const SHAPES: &str = "a shape is text in which `A` is a letter and `1` a digit: `A1A 1A1`; `1{2}` is two, `1{2,5}` two to five of them (1000 in all), and a brace itself is doubled: `{{`";

pub(super) fn is_shape(written: &str) -> bool {
    shape::read(written).is_some_and(|parts| {
        let counted = parts.iter().filter(|part| part.is_counted);
        let most = counted.fold(0_usize, |most, part| most.saturating_add(part.most));
        !parts.is_empty()
            && most <= LONGEST_SHAPE
            && parts
                .iter()
                .all(|part| part.least <= part.most && part.most > 0)
    })
}

/// What a pattern of this kind is made of.
pub(super) fn help(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Date => "a day has YYYY, MM and DD, with signs between them",
        DateKind::Time => {
            "a time of day has HH, perhaps MM, and perhaps SS, with signs between them"
        }
        DateKind::DateTime | DateKind::UtcDateTime => {
            "it has YYYY, MM and DD, then HH, perhaps MM, and perhaps SS; one behind the first may end with the day"
        }
    }
}

/// The fields of a day in any order, those of a time in theirs, each once and of its full length. Behind
/// the seconds may be a fraction of them, at the end of a `date_time` an offset.
pub(super) fn is_date(kind: DateKind, pattern: &str) -> bool {
    let without_offset = ["±HH:MM", "±HHMM"]
        .iter()
        .find_map(|offset| pattern.strip_suffix(offset));
    let pattern = match (without_offset, kind) {
        (Some(before), DateKind::DateTime) => before,
        _ => pattern,
    };
    if pattern.contains('±') {
        return false;
    }
    let pattern = pattern.replacen("SS.SSS", "SS", 1);
    let mut fields: Vec<(char, usize)> = Vec::new();
    let mut before = None;
    for sign in pattern.chars() {
        match fields.last_mut() {
            Some((_, length)) if before == Some(sign) && "YMDHS".contains(sign) => *length += 1,
            _ if "YMDHS".contains(sign) => fields.push((sign, 1)),
            _ => {}
        }
        before = Some(sign);
    }
    let has_lengths = fields
        .iter()
        .all(|(sign, length)| *length == if *sign == 'Y' { 4 } else { 2 });
    let signs: String = fields.iter().map(|(sign, _)| *sign).collect();
    let (day, time) = signs.split_at(signs.find('H').unwrap_or(signs.len()));
    let is_day = day.len() == 3 && ['Y', 'M', 'D'].iter().all(|sign| day.contains(*sign));
    let is_time = ["H", "HM", "HMS"].contains(&time);
    has_lengths
        && match kind {
            DateKind::Date => is_day && time.is_empty(),
            DateKind::Time => day.is_empty() && is_time,
            DateKind::DateTime | DateKind::UtcDateTime => is_day && is_time,
        }
}
