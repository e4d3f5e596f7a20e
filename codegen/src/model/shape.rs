//! Shapes of texts.

/// Whether a value has a shape.
pub(crate) fn has(value: &str, shape: &str) -> bool {
    let signs: Vec<char> = value.chars().collect();
    // Whether the shape, so far as it was read, can end before each sign, and behind the last.
    let mut ends = vec![false; signs.len() + 1];
    if let Some(first) = ends.first_mut() {
        *first = true;
    }
    for part in parts(shape) {
        let mut next = vec![false; ends.len()];
        for (from, _) in ends.iter().enumerate().filter(|(_, can_end)| **can_end) {
            for to in from..=from + part.most {
                let Some(run) = signs
                    .get(from..to)
                    .filter(|run| run.iter().all(|it| part.is(*it)))
                else {
                    break;
                };
                if run.len() >= part.least
                    && let Some(end) = next.get_mut(to)
                {
                    *end = true;
                }
            }
        }
        ends = next;
    }
    ends.last() == Some(&true)
}

/// A sign of a shape, and how often it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The sign: `A` for a letter, `1` for a digit, unless it is a literal brace.
    pub(crate) sign: char,
    /// Fewest times.
    pub(crate) least: usize,
    /// Most times.
    pub(crate) most: usize,
    /// Whether its count is written.
    pub(crate) is_counted: bool,
}

impl Part {
    fn is(self, sign: char) -> bool {
        match self.sign {
            'A' => sign.is_ascii_alphabetic(),
            '1' => sign.is_ascii_digit(),
            wanted => sign == wanted,
        }
    }
}

/// The parts of a shape; one with braces that do not fit has none.
pub(crate) fn parts(shape: &str) -> Vec<Part> {
    read(shape).unwrap_or_default()
}

/// The parts of a shape, if its braces fit.
pub(crate) fn read(shape: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = shape;
    while let Some(sign) = rest.chars().next() {
        let is_brace = matches!(sign, '{' | '}');
        rest = rest.strip_prefix(sign)?;
        if is_brace {
            rest = rest.strip_prefix(sign)?;
        }
        let counts = rest.starts_with('{') && !rest.starts_with("{{");
        let mut part = Part {
            sign,
            least: 1,
            most: 1,
            is_counted: counts,
        };
        if counts {
            let (within, behind) = rest.strip_prefix('{')?.split_once('}')?;
            let (least, most) = within.split_once(',').unwrap_or((within, within));
            (part.least, part.most) = (number(least)?, number(most)?);
            rest = behind;
        }
        parts.push(part);
    }
    Some(parts)
}

/// Digits and nothing else: `parse` would take a plus too.
fn number(digits: &str) -> Option<usize> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}
