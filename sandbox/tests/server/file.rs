//! One file, one sandbox: whoever comes second is refused at once, in whatever state the file is.

use std::path::Path;
use std::process::{Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use prose_sandbox::clienttether::Sandbox;

use crate::http::contacts;
use crate::running::{Running, command, run, start};

/// A folder for a file, and the arguments of a sandbox with its state there.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self) -> std::path::PathBuf {
        self.0.path().join("state.db")
    }

    fn start(&self) -> Running {
        start(&arguments(&self.file()))
    }

    /// It must be refused, within a second or so.
    fn second(&self) {
        let started = Instant::now();
        let output = run(&arguments(&self.file()));
        assert_refused(&output);
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}

fn arguments(file: &Path) -> [&str; 6] {
    let file = file.to_str().unwrap();
    ["--port", "0", "--contacts", "2", "--data", file]
}

fn assert_refused(output: &Output) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(
        error.contains("another sandbox or program has the file open"),
        "{error}"
    );
    assert!(error.contains("state.db"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_second_process_on_a_fresh_file_is_refused() {
    let place = Place::new();
    let first = place.start();
    place.second();
    assert_eq!(first.connection().create().unwrap().status, 200);
}

#[cfg(unix)]
#[test]
fn a_second_process_on_a_file_that_was_there_and_is_untouched_is_refused() {
    let place = Place::new();
    assert!(place.start().interrupt().success());
    let first = place.start();
    place.second();
    place.second();
    let answer = first.connection().create().unwrap();
    assert!(answer.body.contains("CT_200"), "{}", answer.body);
}

#[cfg(unix)]
#[test]
fn a_second_process_on_a_file_that_was_there_and_is_written_to_is_refused() {
    let place = Place::new();
    assert!(place.start().interrupt().success());
    let first = place.start();
    assert!(first.connection().create().unwrap().body.contains("CT_200"));
    place.second();
    assert!(first.connection().create().unwrap().body.contains("CT_200"));
}

#[cfg(unix)]
#[test]
fn the_next_one_may_have_the_file_after_the_first_was_killed() {
    let place = Place::new();
    // Fresh, untouched, written to: each is killed, and each time the next one finds what was there.
    for (writes, there) in [(false, 2), (false, 2), (true, 2), (false, 3)] {
        let mut running = place.start();
        let answer = running.connection().get("read_client_list").unwrap();
        assert_eq!(answer.json()["TotalRecord"], there);
        if writes {
            assert!(
                running
                    .connection()
                    .create()
                    .unwrap()
                    .body
                    .contains("CT_200")
            );
        }
        place.second();
        running.child.kill().unwrap();
        running.child.wait().unwrap();
    }
    assert!(place.start().interrupt().success());
}

#[cfg(unix)]
#[test]
fn of_several_that_start_at_once_one_has_the_file_and_the_others_are_refused() {
    let place = Place::new();
    assert!(place.start().interrupt().success());
    let mut children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = command(&arguments(&place.0.path().join("state.db")));
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let started = Instant::now();
    loop {
        let ended = children.iter_mut();
        let ended = ended.filter_map(|child| child.try_wait().unwrap()).count();
        assert!(ended < 4, "nobody has the file");
        if ended == 3 {
            break;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "{ended} ended");
        thread::sleep(Duration::from_millis(10));
    }
    for mut child in children {
        if child.try_wait().unwrap().is_some() {
            assert_refused(&child.wait_with_output().unwrap());
        } else {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

#[test]
fn a_second_sandbox_in_the_same_process_is_refused_too() {
    let place = Place::new();
    let on_file = || Sandbox::setup().contacts(2).data(place.file()).start();
    drop(on_file().unwrap());
    let first = on_file().unwrap();
    let error = on_file().unwrap_err().to_string();
    assert!(
        error.contains("another sandbox or program has the file open"),
        "{error}"
    );
    assert_eq!(contacts(&first), 2);
    drop(first);
    assert_eq!(contacts(&on_file().unwrap()), 2);
}

#[test]
fn look_ups_by_external_id_phone_and_email_go_by_an_index_and_lists_by_number() {
    let place = Place::new();
    let setup = Sandbox::setup().contacts(2).data(place.file());
    drop(setup.start().unwrap());
    let state = rusqlite::Connection::open(place.file()).unwrap();
    let condition = |key: &str| format!("json_extract(fields, '$.\"{key}\"') = ?");
    for (condition, way) in [
        (condition("external_id"), "account_external_id"),
        (condition("phone"), "account_phone"),
        (condition("email") + " COLLATE NOCASE", "account_email"),
        (condition("main_client_id"), "PRIMARY KEY"),
    ] {
        let select = format!(
            "EXPLAIN QUERY PLAN SELECT id, fields FROM record \
             WHERE kind = ? AND account = ? AND {condition} ORDER BY id LIMIT ? OFFSET ?"
        );
        let values = ("client", 1201, "7", 1, 0);
        let plan: String = state
            .query_row(&select, values, |row| row.get("detail"))
            .unwrap();
        assert!(plan.contains(way), "{plan}");
    }
}

#[test]
fn a_file_that_was_begun_empty_stays_so() {
    let place = Place::new();
    let setup = prose_sandbox::trackops::Sandbox::setup().data(place.file());
    for size in [0, 60] {
        let sandbox = setup.clone().clients(size).start().unwrap();
        assert_eq!(sandbox.kept().unwrap_or(0), 0, "{size}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_told_so() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new();
    drop(
        Sandbox::setup()
            .contacts(1)
            .data(place.file())
            .start()
            .unwrap(),
    );
    let read_only = std::fs::Permissions::from_mode(0o444);
    std::fs::set_permissions(place.file(), read_only).unwrap();
    // Who may do everything may write it nevertheless.
    if let Err(error) = Sandbox::setup().data(place.file()).start() {
        assert!(error.to_string().contains("cannot be written"), "{error}");
    }
}
