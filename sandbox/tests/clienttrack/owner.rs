//! What the owner of a sandbox can do: look into it, inject faults, keep it, seed it.

use prose_sandbox::clienttrack::Sandbox;
use prose_sandbox::{Fault, FaultKind};
use serde_json::json;

use crate::http::{admin, call, control, query, send, wide};

#[test]
fn the_base_url_ends_with_a_slash_and_reaches_the_first_path() {
    let sandbox = Sandbox::start().unwrap();
    let url = sandbox.base_url();
    assert_eq!(url, format!("http://{}/", sandbox.address()));
    assert_eq!(sandbox.control_url(), format!("{url}sandbox/"));
}

#[test]
fn every_call_has_a_name_in_the_journal() {
    let sandbox = Sandbox::start().unwrap();
    for (method, path, body) in [
        ("GET", "/auth/test", ""),
        (
            "GET",
            "/crql?q=SELECT+ClientID+FROM+cmClient&pageSize=2",
            "",
        ),
        (
            "POST",
            "/crql/storedprocedures/dbo.usp_CountClients",
            r#"{"ActiveStatus":"A"}"#,
        ),
        ("GET", "/cto/cmClient/description", ""),
        ("GET", "/cto/cmClient/1001", ""),
        ("POST", "/cto/cmClient", r#"{"LastName":"Yew"}"#),
        ("PATCH", "/cto/cmClient/1001", r#"{"LastName":"Yew"}"#),
        ("GET", "/nowhere", ""),
    ] {
        call(&sandbox, method, path, body);
    }
    let seen = sandbox.requests();
    let calls: Vec<Option<&str>> = seen.iter().map(|request| request.call.as_deref()).collect();
    assert_eq!(
        calls,
        [
            Some("auth_test"),
            Some("query"),
            Some("run_stored_procedure"),
            Some("describe_object"),
            Some("get_object"),
            Some("insert_object"),
            Some("update_object"),
            None,
        ]
    );
    assert_eq!(
        seen[1].parameters,
        json!({"q": "SELECT ClientID FROM cmClient", "pageSize": "2"})
    );
    assert_eq!(
        seen[6].parameters,
        json!({"table": "cmClient", "id": "1001", "LastName": "Yew"})
    );
    assert_eq!(seen[7].status, Some(404));
}

#[test]
fn troubles_hit_the_call_that_they_are_set_on() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.fault(Fault::new(FaultKind::Status(502)).on("query"));
    sandbox.fault(
        Fault::new(FaultKind::TooMany {
            retry_after: Some(1),
        })
        .on("get_object"),
    );
    assert_eq!(call(&sandbox, "GET", "/auth/test", "").status, 200);
    let text = "SELECT ClientID FROM cmClient";
    assert_eq!(query(&sandbox, text, "").status, 502);
    assert_eq!(query(&sandbox, text, "").status, 200);
    assert_eq!(call(&sandbox, "GET", "/cto/cmClient/1001", "").status, 429);
}

#[test]
fn the_control_endpoint_tells_keys_and_switches_and_sets_them() {
    let sandbox = Sandbox::start().unwrap();
    let state = control(&sandbox, "GET", "/sandbox/", "").json();
    assert_eq!(state["subscription_key"], sandbox.subscription_key());
    assert_eq!(state["api_key"], sandbox.api_key());
    assert_eq!(state["admin_key"], sandbox.admin_key());
    assert_eq!(state["organizations"], json!([101, 102]));
    assert_eq!(state["switches"]["record-count"], "honest");
    assert_eq!(state["seed"]["clients"], 60);
    let wish = r#"{"record-count":"doubled","update-method":"put"}"#;
    let answer = control(&sandbox, "POST", "/sandbox/switches", wish);
    assert_eq!(answer.status, 200);
    let answer = query(&sandbox, "SELECT TOP 5 ClientID FROM cmClient", "");
    assert_eq!(answer.json()["recordCount"], 10);
    let wrong = control(&sandbox, "POST", "/sandbox/switches", r#"{"top":"none"}"#);
    assert_eq!(wrong.status, 400);
    let fault = r#"{"trouble":"status","status":500,"on":"no_such_call"}"#;
    assert_eq!(
        control(&sandbox, "POST", "/sandbox/faults", fault).status,
        400
    );
}

#[test]
fn the_same_number_seeds_the_same_rows() {
    let rows = |seed: u64| {
        let setup = Sandbox::setup().now("2026-03-02 09:00:00").seed(seed);
        let sandbox = setup.start().unwrap();
        let texts = [
            "SELECT ClientID, LastName, HUDRace, Email FROM cmClient",
            "SELECT EnrollID, ClientID, EnrollDate, ExitDate, ClntCaseID FROM Enrollment",
            "SELECT ClntCaseID, UserID, EnrollID FROM cmCaseAssign",
            "SELECT VulnerabilityID, ScoreTotal FROM VISPDAT",
        ];
        texts.map(|text| query(&sandbox, text, "&pageSize=500").rows())
    };
    let first = rows(1);
    assert_eq!(
        first.iter().map(Vec::len).collect::<Vec<_>>(),
        [61, 60, 48, 15]
    );
    assert_eq!(first, rows(1));
    assert_ne!(first, rows(2));
}

#[test]
fn an_enrollment_leads_to_its_client_and_its_case_manager() {
    let sandbox = wide(Sandbox::setup());
    let count = |text: &str| query(&sandbox, text, "&pageSize=500").rows().len();
    assert_eq!(
        count("SELECT EnrollID FROM Enrollment e JOIN cmClient c ON e.ClientID = c.ClientID"),
        60
    );
    assert_eq!(
        count(
            "SELECT e.EnrollID FROM Enrollment e JOIN cmCaseAssign a ON e.ClntCaseID = a.ClntCaseID"
        ),
        48
    );
    assert_eq!(
        count("SELECT ClntCaseID FROM cmCaseAssign a JOIN osUsers u ON a.UserID = u.UserID"),
        48
    );
}

#[test]
fn a_reset_brings_the_seed_data_back_and_ends_snapshots() {
    let sandbox = wide(Sandbox::setup().clients(3));
    let text = "SELECT LastName FROM cmClient WHERE ClientID = 1001";
    let before = query(&sandbox, text, "&shouldCache=true").rows();
    call(
        &sandbox,
        "PUT",
        "/cto/cmClient/1001",
        r#"{"LastName":"Yew"}"#,
    );
    call(&sandbox, "POST", "/cto/cmClient", r#"{"LastName":"Yew"}"#);
    sandbox.reset().unwrap();
    assert_eq!(query(&sandbox, text, "&shouldCache=true").rows(), before);
    let all = query(&sandbox, "SELECT ClientID FROM cmClient", "").rows();
    assert_eq!(all.len(), 4);
}

#[test]
fn a_data_file_keeps_rows_and_is_not_mistaken_for_that_of_another_api() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.db");
    let id = {
        let sandbox = Sandbox::setup().data(&file).start().unwrap();
        let answer = call(&sandbox, "POST", "/cto/cmClient", r#"{"LastName":"Yew"}"#);
        answer.json()["ClientID"].as_i64().unwrap()
    };
    let sandbox = Sandbox::setup().data(&file).start().unwrap();
    let path = format!("/cto/cmClient/{id}");
    let answer = send(&sandbox, "GET", &path, &admin(&sandbox), "");
    assert_eq!(answer.json()["LastName"], "Yew");
    drop(sandbox);
    let other = prose_sandbox::clienttether::Sandbox::setup()
        .data(&file)
        .start();
    assert!(other.is_err());
}
