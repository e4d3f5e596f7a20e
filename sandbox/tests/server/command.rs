//! The command, as someone in a terminal meets it.

use serde_json::json;

use crate::http::Connection;
use crate::running::{Running, run, start};

#[test]
fn what_it_prints_is_all_one_needs_to_call_it() {
    let running = start(&["--port", "0", "--contacts", "4"]);
    let answer = running
        .connection()
        .get("read_client_list?limit=2")
        .unwrap();
    assert_eq!(
        (answer.status, &answer.json()["TotalRecord"]),
        (200, &4.into())
    );
    let greeting = &running.greeting;
    assert!(
        greeting.contains("only this machine can reach it"),
        "{greeting}"
    );
    assert!(greeting.contains("gone when it ends"), "{greeting}");
    assert!(!greeting.contains("WARNING"), "{greeting}");
}

#[test]
fn a_port_that_is_none_is_told_so() {
    let output = run(&["--port", "99999"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        error.contains("--port 99999: a port is a number"),
        "{error}"
    );
}

#[test]
fn it_warns_when_others_can_reach_it_and_can_be_called_from_here() {
    let running = start(&["--port", "0", "--listen", "0.0.0.0", "--contacts", "1"]);
    assert!(running.greeting.contains("WARNING"), "{}", running.greeting);
    assert!(
        !running.greeting.contains("only this machine"),
        "{}",
        running.greeting
    );
    assert_eq!(
        running.connection().get("read_client_list").unwrap().status,
        200
    );
}

#[test]
fn switches_seed_and_clock_come_from_its_arguments() {
    let running = start(&[
        "--port",
        "0",
        "--switch",
        "codes=documented",
        "--switch=denied=code",
        "--seed",
        "9",
        "--now",
        "2026-03-02 09:00:00",
    ]);
    let state = running
        .control()
        .exchange("GET", "/sandbox/", "")
        .unwrap()
        .json();
    assert_eq!(state["switches"]["codes"], "documented");
    assert_eq!(state["switches"]["denied"], "code");
    assert_eq!(state["seed"]["number"], 9);
    assert!(
        state["now"]
            .as_str()
            .unwrap()
            .starts_with("2026-03-02 09:0")
    );
}

#[test]
fn a_port_in_use_is_one_line_and_exit_status_1() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = run(&["--port", &port]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(
        error.contains(&port) && error.contains("--port 0"),
        "{error}"
    );
    assert!(output.stdout.is_empty());
}

#[test]
fn wrong_arguments_are_told_in_one_line_and_exit_status_2() {
    for (arguments, why) in [
        (&["--prot", "1"][..], "--prot"),
        (&["--port", "many"], "many"),
        (&["--port"], "--port"),
        (&["--listen", "here"], "here"),
        (&["--switch", "codes"], "codes=live"),
        (&["--switch", "codes=odd"], "documented"),
        (&["--switch", "cods=live"], "action-plans"),
        (&["state.db"], "state.db"),
        (&["--contacts", "99999999999999"], "at most 1000000"),
    ] {
        let output = run(arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(error.contains(why), "{error}");
    }
    let output = run(&["--port", "0", "--now", "noon"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_first_word_names_the_api_that_it_plays() {
    let running = start(&["trackops", "--port", "0", "--clients", "3"]);
    let url = running.exported("TRACKOPS_BASE_URL");
    let host = url.strip_prefix("http://").unwrap();
    let address = host.strip_suffix("/api/v1/").unwrap().parse().unwrap();
    let user = format!("{}/token", running.exported("TRACKOPS_USERNAME"));
    let token = running.exported("TRACKOPS_API_TOKEN");
    let mut connection = Connection::as_user(address, &user, &token);
    let answer = connection.exchange("GET", "/api/v1/clients?mode=count", "");
    assert_eq!(answer.unwrap().json()["record_count"], 3);
    let running = start(&["clienttether", "--port", "0", "--contacts", "1"]);
    assert_eq!(
        running.connection().get("read_user_list").unwrap().status,
        200
    );
    for arguments in [
        &["tracops"][..],
        &["trackops", "clienttether"],
        &["trackops", "--contacts", "1"],
    ] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn help_names_every_api_and_every_switch() {
    let output = run(&["trackops", "--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(help.contains("clienttether|trackops") && help.contains("--clients"));
    for name in prose_sandbox::trackops::Switches::NAMES {
        assert!(help.contains(name), "{name}");
    }
    let output = run(&["--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for name in prose_sandbox::clienttether::Switches::NAMES {
        assert!(help.contains(name), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_seed_data_and_says_so_when_others_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let common = ["--port", "0", "--data", file.to_str().unwrap()];
    let begin = |more: &[&str]| start(&[&common, more].concat());
    let state = |running: &Running| {
        let answer = running.control().exchange("GET", "/sandbox/", "");
        answer.unwrap().json()
    };
    let mut first = begin(&["--contacts", "5"]);
    assert!(!first.greeting.contains("keeps its"), "{}", first.greeting);
    assert_eq!(state(&first)["seed"], json!({"number": 1, "contacts": 5}));
    assert_eq!(state(&first).get("seed_of_a_reset"), None);
    assert!(first.interrupt().success());

    let mut silent = begin(&[]);
    assert!(!silent.greeting.contains("keeps its"));
    assert_eq!(state(&silent)["seed"], json!({"number": 1, "contacts": 5}));
    assert!(silent.interrupt().success());

    let second = begin(&["--contacts", "50", "--seed", "9"]);
    let mut told = second.greeting.lines();
    let told = told.find(|line| line.contains("the file keeps its 5 contacts"));
    assert!(told.unwrap().contains("POST /sandbox/reset"), "{told:?}");
    let before = state(&second);
    assert_eq!(before["seed"], json!({"number": 1, "contacts": 5}));
    assert_eq!(
        before["seed_of_a_reset"],
        json!({"number": 9, "contacts": 50})
    );
    let after = second.control().exchange("POST", "/sandbox/reset", "");
    let after = after.unwrap().json();
    assert_eq!(after["seed"], json!({"number": 9, "contacts": 50}));
    assert_eq!(after.get("seed_of_a_reset"), None);
    let list = second.connection().get("read_client_list?limit=1").unwrap();
    assert_eq!(list.json()["TotalRecord"], 50);
}

#[test]
fn every_api_says_what_its_file_keeps() {
    let folder = tempfile::tempdir().unwrap();
    for (api, name) in [("trackops", "clients"), ("clienttrack", "clients")] {
        let file = folder.path().join(api);
        let size = format!("--{name}");
        let arguments = [
            api,
            "--port",
            "0",
            "--data",
            file.to_str().unwrap(),
            &size,
            "3",
        ];
        drop(start(&arguments));
        let greeting = start(&arguments).greeting.clone();
        let told = format!("the file keeps its 3 {name}");
        assert!(greeting.contains(&told), "{greeting}");
    }
}

#[test]
fn the_duplicate_check_is_switched_on_by_a_flag_and_shown() {
    let running = start(&["--port", "0", "--contacts", "1", "--duplicate-check"]);
    for path in ["", "reset"] {
        let method = if path.is_empty() { "GET" } else { "POST" };
        let state = running
            .control()
            .exchange(method, &format!("/sandbox/{path}"), "");
        let state = state.unwrap().json();
        assert_eq!(state["accounts"][0]["check_duplicates"], true);
        assert_eq!(state["accounts"][1]["check_duplicates"], true);
        let contact = r#"{"firstName":"Jo","lastName":"Sample","email":"jo@example.com"}"#;
        let mut connection = running.connection();
        for code in ["CT_200", "CT_520"] {
            let answer = connection.exchange("POST", "/v2/api/create_client", contact);
            let body = answer.unwrap().body;
            assert!(body.contains(code), "{body}");
        }
    }
    let running = start(&["--port", "0", "--contacts", "1"]);
    let state = running.control().exchange("GET", "/sandbox/", "");
    assert_eq!(
        state.unwrap().json()["accounts"][0]["check_duplicates"],
        false
    );
    let output = run(&["trackops", "--duplicate-check"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_version_is_one_line() {
    for arguments in [&["--version"][..], &["-V"], &["trackops", "--version"]] {
        let output = run(arguments);
        let version = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success());
        assert_eq!(
            version,
            concat!("sandbox ", env!("CARGO_PKG_VERSION"), "\n")
        );
    }
}

#[test]
fn each_api_has_a_port_of_its_own_unless_told_otherwise() {
    for (api, port) in [
        ("clienttether", 4480),
        ("trackops", 4481),
        ("clienttrack", 4482),
    ] {
        let help = String::from_utf8(run(&[api, "--help"]).stdout).unwrap();
        assert!(help.contains(&format!("a free port ({port})")), "{help}");
    }
}

#[test]
fn its_address_tells_a_person_what_it_is_and_where_to_look() {
    let running = start(&["--port", "0", "--contacts", "1"]);
    let token = running.exported("SANDBOX_TOKEN");
    let browser = "Accept: text/html,application/xhtml+xml;q=0.9\r\n";
    for (headers, kind) in [("", "text/plain"), (browser, "text/html")] {
        let mut connection = Connection::at(running.address()).and(headers);
        let answer = connection.exchange("GET", "/", "").unwrap();
        assert_eq!(answer.status, 200);
        assert!(answer.header("content-type").unwrap().starts_with(kind));
        for told in ["ClientTether", "/v2/api/", "/sandbox/", "X-Sandbox-Token"] {
            assert!(answer.body.contains(told), "{}", answer.body);
        }
        assert!(!answer.body.contains(&token));
    }
    assert!(running.requests().is_empty());
}

#[cfg(unix)]
#[test]
fn a_signal_lets_the_call_in_flight_finish_and_the_exit_status_is_0() {
    for signal in ["-TERM", "-INT", "-HUP"] {
        let mut running = start(&["--port", "0", "--contacts", "1"]);
        let mut connection = running.connection();
        let late = r#"{"trouble": "latency", "milliseconds": 500}"#;
        let answer = running.control().exchange("POST", "/sandbox/faults", late);
        assert_eq!(answer.unwrap().status, 200);
        connection
            .send("GET", "/v2/api/read_user_list", "")
            .unwrap();
        while running.requests().is_empty() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        running.signal(signal);
        let answer = connection.answer().unwrap();
        assert_eq!((answer.status, answer.is_whole()), (200, true), "{signal}");
        assert_eq!(running.ended().code(), Some(0), "{signal}");
    }
}

#[cfg(unix)]
#[test]
fn a_second_signal_ends_it_at_once() {
    let mut running = start(&["--port", "0", "--contacts", "1"]);
    let late = r#"{"trouble": "latency", "milliseconds": 3600000}"#;
    let answer = running.control().exchange("POST", "/sandbox/faults", late);
    assert_eq!(answer.unwrap().status, 200);
    let mut connection = running.connection();
    connection
        .send("GET", "/v2/api/read_user_list", "")
        .unwrap();
    while running.requests().is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let started = std::time::Instant::now();
    // Two that come together are one wish.
    running.signal("-HUP");
    running.signal("-TERM");
    std::thread::sleep(std::time::Duration::from_secs(1));
    running.signal("-TERM");
    assert_eq!(running.ended().code(), Some(1));
    assert!(started.elapsed() < std::time::Duration::from_secs(7));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_leaves_the_state_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let arguments = [
        "--port",
        "0",
        "--contacts",
        "1",
        "--data",
        file.to_str().unwrap(),
    ];
    let mut running = start(&arguments);
    assert!(
        running.greeting.contains("state.db"),
        "{}",
        running.greeting
    );
    assert_eq!(running.connection().create().unwrap().status, 200);
    assert!(running.interrupt().success());
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["state.db"]);
    let running = start(&arguments);
    let answer = running.connection().get("read_client_list").unwrap();
    assert_eq!(answer.json()["TotalRecord"], 2);
}
