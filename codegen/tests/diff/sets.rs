//! What limits allow is compared by set inclusion: what is claimed to be so is so for every text that is tried, and
//! a witness is one.

use std::fmt::Write as _;

use prose_codegen::diff::{Side, values};
use prose_codegen::model::{Limit, Rule};
use prose_codegen::source::Sources;

use crate::model;

/// Rules of every kind that a text can follow.
const RULES: &[&str] = &[
    "text",
    "{ text: { max: 5 } }",
    "{ text: { max: 300 } }",
    "{ text: { max: 5, beyond: cut } }",
    "{ text: { min: 2 } }",
    "{ text: { min: 2, max: 5 } }",
    "{ shape: [\"111\"] }",
    "{ shape: [\"111\", \"AAA\"] }",
    "{ shape: [\"1{2,4}\"] }",
    "{ shape: [\"A{1,3}-1{1,3}\"] }",
    "{ one_of: [one, two] }",
    "{ one_of: [one, two, \"3\"] }",
    "{ one_of: [\"0\", \"1\"] }",
    "flag",
    "{ flag: { \"yes\": \"Y\", \"no\": \"N\" } }",
    "boolean",
    "id",
    "integer",
    "{ integer: { min: 0 } }",
    "{ integer: { min: 1, max: 12 } }",
    "{ integer: { max: 12 } }",
    "decimal",
    "{ decimal: { digits: 2 } }",
    "{ decimal: { min: \"0\", max: \"9.5\" } }",
    "{ decimal: { min: \"0.5\", max: \"9.5\", digits: 1 } }",
    "email",
    "url",
    "{ escaped: { max: 20 } }",
    "{ escaped: { max: 10 } }",
    "json",
    "{ date: [YYYY-MM-DD] }",
    "{ date: [YYYY-MM-DD, YYYYMMDD] }",
    "{ date_time: [\"YYYY-MM-DD HH:MM:SS\"] }",
    "{ date_time: [\"YYYY-MM-DDTHH:MM:SS.SSS±HH:MM\"] }",
    "{ time: [\"HH:MM\"] }",
    "rfc_2822",
    "{ epoch: seconds }",
    "ip",
    "{ ip: 4 }",
    "{ list_of: id }",
    "{ list_of: { items: id, max: 2 } }",
    "{ list_of: { items: text, min: 1, max: 3 } }",
];

/// Texts of every kind, and neighbours of each.
fn texts(limits: &[Limit]) -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        "0",
        "1",
        "-0",
        "-1",
        "3",
        "7",
        "12",
        "13",
        "007",
        "99",
        "100",
        "0.5",
        "0.05",
        "9.5",
        "9.51",
        "1.0",
        "-.5",
        "a",
        "ab",
        "abc",
        "abcd",
        "abcdef",
        "ABC",
        "a-1",
        "abc-123",
        "one",
        "two",
        "Y",
        "N",
        "yes",
        "true",
        "false",
        "1,2",
        "1,2,3",
        "1,,2",
        "a@example.com",
        "https://example.com/",
        "2024-02-29",
        "2023-02-29",
        "20240229",
        "13:45",
        "2024-02-29 13:45:00",
        "2024-02-29T13:45:00.5Z",
        "2024-02-29T13:45:00+02:00",
        "192.0.2.1",
        "::1",
        "Mon, 25 Dec 1995 13:30:00 +0430",
        "{}",
        "[1]",
        "é",
        "日本",
        " ",
        "99999999999999999999",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend(
        ["x", "1", "é"].iter().flat_map(|sign| {
            [4, 5, 6, 9, 10, 11, 20, 21, 300, 301].map(|count| sign.repeat(count))
        }),
    );
    for limit in limits {
        texts.extend(limit.pass.iter().cloned());
    }
    texts
}

fn limits() -> Vec<Limit> {
    let mut text = "limits:\n".to_owned();
    for (number, rule) in RULES.iter().enumerate() {
        let written = writeln!(
            text,
            "  limit_{number}: {{ rule: {rule}, doc: One., pass: [] }}"
        );
        assert!(written.is_ok(), "a text takes all");
    }
    let mut sources = Sources::new();
    sources.add(
        "spec/sets/api.yaml",
        "api: sets\ntitle: Sets\nbase_url: https://example.com/\n",
    );
    sources.add("spec/sets/limits.yaml", &text);
    model(&sources).limits
}

#[test]
fn what_is_claimed_of_two_limits_holds_of_every_text() {
    let limits = limits();
    let texts = texts(&limits);
    let (mut none, mut such, mut undecided) = (0, 0, Vec::new());
    for old in &limits {
        for new in &limits {
            let what = format!("{:?} and {:?}", old.rule, new.rule);
            let values = values(old, new);
            for (side, one, other) in [(&values.refused, old, new), (&values.passes, new, old)] {
                let counter = texts
                    .iter()
                    .find(|text| one.allows(text) && !other.allows(text));
                match side {
                    Side::None => {
                        none += 1;
                        assert_eq!(counter, None, "{what}");
                    }
                    Side::Such(value) => {
                        such += 1;
                        assert!(
                            one.allows(value) && !other.allows(value),
                            "{what}: {value:?}"
                        );
                    }
                    Side::Like(words) => unreachable!("{what} are of texts, and not of {words}"),
                    Side::Undecided => {
                        assert_eq!(counter, None, "{what} can be decided");
                        undecided.push(what.clone());
                    }
                }
            }
        }
    }
    println!(
        "{none} are proven, {such} have a witness, {} cannot be decided",
        undecided.len()
    );
    assert!(
        undecided.len() <= 70,
        "{} cannot be decided: {undecided:?}",
        undecided.len()
    );
}

#[test]
fn a_limit_and_itself_differ_in_nothing() {
    for limit in limits() {
        let values = values(&limit, &limit);
        assert!(
            values.refused.is_none() && values.passes.is_none(),
            "{:?}",
            limit.rule
        );
    }
}

#[test]
fn inclusions_that_need_a_proof_have_one() {
    let limits = limits();
    let of = |rule: &str| {
        let place = RULES.iter().position(|known| *known == rule);
        let limit = place.and_then(|place| limits.get(place));
        limit.unwrap_or_else(|| unreachable!("{rule}"))
    };
    for (smaller, larger) in [
        ("{ shape: [\"111\"] }", "id"),
        ("{ shape: [\"111\"] }", "{ shape: [\"1{2,4}\"] }"),
        ("{ shape: [\"1{2,4}\"] }", "{ text: { max: 5 } }"),
        ("{ one_of: [\"0\", \"1\"] }", "flag"),
        ("flag", "{ one_of: [\"0\", \"1\"] }"),
        ("id", "integer"),
        ("integer", "decimal"),
        (
            "{ integer: { min: 1, max: 12 } }",
            "{ integer: { min: 0 } }",
        ),
        (
            "{ decimal: { min: \"0.5\", max: \"9.5\", digits: 1 } }",
            "{ decimal: { min: \"0\", max: \"9.5\" } }",
        ),
        ("{ date: [YYYY-MM-DD] }", "{ text: { max: 300 } }"),
        ("{ text: { min: 2, max: 5 } }", "{ text: { max: 5 } }"),
        ("{ list_of: { items: id, max: 2 } }", "{ list_of: id }"),
        ("{ ip: 4 }", "ip"),
        ("{ epoch: seconds }", "integer"),
        ("email", "{ text: { max: 300 } }"),
    ] {
        let values = values(of(smaller), of(larger));
        assert_eq!(values.refused, Side::None, "{smaller} is within {larger}");
    }
}

#[test]
fn files_and_rows_are_compared_without_a_text() {
    let of = |rule: Rule| Limit {
        rule,
        ..limits().swap_remove(0)
    };
    let (small, large) = (
        of(Rule::File { max: Some(10) }),
        of(Rule::File { max: Some(20) }),
    );
    let values = values(&large, &small);
    assert_eq!(values.refused, Side::Like("a file of 11 bytes".to_owned()));
    assert_eq!(values.passes, Side::None);
}
