//! Sets of texts as automata: whether one holds another, and a text that shows it does not.

use std::collections::{HashSet, VecDeque};

use crate::model::{DateKind, Limit, Rule, shape};

/// Larger ones are not built: nobody waits for a comparison.
const MOST_STATES: usize = 1_500;
/// So many pairs of sets of states are looked at.
const MOST_STEPS: usize = 20_000;

/// What a sign may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Any,
    Sign(char),
}

impl Class {
    fn has(self, sign: char) -> bool {
        match self {
            Self::Letter => sign.is_ascii_alphabetic(),
            Self::Digit => sign.is_ascii_digit(),
            Self::Any => true,
            Self::Sign(wanted) => sign == wanted,
        }
    }
}

/// A set of texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Language {
    /// From each state, with which sign (none: without one), to which.
    edges: Vec<Vec<(Option<Class>, usize)>>,
    ends: Vec<usize>,
}

/// Whether one set holds another.
pub(super) enum Holds {
    Yes,
    /// This text is missing.
    No(String),
    Unknown,
}

impl Language {
    /// The texts that a limit allows, and whether these are all that the automaton has; with more in it, it
    /// only bounds them.
    pub(super) fn of(limit: &Limit) -> Option<(Self, bool)> {
        let mut all = Self::default();
        let start = all.state();
        let is_exact = match &limit.rule {
            Rule::Text { max, cut } => all.text(start, 0, max.filter(|_| !cut))?,
            Rule::Length { min, max, cut } => all.text(start, *min, max.filter(|_| !cut))?,
            Rule::Shape(shapes) => {
                for shape in shapes {
                    let mut at = start;
                    for part in shape::read(shape)? {
                        let class = match part.sign {
                            'A' => Class::Letter,
                            '1' => Class::Digit,
                            sign => Class::Sign(sign),
                        };
                        at = all.run(at, class, part.least, Some(part.most))?;
                    }
                    all.ends.push(at);
                }
                true
            }
            Rule::OneOf(members) => all.words(members.iter().map(|member| member.wire.as_str())),
            Rule::Flag => all.words(["0", "1"]),
            Rule::FlagAs { yes, no } => all.words([yes.as_str(), no.as_str()]),
            Rule::Boolean => all.words(["true", "false"]),
            Rule::Id => {
                let end = all.run(start, Class::Digit, 1, None)?;
                all.ends.push(end);
                true
            }
            Rule::Integer { min, max } => {
                let end = all.number(start)?;
                all.ends.push(end);
                min.is_none() && max.is_none()
            }
            Rule::Epoch(_) => {
                let end = all.number(start)?;
                all.ends.push(end);
                true
            }
            Rule::Decimal => all.decimal(start, None)?,
            Rule::DecimalWithin { min, max, digits } => {
                all.decimal(start, *digits)? && min.is_none() && max.is_none()
            }
            Rule::DateTime(
                DateKind::Date | DateKind::Time | DateKind::DateTime | DateKind::UtcDateTime,
                patterns,
            ) => {
                for pattern in patterns {
                    all.moment(start, pattern)?;
                }
                false
            }
            Rule::Email
            | Rule::Url
            | Rule::Escaped { .. }
            | Rule::Json
            | Rule::File { .. }
            | Rule::Rfc2822
            | Rule::Ip(_)
            | Rule::AllOf(_)
            | Rule::ListOf(_)
            | Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::MapOf(_)
            | Rule::JsonInText(_) => return None,
        };
        (all.edges.len() <= MOST_STATES).then_some((all, is_exact))
    }

    fn state(&mut self) -> usize {
        self.edges.push(Vec::new());
        self.edges.len() - 1
    }

    fn edge(&mut self, from: usize, class: Option<Class>, to: usize) {
        if let Some(edges) = self.edges.get_mut(from) {
            edges.push((class, to));
        }
    }

    fn step(&mut self, from: usize, class: Class) -> usize {
        let to = self.state();
        self.edge(from, Some(class), to);
        to
    }

    /// So many signs of a class.
    fn run(
        &mut self,
        from: usize,
        class: Class,
        least: usize,
        most: Option<usize>,
    ) -> Option<usize> {
        if most.unwrap_or(least) > MOST_STATES || least > MOST_STATES {
            return None;
        }
        let mut at = from;
        for _ in 0..least {
            at = self.step(at, class);
        }
        let end = self.state();
        self.edge(at, None, end);
        match most {
            None => self.edge(end, Some(class), end),
            Some(most) => {
                for _ in least..most {
                    at = self.step(at, class);
                    self.edge(at, None, end);
                }
            }
        }
        Some(end)
    }

    fn text(&mut self, from: usize, min: u32, max: Option<u32>) -> Option<bool> {
        let max = max.map(|max| max as usize);
        let end = self.run(from, Class::Any, min as usize, max)?;
        self.ends.push(end);
        Some(true)
    }

    fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) -> bool {
        for word in words {
            let mut at = 0;
            for sign in word.chars() {
                at = self.step(at, Class::Sign(sign));
            }
            self.ends.push(at);
        }
        true
    }

    fn number(&mut self, from: usize) -> Option<usize> {
        let at = self.run(from, Class::Sign('-'), 0, Some(1))?;
        self.run(at, Class::Digit, 1, None)
    }

    fn decimal(&mut self, from: usize, digits: Option<u32>) -> Option<bool> {
        let whole = self.number(from)?;
        self.ends.push(whole);
        if digits != Some(0) {
            let point = self.step(whole, Class::Sign('.'));
            let digits = digits.map(|digits| digits as usize);
            let end = self.run(point, Class::Digit, 1, digits)?;
            self.ends.push(end);
        }
        Some(true)
    }

    /// Whatever days and times there are.
    fn moment(&mut self, from: usize, pattern: &str) -> Option<()> {
        let offsets = [("±HH:MM", true), ("±HHMM", false)];
        let offset = offsets
            .into_iter()
            .find(|(sign, _)| pattern.ends_with(sign));
        let pattern = offset.map_or(pattern, |(sign, _)| pattern.trim_end_matches(sign));
        let (before, behind) = match pattern.split_once(".SSS") {
            Some((before, behind)) => (before, Some(behind)),
            None => (pattern, None),
        };
        let mut at = self.fields(from, before);
        if let Some(behind) = behind {
            let whole = at;
            let point = self.step(at, Class::Sign('.'));
            let fraction = self.run(point, Class::Digit, 1, Some(9))?;
            self.edge(whole, None, fraction);
            at = self.fields(fraction, behind);
        }
        if let Some((_, has_colon)) = offset {
            let zulu = self.step(at, Class::Sign('Z'));
            self.ends.push(zulu);
            for sign in ['+', '-'] {
                let sign = self.step(at, Class::Sign(sign));
                let mut end = self.run(sign, Class::Digit, 2, Some(2))?;
                if has_colon {
                    end = self.step(end, Class::Sign(':'));
                }
                let end = self.run(end, Class::Digit, 2, Some(2))?;
                self.ends.push(end);
            }
        } else {
            self.ends.push(at);
        }
        Some(())
    }

    /// A run of one of the letters of a pattern is a field of digits, one alone is itself.
    fn fields(&mut self, from: usize, pattern: &str) -> usize {
        let signs: Vec<char> = pattern.chars().collect();
        let mut at = from;
        for (place, sign) in signs.iter().enumerate() {
            let is_twin = |other: Option<&char>| other == Some(sign);
            let before = place.checked_sub(1).and_then(|before| signs.get(before));
            let is_field =
                "YMDHS".contains(*sign) && (is_twin(before) || is_twin(signs.get(place + 1)));
            at = self.step(
                at,
                if is_field {
                    Class::Digit
                } else {
                    Class::Sign(*sign)
                },
            );
        }
        at
    }

    /// Whether every text of this one is a text of the other.
    pub(super) fn is_within(&self, other: &Self) -> Holds {
        let signs = signs(self, other);
        let begin = (self.closed(vec![0]), other.closed(vec![0]));
        let mut seen: HashSet<(Vec<usize>, Vec<usize>)> = HashSet::new();
        let mut next = VecDeque::from([(begin, String::new())]);
        while let Some((pair, text)) = next.pop_front() {
            if seen.len() > MOST_STEPS {
                return Holds::Unknown;
            }
            if !seen.insert(pair.clone()) {
                continue;
            }
            let (one, two) = &pair;
            if self.is_end(one) && !other.is_end(two) {
                return Holds::No(text);
            }
            for sign in &signs {
                let one = self.after(one, *sign);
                if one.is_empty() {
                    continue;
                }
                let two = other.after(two, *sign);
                let mut text = text.clone();
                text.push(*sign);
                next.push_back(((one, two), text));
            }
        }
        Holds::Yes
    }

    fn is_end(&self, states: &[usize]) -> bool {
        states.iter().any(|state| self.ends.contains(state))
    }

    fn after(&self, states: &[usize], sign: char) -> Vec<usize> {
        let edges = states.iter().filter_map(|state| self.edges.get(*state));
        let edges = edges.flatten();
        let taken = edges.filter(|(class, _)| class.is_some_and(|class| class.has(sign)));
        self.closed(taken.map(|(_, to)| *to).collect())
    }

    /// With all that is reached without a sign.
    fn closed(&self, mut states: Vec<usize>) -> Vec<usize> {
        let mut at = 0;
        while let Some(state) = states.get(at).copied() {
            at += 1;
            for (class, to) in self.edges.get(state).into_iter().flatten() {
                if class.is_none() && !states.contains(to) {
                    states.push(*to);
                }
            }
        }
        states.sort_unstable();
        states.dedup();
        states
    }
}

/// One sign for each that the two tell apart.
fn signs(one: &Language, other: &Language) -> Vec<char> {
    let edges = one.edges.iter().chain(&other.edges).flatten();
    let mut signs: Vec<char> = edges
        .filter_map(|(class, _)| match class {
            Some(Class::Sign(sign)) => Some(*sign),
            _ => None,
        })
        .collect();
    signs.sort_unstable();
    signs.dedup();
    // One digit, one letter and one of the others that no edge names.
    for kind in [
        "1234567890",
        "xyzabcdefghijklmnopqrstuvwXYZABCDEFGHIJKLMNOPQRSTUVW",
        "#*~|é語ж",
    ] {
        let free = kind.chars().find(|sign| !signs.contains(sign));
        signs.extend(free);
    }
    signs
}
