//! The command, as someone in a terminal meets it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use crate::exchange::Line;

/// A running command. It ends with the test.
struct Running {
    child: Child,
    greeting: String,
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn start(arguments: &[&str]) -> Running {
    let mut child = command(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut greeting = String::new();
    // The curl line is the last one.
    while !greeting.contains("\ncurl ") {
        assert_ne!(out.read_line(&mut greeting).unwrap(), 0, "{greeting}");
    }
    Running { child, greeting }
}

impl Running {
    /// What the greeting would set in a shell.
    fn exported(&self, name: &str) -> String {
        let start = format!("export {name}=");
        let mut lines = self.greeting.lines();
        lines
            .find_map(|line| line.strip_prefix(&start))
            .unwrap()
            .to_owned()
    }

    fn line(&self) -> Line {
        let url = self.exported("CLIENTTETHER_BASE_URL");
        let address = url
            .strip_prefix("http://")
            .unwrap()
            .split('/')
            .next()
            .unwrap();
        Line::with(
            address.parse().unwrap(),
            &self.exported("CLIENTTETHER_ACCESS_TOKEN"),
            &self.exported("CLIENTTETHER_WEB_KEY"),
        )
    }

    #[cfg(unix)]
    fn interrupt(&mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &pid])
                .status()
                .unwrap()
                .success()
        );
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                started.elapsed() < Duration::from_secs(10),
                "it does not end"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_it_prints_is_all_one_needs_to_call_it() {
    let running = start(&["--port", "0", "--contacts", "4"]);
    let answer = running.line().get("read_client_list?limit=2").unwrap();
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
fn it_warns_when_others_can_reach_it_and_can_be_called_from_here() {
    let running = start(&["--port", "0", "--listen", "0.0.0.0", "--contacts", "1"]);
    assert!(running.greeting.contains("WARNING"), "{}", running.greeting);
    assert!(
        !running.greeting.contains("only this machine"),
        "{}",
        running.greeting
    );
    assert_eq!(running.line().get("read_client_list").unwrap().status, 200);
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
        .line()
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
    let mut line = Line::as_user(address, &user, &token);
    let answer = line.exchange("GET", "/api/v1/clients?mode=count", "");
    assert_eq!(answer.unwrap().json()["record_count"], 3);
    let running = start(&["clienttether", "--port", "0", "--contacts", "1"]);
    assert_eq!(running.line().get("read_user_list").unwrap().status, 200);
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
    for name in sandbox::trackops::Switches::NAMES {
        assert!(help.contains(name), "{name}");
    }
    let output = run(&["--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for name in sandbox::clienttether::Switches::NAMES {
        assert!(help.contains(name), "{name}");
    }
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
    assert_eq!(running.line().create().unwrap().status, 200);
    assert!(running.interrupt().success());
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["state.db"]);
    let running = start(&arguments);
    let answer = running.line().get("read_client_list").unwrap();
    assert_eq!(answer.json()["TotalRecord"], 2);
}
