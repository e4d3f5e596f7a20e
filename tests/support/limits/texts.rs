//! Texts about the edges of what limits allow.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// With `mm` for minutes.
const FORMS: &[&str] = &[
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "MM/DD/YYYY",
    "YYYYMMDD",
    "YYYY:MM:DD",
    "HH:mm:SS",
    "HHmm",
    "HH:mm",
    "YYYY-MM-DD HH:mm:SS",
    "DD/MM/YYYY HH:mm",
    "YYYYMMDDTHHmmSS",
    "YYYY-MM-DDTHH:mm:SSZ",
];

/// Signs that mean something to one of the rules, and signs that only look like one of them.
fn sign() -> impl Strategy<Value = char> {
    let known: Vec<char> = "0123456789-:/.,@+_ TZAaéß漢٢２\u{a0}\u{301}\u{0}\t\n'\"()<>\\;[]"
        .chars()
        .collect();
    prop_oneof![9 => select(known), 1 => any::<char>()]
}

/// The text with some signs put in, taken out or replaced.
fn mutated(text: String) -> impl Strategy<Value = String> {
    vec((0..3_u8, any::<Index>(), sign()), 0..4).prop_map(move |edits| {
        let mut signs: Vec<char> = text.chars().collect();
        for (edit, at, sign) in edits {
            match edit {
                0 => signs.insert(at.index(signs.len() + 1), sign),
                _ if signs.is_empty() => {}
                1 => drop(signs.remove(at.index(signs.len()))),
                _ => {
                    let at = at.index(signs.len());
                    signs[at] = sign;
                }
            }
        }
        signs.into_iter().collect()
    })
}

/// Days and times about the edges of the calendar and the clock.
fn moments() -> impl Strategy<Value = String> {
    let year = prop_oneof![
        select(vec![0_u32, 1, 1900, 2000, 2023, 2024, 9999]),
        0..10_000_u32
    ];
    let month = prop_oneof![1 => Just(2_u32), 2 => 0..14_u32];
    let day = prop_oneof![1 => 28..32_u32, 2 => 0..33_u32];
    (
        select(FORMS),
        year,
        month,
        day,
        0..26_u32,
        0..62_u32,
        0..62_u32,
    )
        .prop_map(|(form, year, month, day, hour, minute, second)| {
            form.replace("YYYY", &format!("{year:04}"))
                .replace("MM", &format!("{month:02}"))
                .replace("DD", &format!("{day:02}"))
                .replace("HH", &format!("{hour:02}"))
                .replace("mm", &format!("{minute:02}"))
                .replace("SS", &format!("{second:02}"))
        })
}

/// Numbers about the bounds, and larger than any number has room for.
fn numbers() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        any::<i128>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        (i128::from(i64::MIN) - 2..i128::from(i64::MIN) + 2).prop_map(|number| number.to_string()),
        (i128::from(i64::MAX) - 2..i128::from(i64::MAX) + 2).prop_map(|number| number.to_string()),
        (-120..120_i32).prop_map(|number| number.to_string()),
        (1..60_usize).prop_map(|digits| "9".repeat(digits)),
    ];
    (
        prop_oneof![2 => Just(""), 1 => select(vec!["-", "+", "0", "00"])],
        number,
        prop_oneof![2 => Just(""), 1 => select(vec![".0", ".5", ".", ",0"])],
    )
        .prop_map(|(before, number, after)| format!("{before}{number}{after}"))
}

/// Addresses about the lengths that are allowed.
fn addresses() -> impl Strategy<Value = String> {
    let label = || {
        (
            select(vec!["a", "é", "7"]),
            prop_oneof![1 => 1..4_usize, 2 => 60..66_usize],
        )
    };
    let domain = vec(label(), 1..5).prop_map(|labels| {
        let labels: Vec<String> = labels
            .iter()
            .map(|(sign, count)| sign.repeat(*count))
            .collect();
        labels.join(".")
    });
    (label(), domain).prop_map(|((sign, count), domain)| format!("{}@{domain}", sign.repeat(count)))
}

/// One text without a comma that anybody meant: like an example of the spec, or like nothing.
fn single(examples: Vec<String>) -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(examples).prop_flat_map(mutated),
        2 => moments().prop_flat_map(mutated),
        2 => moments(),
        1 => numbers(),
        1 => addresses(),
        1 => addresses().prop_flat_map(mutated),
        1 => vec(sign(), 0..12).prop_map(String::from_iter),
        1 => vec(any::<char>(), 0..130).prop_map(String::from_iter),
    ]
}

/// Texts like these examples, like what other rules mean, and like nothing.
pub fn texts(examples: Vec<String>) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => single(examples.clone()),
        1 => vec(single(examples), 1..4).prop_map(|items| items.join(",")),
    ]
}
