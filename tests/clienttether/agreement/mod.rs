//! The client's validator and the sandbox read the same documents with different code: whatever
//! request is made, they take it or refuse it together, and because of the same key.
//!
//! `AGREEMENT_CASES` is the number of requests. By hand:
//! `AGREEMENT_CASES=100000 cargo test --release -p workspace-tests --test clienttether agreement:: -- --nocapture`.
//! `AGREEMENT_SEED`, a number, makes the same requests again.

mod case;
mod custom;
mod differences;
mod forms;
mod plans;
mod rows;
mod run;
mod verdict;

use clienttether_generated::calls::CALLS;
use prose_codegen::model::{Accepted, Api, Call, Rule};
use workspace_tests::spec::api;

use plans::{Plan, plans};

/// The plans for each call.
fn all_plans(api: &Api) -> Vec<Vec<Plan>> {
    assert_eq!(api.calls().count(), CALLS.len());
    api.calls()
        .zip(CALLS)
        .filter(|(call, _)| is_judged(call))
        .map(|(call, descriptor)| plans(api, call, descriptor))
        .collect()
}

/// Whether the sandbox refuses a call by the documents' limits. Of the answers to Thumbtack's leads
/// nothing is known, and its one sample has no limits: they are taken as far as possible.
fn is_judged(call: &Call) -> bool {
    call.name != "thumbtack_lead"
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable)
        .ok()
        .map(|text| text.parse().unwrap())
}

#[test]
fn the_validator_and_the_sandbox_take_and_refuse_the_same_requests() {
    let cases = number("AGREEMENT_CASES").unwrap_or(3_000);
    let now = || std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let seed = number("AGREEMENT_SEED").unwrap_or_else(now);
    let outcome = run::run(
        &all_plans(&api("clienttether")),
        usize::try_from(cases).unwrap(),
        seed,
    );
    println!("{outcome}");
    assert!(outcome.disagreements.is_empty(), "{outcome}");
    assert_eq!(outcome.unseen_differences(), [""; 0]);
}

/// So that both can say yes, and no wherever the documents have a reason for it.
#[test]
fn every_call_has_requests_that_keep_its_limits_and_requests_that_break_them() {
    let api = api("clienttether");
    let calls = api.calls().filter(|call| is_judged(call));
    for (call, plans) in calls.zip(all_plans(&api)) {
        let has = |allowed| plans.iter().any(|plan| plan.allowed == Some(allowed));
        assert!(has(true), "{}", call.name);
        let is_limited =
            |key: &Accepted| !matches!(key.key.limit.rule, Rule::Text { max: None, .. });
        let has_reason = !call.requires.is_empty() || call.accepts.iter().any(is_limited);
        assert_eq!(has(false), has_reason, "{}", call.name);
    }
}
