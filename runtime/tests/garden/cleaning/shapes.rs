//! Codes and numbers of a shape.

use prose_runtime::{Breach, Limit, Rule, Unclear};

use super::{assert_cleans, assert_refused, assert_unclear, shapes};
use crate::api::{POSTAL, limit};

fn phone() -> Limit {
    Limit {
        before: &["tel:", "+1", "1"],
        ..shapes(&["1111111111"])
    }
}

fn postal() -> Limit {
    Limit {
        lost_zeros: 2,
        ..shapes(&["11111", "11111-1111", "11111-1111-11", "A1A 1A1"])
    }
}

#[test]
fn signs_that_only_format_are_taken_out() {
    assert_cleans(
        &phone(),
        &[
            ("(303) 555-0147", "3035550147"),
            ("303.555.0147", "3035550147"),
            ("303\u{2011}555\u{2013}0147", "3035550147"),
            ("303\u{a0}555\u{202f}0147", "3035550147"),
            ("\u{202d}303-555-0147\u{202c}", "3035550147"),
            ("303/555-0147,", "3035550147"),
        ],
    );
}

#[test]
fn signs_of_the_only_shape_that_fits_are_put_in() {
    assert_cleans(
        &postal(),
        &[
            ("K1A0B1", "K1A 0B1"),
            ("k1a-0b1", "k1a 0b1"),
            ("802021234", "80202-1234"),
            ("80202 1234 56", "80202-1234-56"),
            ("80202-", "80202"),
        ],
    );
    let two_ways = shapes(&["1{1,2}-1{1,2}"]);
    assert_unclear(&two_ways, Unclear::Several, &["123"]);
    assert_cleans(&two_ways, &[("1 2", "1-2"), ("12.34", "12-34")]);
}

#[test]
fn what_may_stand_before_is_taken_away() {
    assert_cleans(
        &phone(),
        &[
            ("+1 (303) 555-0147", "3035550147"),
            ("(+1) 303-555-0147", "3035550147"),
            ("1-303-555-0147", "3035550147"),
            ("TEL:+1-303-555-0147", "3035550147"),
            ("13035550147.0", "3035550147"),
        ],
    );
    assert_refused(
        &phone(),
        &["1 1 303 555 0147", "+44 303 555 0147", "+1 1 3035550147"],
    );
    assert_refused(&shapes(&["1111111111"]), &["+1 303 555 0147"]);
}

#[test]
fn zeros_that_a_spreadsheet_took_are_put_back_as_far_as_the_spec_says() {
    assert_cleans(
        &postal(),
        &[
            (" 80202.0 ", "80202"),
            ("2134", "02134"),
            ("601", "00601"),
            ("2134.0", "02134"),
        ],
    );
    // Texts with other signs lose none, and numbers that are nearly as long as another shape are none of it.
    assert_refused(&postal(), &["21", "2134-1234", "8020212345", "21341234"]);
    assert_refused(&POSTAL, &["2134"]);
}

#[test]
fn a_sign_that_could_say_something_is_not_taken_out() {
    assert_refused(&shapes(&["AA"]), &["N/A", "C'O", "N_Y", "C-O"]);
    assert_refused(&postal(), &["-80202", "#80202", "80202x", "/80202"]);
    assert_cleans(
        &shapes(&["AA"]),
        &[("N.Y.", "NY"), ("(co)", "co"), ("N Y", "NY")],
    );
}

#[test]
fn digits_and_letters_of_other_scripts_are_none() {
    assert_refused(
        &phone(),
        &["٣٠٣٥٥٥٠١٤٧", "３０３５５５０１４７", "303555014②"],
    );
    assert_refused(&shapes(&["AA"]), &["ÇO", "СО", "C\u{301}O"]);
}

#[test]
fn one_text_that_several_limits_take_is_cleaned_for_all_of_them() {
    static SHORT: Limit = limit("short", Rule::Text { max: Some(5) });
    static CODE: Limit = limit("code", Rule::Shape(&["11111", "111111"]));
    static PARTS: &[&Limit] = &[&SHORT, &CODE];
    let both = limit("both", Rule::AllOf(PARTS));
    assert_cleans(&both, &[("80-202", "80202"), (" 80202.0", "80202")]);
    assert_unclear(&both, Unclear::NoReading(Breach::TooLong(5)), &["80-20-21"]);
}
