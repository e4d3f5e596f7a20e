//! What is refused whatever the grammar, by cases, and in which words.

use super::refusal;
use crate::clienttrack::switches::Grammar;

#[test]
fn what_crql_does_not_have_is_refused_by_its_name() {
    for (query, words) in [
        ("SELECT * FROM cmClient", "* is not allowed"),
        ("SELECT c.* FROM cmClient c", "* is not allowed"),
        ("SELECT ClientID, * FROM cmClient", "* is not allowed"),
        (
            "SELECT COUNT(ClientID) FROM cmClient",
            "calculated expressions",
        ),
        (
            "SELECT ClientID + 1 FROM cmClient",
            "calculated expressions",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID * 2 = 4",
            "calculated expressions",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID = 2 + 2",
            "calculated expressions",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE 1 = 1",
            "calculated expressions",
        ),
        ("SELECT -ClientID FROM cmClient", "calculated expressions"),
        ("SELECT 'a' FROM cmClient", "calculated expressions"),
        (
            "SELECT (SELECT UserID FROM osUsers) FROM cmClient",
            "subqueries",
        ),
        (
            "SELECT ClientID FROM (SELECT ClientID FROM cmClient)",
            "subqueries",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID IN (SELECT ClientID FROM Enrollment)",
            "subqueries",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID = (SELECT ClientID FROM Enrollment)",
            "subqueries",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE EXISTS (SELECT ClientID FROM Enrollment)",
            "subqueries",
        ),
        (
            "SELECT LastName FROM cmClient c JOIN Enrollment e ON c.ClientID = e.ClientID JOIN VulnerabilityIndex v ON v.ClientID = c.ClientID",
            "more than one join",
        ),
        ("SELECT LastName FROM cmClient, Enrollment", "only JOIN"),
        (
            "SELECT LastName FROM cmClient CROSS JOIN Enrollment",
            "only JOIN",
        ),
        (
            "SELECT LastName FROM cmClient c JOIN Enrollment e ON c.ClientID > e.ClientID",
            "between two columns",
        ),
        (
            "SELECT LastName FROM cmClient c JOIN Enrollment e ON c.ClientID = e.ClientID AND e.CaseID = 1",
            "after WHERE",
        ),
        (
            "SELECT ClientID FROM cmClient ORDER BY ClientID OFFSET 5 ROWS",
            "pageNo and pageSize",
        ),
        (
            "SELECT ClientID FROM cmClient OFFSET 5",
            "pageNo and pageSize",
        ),
        (
            "SELECT ClientID FROM cmClient LIMIT 5",
            "pageNo and pageSize",
        ),
        (
            "SELECT ClientID FROM cmClient GROUP BY ClientID",
            "GROUP is not part of CRQL",
        ),
        (
            "SELECT DISTINCT ClientID FROM cmClient",
            "DISTINCT is not part of CRQL",
        ),
        (
            "SELECT ClientID FROM cmClient UNION SELECT UserID FROM osUsers",
            "UNION is not part of CRQL",
        ),
        ("SELECT ClientID AS Id FROM cmClient", "another name"),
        ("SELECT ClientID Id FROM cmClient", "another name"),
        ("SELECT ClientID FROM dbo.cmClient", "without its schema"),
        (
            "SELECT ClientID FROM cmClient WHERE Email = NULL",
            "IS NULL",
        ),
        ("SELECT ClientID FROM cmClient;", "one statement"),
        ("SELECT ClientID FROM cmClient -- all", "one statement"),
        ("SELECT ClientID /* id */ FROM cmClient", "one statement"),
        (
            "SELECT TOP (5) ClientID FROM cmClient",
            "TOP takes a whole number",
        ),
        (
            "SELECT TOP 5.5 ClientID FROM cmClient",
            "TOP takes a whole number",
        ),
        (
            "SELECT TOP 99999999999 ClientID FROM cmClient",
            "TOP takes a whole number",
        ),
        (
            "SELECT TOP ClientID FROM cmClient",
            "TOP takes a whole number",
        ),
        ("DELETE FROM cmClient", "SELECT is expected"),
        ("", "SELECT is expected"),
        ("SELECT", "a column is expected"),
        ("SELECT FROM cmClient", "a column is expected"),
        ("SELECT ClientID,", "a column is expected"),
        ("SELECT ClientID", "FROM is expected"),
        ("SELECT ClientID FROM", "a table is expected"),
        (
            "SELECT ClientID FROM cmClient WHERE",
            "a column is expected",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID",
            "a comparison",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID =",
            "a number or a quoted text",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID = LastName",
            "a number or a quoted text",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID IN ()",
            "a number or a quoted text",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE (ClientID = 1",
            "a closing bracket",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID = 1)",
            "the end of the query",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE ClientID = 1 ClientID = 2",
            "the end of the query",
        ),
        (
            "SELECT ClientID FROM cmClient ORDER ClientID",
            "BY is expected",
        ),
        (
            "SELECT ClientID FROM cmClient WHERE LastName = 'Ash",
            "no end",
        ),
        ("SELECT [ClientID] FROM cmClient", "no meaning"),
        ("SELECT \"ClientID\" FROM cmClient", "no meaning"),
        ("SELECT 1st FROM cmClient", "cannot begin with a digit"),
    ] {
        let told = refusal(query, Grammar::Wide);
        assert!(told.contains(words), "{query}: {told}");
        assert!(told.contains("(at character "), "{query}: {told}");
        refusal(query, Grammar::Known);
    }
}

#[test]
fn names_that_name_nothing_or_two_things_are_refused_with_the_name() {
    for (query, words) in [
        (
            "SELECT Surname FROM cmClient",
            "no column Surname (at character 8",
        ),
        ("SELECT c.Surname FROM cmClient c", "no column c.Surname"),
        (
            "SELECT ClientID FROM cmClient WHERE Surname = 'x'",
            "no column Surname",
        ),
        (
            "SELECT ClientID FROM cmClient ORDER BY Surname",
            "no column Surname",
        ),
        ("SELECT ClientID FROM Persons", "no table Persons"),
        ("SELECT x.ClientID FROM cmClient c", "no table x"),
        (
            "SELECT cmClient.ClientID FROM cmClient c",
            "no table cmClient",
        ),
        (
            "SELECT ClientID FROM cmClient c JOIN Enrollment e ON c.ClientID = e.ClientID",
            "ClientID is in both tables",
        ),
        (
            "SELECT c.ClientID, e.ClientID FROM cmClient c JOIN Enrollment e ON c.ClientID = e.ClientID",
            "selected twice",
        ),
        (
            "SELECT LastName FROM cmClient c JOIN Enrollment e ON e.EnrollID = e.ClientID",
            "of the same table",
        ),
        (
            "SELECT x.EnrollID FROM Enrollment x JOIN Enrollment X ON x.EnrollID = x.CaseID",
            "both tables are called x",
        ),
    ] {
        let refusal = refusal(query, Grammar::Wide);
        assert!(refusal.contains(words), "{query}: {refusal}");
    }
}

#[test]
fn a_literal_that_does_not_fit_is_refused_with_its_column_and_not_repeated() {
    for (condition, words) in [
        ("ClientID = 'Rowan'", "column ClientID: it holds a number"),
        ("ClientID = '1e3'", "it holds a number"),
        ("ClientID = '0x10'", "it holds a number"),
        ("ClientID = ' 5'", "it holds a number"),
        (
            "UpdatedDate > 'yesterday'",
            "column UpdatedDate: it holds a date",
        ),
        ("UpdatedDate > 20260302", "it holds a date"),
        (
            "UpdatedDate BETWEEN '2026-03-02' AND '2026-02-30'",
            "it holds a date",
        ),
    ] {
        let query = format!("SELECT ClientID FROM cmClient WHERE {condition}");
        let refusal = refusal(&query, Grammar::Wide);
        assert!(refusal.contains(words), "{query}: {refusal}");
        assert!(!refusal.contains("Rowan"), "{refusal}");
    }
}
