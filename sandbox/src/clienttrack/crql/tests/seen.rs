//! What was seen to work, and what the known grammar refuses although the wide one has it.

use super::{plan, refusal};
use crate::clienttrack::switches::Grammar;

const DATE: &str = "UpdatedDate > '2026-03-02 09:30:00'";
const LIST: &str = "LastName IN ('Ash', 'Elm')";

fn filtered(condition: &str) -> String {
    format!("SELECT ClientID FROM cmClient WHERE {condition}")
}

#[test]
fn what_was_seen_is_taken() {
    for query in [
        "SELECT ClientID FROM cmClient".to_owned(),
        "select top 5 ClientID, cmClient.LastName from cmClient".to_owned(),
        "SELECT TOP 5 LastName, EnrollID FROM cmClient \
         JOIN Enrollment ON cmClient.ClientID = Enrollment.ClientID"
            .to_owned(),
        filtered(DATE),
        filtered(LIST),
        filtered("ClientID IN ('1001')"),
        filtered(&format!("{LIST} AND {DATE}")),
        filtered(&format!("{DATE} and {LIST}")),
    ] {
        for grammar in [Grammar::Known, Grammar::Wide] {
            assert!(plan(&query, grammar).is_ok(), "{query}");
        }
    }
}

#[test]
fn what_was_not_seen_is_refused_by_its_name_and_taken_by_the_wide_grammar() {
    let conditions = [
        ("LastName = 'Ash'", "a comparison other than \">\""),
        ("ClientID <> '1'", "a comparison other than \">\""),
        ("ClientID != '1'", "a comparison other than \">\""),
        (
            "UpdatedDate < '2026-03-02 09:30:00'",
            "a comparison other than \">\"",
        ),
        (
            "UpdatedDate >= '2026-03-02 09:30:00'",
            "a comparison other than \">\"",
        ),
        (
            "UpdatedDate <= '2026-03-02 09:30:00'",
            "a comparison other than \">\"",
        ),
        ("UpdatedDate > '2026-03-02'", "anything but a date such as"),
        (
            "UpdatedDate > '2026-03-02T09:30:00'",
            "anything but a date such as",
        ),
        ("ClientID > '1000'", "anything but a date such as"),
        ("ClientID > 1000", "a literal without quotes"),
        ("ClientID IN (1001)", "a literal without quotes"),
        (
            "LastName > '2026-03-02 09:30:00'",
            "no comparison of anything but dates",
        ),
        ("LastName IN ('O''Oak')", "a quote within a text"),
        ("LastName NOT IN ('Ash')", "NOT"),
        ("NOT LastName IN ('Ash')", "NOT"),
        ("Email IS NULL", "NULL"),
        ("Email IS NOT NULL", "NULL"),
        ("LastName LIKE 'A%'", "LIKE"),
        (
            "UpdatedDate BETWEEN '2026-03-01 00:00:00' AND '2026-03-02 00:00:00'",
            "BETWEEN",
        ),
        ("(LastName IN ('Ash'))", "a bracket around conditions"),
        ("LastName IN ('Ash') OR City IN ('X')", "OR"),
        (
            "LastName IN ('Ash') AND City IN ('X')",
            "AND other than between one IN and one comparison",
        ),
    ];
    let conditions = conditions.map(|(condition, words)| (filtered(condition), words));
    let thrice = (
        filtered(&format!("{LIST} AND {DATE} AND {DATE}")),
        "AND other than between one IN and one comparison",
    );
    let queries = [
        (
            "SELECT ClientID FROM cmClient ORDER BY ClientID",
            "ORDER BY",
        ),
        ("SELECT c.ClientID FROM cmClient c", "an alias"),
        ("SELECT c.ClientID FROM cmClient AS c", "an alias"),
        (
            "SELECT LastName, EnrollID FROM cmClient \
             INNER JOIN Enrollment ON cmClient.ClientID = Enrollment.ClientID",
            "INNER before JOIN",
        ),
        (
            "SELECT LastName, EnrollID FROM cmClient \
             LEFT JOIN Enrollment ON cmClient.ClientID = Enrollment.ClientID",
            "LEFT JOIN",
        ),
    ];
    let queries = queries.map(|(query, words)| (query.to_owned(), words));
    for (query, words) in conditions.into_iter().chain([thrice]).chain(queries) {
        let refusal = refusal(&query, Grammar::Known);
        assert!(refusal.contains(words), "{query}: {refusal}");
        assert!(refusal.contains("seen to work"), "{query}: {refusal}");
        assert!(refusal.contains("(at character "), "{query}: {refusal}");
        assert!(plan(&query, Grammar::Wide).is_ok(), "{query}");
    }
}
