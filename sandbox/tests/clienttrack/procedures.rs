//! Stored procedures: each kind of answer.

use prose_sandbox::clienttrack::Sandbox;
use serde_json::json;

use crate::http::{call, send, user};

fn run(sandbox: &Sandbox, name: &str, body: &str) -> crate::http::Answer {
    call(
        sandbox,
        "POST",
        &format!("/crql/storedprocedures/{name}"),
        body,
    )
}

#[test]
fn a_procedure_may_have_two_result_tables() {
    let sandbox = Sandbox::start().unwrap();
    let answer = run(&sandbox, "usp_ClientSummary", r#"{"ClientID":1002}"#);
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .body
            .starts_with(r#"{"output":[],"result":{"table1":[{"clientID":1002,"#)
    );
    let json = answer.json();
    assert_eq!(json["result"]["table1"].as_array().unwrap().len(), 1);
    let enrollments = json["result"]["table2"].as_array().unwrap();
    assert_eq!(enrollments.len(), 2);
    assert!(enrollments[0]["enroll Date"].is_string());
    assert!(json["result"]["table1"][0].get("__crql_rid").is_none());
    let all = run(&sandbox, "usp_ClientSummary", "{}").json();
    assert_eq!(all["result"]["table1"].as_array().unwrap().len(), 60);
    let none = run(&sandbox, "usp_ClientSummary", r#"{"ClientID":-1}"#);
    assert_eq!(
        none.json(),
        json!({"output": [], "result": {"table1": [], "table2": []}})
    );
}

#[test]
fn a_procedure_may_have_an_output() {
    let sandbox = Sandbox::start().unwrap();
    assert_eq!(
        run(&sandbox, "usp_CountClients", "").body,
        r#"{"output":[{"name":"@Total","value":54}],"result":{"table1":[{"total":54}]}}"#
    );
    let inactive = run(&sandbox, "usp_CountClients", r#"{"@activestatus":"I"}"#);
    assert_eq!(inactive.json()["output"][0]["value"], 6);
    let quoted = run(
        &sandbox,
        "usp_CountClients",
        r#"{"ActiveStatus":"' OR ClientID > 0"}"#,
    );
    assert_eq!(quoted.json()["output"][0]["value"], 0);
}

#[test]
fn a_procedure_without_a_result_set_answers_a_message() {
    let sandbox = Sandbox::start().unwrap();
    let answer = run(&sandbox, "usp_RefreshIndex", "{}");
    assert_eq!(answer.status, 200);
    let json = answer.json();
    assert!(json["message"].is_string());
    assert_eq!(json.as_object().unwrap().len(), 1);
}

#[test]
fn a_procedure_that_is_not_enabled_is_a_401_with_its_name() {
    let sandbox = Sandbox::start().unwrap();
    let answer = run(&sandbox, "dbo.usp_RegionalReport", "{}");
    assert_eq!(answer.status, 401);
    assert!(
        answer
            .body
            .contains("usp_RegionalReport is not available at this time")
    );
}

#[test]
fn an_unknown_procedure_is_a_500_without_a_word() {
    let sandbox = Sandbox::start().unwrap();
    for name in [
        "usp_Nothing",
        "other.usp_CountClients",
        "dbo.",
        "dbo.dbo.usp_CountClients",
    ] {
        let answer = run(&sandbox, name, "{}");
        assert_eq!((answer.status, answer.body.as_str()), (500, ""), "{name}");
    }
}

#[test]
fn the_schema_and_capitals_of_a_name_do_not_matter() {
    let sandbox = Sandbox::start().unwrap();
    let plain = run(&sandbox, "usp_CountClients", "{}").body;
    for name in [
        "dbo.usp_CountClients",
        "DBO.USP_COUNTCLIENTS",
        "usp%5FCountClients",
    ] {
        assert_eq!(run(&sandbox, name, "{}").body, plain, "{name}");
    }
    assert_eq!(sandbox.procedures().len(), 4);
}

#[test]
fn wrong_bodies_and_parameters_are_refused() {
    let sandbox = Sandbox::start().unwrap();
    for (body, words) in [
        ("[]", "JSON object"),
        ("{", "no JSON"),
        (r#"{"ClientID":"one"}"#, "ClientID"),
        (r#"{"ClientID":[1]}"#, "ClientID"),
        (r#"{"Name":"x"}"#, "Name"),
    ] {
        let answer = run(&sandbox, "usp_ClientSummary", body);
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.body.contains(words), "{}", answer.body);
    }
    let answer = run(&sandbox, "usp_CountClients", r#"{"ActiveStatus":1}"#);
    assert_eq!(answer.status, 400);
}

#[test]
fn procedures_see_what_their_caller_sees() {
    let sandbox = Sandbox::start().unwrap();
    let headers = format!("{}OrgId: 101\r\n", user(&sandbox));
    let path = "/crql/storedprocedures/usp_ClientSummary";
    let json = send(&sandbox, "POST", path, &headers, "{}").json();
    assert_eq!(json["result"]["table1"].as_array().unwrap().len(), 30);
}
