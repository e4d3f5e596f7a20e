//! Texts at corners where browsers and Rust could count, or look into the calendar, differently.

use prose_codegen::model::{Limit, Rule};
use workspace_tests::limits::written;

/// Whether they are allowed is for the validator to say.
pub(crate) fn corners(limit: &Limit) -> Vec<String> {
    match &limit.rule {
        Rule::Text { max: Some(max), .. } => lengths(*max as usize),
        Rule::Length { min, max, .. } => {
            let ends = [Some(*min), *max].into_iter().flatten();
            ends.flat_map(|end| lengths(end as usize)).collect()
        }
        Rule::Ip(_) => internet_addresses(),
        Rule::AllOf(limits) => limits.iter().flat_map(|limit| corners(limit)).collect(),
        Rule::Email => addresses(),
        Rule::Integer { min, max } => numbers([*min, *max].into_iter().flatten()),
        Rule::Escaped { max } => lengths(*max as usize)
            .into_iter()
            .chain((0..12).flat_map(|more| {
                let signs = ["~", "!", "é", "漢", "🌳"];
                let max = *max as usize;
                signs.map(|sign| sign.repeat((max / 12) + more) + &"a".repeat(max % 12))
            }))
            .collect(),
        Rule::DateTime(_, patterns) => patterns.iter().flat_map(|pattern| days(pattern)).collect(),
        Rule::ListOf(item) => {
            let items = corners(item).into_iter();
            let counts = [limit.items.min, limit.items.max].into_iter().flatten();
            let counts: Vec<usize> = counts
                .flat_map(|count| [count.saturating_sub(1), count, count + 1])
                .map(|count| count as usize)
                .collect();
            let so_many = |item: &str| {
                let counts = counts.iter();
                counts.map(|count| vec![item; *count].join(",")).collect()
            };
            items
                .flat_map(|item| {
                    let mut texts: Vec<String> = so_many(&item);
                    texts.extend([format!("{item},{item}"), item]);
                    texts
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// One sign less than so many, so many, and one more: of one to four bytes, ends of lines among them.
fn lengths(max: usize) -> Vec<String> {
    let signs = ["a", "é", "漢", "🌳", "\n", "e\u{301}", "\u{2028}"];
    let about = |sign: &str| {
        let [less, so_many, more] = [max.saturating_sub(1), max, max + 1];
        let halves = [max / 2, max / 2 + 1];
        let all = [less, so_many, more].into_iter().chain(halves);
        all.map(|count| sign.repeat(count)).collect::<Vec<_>>()
    };
    signs.into_iter().flat_map(about).collect()
}

/// Lengths of addresses are those of bytes.
fn addresses() -> Vec<String> {
    let mut addresses = Vec::new();
    for sign in ["a", "é", "漢", "𝒜"] {
        for bytes in 60..68 {
            let part = |bytes: usize| {
                let count = bytes / sign.len();
                sign.repeat(count) + &"b".repeat(bytes % sign.len())
            };
            addresses.push(format!("{}@example.com", part(bytes)));
            addresses.push(format!("lead@{}.com", part(bytes)));
            // 64 and the @, 63 and a dot twice, and what is left of 254.
            let long = format!("{}@{}.{}", part(64), part(63), part(63));
            addresses.push(format!("{long}.{}", part(bytes - 2)));
        }
    }
    for sign in [
        "\u{a0}", "\u{200b}", "\u{85}", "\u{ad}", "٣", "Ⅷ", "½", "\u{345}", "_", "ß",
    ] {
        addresses.push(format!("le{sign}ad@example.com"));
        addresses.push(format!("lead@ex{sign}ample.com"));
    }
    addresses
}

/// Groups and bytes in all numbers, and `::` in all places.
fn internet_addresses() -> Vec<String> {
    let mut addresses = Vec::new();
    for before in 0..9 {
        let head = vec!["f"; before].join(":");
        addresses.push(head.clone());
        for behind in 0..9 {
            let tail = vec!["0"; behind].join(":");
            addresses.push(format!("{head}::{tail}"));
            addresses.push(format!("{head}::{tail}:1.2.3.4"));
            addresses.push(format!("{head}:{tail}:1.2.3.4"));
        }
    }
    for byte in [0, 9, 10, 99, 100, 199, 200, 249, 250, 255, 256, 999] {
        addresses.push(format!("1.2.3.{byte}"));
        addresses.push(format!("0{byte}.2.3.4"));
    }
    addresses
}

/// Numbers about the bounds and about the powers of ten, with signs and zeros before them.
fn numbers(bounds: impl Iterator<Item = i64>) -> Vec<String> {
    let powers = (0..20).map(|exponent| 10_i128.pow(exponent));
    let middles: Vec<i128> = bounds.map(i128::from).chain(powers).collect();
    let mut numbers = Vec::new();
    for middle in middles {
        for number in middle - 2..=middle + 2 {
            let (sign, digits) = match number {
                0.. => ("", number.to_string()),
                _ => ("-", number.unsigned_abs().to_string()),
            };
            numbers.push(format!("{sign}{digits}"));
            numbers.push(format!("{sign}000{digits}"));
            numbers.push(format!("-{digits}"));
        }
    }
    numbers
}

/// Each end of each month, and of the day, in years that leap and in others.
fn days(pattern: &str) -> Vec<String> {
    let mut days = Vec::new();
    for year in [0, 4, 400, 1900, 2000, 2023, 2024, 2100, 9996] {
        for month in 0..=13 {
            for day in [0, 1, 9, 10, 28, 29, 30, 31, 32] {
                days.push(written(pattern, [year, month, day, 0, 0, 0]));
            }
        }
    }
    for [hour, minute, second] in [
        [9, 0, 0],
        [19, 59, 59],
        [20, 10, 10],
        [23, 59, 59],
        [24, 0, 0],
        [23, 60, 0],
        [23, 0, 60],
        [99, 99, 99],
    ] {
        days.push(written(pattern, [2024, 2, 29, hour, minute, second]));
    }
    days.sort_unstable();
    days.dedup();
    days
}
