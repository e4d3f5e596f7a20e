//! What queries find, and how values come.

use prose_sandbox::clienttrack::{Grammar, Sandbox};
use serde_json::{Value, json};

use crate::http::{call, numbers, query, wide};

#[test]
fn rows_come_with_their_values_typed_in_the_order_of_the_query() {
    let sandbox = wide(Sandbox::setup().now("2026-03-02 09:00:00"));
    call(
        &sandbox,
        "POST",
        "/cto/Enrollment",
        r#"{"EnrollID":9,"ClientID":1001,"EnrollDate":"2026-01-05"}"#,
    );
    let answer = query(
        &sandbox,
        "SELECT ExitDate, EnrollDate, EnrollID, ActiveStatus FROM Enrollment WHERE EnrollID = 9",
        "",
    );
    assert_eq!(answer.content_type, "application/json");
    assert_eq!(
        answer.body,
        r#"{"recordCount":1,"cacheExpirationDate":null,"data":{"Table1":[{"ExitDate":null,"EnrollDate":"2026-01-05T00:00:00","EnrollID":9,"ActiveStatus":"A","__crql_rid":1}]}}"#
    );
}

#[test]
fn no_rows_are_a_bare_object() {
    let sandbox = wide(Sandbox::setup());
    for (text, more) in [
        ("SELECT ClientID FROM cmClient WHERE ClientID = -1", ""),
        ("SELECT TOP 0 ClientID FROM cmClient", ""),
        ("SELECT ClientID FROM cmClient", "&pageNo=4"),
        (
            "SELECT ClientID FROM cmClient",
            "&pageNo=4&shouldCache=true",
        ),
        (
            "SELECT ClientID FROM cmClient",
            "&pageNo=18446744073709551615",
        ),
    ] {
        let answer = query(&sandbox, text, more);
        assert_eq!((answer.status, answer.body.as_str()), (200, "{}"), "{text}");
    }
}

#[test]
fn the_template_is_the_client_with_the_number_0() {
    let sandbox = Sandbox::start().unwrap();
    let rows = query(
        &sandbox,
        "select top 1 ClientID, FirstName from cmClient",
        "",
    )
    .rows();
    assert_eq!(
        rows,
        [json!({"ClientID": 0, "FirstName": null, "__crql_rid": 1})]
    );
}

#[test]
fn conditions_choose_rows() {
    let sandbox = wide(Sandbox::setup());
    let found = |condition: &str| {
        let text = format!("SELECT ClientID FROM cmClient WHERE {condition} ORDER BY ClientID");
        numbers(&query(&sandbox, &text, "&pageSize=500").rows(), "ClientID")
    };
    assert_eq!(found("ClientID = 1001"), [1001]);
    assert_eq!(found("ClientID = '1001'"), [1001]);
    assert_eq!(found("ClientID IN ('1001', '1003', 7)"), [1001, 1003]);
    assert_eq!(found("ClientID BETWEEN 1058 AND 2000"), [1058, 1059, 1060]);
    assert_eq!(found("ClientID > 1058 AND ClientID <> 1059"), [1060]);
    assert_eq!(found("ClientID >= 1059 AND NOT ClientID = 1060"), [1059]);
    assert_eq!(
        found("ClientID < 1002 OR ClientID <= 1003 AND ClientID > 1002"),
        [0, 1001, 1003]
    );
    assert_eq!(found("ClientID > 1055 AND Email IS NULL"), [1057, 1060]);
    assert_eq!(
        found("ClientID > 1055 AND Email IS NOT NULL"),
        [1056, 1058, 1059]
    );
    // Nothing is equal to what is not there, nor unequal.
    assert!(!found("Email <> 'x'").contains(&1057));
    assert_eq!(
        found("ClientID = 1001 AND lastname = 'FIR'"),
        found("ClientID = 1001 AND LastName = 'Fir'")
    );
    let quoted = found("LastName = 'O''Oak'");
    assert!(!quoted.is_empty() && quoted.len() < 10);
}

#[test]
fn dates_compare_as_times() {
    let sandbox = wide(Sandbox::setup().now("2026-03-02 09:00:00"));
    call(
        &sandbox,
        "POST",
        "/cto/cmClient",
        r#"{"ClientID":5,"UpdatedDate":"2026-03-01T23:59:59"}"#,
    );
    for (condition, is_found) in [
        ("UpdatedDate > '2026-03-01 23:59:58'", true),
        ("UpdatedDate > '2026-03-01T23:59:59'", false),
        ("UpdatedDate < '2026-03-02'", true),
        ("UpdatedDate BETWEEN '2026-03-01' AND '2026-03-02'", true),
        ("UpdatedDate BETWEEN '2026-02-01' AND '2026-03-01'", false),
    ] {
        let text = format!("SELECT UpdatedDate FROM cmClient WHERE ClientID = 5 AND {condition}");
        let answer = query(&sandbox, &text, "");
        assert_eq!(answer.body != "{}", is_found, "{condition}");
    }
}

#[test]
fn a_join_pairs_rows_of_two_tables() {
    let sandbox = wide(Sandbox::setup());
    let text = "SELECT a.ClntCaseID, u.UserName, a.EndDate FROM cmCaseAssign a \
                JOIN osUsers u ON a.UserID = u.UserID WHERE a.EndDate IS NULL ORDER BY a.ClntCaseID DESC";
    let rows = query(&sandbox, text, "&pageSize=500").rows();
    let ids = numbers(&rows, "ClntCaseID");
    assert!(ids.len() > 10);
    assert!(ids.is_sorted_by(|one, next| one > next));
    assert!(rows.iter().all(|row| row["UserName"].is_string()));
    let scores = "SELECT v.VulnerabilityID, s.ScoreTotal FROM VulnerabilityIndex v \
                  JOIN VISPDAT s ON s.VulnerabilityID = v.VulnerabilityID";
    let rows = query(&sandbox, scores, "").rows();
    assert_eq!(rows.len(), 15);
    assert!(rows.iter().all(|row| row["ScoreTotal"].is_i64()));
}

#[test]
fn every_table_can_be_asked_for_every_column_it_describes() {
    let sandbox = Sandbox::start().unwrap();
    for table in [
        "cmClient",
        "Enrollment",
        "cmCaseAssign",
        "osUsers",
        "VulnerabilityIndex",
        "VISPDAT",
    ] {
        let described = call(&sandbox, "GET", &format!("/cto/{table}/description"), "").json();
        let names: Vec<&str> = described["metadata"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| column["attributeName"].as_str().unwrap())
            .collect();
        let text = format!("SELECT {} FROM {table}", names.join(", "));
        let rows = query(&sandbox, &text, "").rows();
        for name in names {
            assert!(rows[0].get(name).is_some(), "{table}.{name}");
        }
    }
}

#[test]
fn mistakes_are_told_in_a_list_with_http_400() {
    let sandbox = Sandbox::start().unwrap();
    for (text, words) in [
        ("SELECT Surname FROM cmClient", "Surname"),
        ("SELECT ClientID FROM Persons", "Persons"),
        ("SELECT * FROM cmClient", "* is not allowed"),
        ("SELECT ClientID FROM cmClient OFFSET 5", "OFFSET"),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID IN ('x')",
            "ClientID",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE LastName LIKE 'A%'",
            "LIKE",
        ),
        ("nonsense", "SELECT"),
        ("", "q"),
        ("  ", "q"),
    ] {
        let answer = query(&sandbox, text, "");
        assert_eq!(answer.status, 400, "{text}");
        assert!(answer.error().contains(words), "{}", answer.body);
    }
    let answer = call(&sandbox, "GET", "/crql", "");
    assert_eq!(answer.status, 400);
    assert!(answer.error().contains('q'));
}

#[test]
fn a_query_may_have_2048_characters_as_it_stands_in_the_url() {
    let sandbox = wide(Sandbox::setup());
    let of_length = |length: usize| {
        let start = "SELECT+ClientID+FROM+cmClient+WHERE+LastName+%3C%3E+%27";
        let filler = "a".repeat(length - start.len() - "%27".len());
        call(&sandbox, "GET", &format!("/crql?q={start}{filler}%27"), "")
    };
    assert_eq!(of_length(2_048).status, 200);
    let answer = of_length(2_049);
    assert_eq!(answer.status, 400);
    assert!(answer.error().contains("2049"), "{}", answer.body);
    assert!(answer.error().contains("2048"), "{}", answer.body);
}

#[test]
fn what_was_not_seen_to_work_is_refused_unless_switched_so() {
    let sandbox = Sandbox::start().unwrap();
    let seen = "SELECT TOP 9 LastName FROM cmClient WHERE LastName IN ('Ash', 'Elm') \
                AND UpdatedDate > '2000-01-01 00:00:00'";
    assert!(!query(&sandbox, seen, "").rows().is_empty());
    let text = "SELECT LastName FROM cmClient WHERE LastName LIKE 'a%' AND ClientID > 0";
    let answer = query(&sandbox, text, "");
    assert_eq!(answer.status, 400);
    assert!(answer.error().contains("LIKE was not seen"), "{answer:?}");
    sandbox.switch(|switches| switches.grammar = Grammar::Wide);
    let rows = query(&sandbox, text, "").rows();
    assert!(rows.iter().all(|row| {
        row["LastName"]
            .as_str()
            .is_some_and(|name| name.starts_with('A'))
    }));
    let text = "SELECT c.ClientID, e.EnrollID FROM cmClient AS c LEFT JOIN Enrollment AS e \
                ON c.ClientID = e.ClientID WHERE c.ClientID != 1 AND e.EnrollID IS NULL";
    let rows = query(&sandbox, text, "&pageSize=500").rows();
    assert!(rows.iter().all(|row| row["EnrollID"] == Value::Null));
    assert_eq!(numbers(&rows, "ClientID").len(), 21);
}
