//! Decimal numbers between two bounds, as a regular expression.

use super::NOTHING;
use super::integer;

/// Matches the decimal numbers from `min` to `max` with at most so many digits behind the point, up to
/// an `end`; zeros may stand before and behind them, and a `-0` is a zero.
pub(super) fn pattern(
    min: Option<&str>,
    max: Option<&str>,
    digits: Option<u32>,
    end: &str,
) -> String {
    let within = match (min, max) {
        (None, None) => format!(r"-?\d+{ANY}"),
        _ => between(min.map(Bound::of), max.map(Bound::of)),
    };
    match digits {
        None => within,
        Some(0) => format!(r"(?=-?\d+{end})(?:{within})"),
        Some(digits) => format!(r"(?=-?\d+(?:\.\d{{1,{digits}}})?{end})(?:{within})"),
    }
}

/// A fraction, or none.
const ANY: &str = r"(?:\.\d+)?";

/// A bound, without zeros that say nothing.
struct Bound<'t> {
    is_below_zero: bool,
    size: Size<'t>,
}

#[derive(Clone, Copy)]
struct Size<'t> {
    whole: u128,
    fraction: &'t str,
}

const ZERO: Size<'static> = Size {
    whole: 0,
    fraction: "",
};

impl<'t> Bound<'t> {
    fn of(text: &'t str) -> Self {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let size = Size {
            // More digits are refused where the form is checked.
            whole: whole.parse().unwrap_or(0),
            fraction: fraction.trim_end_matches('0'),
        };
        Self {
            is_below_zero: text.starts_with('-') && (size.whole > 0 || !size.fraction.is_empty()),
            size,
        }
    }
}

fn between(min: Option<Bound<'_>>, max: Option<Bound<'_>>) -> String {
    let is_below = |bound: &Option<Bound<'_>>| bound.as_ref().is_some_and(|it| it.is_below_zero);
    let is_above = |bound: &Option<Bound<'_>>| {
        bound.as_ref().is_some_and(|it| {
            !it.is_below_zero && (it.size.whole > 0 || !it.size.fraction.is_empty())
        })
    };
    let positive = (!is_below(&max)).then(|| {
        let least = min.as_ref().filter(|it| !it.is_below_zero);
        let least = least.map_or(ZERO, |it| it.size);
        sizes(least, max.as_ref().map(|it| it.size))
    });
    let negative = (!is_above(&min)).then(|| {
        let least = max.as_ref().filter(|it| it.is_below_zero);
        let least = least.map_or(ZERO, |it| it.size);
        format!("-{}", sizes(least, min.as_ref().map(|it| it.size)))
    });
    match (positive, negative) {
        (Some(positive), Some(negative)) => format!("{positive}|{negative}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => NOTHING.to_owned(),
    }
}

/// Matches the numbers of these sizes.
fn sizes(least: Size<'_>, most: Option<Size<'_>>) -> String {
    let from_least = at_least(least.fraction);
    let Some(most) = most else {
        let above = integer::digits(least.whole + 1, None);
        return format!("(?:0*{}{from_least}|{above}{ANY})", least.whole);
    };
    let to_most = at_most(most.fraction);
    if least.whole == most.whole {
        // Both hold for one fraction, which stands before nothing, or before another item.
        return format!(r"(?:0*{}(?={from_least}(?![\d.])){to_most})", least.whole);
    }
    let mut ways = vec![
        format!("0*{}{from_least}", least.whole),
        format!("0*{}{to_most}", most.whole),
    ];
    if least.whole + 1 < most.whole {
        let inner = integer::digits(least.whole + 1, Some(most.whole - 1));
        ways.push(format!("{inner}{ANY}"));
    }
    format!("(?:{})", ways.join("|"))
}

/// Matches a fraction that is no less than this one.
fn at_least(fraction: &str) -> String {
    if fraction.is_empty() {
        return ANY.to_owned();
    }
    let mut ways = vec![format!(r"{fraction}\d*")];
    for (before, digit) in digits_of(fraction).filter(|(_, digit)| *digit < 9) {
        ways.push(format!(r"{before}[{}-9]\d*", digit + 1));
    }
    format!(r"\.(?:{})", ways.join("|"))
}

/// Matches a fraction that is no more than this one, or none.
fn at_most(fraction: &str) -> String {
    if fraction.is_empty() {
        return r"(?:\.0+)?".to_owned();
    }
    let mut ways = vec![format!("{fraction}0*")];
    for (before, digit) in digits_of(fraction) {
        if !before.is_empty() {
            ways.push(before.to_owned());
        }
        if digit > 0 {
            ways.push(format!(r"{before}[0-{}]\d*", digit - 1));
        }
    }
    format!(r"(?:\.(?:{}))?", ways.join("|"))
}

/// Each digit, and those before it.
fn digits_of(fraction: &str) -> impl Iterator<Item = (&str, u32)> {
    fraction
        .char_indices()
        .filter_map(|(at, digit)| Some((fraction.get(..at)?, digit.to_digit(10)?)))
}
