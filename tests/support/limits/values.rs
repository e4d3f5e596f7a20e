//! Values that a limit allows, made from its rule in the spec.

use std::ops::RangeInclusive;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use prose_codegen::model::{IpVersion, Items, Limit, Rule};

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
        Rule::Length { min, max, .. } => {
            let min = (*min as usize).max(1);
            (min..=max.map_or(min + 40, |max| max as usize))
                .prop_flat_map(text_of)
                .boxed()
        }
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
        Rule::FlagAs { yes, no } => one_of(&[yes, no]),
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
        Rule::DecimalWithin { min, max, digits } => {
            let bounds = [min, max].into_iter().flatten().cloned();
            let few = ["0", "1", "-1", "9.5", "10.25"].map(str::to_owned);
            let digits = digits.unwrap_or(u32::MAX) as usize;
            let fits = |text: &String| {
                let behind = text.split_once('.').map_or(0, |(_, part)| part.len());
                behind <= digits && limit.allows(text)
            };
            let texts: Vec<String> = bounds.chain(few).filter(fits).collect();
            select(texts).boxed()
        }
        Rule::Rfc2822 => one_of(&[
            "Mon, 25 Dec 1995 13:30:00 +0430",
            "Thu, 29 Feb 2024 00:00:00 -0000",
            "Tue, 5 Mar 2024 23:59:59 +0000",
        ]),
        Rule::Epoch(_) => (-1_000_000_000_i64..2_000_000_000)
            .prop_map(|number| number.to_string())
            .boxed(),
        Rule::Ip(version) => {
            let v4 = ["192.0.2.1", "0.0.0.0", "255.255.255.255"];
            let v6 = ["2001:db8::1", "::", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1"];
            match version {
                Some(IpVersion::V4) => one_of(&v4),
                Some(IpVersion::V6) => one_of(&v6),
                None => one_of(&[v4.as_slice(), &v6].concat()),
            }
        }
        // Of its own examples: nobody can make what several limits allow together.
        Rule::AllOf(_) => select(limit.pass.clone()).boxed(),
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
        Rule::ListOf(item) => vec(item_of(item), counts(limit.items))
            .prop_map(|items| items.join(","))
            .boxed(),
        Rule::ArrayOf(_)
        | Rule::Object(_)
        | Rule::MapOf(_)
        | Rule::File { .. }
        | Rule::JsonInText(_) => {
            unreachable!("{}: rows and files are made elsewhere", limit.name)
        }
    }
}

/// How many items a list of these may have: a few, if that is enough.
fn counts(items: Items) -> RangeInclusive<usize> {
    let least = items.min.unwrap_or(1).max(1) as usize;
    let most = items.max.map_or(least.max(3), |max| max as usize);
    least..=most.min(least + 3)
}

/// Items that a list of the limit may hold.
pub fn item_of(limit: &Limit) -> BoxedStrategy<String> {
    allowed(limit)
        .prop_map(|text| text.replace(',', "."))
        .boxed()
}

/// `MM` before the hour is the month, after it the minute.
pub fn written(pattern: &str, [year, month, day, hour, minute, second]: [u32; 6]) -> String {
    let pattern = pattern
        .replace(".SSS", ".25")
        .replace("±HH:MM", "-05:30")
        .replace("±HHMM", "+0200");
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
    let mut signs: Vec<BoxedStrategy<String>> = Vec::new();
    let mut rest = shape;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        let doubled = rest
            .strip_prefix(sign)
            .filter(|_| matches!(sign, '{' | '}'));
        rest = doubled.unwrap_or(rest);
        let one = match sign {
            'A' => select(vec!['A', 'C', 'O', 'z']).boxed(),
            '1' => select(('0'..='9').collect::<Vec<_>>()).boxed(),
            literal => Just(literal).boxed(),
        };
        let counted = rest.strip_prefix('{').filter(|rest| !rest.starts_with('{'));
        let times = match counted.and_then(|rest| rest.split_once('}')) {
            Some((within, behind)) => {
                rest = behind;
                let (least, most) = within.split_once(',').unwrap_or((within, within));
                least.parse().unwrap_or(1)..=most.parse().unwrap_or(1)
            }
            None => 1..=1,
        };
        signs.push(vec(one, times).prop_map(String::from_iter).boxed());
    }
    signs.prop_map(|signs| signs.concat()).boxed()
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
