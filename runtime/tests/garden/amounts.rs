//! Decimal numbers, with all of their digits.

use prose_runtime::{Amount, CallDescriptor, Holds, Key, Params, Value, validate};

use crate::api::{CALL, CREATE_PLANT, DECIMAL, HEIGHT, PRICE, key, plant};
use crate::written::json;

fn sent(amount: impl Into<Amount>) -> String {
    json(&Params::of_call(&CREATE_PLANT).with(&PRICE, Value::amount(amount)))
}

#[test]
fn an_amount_travels_digit_by_digit() {
    assert_eq!(sent("1250.50"), r#"{"price":"1250.50"}"#);
    assert_eq!(sent(1250_u64), r#"{"price":"1250"}"#);
    assert_eq!(sent(-3), r#"{"price":"-3"}"#);
}

#[test]
fn an_amount_is_taken_by_name() {
    let price = Amount::from("1250.50");
    let by_name = Params::of_call(&CREATE_PLANT).fill([("price in euros", &price)]);
    assert_eq!(json(&by_name), r#"{"price":"1250.50"}"#);
}

#[test]
fn an_amount_is_read_as_what_can_hold_it() {
    let row = plant(r#""price":"1250.00""#);
    assert_eq!(row.amount::<u64>(&PRICE), Some(1250));
    assert_eq!(row.amount::<String>(&PRICE).as_deref(), Some("1250.00"));
    assert_eq!(plant(r#""price":-0.5"#).amount::<i64>(&PRICE), None);
    assert_eq!(plant(r#""price":"-5.0""#).amount::<i64>(&PRICE), Some(-5));
}

/// Its answers have decimals, its requests none.
static YIELD: Key = Key {
    answers: Some(&DECIMAL),
    ..key("yield", &HEIGHT, Holds::Plain)
};
static CROP: CallDescriptor = CallDescriptor {
    accepts: &[&YIELD],
    ..CALL
};

#[test]
fn a_whole_number_that_was_read_with_decimals_can_be_sent_again() {
    let crop = |text: &str| Params::of_call(&CROP).with(&YIELD, Value::text(text));
    assert_eq!(validate(&crop("12.00")), Ok(()));
    assert_eq!(json(&crop("12.00")), r#"{"yield":12}"#);
    for text in ["12.50", "1,2.00", ".00", "12.", "12.0x", "12.000"] {
        assert!(validate(&crop(text)).is_err(), "{text}");
    }
    assert_eq!(json(&crop("12.00").as_is("yield")), r#"{"yield":12.00}"#);
}

#[cfg(feature = "rust_decimal")]
mod with_rust_decimal {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    proptest! {
        #[test]
        fn what_is_set_comes_back_the_same(digits in any::<i64>(), scale in 0_u32..=18) {
            let amount = Decimal::new(digits, scale);
            let back = plant(sent(amount).trim_matches(['{', '}'])).amount::<Decimal>(&PRICE);
            prop_assert_eq!(back.map(|back| back.to_string()), Some(amount.to_string()));
        }
    }

    #[test]
    fn a_decimal_is_taken_by_name() {
        let prices = [("price", Some(Decimal::new(125_050, 2))), ("height", None)];
        let by_name = Params::of_call(&CREATE_PLANT).fill(prices);
        assert_eq!(json(&by_name), r#"{"price":"1250.50"}"#);
    }

    #[test]
    fn a_number_with_an_exponent_is_written_out_and_what_is_none_is_not_read() {
        let read = |json: &str| plant(&format!(r#""price":{json}"#)).amount::<Decimal>(&PRICE);
        for (json, number) in [
            ("1.25E7", "12500000"),
            ("-1.25e1", "-12.5"),
            ("125e-3", "0.125"),
            ("1e-2", "0.01"),
            ("0e5", "0"),
        ] {
            assert_eq!(read(json), number.parse().ok(), "{json}");
        }
        for json in ["1e99", r#""1_000""#, r#""1,000""#, r#""1e""#] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    #[test]
    fn what_has_too_many_digits_is_none_and_not_rounded() {
        let row = plant(r#""price":"0.12345678901234567890123456789012""#);
        assert_eq!(row.amount::<Decimal>(&PRICE), None);
    }
}
