//! What holds for every call of the API 2.0: what it requires, that its limits hold, and whom it serves.

use clienttether_generated::calls::CALLS;
use prose_runtime::{CallDescriptor, Id, Method, RawCall, Requires, Rule, Value};

use super::{Session, UNKNOWN, code, raw, refused};

/// The calls that answer without any parameter.
const FREE: &[&str] = &[
    "read_client_list",
    "read_action_plan_list",
    "read_lead_source_list",
    "read_sales_cycle_list",
    "read_user_list",
    "read_tags_list",
    "read_account_list",
    "read_opportunity_list",
    "read_all_payments",
    "read_all_events",
];

/// The calls below the API's own address. Those beside it take leads on other terms.
fn api_calls() -> impl Iterator<Item = &'static CallDescriptor> {
    let calls = CALLS.iter().copied();
    calls.filter(|call| !call.path.starts_with('/'))
}

/// A call by its name, whatever its descriptor says of its path.
fn bare(call: &CallDescriptor) -> RawCall {
    raw(call.method, call.name)
}

fn requires_nothing(call: &CallDescriptor) -> bool {
    call.requires.is_empty()
}

#[tokio::test]
async fn each_call_that_requires_something_misses_it_and_no_other_does() {
    let session = Session::quiet();
    for call in api_calls() {
        let result = session.client.send(bare(call)).await;
        let is_free = FREE.contains(&call.name);
        assert!(
            is_free || !requires_nothing(call),
            "`{}` requires nothing: if the page says so, add it to FREE in \
             tests/clienttether/sandbox/refusals.rs",
            call.name
        );
        assert!(
            !is_free || requires_nothing(call),
            "`{}` requires something, and FREE in tests/clienttether/sandbox/refusals.rs has it",
            call.name
        );
        match is_free {
            true => assert_eq!(result.unwrap().code(), Some("CT_200"), "{}", call.name),
            false => assert_eq!(code(&refused(result)), "CT_501", "{}", call.name),
        }
    }
}

#[tokio::test]
async fn each_call_needs_its_credentials() {
    let session = Session::quiet();
    let stranger = session.client.account("CT_wrong").unwrap();
    for call in api_calls() {
        let error = refused(stranger.send(bare(call)).await);
        assert!(error.is_access_denied(), "{}: {error}", call.name);
    }
}

#[tokio::test]
async fn each_call_is_known_under_its_own_method_only() {
    let session = Session::quiet();
    for call in api_calls() {
        let other = match call.method {
            Method::Get => Method::Post,
            _ => Method::Get,
        };
        let error = refused(session.client.send(raw(other, call.name)).await);
        assert!(
            matches!(
                error.cause(),
                prose_runtime::Cause::Status { status: 404, .. }
            ),
            "{}: {error}",
            call.name
        );
    }
}

/// Values that keep every limit, for the keys that calls require.
fn sample(key: &str) -> &'static str {
    match key {
        "phone" | "client_phone" | "agent_phone" => "3035550147",
        "event_type" => "Call",
        "action_plan_type" => "Retention",
        "user_type" => "Standard",
        "event_time" => "09:30:00",
        "start_date" | "end_date" | "event_date" | "created_date" => "2026-03-02",
        "user_show_calendar" | "sales_cycle_active_status" | "sales_cycle_order" => "1",
        key if key.ends_with("_id") => "4000000000",
        _ => "Sample",
    }
}

/// The call with all that it requires but for this key, and numbers that name nothing.
fn complete(call: &CallDescriptor, without: &str) -> RawCall {
    let mut keys: Vec<&str> = Vec::new();
    for requirement in call.requires {
        match requirement {
            Requires::Key(key) => keys.push(key),
            Requires::AnyOf(groups) => keys.extend(groups[0]),
            _ => {}
        }
    }
    keys.retain(|key| *key != without);
    keys.into_iter().fold(bare(call), |filled, key| match key {
        "notes" => {
            let note = serde_json::json!([{
                "client_id": UNKNOWN.to_string(), "type": "note", "subject": "",
                "utc_datetime": "2026-03-02T00:00:00Z", "body_content": "", "users_name": "",
            }]);
            filled.with_value(key, Value::json(note.to_string()).unwrap())
        }
        _ => filled.with(key, sample(key)),
    })
}

#[tokio::test]
async fn each_call_that_names_a_thing_does_not_find_one_that_is_not_there() {
    let session = Session::busy();
    let mut count = 0;
    for call in api_calls() {
        let takes_id = call.requires.iter().any(|requirement| match requirement {
            Requires::Key(key) => key.ends_with("_id") || *key == "notes",
            Requires::AnyOf(groups) => groups[0][0].ends_with("_id"),
            _ => false,
        });
        if !takes_id {
            continue;
        }
        count += 1;
        let error = refused(session.client.send(complete(call, "")).await);
        assert_eq!(
            code(&error),
            "CT_515",
            "`{}` names a thing that is not there, and the sandbox says so; what it requires besides has \
             a value in `sample` of tests/clienttether/sandbox/refusals.rs",
            call.name
        );
    }
    assert!(count >= 31, "only {count} calls name a thing");
}

#[tokio::test]
async fn a_create_does_not_find_what_an_optional_key_names_either() {
    let session = Session::quiet();
    let of_client = [
        "action_plan_id",
        "sales_cycle_id",
        "lead_source_id",
        "assigned_user_id",
    ];
    for (name, keys) in [
        ("create_client", of_client.as_slice()),
        ("create_action_plan", &["action_plan_next_plan_id"]),
    ] {
        let call = api_calls().find(|call| call.name == name).unwrap();
        for key in keys {
            let call = complete(call, "").with(*key, UNKNOWN.to_string());
            let error = refused(session.client.send(call).await);
            assert_eq!(code(&error), "CT_515", "{name} {key}");
        }
    }
}

/// A value that breaks a rule, if any text can.
fn broken(rule: &Rule) -> Option<&'static str> {
    match rule {
        Rule::Text { .. } => None,
        Rule::Shape(_) => Some("?"),
        Rule::ListOf(limit) => broken(&limit.rule),
        Rule::ArrayOf(_) => Some("no rows"),
        _ => Some("not so"),
    }
}

#[tokio::test]
async fn each_key_of_each_call_is_held_to_its_limit_and_told_by_its_name() {
    let session = Session::quiet();
    let mut count = 0;
    for call in api_calls() {
        for key in call.accepts {
            let Some(value) = broken(&key.limit.rule) else {
                continue;
            };
            count += 1;
            let broken = complete(call, key.wire).with(key.wire, value);
            let error = refused(session.client.send(broken).await);
            assert_eq!(code(&error), key.wire, "{}", call.name);
        }
    }
    assert!(count > 150, "{count}");
}

#[tokio::test]
async fn a_thing_that_is_not_there_cannot_be_given_to_a_contact() {
    let session = Session::quiet();
    let id: Id = session.contact("Jo").await;
    for key in [
        "action_plan_id",
        "sales_cycle_id",
        "lead_source_id",
        "assigned_user_id",
    ] {
        let call = raw(Method::Post, "update_client_by_id")
            .with("client_id", id.as_str())
            .with(key, UNKNOWN.to_string());
        assert_eq!(
            code(&refused(session.client.send(call).await)),
            "CT_515",
            "{key}"
        );
    }
}
