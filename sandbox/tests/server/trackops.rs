//! Trackops, on the wire: who may call, lists, counts, single records.

use std::time::Duration;

use prose_sandbox::trackops::{
    Access, Errors, LargePage, Names, PrimaryLocation, Sandbox, Single, Throttle, Timestamps,
};
use prose_sandbox::{Fault, FaultKind};
use serde_json::Value;

use crate::http::{Answer, Connection};

const NOW: &str = "2026-03-02 09:00:00";

pub(crate) fn sandbox() -> Sandbox {
    Sandbox::setup().now(NOW).start().unwrap()
}

pub(crate) fn connection(sandbox: &Sandbox) -> Connection {
    let user = format!("{}/token", sandbox.username());
    Connection::as_user(sandbox.address(), &user, sandbox.api_token())
}

fn get(sandbox: &Sandbox, path: &str) -> Answer {
    let path = format!("/api/v1/{path}");
    connection(sandbox).exchange("GET", &path, "").unwrap()
}

/// The numbers in a list.
fn ids(sandbox: &Sandbox, path: &str) -> Vec<i64> {
    let answer = get(sandbox, path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    let rows = answer.json();
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["id"].as_i64().unwrap()).collect()
}

#[test]
fn nobody_gets_in_without_the_name_the_word_and_the_token() {
    let sandbox = sandbox();
    let (user, token) = (sandbox.username(), sandbox.api_token());
    let with_word = format!("{user}/token");
    for (user, token) in [
        (user, token),
        (&with_word, "other"),
        ("other/token", token),
        ("", ""),
    ] {
        let mut connection = Connection::as_user(sandbox.address(), user, token);
        let answer = connection.exchange("GET", "/api/v1/clients", "").unwrap();
        assert_eq!(answer.status, 401, "{user}");
        assert!(serde_json::from_str::<Value>(&answer.body).is_err());
        assert!(
            answer
                .header("www-authenticate")
                .unwrap()
                .starts_with("Basic")
        );
    }
    let mut stranger = Connection::at(sandbox.address());
    let answer = stranger.exchange("GET", "/api/v1/no", "").unwrap();
    assert_eq!(answer.status, 401);
    sandbox.switch(|switches| switches.access = Access::Limited);
    assert_eq!(get(&sandbox, "clients").status, 403);
}

#[test]
fn lists_are_bare_and_come_in_pages() {
    let sandbox = sandbox();
    let all = ids(&sandbox, "clients?per_page=100");
    assert_eq!(all.len(), 60);
    assert!(all.is_sorted());
    assert_eq!(ids(&sandbox, "clients?per_page=25&page=2"), all[25..50]);
    assert_eq!(ids(&sandbox, "clients?per_page=25&page=3"), all[50..]);
    assert!(ids(&sandbox, "clients?per_page=25&page=4").is_empty());
    assert_eq!(ids(&sandbox, "clients").len(), 25);
    let mut backward = ids(&sandbox, "clients?per_page=100&dir=desc");
    backward.reverse();
    assert_eq!(backward, all);
    assert_eq!(ids(&sandbox, "clients?per_page=1000").len(), 60);
    sandbox.switch(|switches| switches.large_page = LargePage::Refused);
    assert_eq!(get(&sandbox, "clients?per_page=101").status, 400);
    for query in ["page=0", "page=x", "per_page=-1", "dir=up"] {
        assert_eq!(
            get(&sandbox, &format!("clients?{query}")).status,
            400,
            "{query}"
        );
    }
}

#[test]
fn a_count_tells_records_and_pages() {
    let sandbox = sandbox();
    for (path, records, pages) in [
        ("clients?mode=count", 60, 3),
        ("clients?mode=count&per_page=100", 60, 1),
        ("clients?mode=count&account_code=ac-1003", 1, 1),
        ("clients?mode=count&account_code=none", 0, 0),
        ("client/locations?mode=count", 80, 4),
        ("client/contacts?mode=count", 30, 2),
        ("cases?mode=count", 20, 1),
    ] {
        let count = get(&sandbox, path).json();
        let expected = serde_json::json!({"record_count": records, "page_count": pages});
        assert_eq!(count, expected, "{path}");
    }
}

#[test]
fn clients_are_found_by_every_documented_filter() {
    let sandbox = sandbox();
    let all = get(&sandbox, "clients?per_page=100").json();
    let client = all[17].clone();
    let id = client["id"].as_i64().unwrap();
    assert_eq!(ids(&sandbox, &format!("clients?id={id}")), [id]);
    let name = client["name"].as_str().unwrap().replace(' ', "%20");
    assert_eq!(ids(&sandbox, &format!("clients?name={name}")), [id]);
    for (filter, key) in [
        ("salesperson", "salesperson_id"),
        ("case_manager", "case_manager_id"),
    ] {
        let wanted = &client[key];
        let found = ids(&sandbox, &format!("clients?per_page=100&{filter}={wanted}"));
        let rows = all.as_array().unwrap().iter();
        let expected: Vec<i64> = rows
            .filter(|row| row[key] == *wanted)
            .map(|row| row["id"].as_i64().unwrap())
            .collect();
        assert_eq!(found, expected, "{filter}");
    }
    // All of them must fit.
    assert!(ids(&sandbox, &format!("clients?id={id}&name=nobody")).is_empty());
    // A part of a name is one only if switched so.
    assert!(ids(&sandbox, "clients?name=alder").is_empty());
    sandbox.switch(|switches| switches.names = Names::Part);
    assert_eq!(ids(&sandbox, "clients?name=alder").len(), 5);
    assert_eq!(get(&sandbox, "clients?id=seven").status, 400);
}

#[test]
fn moments_are_compared_in_utc_with_their_ends_included() {
    let sandbox = sandbox();
    let all = get(&sandbox, "clients?per_page=100").json();
    for (from, to, key) in [
        ("created_from", "created_to", "created_at"),
        ("updated_from", "updated_to", "updated_at"),
    ] {
        let client = &all[30];
        let id = client["id"].as_i64().unwrap();
        let moment = client[key].as_str().unwrap();
        let (day, time) = moment.split_once(' ').unwrap();
        for form in [
            format!("{day}%20{time}"),
            format!("{day}T{time}Z"),
            format!("{day}T{time}%2B00:00"),
            day.to_owned(),
        ] {
            let found = ids(&sandbox, &format!("clients?{from}={form}&{to}={form}"));
            assert_eq!(found, [id], "{form}");
        }
        let since = ids(&sandbox, &format!("clients?per_page=100&{from}={day}"));
        assert!(since.contains(&id) && since.len() < 60);
        assert_eq!(
            get(&sandbox, &format!("clients?{from}=yesterday")).status,
            400
        );
    }
}

#[test]
fn locations_are_found_by_their_client() {
    let sandbox = sandbox();
    let all = get(&sandbox, "client/locations?per_page=100").json();
    let one = &all[1];
    let (id, client) = (one["id"].as_i64().unwrap(), &one["root_id"]);
    assert_eq!(
        ids(&sandbox, &format!("client/locations?parent={client}")).len(),
        2
    );
    let (person, created) = (&one["salesperson_id"], one["created_at"].as_str().unwrap());
    for filter in [
        "name=Branch".to_owned(),
        format!("salesperson={person}"),
        format!("created_from={created}&name=branch").replace(' ', "%20"),
        format!("updated_from={created}&id={id}").replace(' ', "%20"),
    ] {
        let path = format!("client/locations?parent={client}&{filter}");
        assert!(ids(&sandbox, &path).contains(&id), "{filter}");
    }
    for filter in ["parent=1", "salesperson=1", "created_to=2000-01-01"] {
        let path = format!("client/locations?{filter}");
        assert!(ids(&sandbox, &path).is_empty(), "{filter}");
    }
    assert_eq!(get(&sandbox, "client/locations?parent=x").status, 400);
}

#[test]
fn contacts_and_cases_are_found_by_what_they_belong_to() {
    let sandbox = sandbox();
    let contact = get(&sandbox, "client/contacts?per_page=1&page=3").json()[0].clone();
    let id = contact["id"].as_i64().unwrap();
    let location = &contact["client_id"];
    let at = get(&sandbox, &format!("client/locations/{location}")).json();
    let client = &at["root_id"];
    let email = contact["email"].as_str().unwrap();
    for filter in [
        format!("client_location={location}"),
        format!("client={client}"),
        format!("id={id}"),
    ] {
        assert_eq!(
            ids(&sandbox, &format!("client/contacts?{filter}")),
            [id],
            "{filter}"
        );
    }
    for filter in [
        format!("email={email}"),
        format!("role={}", contact["role_id"]),
        format!("last_name={}", contact["last_name"].as_str().unwrap()),
        format!("first_name={}", contact["first_name"].as_str().unwrap()),
        format!("salesperson={}", contact["salesperson_id"]),
    ] {
        let found = ids(&sandbox, &format!("client/contacts?per_page=100&{filter}"));
        assert!(
            found.contains(&id) && found.len() < 30,
            "{filter}: {found:?}"
        );
    }
    let case = get(&sandbox, "cases?per_page=1&page=4").json()[0].clone();
    let id = case["id"].as_i64().unwrap();
    let (opened, due) = (
        case["created_on"].as_str().unwrap(),
        case["due_on"].as_str().unwrap(),
    );
    for filter in [
        format!("client={}", case["client_id"]),
        format!("location={}", case["location_id"]),
        format!("from={opened}&to={opened}"),
        format!("created_from={opened}&created_to={opened}"),
        format!("created_from_system={opened}&created_to_system={opened}"),
        format!("due_from={due}&due_to={due}"),
        format!(
            "case_status={}&reference_value_2={}",
            case["case_status_id"],
            case["reference_value_2"].as_str().unwrap()
        ),
        format!(
            "reference_value_1={}",
            case["reference_value_1"].as_str().unwrap()
        ),
    ] {
        assert_eq!(ids(&sandbox, &format!("cases?{filter}")), [id], "{filter}");
    }
    let requests = ids(&sandbox, "cases?is_request=true");
    let others = ids(&sandbox, "cases?is_request=false");
    assert_eq!(requests.len() + others.len(), 20);
    assert!(!requests.is_empty() && !others.is_empty());
}

#[test]
fn custom_fields_of_contacts_are_json_where_that_is_asked_for() {
    let sandbox = sandbox();
    let value = |query: &str| {
        let contact = get(&sandbox, &format!("client/contacts?per_page=1{query}")).json();
        contact[0]["custom_fields"][1]["value"].clone()
    };
    assert!(value("").is_string());
    assert!(value("&expand_field_values=true").is_object());
}

#[test]
fn a_filter_that_makes_no_sense_is_refused_and_a_number_of_nobody_finds_nothing() {
    let sandbox = sandbox();
    for path in ["clients?id=", "client/contacts?client="] {
        let found = ids(&sandbox, &format!("{path}99999999999999999999"));
        assert!(found.is_empty(), "{path}: {found:?}");
    }
    for path in [
        "clients?id=-1",
        "clients?id=%2B2401",
        "client/contacts?expand_field_values=perhaps",
        "client/contacts?id=99999999999999999999&expand_field_values=perhaps",
    ] {
        assert_eq!(get(&sandbox, path).status, 400, "{path}");
    }
}

#[test]
fn a_single_record_is_bare_or_wrapped() {
    let sandbox = sandbox();
    let id = ids(&sandbox, "clients?per_page=1")[0];
    let path = format!("clients/{id}");
    let client = get(&sandbox, &path).json();
    assert_eq!(client["id"], id);
    assert_eq!(client["primary_location"]["is_primary"], true);
    sandbox.switch(|switches| switches.single = Single::Wrapped);
    assert_eq!(get(&sandbox, &path).json()["client"], client);
    let case = ids(&sandbox, "cases?per_page=1")[0];
    let case = get(&sandbox, &format!("cases/{case}")).json();
    assert!(case["casefile"]["id"].is_i64());
    // Rows of lists are bare all the same.
    assert_eq!(ids(&sandbox, "clients?per_page=1"), [id]);
}

#[test]
fn moments_and_main_locations_have_the_form_of_their_switch() {
    let sandbox = sandbox();
    let id = ids(&sandbox, "clients?per_page=1")[0];
    let client = || get(&sandbox, &format!("clients/{id}")).json();
    let plain = client();
    sandbox.switch(|switches| {
        switches.timestamps = Timestamps::Iso;
        switches.primary_location = PrimaryLocation::Related;
    });
    let other = client();
    let iso = plain["created_at"].as_str().unwrap().replace(' ', "T") + "Z";
    assert_eq!(other["created_at"], iso);
    assert!(other.get("primary_location").is_none());
    assert_eq!(
        other["PrimaryLocation"]["id"],
        plain["primary_location"]["id"]
    );
    sandbox.switch(|switches| switches.primary_location = PrimaryLocation::LeftOut);
    assert!(client().get("PrimaryLocation").is_none());
}

#[test]
fn what_is_not_there_is_404_and_other_methods_405() {
    let sandbox = sandbox();
    for path in [
        "clients/7",
        "clients/99999999999999999999",
        "client/locations/7",
        "nothing",
        "clients/x",
    ] {
        let answer = get(&sandbox, path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.json()["errors"][0], "not found");
    }
    let answer = connection(&sandbox)
        .exchange("DELETE", "/api/v1/clients/2401", "")
        .unwrap();
    assert_eq!(
        (answer.status, answer.header("allow")),
        (405, Some("GET, PUT"))
    );
    sandbox.switch(|switches| switches.errors = Errors::Fields);
    assert_eq!(
        get(&sandbox, "clients/7").json()["errors"]["base"][0],
        "not found"
    );
    sandbox.switch(|switches| switches.errors = Errors::Blank);
    assert_eq!(get(&sandbox, "clients/7").body, "");
}

#[test]
fn calls_in_quick_succession_are_told_how_long_to_wait() {
    let sandbox = sandbox();
    assert_eq!(get(&sandbox, "clients").status, 200);
    assert_eq!(get(&sandbox, "clients").status, 200);
    sandbox.switch(|switches| switches.throttle = Throttle::Seconds(60));
    assert_eq!(get(&sandbox, "clients").status, 200);
    let answer = get(&sandbox, "clients");
    assert_eq!(answer.status, 429);
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((50..=60).contains(&wait), "{wait}");
    // One that was too early does not push the next one back.
    sandbox.advance(Duration::from_secs(wait));
    assert_eq!(get(&sandbox, "clients").status, 200);
    assert_eq!(get(&sandbox, "clients").status, 429);
    sandbox.set_now("2020-01-01 00:00:00").unwrap();
    assert_eq!(get(&sandbox, "clients").status, 200);
}

#[test]
fn faults_and_the_journal_know_the_calls_by_name() {
    let sandbox = sandbox();
    sandbox.fault(
        Fault::new(FaultKind::TooMany {
            retry_after: Some(2),
        })
        .on("count_clients"),
    );
    assert_eq!(get(&sandbox, "clients").status, 200);
    let answer = get(&sandbox, "clients?mode=count");
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (429, Some("2"))
    );
    get(&sandbox, "client/contacts?role=1");
    let requests = sandbox.requests();
    let calls: Vec<_> = requests
        .iter()
        .map(|request| request.call.as_deref())
        .collect();
    assert_eq!(
        calls,
        [
            Some("list_clients"),
            Some("count_clients"),
            Some("list_client_contacts")
        ]
    );
    assert_eq!(requests[2].parameters["role"], "1");
    sandbox.reset().unwrap();
    assert!(sandbox.requests().is_empty());
}
