//! Limits with bounds, limits of several parts, and spellings that are an API's own.

use prose_runtime::{
    BaseUrl, Breach, CallDescriptor, Config, Holds, Key, Limit, Params, Place, RecordKind, Row,
    Rule, Value, encode, validate,
};

use crate::api::{API, CALL, POSTAL, credentials, key, limit, plant};

static PRICE: Limit = limit(
    "price",
    Rule::DecimalWithin {
        min: Some("0.01"),
        max: Some("999.99"),
        digits: Some(2),
    },
);
static TITLE: Limit = limit(
    "title",
    Rule::Length {
        min: 3,
        max: Some(5),
    },
);
static EVERGREEN: Limit = limit(
    "evergreen",
    Rule::FlagAs {
        yes: "yes",
        no: "no",
    },
);
static EVERGREEN_KEY: Key = key("tall", &EVERGREEN, Holds::Plain);
static PRICE_KEY: Key = key("price", &PRICE, Holds::Plain);
static BOTH: Limit = limit("both", Rule::AllOf(&[&TITLE, &POSTAL]));

fn check(rule: Rule, text: &str) -> Result<(), Breach> {
    limit("any", rule).check(text)
}

#[test]
fn text_has_so_many_characters_and_not_bytes() {
    assert_eq!(TITLE.check("éé"), Err(Breach::TooShort(3)));
    assert_eq!(TITLE.check("ééé"), Ok(()));
    assert_eq!(TITLE.check("ééééé"), Ok(()));
    assert_eq!(TITLE.check("éééééé"), Err(Breach::TooLong(5)));
}

#[test]
fn a_sign_of_a_shape_stands_as_often_as_its_count_says() {
    const SHAPES: &[&str] = &["1{3,5}", "A{2}-{{1}}", "-{0,1}A{1,3}A"];
    for text in ["123", "12345", "ab-{7}", "-abcd", "ab"] {
        assert_eq!(check(Rule::Shape(SHAPES), text), Ok(()), "{text}");
    }
    for text in [
        "12", "123456", "a-{7}", "ab-7", "--ab", "a", "abcde", "٣٣٣", "",
    ] {
        let told = check(Rule::Shape(SHAPES), text);
        assert_eq!(told, Err(Breach::Shape(SHAPES)), "{text}");
    }
}

#[test]
fn a_count_that_cannot_be_read_stands_for_itself() {
    for (shape, text) in [(&["1{x"], "7{x"), (&["1{2"], "7{2"), (&["1{,}"], "7{,}")] {
        assert_eq!(check(Rule::Shape(shape), text), Ok(()), "{text}");
    }
}

#[test]
fn decimals_are_held_against_their_bounds_digit_by_digit() {
    for text in ["0.01", "00.010", "999.99", "0999.9", "1"] {
        let told = PRICE.check(text);
        let is_precise = text.split_once('.').is_none_or(|(_, part)| part.len() < 3);
        assert_eq!(told.is_ok(), is_precise, "{text}: {told:?}");
    }
    let out_of_bounds = Err(Breach::OutOfBounds {
        min: Some("0.01"),
        max: Some("999.99"),
    });
    for text in ["0", "-0.01", "0.00", "1000", "9999.9"] {
        assert_eq!(PRICE.check(text), out_of_bounds, "{text}");
    }
    assert_eq!(PRICE.check("0.011"), Err(Breach::TooPrecise(2)));
    assert_eq!(PRICE.check("1e2"), Err(Breach::NotDecimal));
    // No float has these digits.
    let rule = || Rule::DecimalWithin {
        min: None,
        max: Some("0.30000000000000000001"),
        digits: None,
    };
    assert_eq!(check(rule(), "0.30000000000000000001"), Ok(()));
    assert!(check(rule(), "0.30000000000000000002").is_err());
    let below_zero = || Rule::DecimalWithin {
        min: Some("-2.5"),
        max: Some("-0"),
        digits: None,
    };
    for (text, allowed) in [
        ("-2.5", true),
        ("-2.51", false),
        ("0", true),
        ("0.1", false),
    ] {
        assert_eq!(check(below_zero(), text).is_ok(), allowed, "{text}");
    }
}

#[test]
fn moments_may_have_an_offset_and_a_fraction() {
    let rule = || Rule::DateTime(&["YYYY-MM-DDTHH:MM:SS.SSS±HH:MM"]);
    for text in [
        "2024-02-29T23:59:59Z",
        "2024-02-29T23:59:59.5Z",
        "2024-02-29T23:59:59.123456789-05:30",
        "2024-02-29T23:59:59+23:59",
    ] {
        assert_eq!(check(rule(), text), Ok(()), "{text}");
    }
    for text in [
        "2024-02-29T23:59:59",
        "2023-02-29T23:59:59Z",
        "2024-02-29T23:59:59.Z",
        "2024-02-29T23:59:59.1234567890Z",
        "2024-02-29T23:59:59+24:00",
        "2024-02-29T23:59:59+0100",
        "2024-02-29T23:59:59 01:00",
        "2024-02-29T23:59:59ZZ",
        "2024-02-29T23:59:59+1é:00",
    ] {
        assert!(check(rule(), text).is_err(), "{text}");
    }
}

#[test]
fn a_date_of_e_mail_names_its_own_weekday() {
    for text in [
        "Mon, 25 Dec 1995 13:30:00 +0430",
        "Tue, 5 Mar 2024 23:59:59 -0000",
    ] {
        assert_eq!(check(Rule::Rfc2822, text), Ok(()), "{text}");
    }
    for text in [
        "Tue, 25 Dec 1995 13:30:00 +0430",
        "Thu, 30 Feb 2024 00:00:00 +0000",
        "Mon, 25 Dec 1995 13:30:00",
        "Mon, 25 Dec 1995 13:30:00 +04:30",
        "",
    ] {
        assert_eq!(
            check(Rule::Rfc2822, text),
            Err(Breach::NotRfc2822),
            "{text}"
        );
    }
}

#[test]
fn addresses_of_one_version_are_none_of_the_other() {
    for (text, v4, v6) in [
        ("192.0.2.1", true, false),
        ("2001:db8::1", false, true),
        ("::ffff:192.0.2.1", false, true),
        ("192.0.2.01", false, false),
        ("fe80::1%eth0", false, false),
        ("[::1]", false, false),
    ] {
        assert_eq!(
            check(
                Rule::Ip {
                    v4: true,
                    v6: false
                },
                text
            )
            .is_ok(),
            v4,
            "{text}"
        );
        assert_eq!(
            check(
                Rule::Ip {
                    v4: false,
                    v6: true
                },
                text
            )
            .is_ok(),
            v6,
            "{text}"
        );
        assert_eq!(
            check(Rule::Ip { v4: true, v6: true }, text).is_ok(),
            v4 || v6,
            "{text}"
        );
    }
}

#[test]
fn of_several_limits_the_first_that_is_broken_is_told() {
    assert_eq!(BOTH.check("80202"), Ok(()));
    assert_eq!(BOTH.check("8"), Err(Breach::TooShort(3)));
    assert_eq!(
        BOTH.check("8020"),
        Err(Breach::Shape(&["11111", "A1A 1A1"]))
    );
}

#[test]
fn a_flag_travels_in_its_own_spelling() {
    static TALL: CallDescriptor = CallDescriptor {
        accepts: &[&EVERGREEN_KEY],
        ..CALL
    };
    let base_url = BaseUrl::new(&API, &Config::new().base_url("http://localhost/")).unwrap();
    for (flag, query, json) in [
        (true, "tall=yes", r#"{"tall":"yes"}"#),
        (false, "tall=no", r#"{"tall":"no"}"#),
    ] {
        let params = Params::of_call(&TALL).with(&EVERGREEN_KEY, Value::flag(flag));
        assert_eq!(validate(&params), Ok(()));
        let sent = encode(&params, &base_url, &credentials(), Place::Query).unwrap();
        assert_eq!(sent.url(), format!("http://localhost/call?{query}"));
        let sent = encode(&params, &base_url, &credentials(), Place::Json).unwrap();
        assert_eq!(sent.body().unwrap(), json.as_bytes());
    }
    let params = Params::of_call(&TALL).with(&EVERGREEN_KEY, Value::text("1"));
    assert!(validate(&params).is_err());
}

#[test]
fn flags_of_answers_are_read_in_their_own_spelling_and_in_the_usual_ones() {
    static RECORD: RecordKind = RecordKind {
        name: "tree",
        fields: &[&EVERGREEN_KEY, &PRICE_KEY],
        ..RecordKind::PLAIN
    };
    let row = |json: &str| -> Row {
        let row = plant(&format!(r#""visits":{{"tall":{json}}}"#));
        row.object(&crate::api::VISITS, &RECORD).unwrap()
    };
    for (json, flag) in [
        (r#""yes""#, Some(true)),
        (r#""YES""#, Some(true)),
        (r#""no""#, Some(false)),
        ("1", Some(true)),
        (r#""0""#, Some(false)),
        ("true", Some(true)),
        ("false", Some(false)),
        (r#""maybe""#, None),
    ] {
        assert_eq!(row(json).flag(&EVERGREEN_KEY), flag, "{json}");
    }
    let misfits: Vec<_> = row(r#""maybe""#).misfits().map(|key| key.wire).collect();
    assert_eq!(misfits, ["tall"]);
}

#[test]
fn a_spelling_comes_before_what_others_mean_by_it() {
    static ODD: Limit = limit("odd", Rule::FlagAs { yes: "0", no: "1" });
    static ODD_KEY: Key = key("tall", &ODD, Holds::Plain);
    let row = plant(r#""tall":0"#);
    assert_eq!(row.flag(&ODD_KEY), Some(true));
}
