//! What the wide grammar takes, by cases; in `seen` what the known one does, in `refusals` what neither
//! has, in `any_text` what must hold for any text, in `meaning` what conditions mean.

mod any_text;
mod meaning;
mod refusals;
mod seen;

use rusqlite::types::Value as Sql;

use super::{Plan, QueryError, Scope, parse};
use crate::clienttrack::switches::Grammar;

fn plan(query: &str, grammar: Grammar) -> Result<Plan, QueryError> {
    Plan::of(&parse(query, grammar)?, &Scope::All)
}

fn wide(query: &str) -> Plan {
    plan(query, Grammar::Wide).unwrap_or_else(|refused| panic!("{query}: {refused}"))
}

fn refusal(query: &str, grammar: Grammar) -> String {
    match plan(query, grammar) {
        Ok(plan) => panic!("{query} was taken as {}", plan.sql),
        Err(refused) => refused.0,
    }
}

/// The SQL after FROM, without the order of the keys.
fn filter(condition: &str) -> (String, Vec<Sql>) {
    let plan = wide(&format!("SELECT ClientID FROM cmClient WHERE {condition}"));
    let sql = plan.sql.split_once(" WHERE ").map(|(_, filter)| filter);
    let sql = sql.and_then(|sql| sql.strip_suffix(" ORDER BY a.\"ClientID\""));
    (sql.unwrap().to_owned(), plan.values)
}

fn text(text: &str) -> Sql {
    Sql::Text(text.to_owned())
}

#[test]
fn columns_are_selected_in_order_whatever_the_capitals_of_keywords_and_names() {
    for query in [
        "SELECT TOP 5 LastName, ClientID FROM cmClient",
        "select top 5 lastname,CLIENTID from CMCLIENT",
        "\n Select\tTop 5\r\n LastName , ClientID\nFrom cmClient ",
    ] {
        let plan = wide(query);
        let names: Vec<&str> = plan.columns.iter().map(|column| column.name).collect();
        assert_eq!(names, ["LastName", "ClientID"]);
        assert_eq!(plan.top, Some(5));
        assert_eq!(
            plan.sql,
            "SELECT a.\"LastName\", a.\"ClientID\" FROM \"cmClient\" AS a ORDER BY a.\"ClientID\""
        );
    }
}

#[test]
fn every_operator_compares_a_column_with_a_bound_literal() {
    for operator in ["=", "<>", ">", "<", ">=", "<="] {
        assert_eq!(
            filter(&format!("ClientID{operator}7")),
            (
                format!("a.\"ClientID\" {operator} ?"),
                vec![Sql::Integer(7)]
            )
        );
    }
    assert_eq!(
        filter("ClientID IN (1, '2',-3)"),
        (
            "a.\"ClientID\" IN (?, ?, ?)".to_owned(),
            vec![Sql::Integer(1), Sql::Integer(2), Sql::Integer(-3)]
        )
    );
    assert_eq!(
        filter("ClientID between 1 and 2000"),
        (
            "a.\"ClientID\" BETWEEN ? AND ?".to_owned(),
            vec![Sql::Integer(1), Sql::Integer(2000)]
        )
    );
    assert_eq!(
        filter("UpdatedDate > '2026-03-02 09:30:00'"),
        (
            "a.\"UpdatedDate\" > ?".to_owned(),
            vec![text("2026-03-02T09:30:00")]
        )
    );
    assert_eq!(
        filter("Email IS NULL").0,
        "a.\"Email\" COLLATE NOCASE IS NULL"
    );
    assert_eq!(
        filter("Email is not null").0,
        "NOT (a.\"Email\" COLLATE NOCASE IS NULL)"
    );
    assert_eq!(
        filter("ClientID NOT IN (4)").0,
        "NOT (a.\"ClientID\" IN (?))"
    );
    assert_eq!(
        filter("ClientID NOT BETWEEN 4 AND 5").0,
        "NOT (a.\"ClientID\" BETWEEN ? AND ?)"
    );
}

#[test]
fn and_binds_closer_than_or_and_brackets_closer_than_both() {
    let (sql, _) = filter("ClientID = 1 OR ClientID = 2 AND ClientID = 3");
    assert_eq!(
        sql,
        "(a.\"ClientID\" = ? OR (a.\"ClientID\" = ? AND a.\"ClientID\" = ?))"
    );
    let (sql, _) = filter("(ClientID = 1 OR ClientID = 2) AND NOT ClientID = 3");
    assert_eq!(
        sql,
        "((a.\"ClientID\" = ? OR a.\"ClientID\" = ?) AND NOT (a.\"ClientID\" = ?))"
    );
    // The AND of BETWEEN is its own.
    let (sql, _) = filter("ClientID BETWEEN 1 AND 2 AND ClientID <> 3");
    assert_eq!(
        sql,
        "(a.\"ClientID\" BETWEEN ? AND ? AND a.\"ClientID\" <> ?)"
    );
}

#[test]
fn quotes_in_a_literal_are_doubled_and_mean_nothing_else() {
    assert_eq!(filter("LastName = 'O''Oak'").1, [text("O'Oak")]);
    assert_eq!(filter("LastName = ''").1, [text("")]);
    assert_eq!(filter("LastName = ''''").1, [text("'")]);
    assert_eq!(
        filter("LastName = '; DROP TABLE \"cmClient\" --'").1,
        [text("; DROP TABLE \"cmClient\" --")]
    );
}

#[test]
fn a_join_pairs_columns_of_two_tables_by_name_or_alias() {
    let on = "ON a.\"ClientID\" = b.\"ClientID\"";
    for query in [
        "SELECT LastName, EnrollID FROM cmClient JOIN Enrollment ON cmClient.ClientID = Enrollment.ClientID",
        "SELECT c.LastName, e.EnrollID FROM cmClient c INNER JOIN Enrollment e ON c.ClientID = E.ClientID",
    ] {
        assert!(wide(query).sql.contains(on), "{query}");
    }
    let query = "SELECT x.ClientID FROM Enrollment x JOIN Enrollment y ON x.EnrollID = y.CaseID \
                 WHERE y.ExitDate IS NULL ORDER BY y.EnrollDate DESC, x.EnrollID ASC";
    assert!(wide(query).sql.ends_with(
        "ORDER BY b.\"EnrollDate\" DESC, a.\"EnrollID\", a.\"EnrollID\", b.\"EnrollID\""
    ));
}

#[test]
fn there_are_like_left_join_as_and_another_unequal() {
    for query in [
        "SELECT ClientID FROM cmClient WHERE LastName LIKE 'A%' AND LastName NOT LIKE '_s%'",
        "SELECT ClientID FROM cmClient WHERE ClientID != 1",
        "SELECT c.ClientID FROM cmClient AS c",
        "SELECT LastName, EnrollID FROM cmClient c LEFT JOIN Enrollment e ON c.ClientID = e.ClientID",
        "SELECT LastName, EnrollID FROM cmClient c LEFT OUTER JOIN Enrollment AS e ON c.ClientID = e.ClientID",
    ] {
        wide(query);
    }
    let query = "SELECT ClientID FROM cmClient WHERE ClientID LIKE '1%'";
    assert!(refusal(query, Grammar::Wide).contains("columns of text"));
}

#[test]
fn brackets_and_nots_may_stand_within_each_other_thirty_two_times() {
    let nested = |open: &str, depth: usize, close: &str| {
        format!(
            "SELECT ClientID FROM cmClient WHERE {}ClientID = 1{}",
            open.repeat(depth),
            close.repeat(depth)
        )
    };
    for (open, close) in [("(", ")"), ("NOT ", ""), ("NOT(", ")")] {
        let each = if open == "NOT(" { 2 } else { 1 };
        assert!(plan(&nested(open, 31 / each, close), Grammar::Wide).is_ok());
        for depth in [40, 100_000] {
            let refusal = refusal(&nested(open, depth, close), Grammar::Wide);
            assert!(refusal.contains("more than 32"), "{refusal}");
        }
    }
}

#[test]
fn the_rows_of_other_organizations_are_left_out_of_every_table() {
    let query = "SELECT LastName, EnrollID FROM cmClient c JOIN Enrollment e \
                 ON c.ClientID = e.ClientID WHERE c.OrgID = 7";
    let select = parse(query, Grammar::Wide).unwrap();
    let plan = Plan::of(&select, &Scope::Organizations(vec![101, 102])).unwrap();
    let filter = "\"OrgID\" IS NULL OR \"OrgID\" IN (?, ?)";
    assert_eq!(plan.sql.matches(filter).count(), 2);
    let values = [101, 102, 101, 102, 7].map(Sql::Integer);
    assert_eq!(plan.values, values);
}
