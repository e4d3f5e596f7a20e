//! What must hold for any text, any pile of tokens, and any query that can be made.

use proptest::prelude::*;
use rusqlite::types::Value as Sql;

use super::super::{Plan, Scope, parse};
use crate::clienttrack::switches::Grammar;
use crate::clienttrack::tables::{Tables, Window};

/// Pieces of queries, right and wrong.
const PIECES: [&str; 56] = [
    "SELECT",
    "TOP",
    "FROM",
    "JOIN",
    "LEFT",
    "INNER",
    "ON",
    "WHERE",
    "ORDER",
    "BY",
    "AND",
    "OR",
    "NOT",
    "IN",
    "BETWEEN",
    "LIKE",
    "IS",
    "NULL",
    "AS",
    "ASC",
    "DESC",
    "OFFSET",
    "EXISTS",
    "DISTINCT",
    "cmClient",
    "Enrollment",
    "c",
    "e",
    "c.ClientID",
    "e.ClientID",
    "ClientID",
    "LastName",
    "UpdatedDate",
    "ClientID = 1",
    "SELECT ClientID FROM cmClient",
    "1",
    "2.5",
    "'a'",
    "'2026-03-02'",
    "''''",
    "'",
    ",",
    ".",
    "(",
    ")",
    "*",
    "=",
    "<>",
    "<=",
    ">",
    "!=",
    "-",
    "--",
    ";",
    "é",
    "%",
];

fn grammar() -> impl Strategy<Value = Grammar> {
    prop_oneof![Just(Grammar::Known), Just(Grammar::Wide)]
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A test of a column of `cmClient c` that is right.
fn test() -> impl Strategy<Value = String> {
    let operator = prop::sample::select(vec!["=", "<>", ">", "<", ">=", "<="]);
    let text = "[ -~é]{0,8}".prop_map(|text| quoted(&text));
    let date = (1..=12, 1..=28).prop_map(|(month, day)| format!("'2025-{month:02}-{day:02}'"));
    let literal = prop_oneof![
        (-5..2000_i64).prop_map(|number| ("c.ClientID", number.to_string())),
        (0..2000_i64).prop_map(|number| ("c.ZipCodeID", format!("'{number}'"))),
        text.prop_map(|text| ("LastName", text)),
        date.prop_map(|date| ("c.UpdatedDate", date)),
    ];
    (literal, operator, 0..6).prop_map(|((column, literal), operator, form)| match form {
        0 => format!("{column} IN ({literal}, {literal})"),
        1 => format!("{column} NOT BETWEEN {literal} AND {literal}"),
        2 => format!("{column} IS NOT NULL"),
        _ => format!("{column} {operator} {literal}"),
    })
}

fn condition() -> impl Strategy<Value = String> {
    test().prop_recursive(6, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3)
                .prop_map(|all| format!("({})", all.join(" AND "))),
            prop::collection::vec(inner.clone(), 1..3)
                .prop_map(|any| format!("({})", any.join(" or "))),
            inner.prop_map(|inner| format!("NOT {inner}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), grammar in grammar()) {
        if let Ok(select) = parse(&text, grammar) {
            let _ = Plan::of(&select, &Scope::All);
        }
    }

    #[test]
    fn any_pile_of_pieces_is_read_or_refused_in_one_line(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60),
        start in prop::bool::ANY,
        grammar in grammar(),
    ) {
        let start = if start { "SELECT ClientID FROM cmClient c WHERE " } else { "" };
        let query = format!("{start}{}", pieces.join(" "));
        let outcome = parse(&query, grammar)
            .and_then(|select| Plan::of(&select, &Scope::All));
        match outcome {
            // What is taken is understood by the database.
            Ok(plan) => {
                let tables = Tables::open(None).unwrap();
                tables.rows(&plan, Window::ALL).unwrap();
            }
            Err(refused) => prop_assert!(!refused.0.contains('\n') && !refused.0.is_empty()),
        }
    }

    #[test]
    fn a_query_made_by_the_rules_is_taken_and_runs(
        condition in condition(),
        top in prop::option::of(0..100_u32),
        join in prop::bool::ANY,
        scope in prop_oneof![
            Just(Scope::All),
            prop::collection::vec(any::<i64>(), 0..3).prop_map(Scope::Organizations),
        ],
    ) {
        let top = top.map(|top| format!("TOP {top} ")).unwrap_or_default();
        let join = if join { "JOIN Enrollment e ON e.ClientID = c.ClientID" } else { "" };
        let query = format!(
            "SELECT {top}c.ClientID, LastName FROM cmClient c {join} WHERE {condition} ORDER BY c.LastName DESC"
        );
        let select = parse(&query, Grammar::Wide);
        prop_assert!(select.is_ok(), "{query}: {select:?}");
        let plan = Plan::of(&select.unwrap(), &scope);
        prop_assert!(plan.is_ok(), "{query}: {plan:?}");
        let plan = plan.unwrap();
        let tables = Tables::open(None).unwrap();
        tables.rows(&plan, Window::ALL).unwrap();
        tables.count(&plan).unwrap();
    }

    #[test]
    fn a_text_of_the_caller_is_bound_and_never_in_the_sql(text in any::<String>()) {
        let query = |text: &str| {
            let literal = quoted(text);
            format!("SELECT ClientID FROM cmClient WHERE LastName = {literal} OR City IN ({literal})")
        };
        let plan = |text: &str| {
            let select = parse(&query(text), Grammar::Wide).unwrap();
            Plan::of(&select, &Scope::All).unwrap()
        };
        let given = plan(&text);
        prop_assert_eq!(&given.sql, &plan("x").sql);
        prop_assert_eq!(given.values, vec![Sql::Text(text.clone()), Sql::Text(text)]);
    }
}

#[test]
fn a_very_long_query_takes_no_time_to_speak_of() {
    let many = vec!["ClientID = 1"; 100_000].join(" OR ");
    let quotes = "'".repeat(1_000_001);
    let started = std::time::Instant::now();
    assert!(
        parse(
            &format!("SELECT ClientID FROM cmClient WHERE {many}"),
            Grammar::Wide
        )
        .is_ok()
    );
    let refused = parse(
        &format!("SELECT ClientID FROM cmClient WHERE City = {quotes}"),
        Grammar::Wide,
    );
    assert!(refused.is_err());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
