//! Values at the edges of a limit, on both sides, made from its rule in the spec.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use prose_codegen::model::{IpVersion, Items, Limit, Rule};

use super::values::{item_of, one_of, shaped, text_of, word, written};

/// Texts at one edge of a limit.
pub struct Edge {
    /// Which edge.
    pub name: &'static str,
    /// Whether the limit allows them.
    pub allowed: bool,
    /// They themselves.
    pub texts: BoxedStrategy<String>,
}

fn edge(name: &'static str, allowed: bool, texts: impl Strategy<Value = String> + 'static) -> Edge {
    Edge {
        name,
        allowed,
        texts: texts.boxed(),
    }
}

/// Texts at every edge that the limit has.
pub fn edges(limit: &Limit) -> Vec<Edge> {
    match &limit.rule {
        Rule::Text { max: None, .. } => vec![
            edge("very long", true, text_of(2_000)),
            edge("only spaces", true, one_of(&[" ", "   "])),
            edge(
                "with markup",
                true,
                word().prop_map(|word| format!("<p>{word}</p>")),
            ),
        ],
        Rule::Text {
            max: Some(max),
            cut,
        } => {
            let max = *max as usize;
            vec![
                edge("limit - 1", true, text_of(max - 1)),
                edge("limit", true, text_of(max)),
                edge("limit + 1", *cut, text_of(max + 1)),
            ]
        }
        Rule::Length { min, max, cut } => {
            let min = *min as usize;
            let mut edges = vec![
                edge(
                    "least - 1",
                    false,
                    text_of(min - 1).prop_map(move |text| {
                        // A text has a sign at least.
                        if min == 1 { String::new() } else { text }
                    }),
                ),
                edge("least", true, text_of(min)),
            ];
            if let Some(max) = max.map(|max| max as usize) {
                edges.push(edge("limit", true, text_of(max)));
                edges.push(edge("limit + 1", *cut, text_of(max + 1)));
            }
            edges
        }
        Rule::Shape(shapes) if shapes.iter().any(|shape| shape.contains('{')) => {
            let of = |more: &'static str| {
                let shapes = select(shapes.clone());
                let texts = shapes.prop_flat_map(|shape| shaped(&shape));
                texts.prop_map(move |text| format!("{text}{more}"))
            };
            vec![
                edge("as often as it may", true, of("")),
                edge("another sign", false, of("%")),
            ]
        }
        Rule::Shape(shapes) => {
            let shapes = select(shapes.clone());
            let cut = |text: String| text[..text.len() - 1].to_owned();
            vec![
                edge(
                    "one more",
                    false,
                    shapes
                        .clone()
                        .prop_flat_map(|shape| shaped(&shape))
                        .prop_map(|text| format!("{text}0")),
                ),
                edge(
                    "one less",
                    false,
                    shapes
                        .clone()
                        .prop_flat_map(|shape| shaped(&shape))
                        .prop_map(cut),
                ),
                edge(
                    "spaces about it",
                    false,
                    shapes
                        .clone()
                        .prop_flat_map(|shape| shaped(&shape))
                        .prop_map(|text| format!(" {text} ")),
                ),
                edge(
                    "another sign",
                    false,
                    (shapes, any::<prop::sample::Index>())
                        .prop_flat_map(|(shape, at)| (shaped(&shape), Just(at)))
                        .prop_map(|(text, at)| {
                            let mut signs: Vec<char> = text.chars().collect();
                            let at = at.index(signs.len());
                            signs[at] = '%';
                            signs.into_iter().collect()
                        }),
                ),
            ]
        }
        Rule::OneOf(members) => {
            let wires: Vec<String> = members.iter().map(|member| member.wire.clone()).collect();
            let others = wires.clone();
            let near = select(wires)
                .prop_flat_map(|wire| {
                    select(vec![
                        wire.to_uppercase(),
                        wire.to_lowercase(),
                        format!("{wire}x"),
                        format!(" {wire}"),
                        format!("{wire}\n"),
                        format!("0{wire}"),
                    ])
                })
                .prop_filter("is a member", move |text| !others.contains(text));
            vec![edge("near a member", false, near)]
        }
        Rule::Flag => vec![edge(
            "neither",
            false,
            one_of(&["2", "-1", "true", "yes", "01", " 1"]),
        )],
        Rule::FlagAs { .. } => vec![edge(
            "neither spelling",
            false,
            one_of(&["maybe", " ", "yes no", "2"]),
        )],
        Rule::Boolean => vec![edge("neither", false, one_of(&["1", "0", "True", "yes"]))],
        Rule::Id => vec![
            edge("zeros before", true, one_of(&["0001000000000"])),
            edge(
                "beyond any integer",
                true,
                one_of(&["98765432109876543210"]),
            ),
            edge(
                "no digits",
                false,
                one_of(&["-1", "12.0", "12a", "CT_12", " 12", "+5", "٣", "1e3"]),
            ),
        ],
        Rule::Integer { min, max } => integer_edges(*min, *max),
        Rule::Decimal => vec![edge(
            "no decimal",
            false,
            one_of(&["1,250.50", "$5", "1.", ".5", "1e3", "--1", "1.2.3"]),
        )],
        Rule::DecimalWithin { min, max, digits } => {
            decimal_edges(min.as_deref(), max.as_deref(), *digits)
        }
        Rule::Rfc2822 => vec![
            edge(
                "the last that exists",
                true,
                one_of(&[
                    "Thu, 29 Feb 2024 23:59:59 +2359",
                    "Sat, 1 Jan 2000 00:00:00 -0000",
                    "Mon, 01 Jan 0001 00:00:00 +0000",
                ]),
            ),
            edge(
                "no such moment, or on another weekday",
                false,
                one_of(&[
                    "Tue, 25 Dec 1995 13:30:00 +0430",
                    "Thu, 29 Feb 2023 00:00:00 +0000",
                    "Mon, 25 Dec 1995 24:00:00 +0430",
                    "Mon, 25 Dec 1995 13:30:00 +2400",
                    "Mon, 25 Dec 1995 13:30:00 Z",
                    "Mon, 25 Dec 1995 13:30:00 GMT",
                    "Mon, 25 dec 1995 13:30:00 +0430",
                    "Mon,25 Dec 1995 13:30:00 +0430",
                    "Mon, 025 Dec 1995 13:30:00 +0430",
                    "Mon, 25 Dec 95 13:30:00 +0430",
                ]),
            ),
        ],
        Rule::Epoch(_) => integer_edges(None, None),
        Rule::Ip(version) => ip_edges(*version),
        // The edges of one may be beyond those of another.
        Rule::AllOf(_) => Vec::new(),
        Rule::Email => email_edges(),
        Rule::Url => vec![edge(
            "no address",
            false,
            one_of(&[
                "www.example.com",
                "ftp://example.com",
                "https://",
                "https:///a",
                "http://a b",
            ]),
        )],
        Rule::Escaped { max } => escaped_edges(*max as usize),
        Rule::Json => vec![edge(
            "no JSON",
            false,
            one_of(&["{", "a text", "01", "[1,]", "'a'", "NaN"]),
        )],
        Rule::DateTime(_, patterns) => moment_edges(patterns),
        Rule::ListOf(item) => list_edges(limit.items, item),
        Rule::File { .. } => vec![edge("a text", false, one_of(&["a text", "rose.png"]))],
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_) | Rule::JsonInText(_) => Vec::new(),
    }
}

fn decimal_edges(min: Option<&str>, max: Option<&str>, digits: Option<u32>) -> Vec<Edge> {
    let text = |name, allowed, text: String| edge(name, allowed, Just(text));
    let mut edges = vec![edge(
        "no decimal",
        false,
        one_of(&["1,250.50", "$5", "1.", ".5", "1e3", "--1", "+1", ""]),
    )];
    let within = [min, max].into_iter().flatten();
    for bound in within {
        edges.push(text("a bound", true, bound.to_owned()));
        let unsigned = bound.trim_start_matches('-');
        let zeros = bound.replacen(unsigned, &format!("000{unsigned}"), 1);
        edges.push(text("a bound with zeros before it", true, zeros));
    }
    if let Some(min) = min.filter(|min| !min.starts_with('-')) {
        edges.push(text("below", false, format!("-{min}1")));
    }
    if let Some(max) = max.filter(|max| !max.starts_with('-')) {
        edges.push(text("far above", false, format!("1{max}")));
    }
    if let Some(digits) = digits {
        let most = digits as usize;
        edges.push(text(
            "too precise",
            false,
            format!("1.{}", "0".repeat(most + 1)),
        ));
    }
    edges
}

fn ip_edges(version: Option<IpVersion>) -> Vec<Edge> {
    let v4: [&str; 3] = ["0.0.0.0", "255.255.255.255", "10.0.0.9"];
    let v6: [&str; 7] = [
        "::",
        "::1",
        "1::",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "ABCD:ef01:2:3:4:5:255.255.255.255",
        "1:2:3:4:5::1.2.3.4",
    ];
    let neither: [&str; 14] = [
        "",
        "256.0.0.1",
        "01.2.3.4",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.4 ",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "12345::",
        "fe80::1%eth0",
    ];
    vec![
        edge("version 4", version != Some(IpVersion::V6), one_of(&v4)),
        edge("version 6", version != Some(IpVersion::V4), one_of(&v6)),
        edge("no address", false, one_of(&neither)),
    ]
}

/// Lists with an odd item have as many items as they may, two if that is one of the numbers.
fn list_edges(items: Items, item: &Limit) -> Vec<Edge> {
    let good = item_of(item);
    let lists = {
        let good = good.clone();
        move |count: usize| vec(good.clone(), count).prop_map(|items| items.join(","))
    };
    let most = items.max.map_or(usize::MAX, |max| max as usize);
    let count = (items.min.unwrap_or(0) as usize).max(2).min(most);
    let with = |odd: BoxedStrategy<String>| {
        (vec(good.clone(), count - 1), odd).prop_map(|(mut items, odd)| {
            items.push(odd);
            items.join(",")
        })
    };
    let empty = if count > 1 { "" } else { "," };
    let mut edges = vec![
        edge("an empty item", false, with(one_of(&[empty]))),
        edge("a blank item", false, with(one_of(&[" "]))),
    ];
    if let Some(min) = items.min {
        edges.push(edge("just enough items", true, lists(min as usize)));
    }
    if let Some(min) = items.min.filter(|min| *min > 1) {
        edges.push(edge("an item too few", false, lists(min as usize - 1)));
    }
    if items.max.is_some() {
        edges.push(edge("as many items as allowed", true, lists(most)));
        edges.push(edge("an item too many", false, lists(most + 1)));
    }
    edges.extend(self::edges(item).into_iter().map(|of_item| {
        let odd = of_item.texts.prop_map(|item| item.replace(',', "."));
        Edge {
            name: of_item.name,
            allowed: of_item.allowed && of_item.name != "only spaces",
            texts: with(odd.boxed()).boxed(),
        }
    }));
    edges
}

fn escaped_edges(max: usize) -> Vec<Edge> {
    let beyond = max / 3 + 1;
    vec![
        edge("as long as allowed", true, one_of(&[&"a".repeat(max)])),
        edge("one too long", false, one_of(&[&"a".repeat(max + 1)])),
        edge(
            "too long once escaped",
            false,
            one_of(&[&"é".repeat(beyond), &"/".repeat(beyond)]),
        ),
    ]
}

fn integer_edges(min: Option<i64>, max: Option<i64>) -> Vec<Edge> {
    let number = |name, allowed, number: i64| edge(name, allowed, one_of(&[&number.to_string()]));
    let mut edges = vec![edge(
        "no whole number",
        false,
        one_of(&["1.5", "1,000", "$100", "ten", " 7", "+7", "1e3"]),
    )];
    if let Some(min) = min {
        edges.push(number("lower limit - 1", false, min - 1));
        edges.push(number("lower limit", true, min));
        edges.push(number("lower limit + 1", true, min + 1));
    }
    match max {
        Some(max) => {
            edges.push(number("upper limit - 1", true, max - 1));
            edges.push(number("upper limit", true, max));
            edges.push(number("upper limit + 1", false, max + 1));
        }
        None => edges.push(edge(
            "beyond any integer",
            true,
            one_of(&["98765432109876543210"]),
        )),
    }
    edges
}

/// The lengths are those of RFC 5321: 64 before the @, 63 in a label, 254 in all.
fn email_edges() -> Vec<Edge> {
    let address = |local: usize, labels: &[usize]| {
        let labels: Vec<String> = labels.iter().map(|length| "d".repeat(*length)).collect();
        format!("{}@{}", "l".repeat(local), labels.join("."))
    };
    let exact = |name, allowed, text: String| edge(name, allowed, Just(text));
    vec![
        exact("local part limit - 1", true, address(63, &[7, 3])),
        exact("local part limit", true, address(64, &[7, 3])),
        exact("local part limit + 1", false, address(65, &[7, 3])),
        exact("label limit - 1", true, address(4, &[62, 3])),
        exact("label limit", true, address(4, &[63, 3])),
        exact("label limit + 1", false, address(4, &[64, 3])),
        exact("address limit - 1", true, address(64, &[63, 63, 60])),
        exact("address limit", true, address(64, &[63, 63, 61])),
        exact("address limit + 1", false, address(64, &[63, 63, 62])),
        edge(
            "no address",
            false,
            one_of(&[
                "lead",
                "lead@",
                "@example.com",
                "le ad@example.com",
                "a@@example.com",
                "a@example",
                "a@-x.com",
                "a..b@example.com",
            ]),
        ),
    ]
}

/// Days and times on both sides of what exists.
fn moment_edges(patterns: &[String]) -> Vec<Edge> {
    const LAST: [[u32; 6]; 9] = [
        [2024, 2, 29, 0, 0, 0],
        [2023, 2, 28, 0, 0, 0],
        [2000, 2, 29, 0, 0, 0],
        [2024, 4, 30, 0, 0, 0],
        [2024, 12, 31, 0, 0, 0],
        [1, 1, 1, 0, 0, 0],
        [9999, 12, 31, 0, 0, 0],
        [2024, 5, 5, 23, 59, 59],
        [2024, 5, 5, 0, 0, 0],
    ];
    const NO_DAY: [[u32; 6]; 8] = [
        [2023, 2, 29, 0, 0, 0],
        [2024, 2, 30, 0, 0, 0],
        [1900, 2, 29, 0, 0, 0],
        [2024, 4, 31, 0, 0, 0],
        [2024, 12, 32, 0, 0, 0],
        [2024, 13, 1, 0, 0, 0],
        [2024, 0, 1, 0, 0, 0],
        [0, 1, 1, 0, 0, 0],
    ];
    const NO_HOUR: [[u32; 6]; 2] = [[2024, 5, 5, 24, 0, 0], [2024, 5, 5, 0, 60, 0]];
    let with = |field: &str| -> Vec<String> {
        let patterns = patterns.iter();
        let with = patterns.filter(|pattern| pattern.contains(field));
        with.cloned().collect()
    };
    let in_patterns = |patterns: Vec<String>, moments: &[[u32; 6]]| {
        (select(patterns), select(moments.to_vec()))
            .prop_map(|(pattern, moment)| written(&pattern, moment))
    };
    let moments = |moments| in_patterns(patterns.to_vec(), moments);
    let mut edges = vec![
        edge("the last that exists", true, moments(&LAST)),
        edge(
            "one sign more",
            false,
            moments(&LAST).prop_map(|text| format!("{text} ")),
        ),
        edge(
            "other signs between",
            false,
            moments(&LAST)
                .prop_map(|text| text.replace('-', "/").replace(':', ".").replace('T', "t")),
        ),
    ];
    // A list may have a pattern for a day alone, in which no time can be wrong.
    for (field, name, wrong) in [
        ("DD", "no such day", NO_DAY.as_slice()),
        ("HH", "no such time", &NO_HOUR),
    ] {
        let patterns = with(field);
        if !patterns.is_empty() {
            edges.push(edge(name, false, in_patterns(patterns, wrong)));
        }
    }
    edges
}
