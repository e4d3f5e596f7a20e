//! Numbers and money.

use prose_runtime::{Breach, Cleaning, Rule, Unclear};

use super::{assert_cleans, assert_cleans_with, assert_refused, assert_unclear};
use crate::api::{DECIMAL, HEIGHT, ID, limit};

#[test]
fn currencies_and_thousands_are_taken_out() {
    assert_cleans(
        &DECIMAL,
        &[
            ("$1,250.00", "1250.00"),
            ("-$1,250.50", "-1250.50"),
            ("$-5", "-5"),
            ("\u{2212}5", "-5"),
            ("1.250,00 €", "1250.00"),
            ("US$ 12", "12"),
            ("12 usd", "12"),
            ("£1'250'000", "1250000"),
            ("1 250,5", "1250.5"),
            ("1\u{202f}250", "1250"),
            ("1,250,000", "1250000"),
            ("12,5", "12.5"),
            ("0,125", "0.125"),
            (".5", "0.5"),
            ("+7", "7"),
        ],
    );
}

#[test]
fn thousands_stand_in_groups_of_three() {
    assert_refused(
        &DECIMAL,
        &[
            "1,25,000",
            "1250,000,000",
            "1,250.000.000",
            "1,,250",
            "1.2.3",
            "1, 250",
            ",",
        ],
    );
}

#[test]
fn what_is_no_currency_is_not_taken_out() {
    assert_refused(
        &DECIMAL,
        &[
            "1250 XYZ", "about 5", "5k", "12%", "$$5", "(5)", "1e3", "--5",
        ],
    );
}

#[test]
fn a_comma_before_three_digits_needs_the_decimal_sign() {
    assert_unclear(
        &DECIMAL,
        Unclear::DecimalSign,
        &["1,250", "$1.250", "-12,345"],
    );
    let point = Cleaning::new().decimal_point();
    assert_cleans_with(&DECIMAL, &point, &[("1,250", "1250"), ("$1.250", "1.250")]);
    let comma = Cleaning::new().decimal_comma();
    assert_cleans_with(&DECIMAL, &comma, &[("1,250", "1.250"), ("€1.250", "1250")]);
    // What is allowed stays, whatever the caller says.
    assert_cleans_with(&DECIMAL, &comma, &[("1.250", "1.250")]);
    let cents = Rule::DecimalWithin {
        min: None,
        max: None,
        digits: Some(2),
    };
    let cents = limit("cents", cents);
    // A limit that takes one of the two readings decides too, but machines write a point before a fraction.
    assert_cleans(&cents, &[("1,250", "1250")]);
    assert_unclear(&cents, Unclear::DecimalSign, &["1.250"]);
}

#[test]
fn whole_numbers_have_no_fraction_but_zeros() {
    assert_cleans(
        &HEIGHT,
        &[
            (" 7.0 ", "7"),
            ("7,00", "7"),
            ("$100", "100"),
            ("250.", "250"),
        ],
    );
    assert_refused(&HEIGHT, &["7.5", "1,000", "-1"]);
    assert_unclear(&HEIGHT, Unclear::DecimalSign, &["1.000"]);
    let any = limit(
        "any",
        Rule::Integer {
            min: None,
            max: None,
        },
    );
    assert_cleans(
        &any,
        &[
            ("1,000", "1000"),
            ("$1,250.00", "1250"),
            ("-1 000", "-1000"),
        ],
    );
}

#[test]
fn numbers_of_things_keep_their_digits() {
    assert_cleans(&ID, &[("8051632.0", "8051632"), (" 007 ", "007")]);
    assert_refused(&ID, &["8,051", "80.5", "#7", "8.05E+06"]);
    assert_eq!(ID.clean("\u{feff}7\u{200b}").as_deref(), Ok("7"));
    assert_eq!(ID.clean(""), Err(Unclear::NoReading(Breach::NotDigits)));
}
