//! Closed sets, yes and no, aliases, addresses, texts and lists.

use prose_runtime::{Breach, Limit, List, Rule, Travels, Unclear};

use super::{assert_cleans, assert_refused, assert_unclear, shapes};
use crate::api::{BOOLEAN, COLOUR, EMAIL, EMAILS, FLAG, NAME, TEXT, limit};

#[test]
fn closed_sets_are_read_in_any_capitals_and_by_their_labels() {
    assert_cleans(&COLOUR, &[("red", "Red"), (" BLUE ", "Blue")]);
    let numbered = Limit {
        aliases: &[("1", &["Client"]), ("2", &["Employee", "Staff  member"])],
        ..limit("numbered", Rule::OneOf(&["1", "2"]))
    };
    assert_cleans(
        &numbered,
        &[("client", "1"), ("2.0", "2"), ("STAFF\u{a0}MEMBER", "2")],
    );
    assert_refused(&numbered, &["3", "clients", "1.5"]);
    let twins = limit("twins", Rule::OneOf(&["a", "A"]));
    assert_cleans(&twins, &[(" A ", "A")]);
    let same = Limit {
        aliases: &[("1", &["One"]), ("2", &["one"])],
        ..limit("same", Rule::OneOf(&["1", "2"]))
    };
    assert_unclear(&same, Unclear::Several, &["ONE"]);
}

#[test]
fn aliases_stand_beside_any_rule() {
    let state = Limit {
        aliases: &[("CO", &["Colorado"]), ("HI", &["Hawai'i"])],
        ..shapes(&["AA"])
    };
    assert_cleans(
        &state,
        &[
            ("colorado", "CO"),
            ("hawai\u{2019}i", "HI"),
            ("co", "co"),
            ("C.O.", "CO"),
        ],
    );
    // What is not allowed is no reading, whatever an alias says.
    let wrong = Limit {
        aliases: &[("Colorado", &["CO state"])],
        ..shapes(&["AA"])
    };
    assert_refused(&wrong, &["CO state"]);
}

#[test]
fn yes_and_no_are_read_in_words() {
    assert_cleans(
        &FLAG,
        &[
            ("yes", "1"),
            ("Y", "1"),
            ("TRUE", "1"),
            ("no", "0"),
            ("n", "0"),
            ("False", "0"),
            ("1.0", "1"),
        ],
    );
    assert_cleans(&BOOLEAN, &[("1", "true"), ("No", "false")]);
    let spelled = limit("spelled", Rule::FlagAs { yes: "N", no: "j" });
    assert_cleans(
        &spelled,
        &[("n", "N"), ("J", "j"), ("yes", "N"), ("0", "j")],
    );
    assert_refused(&FLAG, &["on", "2", "yes please", "t"]);
}

#[test]
fn addresses_lose_what_stands_before_them_and_gain_nothing() {
    assert_cleans(
        &EMAIL,
        &[
            (" ann@example.com\u{200b}", "ann@example.com"),
            ("MAILTO:ann@example.com", "ann@example.com"),
        ],
    );
    assert_refused(
        &EMAIL,
        &[
            "ann@",
            "Ann <ann@example.com>",
            "ann@example.com; lee@example.com",
        ],
    );
    let url = limit("url", Rule::Url);
    assert_cleans(&url, &[(" https://example.com\n", "https://example.com")]);
    assert_refused(&url, &["www.example.com"]);
}

#[test]
fn texts_are_neither_changed_where_they_are_allowed_nor_cut() {
    assert_cleans(&TEXT, &[("  Ann\u{a0}", "  Ann\u{a0}")]);
    assert_cleans(
        &NAME,
        &[(" ann ", " ann "), ("  1234567890  ", "1234567890")],
    );
    assert_unclear(
        &NAME,
        Unclear::NoReading(Breach::TooLong(10)),
        &["12345678901"],
    );
}

#[test]
fn items_of_a_list_are_cleaned_one_by_one() {
    assert_cleans(
        &EMAILS,
        &[(
            "a@example.com, mailto:b@example.com,",
            "a@example.com,b@example.com",
        )],
    );
    assert!(EMAILS.clean("a@example.com, b").is_err());
    let two = limit(
        "two",
        Rule::List(List {
            item: &COLOUR,
            min: Some(2),
            max: None,
            travels: Travels::Commas,
        }),
    );
    assert_cleans(&two, &[("red,blue", "Red,Blue")]);
    assert_unclear(&two, Unclear::NoReading(Breach::TooFewItems(2)), &["red, "]);
}

#[test]
fn what_has_no_text_of_its_own_is_not_read() {
    for rule in [Rule::Rows, Rule::File { max: None }] {
        assert_unclear(
            &limit("rows", rule),
            Unclear::NoReading(Breach::WrongForm),
            &["a", ""],
        );
    }
    assert_refused(&limit("json", Rule::Json), &["Ann"]);
}
