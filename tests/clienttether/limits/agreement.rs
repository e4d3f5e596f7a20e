//! The generator and the runtime read the same rules with different code. Here texts that nobody
//! thought of are held against both: they must agree on every one.
//!
//! `PROPTEST_CASES` is the number of texts for each limit.

use clienttether_generated::limits::LIMITS;
use proptest::collection::vec;
use proptest::prop_assert_eq;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestError, TestRunner};
use prose_codegen::model::Limit;
use prose_codegen::source::Sources;
use workspace_tests::limits::{for_runtime, texts};
use workspace_tests::spec::api;

/// Rules in forms that the spec of today does not use.
const MORE_LIMITS: &str = r#"
limits:
  days: { rule: { date: [YYYY-MM-DD, DD.MM.YYYY, MM/DD/YYYY, YYYYMMDD] }, doc: Days. }
  clock: { rule: { time: [HH:MM:SS, HHMM, HH] }, doc: Times. }
  moments: { rule: { date_time: ["DD/MM/YYYY HH:MM", YYYYMMDDTHHMMSS] }, doc: Both. }
  utc: { rule: { utc_date_time: ["YYYY-MM-DDTHH:MM:SSZ", "YYYY-MM-DD HH:MM:SS"] }, doc: UTC. }
  shapes: { rule: { shape: ["A-1", "(111) 111", "é1", "1A漢", "?"] }, doc: Shapes. }
  short: { rule: { text: { max: 3 } }, doc: Short. }
  cut: { rule: { text: { max: 3, beyond: cut } }, doc: Cut. }
  around_zero: { rule: { integer: { min: -5, max: 5 } }, doc: Small. }
  at_least: { rule: { integer: { min: -9223372036854775808 } }, doc: Large. }
  at_most: { rule: { integer: { max: 9223372036854775807 } }, doc: Low. }
  any_integer: { rule: integer, doc: Any. }
  set: { rule: { one_of: { One: One, "two, or so": Two, "3": Three, "é": Acute } }, doc: Set. }
  switch: { rule: boolean, doc: Switch. }
  numbers: { rule: { list_of: around_zero }, doc: Numbers. }
  many_days: { rule: { list_of: days }, doc: Days. }
  many_shapes: { rule: { list_of: shapes }, doc: Shapes. }
  many_short: { rule: { list_of: short }, doc: Texts. }
  many_of_set: { rule: { list_of: set }, doc: Members. }
  address: { rule: url, doc: Addresses. }
  many_addresses: { rule: { list_of: url }, doc: Addresses. }
  escaped: { rule: { escaped: { max: 12 } }, doc: Short once escaped. }
  any_json: { rule: json, doc: JSON. }
"#;

const MORE_API: &str = "api: more\ntitle: More\nbase_url: https://example.com/\n";

/// Fails with the simplest text on which the two do not agree.
fn agreement(
    spec: &Limit,
    generated: &prose_runtime::Limit,
    examples: &[String],
) -> Result<(), TestError<String>> {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config).run(&texts(examples.to_vec()), |text| {
        let (runtime, generator) = (generated.check(&text), spec.allows(&text));
        prop_assert_eq!(runtime.is_ok(), generator, "{}: {:?}", spec.name, runtime);
        Ok(())
    })
}

#[test]
fn both_readings_agree_on_the_limits_of_the_spec() {
    let spec = api("clienttether");
    for (limit, generated) in spec.limits.iter().zip(LIMITS) {
        let examples = [limit.pass.clone(), limit.fail.clone()].concat();
        agreement(limit, generated, &examples).unwrap();
    }
}

#[test]
fn both_readings_agree_on_other_forms_of_the_rules() {
    let mut sources = Sources::new();
    sources.add("more/api.yaml", MORE_API);
    sources.add("more/limits.yaml", MORE_LIMITS);
    let examples = [
        "2024-02-29",
        "29.02.2024",
        "23:59:59",
        "2359",
        "29/02/2024 23:59",
        "20240229T235959",
        "A-1",
        "(303) 555",
        "é1",
        "1A漢",
        "?",
        "abc",
        "-5",
        "5",
        "One",
        "two, or so",
        "true",
        "1,2,-3",
        "One,3",
        "http://a.b",
        "HTTPS://user@[::1]:8080/a?b#c",
        "https://é.example.com/a b",
        "http:///path",
        "abc é~_.-",
        "a+b/c",
        "[1, \"two\", {\"three\": null}]",
        "{\"a\": -1.5e300}",
        "\"a text\"",
        "1e999",
        "null",
    ];
    let examples = examples.map(str::to_owned);
    for limit in prose_codegen::compile(&sources).model.unwrap().limits {
        let generated = for_runtime(&limit).unwrap();
        agreement(&limit, generated, &examples).unwrap();
    }
}

/// Whether texts are made that the limits take: a test of refusals alone would prove little.
#[test]
fn the_texts_are_taken_and_refused_by_every_limit_that_refuses_any() {
    let spec = api("clienttether");
    for limit in spec.limits.iter().filter(|limit| !limit.fail.is_empty()) {
        let examples = [limit.pass.clone(), limit.fail.clone()].concat();
        let mut runner = TestRunner::deterministic();
        let made = vec(texts(examples), 400)
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let taken = made.iter().filter(|text| limit.allows(text)).count();
        assert!((4..396).contains(&taken), "{}: {taken} of 400", limit.name);
    }
}
