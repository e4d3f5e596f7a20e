//! Values that a limit allows, made from its rule in the spec.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use prose_codegen::model::{Limit, Rule};

pub(super) fn one_of(texts: &[&str]) -> BoxedStrategy<String> {
    select(
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>(),
    )
    .boxed()
}

/// Signs of one to four bytes: limits count characters.
fn sign() -> impl Strategy<Value = char> {
    select(
        "abcXYZ0189 .-_'\"&=+%/#?:;()é漢🌳"
            .chars()
            .collect::<Vec<_>>(),
    )
}

/// A text of exactly so many characters, not only spaces.
pub fn text_of(length: usize) -> BoxedStrategy<String> {
    vec(sign(), length.saturating_sub(1))
        .prop_map(|signs| std::iter::once('T').chain(signs).collect())
        .boxed()
}

pub(super) fn word() -> impl Strategy<Value = String> {
    (1..12_usize).prop_flat_map(text_of)
}

/// Texts that the limit allows.
pub fn allowed(limit: &Limit) -> BoxedStrategy<String> {
    match &limit.rule {
        Rule::Text { max, .. } => (1..=max.map_or(40, |max| (max as usize).min(40)))
            .prop_flat_map(text_of)
            .boxed(),
        Rule::Shape(shapes) => select(shapes.clone())
            .prop_flat_map(|shape| shaped(&shape))
            .boxed(),
        Rule::OneOf(members) => select(
            members
                .iter()
                .map(|member| member.wire.clone())
                .collect::<Vec<_>>(),
        )
        .boxed(),
        Rule::Flag => one_of(&["0", "1"]),
        Rule::Boolean => one_of(&["true", "false"]),
        // Larger than any number that the sandbox gives out: only limits are looked at here.
        Rule::Id => (1_000_000_000_u64..1_000_000_000_000)
            .prop_map(|id| id.to_string())
            .boxed(),
        Rule::Integer { min, max } => {
            let min = min.unwrap_or(-1_000_000);
            (min..=max.unwrap_or(1_000_000_000))
                .prop_map(|number| number.to_string())
                .boxed()
        }
        Rule::Decimal => (0..1_000_000_u32, 0..100_u32, any::<bool>())
            .prop_map(|(whole, cents, has_cents)| {
                if has_cents {
                    format!("{whole}.{cents:02}")
                } else {
                    whole.to_string()
                }
            })
            .boxed(),
        Rule::Email => (0..100_000_u32)
            .prop_map(|number| format!("lead.{number}+tag@mail.example.com"))
            .boxed(),
        Rule::DateTime(_, patterns) => (
            select(patterns.clone()),
            1..=9999_u32,
            1..=12_u32,
            1..=28_u32,
            0..=23_u32,
            0..=59_u32,
            0..=59_u32,
        )
            .prop_map(|(pattern, year, month, day, hour, minute, second)| {
                written(&pattern, [year, month, day, hour, minute, second])
            })
            .boxed(),
        Rule::Url => (0..100_000_u32)
            .prop_map(|number| format!("https://www.example.com/page/{number}?a=b#c"))
            .boxed(),
        Rule::Escaped { max } => (1..=*max as usize / 3)
            .prop_flat_map(|length| vec(select(vec!['a', 'Z', '7', '~', ' ', '/', '"']), length))
            .prop_map(String::from_iter)
            .boxed(),
        Rule::Json => one_of(&["null", "true", "-1.5", "\"a text\"", "[]", "{\"a\": [1]}"]),
        Rule::ListOf(item) => vec(item_of(item), 1..4)
            .prop_map(|items| items.join(","))
            .boxed(),
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => {
            unreachable!("{}: rows are made elsewhere", limit.name)
        }
    }
}

/// Items that a list of the limit may hold.
pub fn item_of(limit: &Limit) -> BoxedStrategy<String> {
    allowed(limit)
        .prop_map(|text| text.replace(',', "."))
        .boxed()
}

/// `MM` before the hour is the month, after it the minute.
pub fn written(pattern: &str, [year, month, day, hour, minute, second]: [u32; 6]) -> String {
    let (days, times) = pattern.split_at(pattern.find("HH").unwrap_or(pattern.len()));
    let days = days
        .replace("YYYY", &format!("{year:04}"))
        .replace("MM", &format!("{month:02}"))
        .replace("DD", &format!("{day:02}"));
    let times = times
        .replace("HH", &format!("{hour:02}"))
        .replace("MM", &format!("{minute:02}"))
        .replace("SS", &format!("{second:02}"));
    days + &times
}

pub(super) fn shaped(shape: &str) -> BoxedStrategy<String> {
    let signs: Vec<BoxedStrategy<char>> = shape
        .chars()
        .map(|sign| match sign {
            'A' => select(vec!['A', 'C', 'O', 'z']).boxed(),
            '1' => select(('0'..='9').collect::<Vec<_>>()).boxed(),
            literal => Just(literal).boxed(),
        })
        .collect();
    signs.prop_map(String::from_iter).boxed()
}

/// Texts from which others are made that are nearly allowed.
pub fn examples(limit: &Limit) -> Vec<String> {
    let mut texts = [limit.pass.clone(), limit.fail.clone()].concat();
    if let Rule::OneOf(members) = &limit.rule {
        texts.extend(members.iter().map(|member| member.wire.clone()));
    }
    if texts.is_empty() {
        texts.push("Sample".to_owned());
    }
    texts
}
