//! What is no diagnostic is written in the format that is asked for too: JSON readers read every line,
//! and CI shows every error.

use std::fs;

use prose_codegen::emit::rust::HEADER;
use serde_json::{Value, json};

use super::workspace::{API, Run, Workspace};

/// Runs a command that fails with this one message, in every format.
fn fails(workspace: &Workspace, arguments: &[&str], code: i32, says: &str) {
    let run = |format: &str| {
        let run = workspace.run(&[arguments, &["--format", format]].concat());
        assert_eq!(run.code, Some(code), "{run:?}");
        run
    };
    let json = run("json");
    let [message] = messages(&json).try_into().unwrap_or_else(|_| {
        unreachable!("one message: {json:?}");
    });
    let text = message["message"].as_str().unwrap_or_default();
    assert!(text.contains(says), "{says}: {json:?}");
    let like = json!({
        "code": null, "severity": "error", "message": text, "place": null, "labels": [], "help": null,
    });
    assert_eq!(message, like);

    // Where all is told that was found, there is a line about it.
    let ci = run("ci").stderr;
    assert!(ci.lines().all(|line| line.starts_with("::error::")), "{ci}");
    let escaped = text.replace('%', "%25");
    assert_eq!(ci.lines().next(), Some(&*format!("::error::{escaped}")));

    let human = run("human").stderr;
    let first = human.lines().next();
    assert_eq!(first, Some(&*format!("error: {text}")));
}

/// What was told, one JSON object a line and nothing else.
fn messages(run: &Run) -> Vec<Value> {
    let lines = run.stderr.lines().map(serde_json::from_str);
    let lines: Result<Vec<_>, _> = lines.collect();
    lines.unwrap_or_else(|error| unreachable!("{error}: {run:?}"))
}

#[test]
fn folders_without_a_spec() {
    let workspace = Workspace::empty();
    fails(&workspace, &["generate"], 1, "name it with --root");
    let made = fs::create_dir(workspace.path("spec"));
    assert!(made.is_ok(), "{made:?}");
    fails(&workspace, &["count"], 1, "spec holds no folder");
    // What ends a property of an annotation, and what begins an escape, in a path.
    let made = fs::create_dir(workspace.path("spec/100%0A,garden"));
    assert!(made.is_ok(), "{made:?}");
    fails(&workspace, &["generate"], 1, "100%0A,garden holds no .yaml");
}

#[test]
fn two_specs_for_one_crate() {
    let workspace = Workspace::new();
    let twin = API.replace("garden", "orchard") + "crate: garden-generated\n";
    workspace.write("spec/orchard/api.yaml", twin);
    let says = "both for the crate `garden-generated`";
    fails(&workspace, &["generate"], 1, says);
}

#[test]
fn a_foreign_file() {
    let workspace = Workspace::generated();
    workspace.write("garden-generated/src/generated/mine.rs", "// Mine.\n");
    fails(&workspace, &["generate"], 1, "mine.rs stands among");
    fails(&workspace, &["generate", "--check"], 1, "was not generated");
}

#[test]
fn what_is_out_of_date() {
    let workspace = Workspace::generated();
    let path = "garden-generated/src/generated/api.rs";
    workspace.write(path, format!("{HEADER}\n"));
    let says = "1 generated file is out of date";
    fails(&workspace, &["generate", "--check"], 1, says);
}

#[test]
fn what_is_asked_for_wrongly() {
    let workspace = Workspace::generated();
    fails(&workspace, &["new-api", "Bad Name"], 1, "Bad Name");
    // The format is named behind the mistake.
    fails(&workspace, &["generate", "--chekc"], 2, "--chekc");
    fails(&workspace, &["explain", "E9999"], 2, "E9999");
    let run = workspace.run(&["--format=json", "prune"]);
    assert_eq!(messages(&run).len(), 1, "{run:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full() {
    let workspace = Workspace::generated();
    let full = fs::File::options().write(true).open("/dev/full");
    let full = full.unwrap_or_else(|error| unreachable!("{error}"));
    let run = Run::of(
        std::process::Command::new(super::workspace::binary())
            .args(["count", "--format", "json", "--root"])
            .arg(workspace.path(""))
            .stdout(full)
            .output(),
    );
    let [message] = &messages(&run)[..] else {
        unreachable!("one message: {run:?}");
    };
    assert_eq!(message["severity"], "error", "{run:?}");
}

#[test]
fn warnings_too() {
    let workspace = Workspace::new();
    let run = workspace.run(&["generate", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let [message] = &messages(&run)[..] else {
        unreachable!("one message: {run:?}");
    };
    assert_eq!(message["severity"], "warning", "{run:?}");
    let run = workspace.run(&["generate", "--format", "ci"]);
    let says = "::warning::garden-generated has no Cargo.toml";
    assert!(run.stderr.starts_with(says), "{run:?}");
}

#[test]
fn waiting_is_a_note() {
    let workspace = Workspace::generated();
    workspace.write("garden-generated/Cargo.toml", "");
    let lock = prose_codegen::write::Lock::of(&workspace.path("spec"));
    assert!(lock.is_some(), "nobody else is here");
    let run = std::thread::scope(|scope| {
        let run = scope.spawn(|| workspace.run(&["generate", "--format", "json"]));
        std::thread::sleep(std::time::Duration::from_millis(2_500));
        drop(lock);
        run.join()
    });
    let run = run.unwrap_or_else(|_| unreachable!("it does not panic"));
    assert_eq!(run.code, Some(0), "{run:?}");
    let [message] = &messages(&run)[..] else {
        unreachable!("one message: {run:?}");
    };
    assert_eq!(message["severity"], "note", "{run:?}");
}
