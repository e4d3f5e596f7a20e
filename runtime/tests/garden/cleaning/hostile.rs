//! Texts that nobody types: they cost little, and nothing breaks.

use proptest::prelude::*;
use prose_runtime::{Cleaning, Limit, Rule};

use super::{moments, shapes};
use crate::api::{BOOLEAN, COLOUR, DATE, DECIMAL, EMAIL, EMAILS, FLAG, HEIGHT, ID, NAME, limit};

fn all() -> Vec<Limit> {
    let counted = Limit {
        before: &["1", "+1", "tel:", ""],
        lost_zeros: 9,
        ..shapes(&["1{0,200}-1{0,200}", "A{2,90}", "1{5}", "{{1{2}}}"])
    };
    vec![
        counted,
        moments(&["YYYY-MM-DDTHH:MM:SS.SSS±HH:MM", "DD/MM/YYYY", "HH:MM"]),
        limit(
            "any",
            Rule::Integer {
                min: None,
                max: None,
            },
        ),
        limit("ip", Rule::Ip { v4: true, v6: true }),
        limit("mail", Rule::Rfc2822),
        limit("url", Rule::Url),
        limit("json", Rule::Json),
    ]
}

/// Held for every limit and text: what is allowed stays, and what comes back is allowed and stays.
fn assert_laws(limit: &Limit, text: &str) {
    let cleaned = limit.clean(text);
    if limit.check(text).is_ok() {
        assert_eq!(cleaned.as_deref(), Ok(text), "{}", limit.name);
    }
    if let Ok(clean) = cleaned {
        assert_eq!(limit.check(&clean), Ok(()), "{}", limit.name);
        assert_eq!(
            limit.clean(&clean).as_deref(),
            Ok(&*clean),
            "{}",
            limit.name
        );
    }
}

#[test]
fn texts_of_a_megabyte_are_read_at_once() {
    let mebibyte = 1 << 20;
    for piece in [
        "1", " ", "(", "1,", "1 ", "a", "\u{301}", "é", "1/1/", ",", "@", "\u{feff}",
    ] {
        let text = piece.repeat(mebibyte / piece.len());
        for limit in [
            &COLOUR, &DATE, &DECIMAL, &EMAIL, &EMAILS, &FLAG, &HEIGHT, &ID, &NAME,
        ] {
            assert_laws(limit, &text);
        }
        for limit in &all() {
            assert_laws(limit, &text);
        }
    }
}

#[test]
fn as_many_readings_as_a_shape_has_cost_little() {
    let text = "1".repeat(300);
    assert_laws(&shapes(&["1{0,300}-1{0,300}.1{0,300}/1{0,300}"]), &text);
    assert_laws(
        &shapes(&["1{0,4000000000}-{4000000000}1{0,4000000000}"]),
        &text,
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_laws_of_cleaning_hold_for_any_text(
        text in "[0-9 .,/:\\-+()$€APM'ZTa-z\u{301}٣\u{a0}\u{200b}]{0,24}|\\PC{0,16}",
    ) {
        let named = [&COLOUR, &DATE, &DECIMAL, &EMAIL, &EMAILS, &FLAG, &BOOLEAN, &HEIGHT, &ID, &NAME];
        for limit in named.into_iter().chain(&all()) {
            assert_laws(limit, &text);
        }
        let comma = Cleaning::new().decimal_comma();
        if let Ok(clean) = DECIMAL.clean_with(&text, &comma) {
            prop_assert_eq!(DECIMAL.check(&clean), Ok(()));
        }
    }
}
