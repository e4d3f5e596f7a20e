//! What holds for any text, name and number.

use clienttrack_generated::crql::{Condition, Mistake, Query, column};
use proptest::prelude::*;

use super::tokens::{Token, texts, tokens};
use super::{filtered, mistakes};

/// What breaks out of texts elsewhere.
const TRICKS: [&str; 12] = [
    "'", "''", "\\'", "\"", "--", "/*", ";", ")", " OR 1=1 ", "\u{2bc}", "\u{ff07}", "%27",
];

/// Any text, with more quotes and signs of the language than chance would bring.
fn text() -> impl Strategy<Value = String> {
    let trick = proptest::sample::select(&TRICKS[..]).prop_map(String::from);
    let part = prop_oneof![any::<char>().prop_map(String::from), trick];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

fn short_text() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace(char::is_control, ""))
}

proptest! {
    #[test]
    fn any_texts_are_read_back_as_they_were_given(
        given in proptest::collection::vec(short_text(), 1..5),
    ) {
        let mut conditions = given.iter().map(|text| column("c").is(text));
        let first = conditions.next().unwrap_or_else(|| unreachable!("there is one"));
        let condition = conditions.fold(first, Condition::and);
        for (query, count) in [(filtered(condition), 1), (filtered(column("c").one_of(&given)), 2)] {
            match query {
                Ok(query) => {
                    prop_assert_eq!(texts(&query), Ok(given.clone()), "{}", count);
                }
                Err(error) => {
                    let is_length = matches!(error.mistakes(), [Mistake::TooLong { .. }]);
                    prop_assert!(is_length, "{error}");
                }
            }
        }
    }

    #[test]
    fn a_text_changes_nothing_around_it(given in short_text(), other in short_text()) {
        let query = |text: &str| {
            let condition = column("a").is(text).or(column("b").between(text, 5));
            let text = filtered(condition).unwrap_or_default();
            tokens(&text).map(|tokens| {
                let is_around = |token: &Token| !matches!(token, Token::Text(_));
                tokens.into_iter().filter(is_around).collect::<Vec<_>>()
            })
        };
        prop_assert_eq!(query(&given), query(&other));
    }

    /// Whether quotes are doubled, taken back by a backslash, or end a text whatever stands around them.
    #[test]
    fn a_text_without_quotes_ends_where_it_ends_by_any_rule(given in short_text()) {
        let query = Query::select("t", ["c"]).filter(column("c").is(&given));
        let Ok(text) = query.clone().refuse_quotes().build() else {
            let is_harmless = given.chars().all(|sign| sign.is_ascii_alphanumeric());
            prop_assert!(!is_harmless, "{given}");
            return Ok(());
        };
        let doubling = query.build();
        prop_assert_eq!(Ok(&text), doubling.as_ref());
        prop_assert_eq!(&text, &format!("SELECT c FROM t WHERE c = '{given}'"));
        prop_assert!(!given.contains(['\'', '\\', '"']));
    }

    #[test]
    fn a_control_character_is_always_refused(
        before in short_text(),
        control in prop_oneof![
            proptest::char::range('\0', '\u{1f}'),
            proptest::char::range('\u{7f}', '\u{9f}'),
        ],
        after in short_text(),
    ) {
        let text = format!("{before}{control}{after}");
        let query = Query::select("t", ["c"]).filter(column("c").is(text));
        prop_assert_eq!(mistakes(&query), [Mistake::ControlCharacter { column: "c".to_owned() }]);
    }

    /// Whatever is given as a name is one word of the query, or stops it.
    #[test]
    fn a_name_is_one_word_or_refused(
        given in prop_oneof![any::<String>(), "[A-Za-z_.* 0-9']{0,6}", "t\\.[a-z' ]{1,3}"],
    ) {
        let queries = |name: &str| [
            Query::select(name, ["c"]).build(),
            Query::select("t", [name]).build(),
            Query::select("t", ["c"]).order_by(name).build(),
            filtered(column(name).is(1)),
            Query::select("t", ["c"]).join(name, "a", "b").build(),
            Query::select("t", ["c"]).join("u", name, "b").build(),
            Query::select("t", ["c"]).join("u", "a", name).build(),
        ];
        for (query, plain) in queries(&given).into_iter().zip(queries("x")) {
            let plain = tokens(&plain.unwrap_or_default());
            if let Ok(query) = query {
                prop_assert_eq!(tokens(&query).map(|all| all.len()), plain.map(|all| all.len()));
                prop_assert!(texts(&query).is_ok_and(|texts| texts.is_empty()));
            }
        }
    }

    #[test]
    fn nothing_that_is_given_makes_it_panic(
        name in any::<String>(), text in text(), number in any::<f64>(), top in any::<u32>(),
    ) {
        let query = Query::select(&name, [&name])
            .top(top)
            .filter(column(&name).is(&text).and(column(&text).is(number)).or(column(&name).after(&text)))
            .order_by(column(&text).descending());
        let _ = format!("{query:?} {:?}", query.build());
    }
}
