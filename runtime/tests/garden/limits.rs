//! Texts within a limit, and without.

use prose_runtime::{Breach, Limit, Rule};

use crate::api::{
    BOOLEAN, COLOUR, DATE, DECIMAL, EMAIL, EMAILS, FLAG, HEIGHT, ID, NAME, NOTE, POSTAL, TEXT,
    limit,
};

fn assert_passes(limit: &Limit, texts: &[&str]) {
    for text in texts {
        assert_eq!(
            limit.check(text),
            Ok(()),
            "{} should pass {text:?}",
            limit.name
        );
    }
}

fn assert_fails(limit: &Limit, texts: &[&str]) {
    for text in texts {
        assert!(
            limit.check(text).is_err(),
            "{} should fail {text:?}",
            limit.name
        );
    }
}

fn date_time(patterns: &'static [&'static str]) -> Limit {
    limit("when", Rule::DateTime(patterns))
}

#[test]
fn text_without_a_maximum_takes_everything() {
    assert_passes(&TEXT, &["", "a\nb", &"x".repeat(100_000)]);
}

#[test]
fn text_counts_characters_and_not_bytes() {
    assert_passes(&NAME, &["", "éééééééééé", "1234567890"]);
    assert_eq!(NAME.check("12345678901"), Err(Breach::TooLong(10)));
}

#[test]
fn shapes_take_letters_of_either_case_and_nothing_more() {
    assert_passes(&POSTAL, &["80202", "K1A 0B1", "k1a 0b1"]);
    assert_fails(
        &POSTAL,
        &["", "8020", "802021", "K1A0B1", "É1A 0B1", "8020٢", " 80202"],
    );
}

#[test]
fn closed_sets_take_their_values_only() {
    assert_passes(&COLOUR, &["Red", "Blue"]);
    assert_eq!(
        COLOUR.check("red"),
        Err(Breach::NotListed(&["Red", "Blue"]))
    );
}

#[test]
fn flags_are_one_or_zero() {
    assert_passes(&FLAG, &["1", "0"]);
    assert_fails(&FLAG, &["", "2", "true", "01"]);
}

#[test]
fn booleans_are_words() {
    assert_passes(&BOOLEAN, &["true", "false"]);
    assert_fails(&BOOLEAN, &["1", "True", ""]);
}

#[test]
fn ids_are_digits_of_any_length() {
    assert_passes(&ID, &["0", "007", "123456789012345678901234567890"]);
    assert_fails(&ID, &["", "-1", "1.0", "1 ", "٢"]);
}

#[test]
fn integers_hold_at_both_edges() {
    assert_passes(&HEIGHT, &["0", "300"]);
    let out_of_range = Err(Breach::OutOfRange {
        min: Some(0),
        max: Some(300),
    });
    assert_eq!(HEIGHT.check("-1"), out_of_range);
    assert_eq!(HEIGHT.check("301"), out_of_range);
    assert_eq!(HEIGHT.check(&"9".repeat(60)), out_of_range);
    assert_fails(&HEIGHT, &["", "-", "+1", "1.0", "one"]);
}

#[test]
fn integers_without_edges_take_all_numbers() {
    let any = limit(
        "any",
        Rule::Integer {
            min: None,
            max: None,
        },
    );
    assert_passes(
        &any,
        &[
            "-9223372036854775808",
            "18446744073709551615",
            &"9".repeat(60),
        ],
    );
}

#[test]
fn decimals_are_plain_numbers() {
    assert_passes(&DECIMAL, &["0", "-1.50", "1234567890.123456789"]);
    assert_fails(
        &DECIMAL,
        &["", ".5", "5.", "1,000", "1e3", "+1", "$1", "1.2.3"],
    );
}

#[test]
fn well_formed_addresses_pass() {
    let longest = format!("a@{0}.{0}.{0}.{1}", "b".repeat(63), "c".repeat(60));
    assert_eq!(longest.len(), 254);
    assert_passes(
        &EMAIL,
        &[
            "ann@example.com",
            "a.b+c_d'e@sub.example.co.uk",
            "ünn@exämple.de",
            &longest,
        ],
    );
}

#[test]
fn malformed_addresses_fail() {
    assert_fails(
        &EMAIL,
        &[
            "",
            "ann",
            "@example.com",
            "ann@",
            "ann@example",
            "ann@@example.com",
            "a@b@example.com",
            "an n@example.com",
            "ann@exam ple.com",
            ".ann@example.com",
            "ann.@example.com",
            "a..b@example.com",
            "ann@.example.com",
            "ann@example.com.",
            "ann@-example.com",
            "ann@example-.com",
            "ann@exa_mple.com",
            "a,b@example.com",
            "<ann@example.com>",
            "ann@example.com\n",
        ],
    );
    assert_fails(&EMAIL, &[&format!("{}@example.com", "a".repeat(65))]);
    assert_fails(&EMAIL, &[&format!("a@{}.com", "b".repeat(64))]);
    assert_fails(
        &EMAIL,
        &[&format!(
            "a@{0}.{0}.{0}.{1}",
            "b".repeat(63),
            "c".repeat(61)
        )],
    );
}

#[test]
fn days_must_exist() {
    assert_passes(
        &DATE,
        &[
            "2024-02-29",
            "2000-02-29",
            "2023-12-31",
            "0001-01-01",
            "2023-04-30",
        ],
    );
    assert_fails(
        &DATE,
        &[
            "2023-02-29",
            "1900-02-29",
            "2023-04-31",
            "2023-00-10",
            "2023-13-10",
            "2023-01-00",
            "2023-01-32",
            "0000-00-00",
            "2023-1-1",
            "2023-01-01 ",
            "2023/01/01",
            "20230101",
            "",
            "２０23-01-01",
            "2023-01-0é",
        ],
    );
}

#[test]
fn a_day_without_a_year_may_be_the_29th_of_february() {
    assert_passes(&date_time(&["MM/DD"]), &["02/29"]);
    assert_fails(&date_time(&["MM/DD"]), &["02/30"]);
}

#[test]
fn the_year_counts_wherever_it_stands() {
    assert_passes(&date_time(&["DD.MM.YYYY"]), &["29.02.2024"]);
    assert_fails(&date_time(&["DD.MM.YYYY"]), &["29.02.2023"]);
}

#[test]
fn minutes_and_months_are_told_apart() {
    let both = date_time(&["YYYY-MM-DD HH:MM:SS"]);
    assert_passes(&both, &["2024-12-31 23:59:59", "2024-01-01 00:00:00"]);
    assert_fails(
        &both,
        &[
            "2024-12-31 24:00:00",
            "2024-12-31 23:60:00",
            "2024-12-31 23:59:60",
        ],
    );
    assert_fails(&both, &["2024-59-01 00:00:00"]);
    assert_passes(&date_time(&["HH:MM DD-MM-YYYY"]), &["23:59 31-12-2024"]);
    assert_fails(&date_time(&["HH:MM DD-MM-YYYY"]), &["23:59 31-13-2024"]);
}

#[test]
fn colons_in_a_date_do_not_make_it_a_time() {
    assert_passes(&date_time(&["YYYY:MM:DD"]), &["2024:12:31"]);
    assert_fails(&date_time(&["YYYY:MM:DD"]), &["2024:13:01"]);
}

#[test]
fn any_of_the_patterns_will_do() {
    let times = date_time(&["HH:MM:SS", "HH:MM"]);
    assert_passes(&times, &["08:30:00", "08:30"]);
    assert_eq!(
        times.check("8:30"),
        Err(Breach::NotInCalendar(&["HH:MM:SS", "HH:MM"]))
    );
}

#[test]
fn literals_of_a_pattern_are_needed() {
    let utc = date_time(&["YYYY-MM-DDTHH:MM:SSZ"]);
    assert_passes(&utc, &["2024-02-29T12:00:00Z"]);
    assert_fails(
        &utc,
        &[
            "2024-02-29T12:00:00",
            "2024-02-29 12:00:00Z",
            "2024-02-29T12:00:00z",
        ],
    );
}

#[test]
fn lists_check_each_item() {
    assert_passes(&EMAILS, &["a@example.com", "a@example.com,b@example.com"]);
    assert_eq!(EMAILS.check("a@example.com,b"), Err(Breach::NotEmail));
}

#[test]
fn lists_have_no_empty_items() {
    for text in [
        "a@example.com,",
        ",a@example.com",
        "a@example.com,,b@example.com",
        " ",
    ] {
        assert_eq!(EMAILS.check(text), Err(Breach::EmptyItem), "{text:?}");
    }
}

#[test]
fn a_list_without_items_is_a_blank_text() {
    assert_passes(&EMAILS, &[""]);
}

#[test]
fn nested_rows_are_no_text() {
    assert_eq!(
        limit("rows", Rule::ArrayOf(&NOTE)).check("[]"),
        Err(Breach::WrongForm)
    );
}

#[test]
fn addresses_are_absolute_and_of_the_web() {
    let url = limit("url", Rule::Url);
    assert_passes(
        &url,
        &[
            "https://example.com",
            "HTTPS://x",
            "hTTp://example.com/thanks?a=b&c=d#e",
            "http://[::1]:8080/",
            "http://127.0.0.1:8080",
            "https://exämple.com/ž?q=%20",
            "https://example.com/%20+",
        ],
    );
    assert_fails(
        &url,
        &[
            "",
            "http://",
            "HTTPS://",
            "http:///x",
            "http://?x",
            "http://#x",
            "http://:80",
            "http:/example.com",
            "http:example.com",
            "example.com",
            "//example.com",
            "/thanks",
            "ftp://example.com",
            "javascript:alert(1)//http://x",
            "mailto:ann@example.com",
            "https://example.com/a b",
            " https://example.com",
            "https://example.com ",
            "https://example.com\n",
            "https://example.com/\u{a0}",
            "https://\0",
            "hütps://example.com",
            "httpé",
            "éééé",
        ],
    );
    assert_eq!(url.check("x"), Err(Breach::NotUrl));
}

#[test]
fn the_length_once_escaped_counts_three_for_each_escaped_byte() {
    let escaped = limit("query", Rule::Escaped { max: 12 });
    assert_passes(
        &escaped,
        &[
            "",
            "abcdefghijkl",
            "-._~-._~-._~",
            "a b cdef",
            "    ",
            "éé",
            "€abc",
            "😀",
        ],
    );
    assert_fails(
        &escaped,
        &[
            "abcdefghijklm",
            "     ",
            "ééa",
            "€abcd",
            "😀a",
            "€€",
            "a b cdefg",
            "\n\n\n\n\n",
        ],
    );
    assert_eq!(escaped.check("     "), Err(Breach::TooLongEscaped(12)));
    let long = limit("query", Rule::Escaped { max: 2048 });
    assert_passes(
        &long,
        &[&"a".repeat(2048), &format!("{}aa", "é".repeat(341))],
    );
    assert_fails(
        &long,
        &[&"a".repeat(2049), &format!("{}aaa", "é".repeat(341))],
    );
    assert_fails(&long, &[&"€".repeat(1 << 16)]);
}
