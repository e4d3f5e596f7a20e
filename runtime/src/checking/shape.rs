//! Shapes: letters, digits and other signs, each once or so many times.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Whether a text has a shape.
pub(super) fn has_shape(text: &str, shape: &str) -> bool {
    match shape.contains(['{', '}']) {
        true => has_counted(text, shape),
        false => has_plain(text, shape),
    }
}

/// Whether it has one without counts: most are, and every value of such a limit is held against it.
fn has_plain(text: &str, shape: &str) -> bool {
    let is = |(byte, sign): (u8, u8)| match sign {
        b'A' => byte.is_ascii_alphabetic(),
        b'1' => byte.is_ascii_digit(),
        sign => byte == sign,
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(is)
}

fn has_counted(text: &str, shape: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    // Where what was read of the shape may end: a run may be shorter than it could be.
    let mut ends = BTreeSet::from([0_usize]);
    let mut rest = shape;
    while let Some((wanted, times, behind)) = shape_step(rest) {
        let mut reached = BTreeSet::new();
        for end in &ends {
            let run = signs.get(*end..).unwrap_or_default().iter();
            let run = run.take(*times.end()).take_while(|sign| wanted.is(**sign));
            let longest = run.count();
            reached.extend((*times.start()..=longest).map(|length| end + length));
        }
        if reached.is_empty() {
            return false;
        }
        (ends, rest) = (reached, behind);
    }
    ends.contains(&signs.len())
}

/// What a sign of a shape stands for.
pub(crate) enum Wanted {
    Letter,
    Digit,
    Itself(char),
}

impl Wanted {
    /// Whether this sign is one of those.
    pub(crate) fn is(&self, sign: char) -> bool {
        match self {
            Self::Letter => sign.is_ascii_alphabetic(),
            Self::Digit => sign.is_ascii_digit(),
            Self::Itself(wanted) => sign == *wanted,
        }
    }
}

/// The first sign of a shape, how often it stands there, and what comes behind.
pub(crate) fn shape_step(shape: &str) -> Option<(Wanted, RangeInclusive<usize>, &str)> {
    let mut signs = shape.chars();
    let first = signs.next()?;
    let mut rest = signs.as_str();
    let wanted = match first {
        'A' => Wanted::Letter,
        '1' => Wanted::Digit,
        '{' | '}' => {
            // Doubled, it is one brace.
            rest = rest.strip_prefix(first).unwrap_or(rest);
            Wanted::Itself(first)
        }
        first => Wanted::Itself(first),
    };
    let (times, behind) = times(rest).unwrap_or((1..=1, rest));
    Some((wanted, times, behind))
}

/// `{2}` or `{2,5}` at the beginning, and what comes behind.
fn times(shape: &str) -> Option<(RangeInclusive<usize>, &str)> {
    let (within, behind) = shape.strip_prefix('{')?.split_once('}')?;
    let (least, most) = within.split_once(',').unwrap_or((within, within));
    Some((least.parse().ok()?..=most.parse().ok()?, behind))
}
