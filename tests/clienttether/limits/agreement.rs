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
use workspace_tests::limits::{edges, for_runtime, texts};
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
  two_or_three: { rule: { list_of: { items: around_zero, min: 2, max: 3 } }, doc: Numbers. }
  not_many: { rule: { list_of: { items: short, max: 2, travels: repeated } }, doc: Texts. }
  some: { rule: { list_of: { items: set, min: 1, travels: numbered, first: 1 } }, doc: Members. }
"#;

/// Rules with bounds, and rules of several parts.
const BOUNDED_LIMITS: &str = r#"
limits:
  lengths: { rule: { text: { min: 2, max: 4 } }, doc: Two to four. }
  long: { rule: { text: { min: 30 } }, doc: Thirty or more. }
  counted: { rule: { shape: ["1{2,4}-A{0,2}", "{{A{3}}}", "A{1,3}A{2}1"] }, doc: Counts. }
  amount: { rule: { decimal: { min: "-0.5", max: "999.99", digits: 2 } }, doc: Amounts. }
  share: { rule: { decimal: { min: "0.010" } }, doc: Shares. }
  whole: { rule: { decimal: { max: "5", digits: 0 } }, doc: Whole. }
  spelled: { rule: { flag: { yes: "yes", no: "No" } }, doc: Spelled. }
  offsets: { rule: { date_time: ["YYYY-MM-DDTHH:MM:SS.SSS±HH:MM", "DD-MM-YYYY HH.MM.SS.SSS", "YYYYMMDDTHHMM±HHMM"] }, doc: Offsets. }
  utc_fraction: { rule: { utc_date_time: ["YYYY-MM-DDTHH:MM:SS.SSSZ"] }, doc: Fractions. }
  mail_date: { rule: rfc_2822, doc: As in e-mail. }
  since_1970: { rule: { epoch: seconds }, doc: Seconds. }
  any_ip: { rule: ip, doc: Addresses. }
  ip_4: { rule: { ip: 4 }, doc: Addresses. }
  ip_6: { rule: { ip: 6 }, doc: Addresses. }
  both: { rule: { all_of: [ { text: { min: 3, max: 12 } }, { shape: ["A{1,20}", "1{1,20}-1{1,20}"] } ] }, doc: Both. }
"#;

const MORE_API: &str = "api: more\ntitle: More\nbase_url: https://example.com/\n";

/// The limits of a spec of their own.
fn limits_of(text: &str) -> Vec<Limit> {
    let mut sources = Sources::new();
    sources.add("more/api.yaml", MORE_API);
    sources.add("more/limits.yaml", text);
    prose_codegen::compile(&sources).model.unwrap().limits
}

/// Limits of rules in other forms than those of the spec.
pub(super) fn other_limits() -> Vec<Limit> {
    [limits_of(MORE_LIMITS), limits_of(BOUNDED_LIMITS)].concat()
}

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
        "1,2,-3,4",
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
    for limit in limits_of(MORE_LIMITS) {
        let generated = for_runtime(&limit).unwrap();
        agreement(&limit, generated, &examples).unwrap();
    }
}

#[test]
fn both_readings_agree_within_bounds_and_at_them() {
    let examples = [
        "-0.50",
        "0.01",
        "999.990",
        "0999.99",
        "-0",
        "yes",
        "No",
        "12-A",
        "{abc}",
        "abcde1",
        "2024-02-29T23:59:59Z",
        "2024-02-29T23:59:59.123456789-05:30",
        "29-02-2024 10.20.30",
        "29-02-2024 10.20.30.5",
        "20240229T2359+0200",
        "2024-02-29T23:59:59.5Z",
        "Mon, 25 Dec 1995 13:30:00 +0430",
        "Thu, 29 Feb 2024 00:00:00 -0000",
        "Tue, 5 Mar 2024 23:59:59 +0000",
        "192.0.2.1",
        "2001:db8::1",
        "::ffff:192.0.2.1",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "123-4567",
    ];
    let examples = examples.map(str::to_owned);
    for limit in limits_of(BOUNDED_LIMITS) {
        let generated = for_runtime(&limit).unwrap();
        for edge in edges(&limit) {
            let mut runner = TestRunner::deterministic();
            for _ in 0..20 {
                let text = edge.texts.new_tree(&mut runner).unwrap().current();
                let told = (generated.check(&text).is_ok(), limit.allows(&text));
                let due = (edge.allowed, edge.allowed);
                assert_eq!(told, due, "{}, {}: {text:?}", limit.name, edge.name);
            }
        }
        agreement(&limit, generated, &examples).unwrap();
        let taken = examples.iter().filter(|text| limit.allows(text)).count();
        assert!(taken > 0 && taken < examples.len(), "{}", limit.name);
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
