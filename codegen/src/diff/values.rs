//! Which values a limit allowed and another does not: decided by set inclusion, with a value that shows it.

use std::cmp::Ordering;

use super::language::{Holds, Language};
use crate::model::{Items, Limit, Rule, decimal, shape};

/// Which values a change of a limit concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// What used to pass and is refused.
    pub refused: Side,
    /// What used to be refused and passes.
    pub passes: Side,
}

/// Whether there are such values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// There is none: that is proven.
    None,
    /// There are, and this is one.
    Such(String),
    /// There are, and no text is one: in words.
    Like(String),
    /// That cannot be decided.
    Undecided,
}

impl Side {
    /// A text that shows it.
    pub fn witness(&self) -> Option<&str> {
        match self {
            Self::Such(value) => Some(value),
            _ => None,
        }
    }

    /// Whether there is certainly none.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

impl Values {
    pub(super) fn of_member(value: &str, is_added: bool) -> Self {
        let such = Side::Such(value.to_owned());
        match is_added {
            true => Self {
                refused: Side::None,
                passes: such,
            },
            false => Self {
                refused: such,
                passes: Side::None,
            },
        }
    }
}

/// Compares what two limits allow.
pub fn values(old: &Limit, new: &Limit) -> Values {
    let candidates = candidates(old, new);
    Values {
        refused: beyond(old, new, &candidates),
        passes: beyond(new, old, &candidates),
    }
}

/// A value of one that the other does not allow.
fn beyond(one: &Limit, other: &Limit, candidates: &[String]) -> Side {
    if is_within(one, other) {
        return Side::None;
    }
    if let Some(like) = without_text(one, other) {
        return like;
    }
    let is_such = |value: &&String| one.allows(value) && !other.allows(value);
    if let Some(value) = candidates.iter().find(is_such) {
        return Side::Such(value.clone());
    }
    match (Language::of(one), Language::of(other)) {
        (Some((one_texts, _)), Some((other_texts, is_exact))) => {
            match one_texts.is_within(&other_texts) {
                Holds::Yes if is_exact => Side::None,
                Holds::No(value) if is_such(&&value) => Side::Such(value),
                _ => Side::Undecided,
            }
        }
        _ => Side::Undecided,
    }
}

/// Files and rows, which no text is.
fn without_text(one: &Limit, other: &Limit) -> Option<Side> {
    let many = |noun: &str| {
        let (min, max) = (other.items.min, other.items.max);
        let too_many = max.filter(|max| one.items.max.is_none_or(|most| most > *max));
        let count = too_many.map(|max| u64::from(max) + 1);
        let too_few = min.filter(|min| one.items.min.unwrap_or(0) < *min);
        let count = count.or(too_few.map(|min| u64::from(min) - 1));
        count.map(|count| Side::Like(format!("{count} {noun}")))
    };
    match (&one.rule, &other.rule) {
        (Rule::File { .. }, Rule::File { max: Some(max) }) => Some(Side::Like(format!(
            "a file of {} bytes",
            u128::from(*max) + 1
        ))),
        (Rule::ArrayOf(rows), Rule::ArrayOf(others)) if rows == others => many("rows"),
        (Rule::ListOf(one), Rule::ListOf(other)) if one.is_of_files() && other.is_of_files() => {
            many("files")
        }
        _ => None,
    }
}

/// Whether everything that one allows is certainly allowed by the other.
fn is_within(one: &Limit, other: &Limit) -> bool {
    if let Some(all) = all_of(one) {
        return all.iter().all(|value| other.allows(value));
    }
    let same_items = are_within(one.items, other.items);
    match (&one.rule, &other.rule) {
        (rule, same) if rule == same => same_items,
        (Rule::ListOf(item), Rule::ListOf(of_other)) => same_items && holds(item, of_other),
        // One text without a comma is a list of one item.
        (
            Rule::Id
            | Rule::Integer { .. }
            | Rule::Decimal
            | Rule::DecimalWithin { .. }
            | Rule::Email,
            Rule::ListOf(item),
        ) => other.items.allow(1) && holds(one, item),
        (Rule::DateTime(_, patterns), Rule::ListOf(item)) => {
            let is_one = !patterns.iter().any(|pattern| pattern.contains(','));
            is_one && other.items.allow(1) && holds(one, item)
        }
        (Rule::MapOf(value), Rule::MapOf(of_other)) => holds(value, of_other),
        (_, Rule::AllOf(all)) => all.iter().all(|limit| holds(one, limit)),
        (Rule::AllOf(all), _) => all.iter().any(|limit| holds(limit, other)),
        (Rule::File { max }, Rule::File { max: most }) => {
            most.is_none_or(|most| max.is_some_and(|max| max <= most))
        }
        (
            Rule::Integer { min, max },
            Rule::Integer {
                min: least,
                max: most,
            },
        ) => {
            least.is_none_or(|least| min.is_some_and(|min| min >= least))
                && most.is_none_or(|most| max.is_some_and(|max| max <= most))
        }
        (Rule::Escaped { max }, Rule::Escaped { max: most }) => max <= most,
        (Rule::Ip(_), Rule::Ip(None)) | (Rule::Epoch(_), Rule::Epoch(_)) => true,
        (Rule::DateTime(_, patterns), Rule::DateTime(_, others)) => {
            patterns.iter().all(|pattern| others.contains(pattern))
        }
        (_, Rule::Text { .. } | Rule::Length { .. }) => {
            let (Some((least, most)), Some((min, max))) = (lengths(one), lengths(other)) else {
                return false;
            };
            least >= min && max.is_none_or(|max| most.is_some_and(|most| most <= max))
        }
        // `-0` is a whole number, and no digits.
        (Rule::Integer { min, .. }, Rule::Id) => min.is_some_and(|min| min > 0),
        (_, Rule::Id) => false,
        _ => bounds(one)
            .zip(bounds(other))
            .is_some_and(|(one, other)| one.is_within(&other)),
    }
}

/// All values of a limit that has few.
fn all_of(limit: &Limit) -> Option<Vec<&str>> {
    match &limit.rule {
        Rule::OneOf(members) => Some(members.iter().map(|member| member.wire.as_str()).collect()),
        Rule::Flag => Some(vec!["0", "1"]),
        Rule::FlagAs { yes, no } => Some(vec![yes, no]),
        Rule::Boolean => Some(vec!["true", "false"]),
        _ => None,
    }
}

fn holds(one: &Limit, other: &Limit) -> bool {
    is_within(one, other) || beyond(one, other, &candidates(one, other)).is_none()
}

fn are_within(one: Items, other: Items) -> bool {
    other.min.unwrap_or(0) <= one.min.unwrap_or(0)
        && (other.max).is_none_or(|most| one.max.is_some_and(|max| max <= most))
}

/// How short and how long texts of a limit are, in characters.
fn lengths(limit: &Limit) -> Option<(usize, Option<usize>)> {
    let of_words = |words: &[&str]| {
        let counts = || words.iter().map(|word| word.chars().count());
        (
            counts().min().unwrap_or(0),
            Some(counts().max().unwrap_or(0)),
        )
    };
    Some(match &limit.rule {
        Rule::Text { max, cut } => (0, max.filter(|_| !cut).map(|max| max as usize)),
        Rule::Length { min, max, cut } => {
            (*min as usize, max.filter(|_| !cut).map(|max| max as usize))
        }
        Rule::Shape(shapes) => {
            let of = |pick: fn(&shape::Part) -> usize| -> Vec<usize> {
                let shapes = shapes.iter().map(|shape| shape::parts(shape));
                shapes.map(|parts| parts.iter().map(pick).sum()).collect()
            };
            let least = of(|part| part.least).into_iter().min().unwrap_or(0);
            (least, of(|part| part.most).into_iter().max())
        }
        Rule::OneOf(members) => {
            let wires: Vec<&str> = members.iter().map(|member| member.wire.as_str()).collect();
            of_words(&wires)
        }
        Rule::Flag => (1, Some(1)),
        Rule::FlagAs { yes, no } => of_words(&[yes, no]),
        Rule::Boolean => (4, Some(5)),
        Rule::Id | Rule::Integer { .. } | Rule::Epoch(_) => (1, None),
        Rule::Decimal | Rule::DecimalWithin { .. } | Rule::Json => (1, None),
        // Bytes, of which a character has one or more.
        Rule::Email => (5, Some(254)),
        Rule::Url => (8, None),
        Rule::Escaped { max } => (0, Some(*max as usize)),
        Rule::Rfc2822 => (30, Some(31)),
        Rule::Ip(_) => (2, Some(45)),
        Rule::DateTime(_, patterns) => {
            let longest = patterns.iter().map(|pattern| pattern.chars().count() + 6);
            (4, longest.max())
        }
        Rule::AllOf(limits) => {
            let all: Vec<_> = limits.iter().filter_map(|limit| lengths(limit)).collect();
            let least = all.iter().map(|(least, _)| *least).max().unwrap_or(0);
            (least, all.iter().filter_map(|(_, most)| *most).min())
        }
        Rule::ListOf(item) if !item.is_of_files() => (0, None),
        Rule::ListOf(_)
        | Rule::ArrayOf(_)
        | Rule::Object(_)
        | Rule::MapOf(_)
        | Rule::File { .. }
        | Rule::JsonInText(_) => return None,
    })
}

/// The bounds of numbers.
struct Bounds {
    min: Option<String>,
    max: Option<String>,
    digits: Option<u32>,
    is_whole: bool,
}

fn bounds(limit: &Limit) -> Option<Bounds> {
    let of = |min, max, digits, is_whole| Bounds {
        min,
        max,
        digits,
        is_whole,
    };
    Some(match &limit.rule {
        Rule::Id => of(Some("0".to_owned()), None, Some(0), true),
        Rule::Integer { min, max } => {
            let text = |bound: &Option<i64>| bound.map(|bound| bound.to_string());
            of(text(min), text(max), Some(0), true)
        }
        Rule::Epoch(_) => of(None, None, Some(0), true),
        Rule::Decimal => of(None, None, None, false),
        Rule::DecimalWithin { min, max, digits } => of(min.clone(), max.clone(), *digits, false),
        _ => return None,
    })
}

impl Bounds {
    fn is_within(&self, other: &Self) -> bool {
        let is = |one: &Option<String>, bound: &Option<String>, wrong| {
            bound.as_ref().is_none_or(|bound| {
                one.as_ref()
                    .is_some_and(|one| decimal::compare(one, bound) != wrong)
            })
        };
        // What is a whole number is not asked here: `1.0` is none.
        (self.is_whole || !other.is_whole)
            && is(&self.min, &other.min, Ordering::Less)
            && is(&self.max, &other.max, Ordering::Greater)
            && (other.digits).is_none_or(|most| self.digits.is_some_and(|digits| digits <= most))
    }
}

/// Longer texts are no witness that anybody reads.
const LONGEST: u32 = 5_000;

/// Values at the edges of both limits. The examples of the spec come first: they look like values.
fn candidates(old: &Limit, new: &Limit) -> Vec<String> {
    let mut all = Vec::new();
    for limit in [old, new] {
        all.extend(limit.pass.iter().chain(&limit.fail).cloned());
    }
    let mut made = Vec::new();
    for limit in [old, new] {
        edges(limit, &mut made);
    }
    made.extend(["1", "-1", "-0", "0.5", "a text", "a", "é"].map(str::to_owned));
    // A short witness is easier to read.
    made.sort_by_key(|value| value.chars().count());
    all.extend(made);
    all.retain(|value| !value.trim().is_empty());
    all.push(String::new());
    all
}

fn edges(limit: &Limit, all: &mut Vec<String>) {
    match &limit.rule {
        Rule::Text { max, .. } => of_lengths([0, max.unwrap_or(0)], all),
        Rule::Length { min, max, .. } => of_lengths([*min, max.unwrap_or(*min)], all),
        Rule::Shape(shapes) => {
            for shape in shapes {
                let parts = shape::parts(shape);
                for count in [
                    |part: &shape::Part| part.least,
                    |part: &shape::Part| part.most,
                ] {
                    let text = parts.iter().map(|part| {
                        let sign = if part.sign == 'A' { 'a' } else { part.sign };
                        sign.to_string().repeat(count(part).min(LONGEST as usize))
                    });
                    all.push(text.collect());
                }
            }
        }
        Rule::OneOf(members) => all.extend(members.iter().map(|member| member.wire.clone())),
        Rule::FlagAs { yes, no } => all.extend([yes.clone(), no.clone()]),
        Rule::Flag | Rule::Boolean => all.extend(["0", "1", "true", "false"].map(str::to_owned)),
        Rule::Id => all.extend(["1", "007"].map(str::to_owned)),
        Rule::Integer { min, max } => {
            for bound in [min, max].into_iter().flatten() {
                let bound = i128::from(*bound);
                all.extend((bound - 1..=bound + 1).map(|number| number.to_string()));
            }
        }
        Rule::Decimal => all.push("0.123456789".to_owned()),
        Rule::DecimalWithin { min, max, digits } => {
            let bounds = [min, max].into_iter().flatten();
            let bounds: Vec<&String> = bounds.collect();
            for bound in &bounds {
                all.push((*bound).clone());
                let (whole, part) = bound.split_once('.').unwrap_or((bound, ""));
                if let Ok(whole) = whole.parse::<i64>() {
                    let near = [whole.saturating_sub(1), whole, whole.saturating_add(1)];
                    all.extend(near.map(|whole| whole.to_string()));
                    all.extend(near.map(|whole| format!("{whole}.{part}1")));
                }
            }
            for count in [digits.unwrap_or(0), digits.unwrap_or(0) + 1] {
                let part = "1".repeat(count.min(LONGEST) as usize);
                let wholes = bounds.iter().map(|bound| bound.split('.').next());
                for whole in wholes.flatten().chain(["0", "1"]) {
                    all.push(format!("{whole}.{part}"));
                }
            }
        }
        Rule::Email => all.extend(["lead@example.com", "not an address"].map(str::to_owned)),
        Rule::Url => all.push("https://example.com/a?b=c".to_owned()),
        Rule::Escaped { max } => of_lengths([*max, *max], all),
        Rule::Json => all.extend(["{}", "[]", "null", "007", "no JSON"].map(str::to_owned)),
        Rule::Rfc2822 => all.push("Mon, 25 Dec 1995 13:30:00 +0430".to_owned()),
        Rule::Epoch(_) => all.push("1700000000".to_owned()),
        Rule::Ip(_) => all.extend(["192.0.2.1", "2001:db8::1"].map(str::to_owned)),
        Rule::DateTime(_, patterns) => all.extend(patterns.iter().map(|it| moment(it))),
        Rule::AllOf(limits) => {
            for limit in limits {
                all.extend(limit.pass.iter().chain(&limit.fail).cloned());
                edges(limit, all);
            }
        }
        Rule::ListOf(item) => {
            all.extend(["1,,2", "a,"].map(str::to_owned));
            let mut items: Vec<String> = item.pass.iter().chain(&item.fail).cloned().collect();
            edges(item, &mut items);
            items.retain(|value| !value.is_empty());
            for item in items {
                for count in [limit.items.min, limit.items.max].into_iter().flatten() {
                    let most = count.saturating_add(1).min(200);
                    for count in [count.saturating_sub(1), count, most] {
                        all.push(vec![item.as_str(); count.min(200) as usize].join(","));
                    }
                }
                all.push(item);
            }
        }
        Rule::ArrayOf(_)
        | Rule::Object(_)
        | Rule::MapOf(_)
        | Rule::File { .. }
        | Rule::JsonInText(_) => {}
    }
}

/// Texts of these lengths, and of one more and one less.
fn of_lengths(lengths: [u32; 2], all: &mut Vec<String>) {
    for length in lengths.into_iter().filter(|length| *length < LONGEST) {
        for count in length.saturating_sub(1)..=length + 1 {
            all.push("x".repeat(count as usize));
            all.push("1".repeat(count as usize));
            all.push("é".repeat(count as usize));
            all.push(format!("{:0>1$}", 1, count as usize));
        }
    }
}

/// A day and time that is written so.
fn moment(pattern: &str) -> String {
    let mut text = pattern
        .replace("±HH:MM", "+02:00")
        .replace("±HHMM", "+0200");
    for (field, value) in [
        (".SSS", ".250"),
        ("HH:MM", "13:45"),
        ("YYYY", "2026"),
        ("HH", "13"),
        ("MM", "12"),
        ("DD", "24"),
        ("SS", "30"),
    ] {
        text = text.replace(field, value);
    }
    text
}
