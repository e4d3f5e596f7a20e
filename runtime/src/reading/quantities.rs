//! Days, times and amounts of a row, in types of the caller's choice.

use std::borrow::Cow;

use super::Row;
use crate::descriptor::Key;
use crate::text::is_digits;
use crate::value::{FromAmount, FromMoment, Moment};

impl Row {
    /// The field as a day, a time of day, or both, in a type of the caller's choice. `None` if such a value cannot
    /// hold what it says: a day has no time but midnight, and only what has an offset is a moment.
    #[must_use]
    pub fn moment<T: FromMoment>(&self, key: &Key) -> Option<T> {
        T::from_moment(&Moment::read(self.text(key)?.trim(), key))
    }

    /// The field as a decimal number, in a type of the caller's choice. `None` if such a value cannot hold all of
    /// its digits. An exponent is written out.
    #[must_use]
    pub fn amount<T: FromAmount>(&self, key: &Key) -> Option<T> {
        let text = self.text(key)?.trim();
        T::from_amount(&without_exponent(text).map_or(Cow::Borrowed(text), Cow::Owned))
    }
}

/// Most zeros that are written out: more than any amount has.
const MOST_ZEROS: usize = 40;

/// The digits of `1.25E7`, which is how some servers write large numbers; `None` of any other text.
fn without_exponent(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok()?;
    let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut digits = format!("{whole}{fraction}");
    let zeros = usize::try_from(exponent.unsigned_abs()).ok()?;
    if !is_digits(&digits) || zeros > MOST_ZEROS {
        return None;
    }
    let mut point = whole.len();
    if exponent < 0 {
        digits.insert_str(0, &"0".repeat(zeros));
    } else {
        digits.push_str(&"0".repeat(zeros));
        point += zeros;
    }
    let (whole, fraction) = digits.split_at_checked(point)?;
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if mantissa.len() > unsigned.len() {
        "-"
    } else {
        ""
    };
    Some(format!("{sign}{whole}{point}{fraction}"))
}
