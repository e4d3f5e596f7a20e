//! Every snippet for a shell, pasted into one, against the sandbox.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::committed::{Snippet, snippets};
use crate::sandboxes::{self, Running};

/// What has no success, and what it has instead: the sample's numbers name nothing in the sandbox.
type Others = BTreeMap<String, String>;

/// Runs a snippet in a shell, with what stands behind `curl` besides, and tells how it ended.
fn run(running: &Running, code: &str, body: &str) -> String {
    let script =
        format!("curl() {{ command curl -sS -m 20 -w '\\n%{{http_code}}' \"$@\"; }}\n{code}");
    let output = Command::new("sh")
        .args(["-euc", &script])
        .env("BODY", body)
        .envs(running.variables.iter().cloned())
        .output()
        .expect("there is a shell");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{code}: {error}");
    let (body, status) = told.rsplit_once('\n').expect("the status stands last");
    outcome(body, status.parse().expect("it is a number"))
}

/// `ok`, or the code or status that says why not.
fn outcome(body: &str, status: u16) -> String {
    let json: Value = serde_json::from_str(body).unwrap_or_default();
    let codes = ["ResultCode", "resultCode", "error_Code"];
    let code = codes.iter().find_map(|key| json[key].as_str());
    match (code, status) {
        (Some("CT_200" | "CT200") | None, 200..=399) => "ok".to_owned(),
        (Some(code), _) => code.to_owned(),
        (None, status) => status.to_string(),
    }
}

fn others(outcomes: impl IntoIterator<Item = (String, String)>) -> Others {
    let outcomes = outcomes.into_iter();
    outcomes.filter(|(_, outcome)| outcome != "ok").collect()
}

fn listed(list: &[(&str, &[&str])]) -> Others {
    let all = list.iter().flat_map(|(outcome, calls)| {
        let calls = calls.iter();
        calls.map(move |call| ((*call).to_owned(), (*outcome).to_owned()))
    });
    all.collect()
}

/// What names something that the sandbox does not have, because it numbers its things otherwise: by the code or
/// status that says so.
pub(crate) fn not_found(api: &str) -> Others {
    match api {
        "clienttether" => listed(&[
            ("CT_515", NOT_IN_CLIENTTETHER),
            // The spec requires nothing; the sandbox wants a customer with a name.
            ("CT_501", &["thumbtack_lead"]),
        ]),
        "trackops" => listed(&[
            (
                "404",
                &[
                    "get_case",
                    "get_client",
                    "get_client_contact",
                    "get_client_location",
                    "update_client",
                ],
            ),
            // What they belong to is not there.
            ("422", &["create_client_contact", "create_client_location"]),
        ]),
        _ => listed(&[
            ("400", &["insert_object"]),
            ("404", &["get_object", "update_object"]),
            ("500", &["run_stored_procedure"]),
        ]),
    }
}

const NOT_IN_CLIENTTETHER: &[&str] = &[
    "create_action_plan",
    "create_client_event",
    "create_client_history_note",
    "create_history_notes",
    "create_manual_email",
    "create_manual_text",
    "delete_account_by_id",
    "delete_client_by_external_id",
    "delete_client_by_id",
    "delete_client_event",
    "delete_lead_source_by_id",
    "delete_sales_cycle_by_id",
    "delete_user_by_id",
    "read_action_plan_by_id",
    "read_all_client_events",
    "read_appts_by_user_id",
    "read_client_by_external_id",
    "read_client_by_id",
    "read_client_history_notes",
    "read_custom_field_by_contact",
    "read_pending_actions",
    "read_proposal_payments",
    "read_proposals",
    "read_user_by_id",
    "update_account_by_id",
    "update_action_plan_by_id",
    "update_client_by_external_id",
    "update_client_by_id",
    "update_client_event",
    "update_lead_source_by_id",
    "update_sales_cycle_by_id",
    "update_user_by_id",
];

fn curl(api: &str) {
    let running = sandboxes::start(api);
    let snippets = snippets(api, "curl").into_iter();
    let outcomes = snippets.map(|Snippet { call, code }| {
        let outcome = run(&running, &code, "");
        (call, outcome)
    });
    assert_eq!(others(outcomes), not_found(api));
}

/// Sends each of these bodies where the command of the same call leads.
fn bodies(api: &str, summary: &str, option: &str) {
    let running = sandboxes::start(api);
    let commands = snippets(api, "curl");
    let bodies = snippets(api, summary).into_iter();
    let outcomes = bodies.map(
        |Snippet {
             call,
             code: mut body,
         }| {
            for (name, value) in &running.variables {
                body = body.replace(&format!("${name}"), value);
            }
            let mut commands = commands.iter();
            let command = commands.find(|it| it.call == call).expect("it has one");
            let kept = command.code.lines().filter(|line| {
                let line = line.trim_start();
                !line.starts_with("--json") && !line.starts_with("--data")
            });
            let kept: Vec<&str> = kept.map(|line| line.trim_end_matches(" \\")).collect();
            let code = format!("{} \\\n  {option} \"$BODY\"", kept.join(" \\\n"));
            let outcome = run(&running, &code, &body);
            (call, outcome)
        },
    );
    let outcomes: Vec<(String, String)> = outcomes.collect();
    let mut wanted = not_found(api);
    wanted.retain(|call, _| outcomes.iter().any(|(sent, _)| sent == call));
    assert_eq!(others(outcomes), wanted);
}

#[test]
fn every_command_of_clienttether_does_what_it_says() {
    curl("clienttether");
}

#[test]
fn every_command_of_trackops_does_what_it_says() {
    curl("trackops");
}

#[test]
fn every_command_of_clienttrack_does_what_it_says() {
    curl("clienttrack");
}

#[test]
fn every_body_of_json_is_taken() {
    bodies("clienttether", "JSON", "--json");
    bodies("trackops", "JSON", "--json");
    bodies("clienttrack", "JSON", "--json");
}

#[test]
fn every_form_is_taken() {
    bodies("clienttether", "Form", "--data-raw");
}
