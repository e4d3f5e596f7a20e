//! Answers in every form that was seen, and what is read from them.

mod failures;

use clienttrack_generated::{
    AuthTest, DescribeObject, GetObject, InsertObject, RunStoredProcedure, UpdateObject, records,
};
use prose_runtime::{Call, Cause, Error, Meaning, Record as _, Reply, Response};
use workspace_tests::{Loopback, http, kept};

use crate::{all_clients, client_at, column, refused, rows};

/// What a call reads from this answer.
fn read<C: Call>(call: C, status: u16, body: &str) -> Result<Reply<C::Record>, Error> {
    let descriptor = call.params().call().unwrap();
    prose_runtime::read(descriptor, Response::new(status, body))
}

fn query(body: &str) -> Reply<records::CrqlRow> {
    read(all_clients(), 200, body).unwrap()
}

fn procedure(body: &str) -> Reply<records::ProcedureRow> {
    read(RunStoredProcedure::new("a"), 200, body).unwrap()
}

#[test]
fn rows_are_found_whatever_the_capitals_of_their_table() {
    for table in ["Table1", "table1", "TABLE1"] {
        let reply = query(&format!(
            r#"{{"recordCount":2,"cacheExpirationDate":null,"data":{{"{table}":[{{"ClientID":1}},{{"ClientID":2}}]}}}}"#
        ));
        assert_eq!(reply.records().len(), 2, "{table}");
        let reply = procedure(&format!(
            r#"{{"output":[],"result":{{"{table}":[{{"ClientID":1}},{{"ClientID":2}}]}}}}"#
        ));
        assert_eq!(reply.records().len(), 2, "{table}");
    }
}

#[test]
fn no_rows_have_many_forms() {
    for body in [
        "{}",
        " {} ",
        "null",
        r#"{"data":null}"#,
        r#"{"data":{}}"#,
        r#"{"data":{"Table1":null}}"#,
        r#"{"data":{"Table1":[]}}"#,
        r#"{"recordCount":0,"cacheExpirationDate":null,"data":{"Table1":[]}}"#,
        r#"{"errors":null,"data":{"Table1":[]}}"#,
    ] {
        let reply = query(body);
        assert!(reply.records().is_empty(), "{body}");
        assert_eq!(reply.odd_records().count(), 0, "{body}");
    }
    for body in [
        "{}",
        r#"{"message":"Carried out."}"#,
        r#"{"output":[],"result":{}}"#,
        r#"{"output":[{"name":"count","value":3}]}"#,
        "",
    ] {
        assert!(procedure(body).records().is_empty(), "{body}");
    }
}

#[test]
fn rows_in_another_place_are_not_no_rows() {
    let rows = r#"[{"ClientID":1},{"ClientID":2}]"#;
    for body in [
        format!(r#"{{"recordCount":2,"rows":{rows}}}"#),
        format!(r#"{{"recordCount":2,"data":{{"Result":{rows}}}}}"#),
        format!(r#"{{"recordCount":2,"data":{rows}}}"#),
        rows.to_owned(),
        String::new(),
    ] {
        let error = read(all_clients(), 200, &body).unwrap_err();
        assert!(matches!(error.cause(), Cause::Undecodable { .. }), "{body}");
        assert_eq!(error.response().unwrap().text(), body);
    }
    for body in [
        format!(r#"{{"result":{{"Result":{rows}}}}}"#),
        format!(r#"{{"output":[],"rows":{rows}}}"#),
    ] {
        let error = read(RunStoredProcedure::new("a"), 200, &body).unwrap_err();
        assert!(matches!(error.cause(), Cause::Undecodable { .. }), "{body}");
    }
}

#[test]
fn rows_of_a_procedure_are_read_without_what_is_usually_around_them() {
    let rows = r#"[{"ClientID":1},{"ClientID":2}]"#;
    for body in [rows.to_owned(), format!(r#"{{"TABLE1":{rows}}}"#)] {
        assert_eq!(procedure(&body).records().len(), 2, "{body}");
    }
    assert!(procedure("[]").records().is_empty());
}

#[test]
fn values_are_read_by_the_names_of_their_columns() {
    let reply = query(
        r#"{"recordCount":10,"cacheExpirationDate":null,"data":{"Table1":[{
            "ClientID":1001,"LastName":"O'Oak","last Name":"with a blank","Middle":null,"Score":0.5,
            "Big":12345678901234567890123,"IsActive":true,"Blank":"",
            "UpdatedDate":"2026-01-31T09:30:00","Größe":"ü","Nested":{"id":[1,null]},
            "clientid":7,"__crql_rid":3}]}}"#,
    );
    let row = reply.first().unwrap();
    for (name, value) in [
        ("ClientID", "1001"),
        ("clientid", "7"),
        ("LastName", "O'Oak"),
        ("last Name", "with a blank"),
        ("Score", "0.5"),
        ("Big", "12345678901234567890123"),
        ("IsActive", "true"),
        ("UpdatedDate", "2026-01-31T09:30:00"),
        ("Größe", "ü"),
    ] {
        assert_eq!(column(row, name), value, "{name}");
    }
    let row_number = row.row_number();
    let row = row.row();
    assert_eq!(row.custom_text("Middle"), None);
    assert_eq!(row.raw("Middle"), Some("null"));
    assert_eq!(row.raw("Blank"), Some(r#""""#));
    assert_eq!(row.raw("Nested"), Some(r#"{"id":[1,null]}"#));
    assert_eq!(row.raw("Nobody"), None);
    assert_eq!(row.raw("ClientID"), Some("1001"), "a number stays one");
    assert_eq!(row_number, Some(3));
    let names: Vec<&str> = row.unknown().map(|(name, _)| name).collect();
    assert_eq!(names[0], "ClientID");
    assert!(!names.contains(&"__crql_rid"), "it is no column");
}

/// It was seen to be 10 for 5 rows.
#[test]
fn the_count_of_the_server_is_at_hand_and_not_believed() {
    let reply = query(
        r#"{"recordCount":10,"cacheExpirationDate":"2026-03-02T08:40:00","data":{"Table1":[{"a":1}]}}"#,
    );
    assert_eq!(reply.total(), None);
    let extra: Vec<_> = reply.extra().collect();
    assert!(extra.contains(&("recordCount", "10")), "{extra:?}");
    let until = ("cacheExpirationDate", r#""2026-03-02T08:40:00""#);
    assert!(extra.contains(&until), "{extra:?}");
}

/// Whatever the server says of the count, and whatever there is behind the end.
#[tokio::test]
async fn pages_end_with_the_first_one_that_is_not_full() {
    for (count, told) in [(14, 14), (15, 3), (15, 30), (21, 0), (0, 99)] {
        let server = Loopback::replying(move |request| {
            let page = request.split_once("pageNo=").unwrap().1;
            let page: usize = page.split('&').next().unwrap().parse().unwrap();
            let rows = (page - 1) * 7..(page * 7).min(count);
            let rows: Vec<String> = rows.map(|id| format!(r#"{{"ClientID":{id}}}"#)).collect();
            let body = format!(
                r#"{{"recordCount":{told},"data":{{"Table1":[{}]}}}}"#,
                rows.join(",")
            );
            kept("200 OK", if rows.is_empty() { "{}" } else { &body })
        });
        let server = server.unwrap();
        let found = rows(&client_at(&server), all_clients().page_size(7)).await;
        let found = found.unwrap();
        assert_eq!(found.len(), count, "{count} {told}");
        let numbers: Vec<_> = found.iter().map(|row| column(row, "ClientID")).collect();
        let expected: Vec<_> = (0..count).map(|id| id.to_string()).collect();
        assert_eq!(numbers, expected);
    }
}

#[test]
fn texts_under_errors_are_a_refusal_whatever_the_status() {
    let body = r#"{"errors":["Invalid column name 'Nobody'."]}"#;
    for status in [200, 400] {
        let error = refused(read(all_clients(), status, body));
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.meaning, Meaning::BadRequest, "{status}");
        assert_eq!(refusal.status, status);
        assert_eq!(refusal.message.as_str(), "Invalid column name 'Nobody'.");
        assert!(!error.is_access_denied() && !error.is_server_fault());
        assert!(!error.is_retryable() && !error.may_have_acted(), "{error}");
        assert!(!error.to_string().contains("Nobody"), "{error}");
    }
    let rows_too = r#"{"errors":["cut off"],"data":{"Table1":[{"ClientID":1}]}}"#;
    assert!(read(all_clients(), 200, rows_too).is_err());
    let error = refused(read(RunStoredProcedure::new("a"), 200, body));
    assert_eq!(error.refusal().unwrap().meaning, Meaning::BadRequest);
}

#[test]
fn all_results_of_a_procedure_can_be_read() {
    let reply = procedure(
        r#"{"output":[{"name":"@Total","value":2}],
            "result":{"table1":[{"id":1}],"table2":[{"id":2},{"id":3}],"table3":[]}}"#,
    );
    assert_eq!(column(reply.first().unwrap(), "id"), "1");
    let at = |path: &str| {
        let rows = reply.records_at(path)?;
        Some(rows.iter().map(|row| column(row, "id")).collect::<Vec<_>>())
    };
    assert_eq!(at("result.table1").unwrap(), ["1"]);
    assert_eq!(at("result.table2").unwrap(), ["2", "3"]);
    assert_eq!(at("result.table3").unwrap(), [""; 0]);
    assert_eq!(at("result.table4"), None);
    let output = reply.records_at("output").unwrap();
    assert_eq!(column(&output[0], "value"), "2");
    let extra: Vec<_> = reply.extra().map(|(name, _)| name).collect();
    assert!(extra.contains(&"output"), "{extra:?}");
}

#[test]
fn a_procedure_may_answer_with_a_message_alone() {
    let reply = procedure(r#"{"message":"Carried out."}"#);
    let message = ("message", r#""Carried out.""#);
    assert_eq!(reply.extra().collect::<Vec<_>>(), [message]);
    assert!(reply.records_at("result.table2").is_none());
}

#[test]
fn a_greeting_is_returned_as_it_is() {
    for text in [
        "Hello JO from from the TEST ClientTrack environment.",
        "Hello JO from the TEST ClientTrack environment.",
    ] {
        let body = format!(r#"{{"message":"{text}"}}"#);
        let reply = read(AuthTest::new(), 200, &body).unwrap();
        assert_eq!(reply.first().unwrap().message(), Some(text));
    }
}

#[test]
fn a_row_and_a_description_are_read() {
    let reply = read(
        GetObject::new("cmClient", "1001"),
        200,
        r#"{"ClientID":1001,"LastName":"Alder","Email":null}"#,
    );
    let reply = reply.unwrap();
    let row = reply.first().unwrap();
    assert_eq!(column(row, "LastName"), "Alder");
    assert_eq!(row.row().raw("Email"), Some("null"));

    let body =
        r#"{"metadata":[{"attributeName":"ClientID","type":"int"},{"attributeName":"LastName"}]}"#;
    let reply = read(DescribeObject::new("cmClient"), 200, body).unwrap();
    let names: Vec<_> = reply
        .records()
        .iter()
        .filter_map(|it| it.attribute_name())
        .collect();
    assert_eq!(names, ["ClientID", "LastName"]);
    assert_eq!(column(reply.first().unwrap(), "type"), "int");
}

/// What the server answers is not known: anything that is no failure will do.
#[test]
fn writing_takes_every_answer_that_is_no_failure() {
    for (status, body, rows) in [
        (200, r#"{"ClientID":1001}"#, 1),
        (201, r#"{"ClientID":1001}"#, 1),
        (
            202,
            r#"{"statusUri":"https://api.example.com/status/1"}"#,
            1,
        ),
        (201, "{}", 0),
        (201, "", 0),
        (204, "", 0),
        (200, "[]", 0),
    ] {
        let insert = InsertObject::new("cmClient").custom("LastName", "Sample");
        let reply = read(insert, status, body).unwrap();
        assert_eq!(
            (reply.status(), reply.records().len()),
            (status, rows),
            "{body}"
        );
        let update = UpdateObject::new("cmClient", "1001").custom("City", "Millbrook");
        let reply = read(update, status, body).unwrap();
        assert_eq!(
            (reply.status(), reply.records().len()),
            (status, rows),
            "{body}"
        );
    }
}

/// What stands between, such as a page to log in, is told by its form and not by its words.
#[tokio::test]
async fn html_is_no_answer() {
    let page = "<html><title>Please log in, Jo Sample</title></html>";
    for (status, is_unreadable) in [("200 OK", true), ("403 Forbidden", false)] {
        let server = Loopback::answering(vec![http(status, "text/html", page)]).unwrap();
        let error = refused(client_at(&server).query(all_clients()).await);
        match error.cause() {
            Cause::Undecodable { .. } => assert!(is_unreadable, "{error}"),
            Cause::Status { status, .. } => assert_eq!((*status, is_unreadable), (403, false)),
            _ => panic!("{error}"),
        }
        assert!(!format!("{error} {error:?}").contains("Sample"), "{error}");
    }
}

#[test]
fn answers_that_are_no_tables_are_told() {
    for body in [
        "[",
        "{\"data\":",
        "Hello",
        "\"Hello",
        "{\"data\":{\"Table1\":[{]}}",
    ] {
        let error = refused(read(all_clients(), 200, body));
        let is_told = matches!(error.cause(), Cause::Undecodable { .. });
        assert!(is_told, "{body}: {error}");
    }
    let among_rows = r#"{"data":{"Table1":[{"ClientID":1},7,"text",{"ClientID":2}]}}"#;
    let reply = query(among_rows);
    assert_eq!(reply.records().len(), 2);
    assert_eq!(reply.odd_records().collect::<Vec<_>>(), ["7", "\"text\""]);
}
