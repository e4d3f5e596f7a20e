//! Whether and when an attempt follows another: pure functions.

use std::time::Duration;

use proptest::prelude::*;
use prose_runtime::{Client, Config, Meaning, Outcome, Params, RetryPolicy, Safety, Then, Value};

use crate::api::{CREATE_PLANT, LIST_PLANTS, NOTE, PLANT_ID, PRICE, SWAP_PLANT, credentials, note};

const AGAIN: Option<Then> = None;
const FINAL: Option<Then> = Some(Then::Final);
const TWICE: Option<Then> = Some(Then::CouldActTwice);
const SPENT: Option<Then> = Some(Then::NoMoreAttempts);

/// Outcome; what follows a call that may be repeated, before the last attempt and after it; what
/// follows one that may not, before the last attempt and after it.
type Line = (
    Outcome,
    Option<Then>,
    Option<Then>,
    Option<Then>,
    Option<Then>,
);

const TABLE: &[Line] = &[
    (Outcome::NotSent, AGAIN, SPENT, AGAIN, SPENT),
    (Outcome::NoTurn, AGAIN, SPENT, AGAIN, SPENT),
    (Outcome::CannotSend, FINAL, FINAL, FINAL, FINAL),
    (Outcome::Lost, AGAIN, SPENT, TWICE, TWICE),
    (Outcome::TimedOut, AGAIN, SPENT, TWICE, TWICE),
    (Outcome::CutShort, AGAIN, SPENT, TWICE, TWICE),
    (Outcome::Unreadable, FINAL, FINAL, FINAL, FINAL),
    (Outcome::TooLarge, FINAL, FINAL, FINAL, FINAL),
    (Outcome::BrokenAnswer, FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(300), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(302), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(400), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(401), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(403), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(404), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(408), AGAIN, SPENT, TWICE, TWICE),
    (Outcome::Status(409), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(422), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(425), AGAIN, SPENT, TWICE, TWICE),
    (Outcome::Status(429), AGAIN, SPENT, TWICE, TWICE),
    (Outcome::Status(500), AGAIN, SPENT, TWICE, TWICE),
    (Outcome::Status(501), FINAL, FINAL, FINAL, FINAL),
    (Outcome::Status(502), AGAIN, SPENT, TWICE, TWICE),
    (Outcome::Status(503), AGAIN, SPENT, TWICE, TWICE),
    (Outcome::Status(504), AGAIN, SPENT, TWICE, TWICE),
    (Outcome::Status(505), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::Success), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::BadRequest), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::UnknownCall), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::ServerFault), AGAIN, SPENT, TWICE, TWICE),
    (refused(Meaning::MissingKey), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::AccessDenied), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::NotEnabled), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::InUse), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::NotFound), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::Duplicate), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::NotInserted), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::TooMany), AGAIN, SPENT, TWICE, TWICE),
    (refused(Meaning::BrokenLimit), FINAL, FINAL, FINAL, FINAL),
    (refused(Meaning::Unknown), FINAL, FINAL, FINAL, FINAL),
];

const fn refused(meaning: Meaning) -> Outcome {
    Outcome::Refused(meaning)
}

#[test]
fn what_follows_each_outcome_is_as_the_table_says() {
    let policy = RetryPolicy::new().max_attempts(3);
    for (outcome, repeatable, repeatable_last, once, once_last) in TABLE {
        let decided = (
            policy.decide(Safety::Repeatable, *outcome, 2),
            policy.decide(Safety::Repeatable, *outcome, 3),
            policy.decide(Safety::Once, *outcome, 2),
            policy.decide(Safety::Once, *outcome, 3),
        );
        let expected = (*repeatable, *repeatable_last, *once, *once_last);
        assert_eq!(decided, expected, "{outcome:?}");
    }
}

#[test]
fn what_may_be_repeated_is_what_the_table_repeats() {
    for (outcome, repeatable, _, once, _) in TABLE {
        let may = (
            outcome.may_be_repeated(Safety::Repeatable),
            outcome.may_be_repeated(Safety::Once),
        );
        let expected = (*repeatable == AGAIN, *once == AGAIN);
        assert_eq!(may, expected, "{outcome:?}");
    }
}

#[test]
fn what_may_not_act_twice_is_repeated_only_if_it_never_left() {
    for (outcome, ..) in TABLE {
        let repeated = outcome.may_be_repeated(Safety::Once);
        assert!(!repeated || outcome.never_left(), "{outcome:?}");
        assert!(
            !outcome.never_left() || !outcome.may_have_acted(),
            "{outcome:?}"
        );
    }
}

#[test]
fn attempts_beyond_the_last_one_end_too() {
    let policy = RetryPolicy::never();
    let decided = policy.decide(Safety::Repeatable, Outcome::Lost, u32::MAX);
    assert_eq!(decided, SPENT);
}

#[test]
fn a_read_may_be_repeated_and_a_create_may_not() {
    let of = |call| Safety::of(&Params::of_call(call));
    assert_eq!(of(&LIST_PLANTS), Safety::Repeatable);
    assert_eq!(of(&CREATE_PLANT), Safety::Once);
}

#[test]
fn a_call_that_is_safe_without_a_key_may_be_repeated_without_it() {
    let params = Params::of_call(&SWAP_PLANT).with(&PLANT_ID, Value::unsigned(7));
    assert_eq!(Safety::of(&params), Safety::Repeatable);
}

#[test]
fn a_call_that_is_safe_without_a_key_is_sent_once_with_it() {
    let call = || Params::of_call(&SWAP_PLANT);
    for params in [
        call().with(&PRICE, Value::unsigned(9)),
        call().with(&PRICE, Value::text("")),
        call().with_custom("friend", "yes"),
    ] {
        assert_eq!(Safety::of(&params), Safety::Once, "{params:?}");
    }
}

#[test]
fn rows_are_no_calls_to_be_repeated() {
    assert_eq!(Safety::of(&Params::of_table(&NOTE)), Safety::Once);
    assert_eq!(Safety::of(&note("Red", "dry")), Safety::Once);
}

#[test]
fn a_policy_that_allows_no_attempt_is_an_error() {
    let config = Config::new()
        .base_url("http://localhost/")
        .retry(RetryPolicy::new().max_attempts(0));
    let error = Client::new(credentials(), config).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the retry policy allows no attempt at all: max_attempts must be 1 or more"
    );
}

#[test]
fn the_longest_wait_doubles_up_to_the_cap() {
    let policy = RetryPolicy::new()
        .base(Duration::from_secs(1))
        .cap(Duration::from_secs(5));
    let waits = [0, 1, 2, 3, 4, 99].map(|attempts| policy.wait(attempts, None, 1.0).as_secs());
    assert_eq!(waits, [1, 1, 2, 4, 5, 5]);
}

#[test]
fn a_fraction_out_of_bounds_is_the_nearest_end() {
    let wait = |fraction| RetryPolicy::new().wait(1, None, fraction).as_millis();
    let fractions = [
        f64::NAN,
        f64::NEG_INFINITY,
        -0.5,
        0.0,
        1.0,
        1.5,
        f64::INFINITY,
    ];
    assert_eq!(fractions.map(wait), [0, 0, 0, 0, 500, 500, 500]);
}

#[test]
fn the_longest_wait_of_all_is_still_a_wait() {
    let policy = RetryPolicy::new().base(Duration::MAX).cap(Duration::MAX);
    for attempts in [1, 2, u32::MAX] {
        assert_eq!(policy.wait(attempts, None, 1.0), Duration::MAX);
    }
}

fn durations() -> impl Strategy<Value = Duration> {
    prop_oneof![
        4 => (0..100_000_u64).prop_map(Duration::from_millis),
        2 => (any::<u64>(), 0..1_000_000_000_u32).prop_map(|(s, n)| Duration::new(s, n)),
        1 => Just(Duration::MAX),
    ]
}

fn fractions() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..=1.0, 2 => any::<f64>(), 1 => Just(f64::NAN)]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn waits_stay_within_their_caps(
        (base, cap) in (durations(), durations()),
        attempts in prop_oneof![0..40_u32, any::<u32>()],
        asked in prop::option::of(durations()),
        fraction in fractions(),
    ) {
        let policy = RetryPolicy::new().base(base).cap(cap);
        let unasked = policy.wait(attempts, None, fraction);
        prop_assert!(unasked <= cap);
        let wait = policy.wait(attempts, asked, fraction);
        prop_assert!(wait >= asked.unwrap_or_default());
        prop_assert_eq!(wait, asked.unwrap_or_default().saturating_add(unasked));
    }

    #[test]
    fn a_wait_is_kept_up_to_the_cap_for_it(cap in durations(), asked in durations()) {
        let policy = RetryPolicy::new().retry_after_cap(cap);
        prop_assert_eq!(policy.waits_for(asked), asked <= cap);
    }

    #[test]
    fn the_longest_wait_never_shrinks(
        (base, cap) in (durations(), durations()),
        attempts in prop_oneof![0..40_u32, 0..u32::MAX],
    ) {
        let policy = RetryPolicy::new().base(base).cap(cap);
        prop_assert!(policy.wait(attempts, None, 1.0) <= policy.wait(attempts + 1, None, 1.0));
    }
}
