//! The examples of the spec's limits, held against both readings.

use clienttether_generated::limits::LIMITS;
use prose_codegen::model::Rule;
use workspace_tests::spec::api;

#[test]
fn every_named_limit_is_in_the_crate() {
    let spec = api("clienttether");
    let named: Vec<&str> = spec
        .limits
        .iter()
        .map(|limit| limit.name.as_str())
        .collect();
    let generated: Vec<&str> = LIMITS.iter().map(|limit| limit.name).collect();
    assert_eq!(generated, named);
}

#[test]
fn every_example_that_passes_is_accepted_by_both_readings() {
    for (spec, generated) in api("clienttether").limits.iter().zip(LIMITS) {
        for example in &spec.pass {
            let name = &spec.name;
            assert_eq!(generated.check(example), Ok(()), "{name}: {example:?}");
            assert!(spec.allows(example), "{name}: {example:?}");
        }
    }
}

#[test]
fn every_example_that_fails_is_refused_by_both_readings() {
    for (spec, generated) in api("clienttether").limits.iter().zip(LIMITS) {
        for example in &spec.fail {
            let name = &spec.name;
            assert!(generated.check(example).is_err(), "{name}: {example:?}");
            assert!(!spec.allows(example), "{name}: {example:?}");
        }
    }
}

#[test]
fn every_named_limit_shows_what_passes_and_what_fails() {
    for limit in api("clienttether").limits {
        assert!(!limit.pass.is_empty(), "{}", limit.name);
        let takes_all = match &limit.rule {
            Rule::Text { max, cut } => *cut || max.is_none(),
            // Of a list of any text, only an empty item is refused.
            Rule::ListOf(item) => matches!(item.rule, Rule::Text { max: None, .. }),
            _ => false,
        };
        assert!(takes_all || !limit.fail.is_empty(), "{}", limit.name);
    }
}
