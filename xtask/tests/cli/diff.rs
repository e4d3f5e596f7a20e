//! `cargo xtask diff`: commits, folders and revisions of a document, compared without a checkout.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::workspace::{API, PLANT, Run, Workspace, real};

/// Runs git, whoever is configured on this machine.
fn git(root: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Nobody",
            "-c",
            "user.email=nobody@example.com",
            "-c",
            "commit.gpgsign=false",
        ])
        .arg("-C")
        .arg(root)
        .args(arguments)
        .output();
    let output = output.unwrap_or_else(|error| unreachable!("{error}"));
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A workspace whose spec is committed.
fn committed() -> Workspace {
    let workspace = Workspace::new();
    workspace.write("Cargo.toml", "[workspace.package]\nversion = \"0.3.1\"\n");
    workspace.write(
        "garden-generated/Cargo.toml",
        "[package]\nname = \"garden-generated\"\nversion.workspace = true\n",
    );
    git(&workspace.path(""), &["init", "--quiet"]);
    commit(&workspace);
    workspace
}

fn commit(workspace: &Workspace) {
    git(&workspace.path(""), &["add", "--all"]);
    git(
        &workspace.path(""),
        &["commit", "--quiet", "--message", "Spec"],
    );
}

/// Ends well, and says nothing on standard error.
fn quiet(run: Run) -> String {
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    run.stdout
}

fn json(workspace: &Workspace, arguments: &[&str]) -> Value {
    let text = quiet(workspace.run(&[&["diff"], arguments, &["--format", "json"]].concat()));
    serde_json::from_str(&text).unwrap_or_else(|error| unreachable!("{error}: {text}"))
}

/// Fails with one line.
fn fails(workspace: &Workspace, arguments: &[&str], says: &str) {
    let run = workspace.run(&[&["diff"], arguments].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    assert!(
        run.stderr.starts_with("error: ") && run.stderr.contains(says),
        "{says}: {run:?}"
    );
}

#[test]
fn a_commit_is_held_against_the_working_tree() {
    let workspace = committed();
    let nothing = quiet(workspace.run(&["diff"]));
    assert_eq!(nothing, "no changes between HEAD and the working tree\n");

    let limits = "limits:\n  name: { rule: { text: { max: 12 } }, doc: A name., pass: [Rose] }\n";
    workspace.write("spec/garden/limits.yaml", limits);
    let text = quiet(workspace.run(&["diff"]));
    for says in [
        "patch  limit tightened: limit name (sent)",
        "spec/garden/limits.yaml:2\n",
        "wire: may break",
        "your data: \"xxxxxxxxxxxxx\" used to pass and is refused",
        "next version of garden-generated: 0.3.2 (it is 0.3.1)",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
    // The same between two commits, and not on the way back.
    commit(&workspace);
    let there = json(&workspace, &["HEAD~1", "HEAD"]);
    assert_eq!(there["apis"][0]["changes"][0]["action"], "tightened");
    let back = json(&workspace, &["HEAD", "HEAD~1"]);
    assert_eq!(back["apis"][0]["changes"][0]["action"], "loosened");
    assert_eq!(
        json(&workspace, &["HEAD"])["apis"],
        Value::Array(Vec::new())
    );
}

#[test]
fn apis_come_and_go() {
    let workspace = committed();
    workspace.write("spec/orchard/api.yaml", API.replace("garden", "orchard"));
    workspace.write("spec/orchard/read.yaml", "family: read\nmethod: GET\nsends: query\ncalls:\n  ping: { doc: Is there., returns: outcome }\n");
    let told = json(&workspace, &[]);
    assert_eq!(told["apis"][0]["api"], "orchard");
    assert_eq!(told["apis"][0]["changes"][0]["action"], "added");
    assert_eq!(
        json(&workspace, &["--api", "garden"])["apis"],
        Value::Array(Vec::new())
    );
    fails(&workspace, &["--api", "meadow"], "has an API `meadow`");
}

#[test]
fn folders_and_revisions_of_a_document() {
    let workspace = committed();
    let other = Workspace::new();
    other.write(
        "spec/garden/tables/plant.yaml",
        PLANT.replace(
            "  name:",
            "  height: { limit: id, doc: In metres. }\n  name:",
        ),
    );
    let folder = other.path("").to_string_lossy().into_owned();
    let told = json(&workspace, &["HEAD", &folder]);
    assert_eq!(told["apis"][0]["changes"][0]["thing"], "key");
    assert_eq!(told["apis"][0]["changes"][0]["rust"]["is"], "minor");

    let revisions =
        "revisions:\n  2020-02-10: { doc: The old page. }\n  current: { doc: The page. }\n";
    workspace.write("spec/garden/api.yaml", format!("{API}{revisions}"));
    workspace.write(
        "spec/garden/tables/plant.yaml",
        PLANT.replace("doc: Name", "was: { 2020-02-10: { limit: id } }, doc: Name"),
    );
    let told = json(&workspace, &["garden@2020-02-10"]);
    let changes = told["apis"][0]["changes"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let limit = changes.iter().find(|change| change["thing"] == "limit");
    assert_eq!(
        limit.map(|change| &change["origin"]),
        Some(&Value::from("vendor"))
    );
    fails(
        &workspace,
        &["garden@2021-01-01"],
        "it has 2020-02-10, current",
    );
}

#[test]
fn what_cannot_be_read_is_told_in_a_line() {
    let workspace = committed();
    fails(
        &workspace,
        &["no-such-branch"],
        "`no-such-branch` is neither a folder",
    );
    workspace.write(
        "spec/garden/limits.yaml",
        "limits:\n  name: { rule: { txt: { max: 12 } }, doc: A name., pass: [Rose] }\n",
    );
    fails(
        &workspace,
        &[],
        "the spec `garden` of the working tree does not compile with today's dialect",
    );
    commit(&workspace);
    fails(&workspace, &["HEAD", "HEAD~1"], "spec/garden/limits.yaml:2");
    std::fs::remove_dir_all(workspace.path("spec")).unwrap_or_else(|error| unreachable!("{error}"));
    commit(&workspace);
    fails(&workspace, &["HEAD", "HEAD~1"], "HEAD has no spec");
}

#[test]
fn what_is_not_approved_fails() {
    let workspace = committed();
    workspace.write(
        "spec/garden/tables/plant.yaml",
        PLANT.replace("  name:", "  title:"),
    );
    for (level, fails) in [
        ("major", true),
        ("minor", true),
        ("patch", true),
        ("wire", true),
        ("data", false),
    ] {
        let run = workspace.run(&["diff", "--fail-on", level]);
        assert_eq!(run.code, Some(i32::from(fails)), "{level}: {run:?}");
        assert_eq!(run.stderr.contains("by --fail-on"), fails, "{run:?}");
    }
    let told = json(&workspace, &[]);
    let changes = told["apis"][0]["changes"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let prints = changes
        .iter()
        .filter_map(|change| change["fingerprint"].as_str());
    let prints: Vec<String> = prints
        .map(|print| format!("{print} the page says so\n"))
        .collect();
    workspace.write(
        "approved",
        format!("# what is meant\n\n{}", prints.concat()),
    );
    let file = workspace.path("approved").to_string_lossy().into_owned();
    let run = workspace.run(&["diff", "--fail-on", "patch", "--approved", &file]);
    assert!(quiet(run).contains("[approved]"));
    workspace.write("approved", "anything\n");
    fails(
        &workspace,
        &["--approved", &file],
        "approved:1: `anything` is no fingerprint",
    );
    assert_eq!(
        quiet(workspace.run(&["diff", "--next-version"])),
        "garden-generated 0.4.0\n"
    );
}

#[test]
fn every_format_is_written() {
    let workspace = committed();
    workspace.write(
        "spec/garden/tables/plant.yaml",
        PLANT.replace("  name:", "  title:"),
    );
    let told = |format: &str| quiet(workspace.run(&["diff", "--format", format]));
    assert!(told("human").starts_with("garden: "));
    assert!(told("ci").lines().all(|line| line.starts_with("::")));
    assert!(told("markdown").contains("| Rust | Wire | Change |"));
    assert!(told("changelog").contains("  - Who calls it must look at their code:\n"));
    let run = workspace.run(&["count", "--format", "markdown"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("belong to `diff`"), "{run:?}");
}

#[test]
fn an_api_stays_itself_in_another_folder() {
    let workspace = committed();
    let there = workspace.path("spec/garden");
    std::fs::rename(&there, workspace.path("spec/plants"))
        .unwrap_or_else(|error| unreachable!("{error}"));
    assert_eq!(json(&workspace, &[])["apis"], Value::Array(Vec::new()));
    let versions = quiet(workspace.run(&["diff", "--next-version"]));
    assert_eq!(versions, "garden-generated 0.3.1\n");
    // What changed besides is told as its change.
    workspace.write(
        "spec/plants/tables/plant.yaml",
        PLANT.replace("  name:", "  title:"),
    );
    let told = json(&workspace, &[]);
    assert_eq!(told["apis"][0]["api"], "garden");
    assert_ne!(told["apis"][0]["changes"][0]["thing"], "API");
}

#[test]
fn the_folder_of_one_api_says_nothing_of_others() {
    let workspace = committed();
    workspace.write("spec/orchard/api.yaml", API.replace("garden", "orchard"));
    workspace.write("spec/orchard/read.yaml", "family: read\nmethod: GET\nsends: query\ncalls:\n  ping: { doc: Is there., returns: outcome }\n");
    let before = Workspace::new();
    let folder = before.path("spec/garden").to_string_lossy().into_owned();
    assert_eq!(
        json(&workspace, &[&folder])["apis"],
        Value::Array(Vec::new())
    );
    workspace.write(
        "spec/garden/tables/plant.yaml",
        PLANT.replace("Name of", "The name of"),
    );
    for arguments in [
        vec![folder.as_str()],
        vec![
            folder.as_str(),
            &workspace.path("spec/garden").to_string_lossy(),
        ],
    ] {
        let told = json(&workspace, &arguments);
        assert_eq!(told["apis"].as_array().map(Vec::len), Some(1), "{told}");
        assert_eq!(told["apis"][0]["changes"][0]["action"], "reworded");
    }
}

#[test]
fn no_file_that_cannot_be_read_is_passed_over() {
    let workspace = committed();
    workspace.write("spec/garden/more.yml", "table: more\n");
    fails(&workspace, &[], "spec/garden/more.yml");
}

#[test]
fn why_git_does_not_help_is_told() {
    let workspace = committed();
    commit_again(&workspace);
    fails(&workspace, &["HEAD~1..HEAD"], "`diff OLD NEW`");
    let shallow = Workspace::empty();
    let from = format!("file://{}", workspace.path("").display());
    let clone = ["clone", "--quiet", "--depth", "1", &from, "."];
    git(&shallow.path(""), &clone);
    fails(&shallow, &["HEAD~1"], "git fetch --unshallow");
    let run = Run::of(
        Command::new(crate::workspace::binary())
            .args(["diff", "--root"])
            .arg(workspace.path(""))
            .env("PATH", "")
            .output(),
    );
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.starts_with("error: cannot run git: "), "{run:?}");
    let elsewhere = Workspace::new();
    fails(&elsewhere, &[], "not a git repository");
}

/// One more commit than before.
fn commit_again(workspace: &Workspace) {
    workspace.write(
        "spec/garden/tables/plant.yaml",
        PLANT.replace("Name of", "The name of"),
    );
    commit(workspace);
}

/// Where there are so many commits: a copy of the files alone has none.
#[test]
fn the_specs_of_the_last_ten_commits_compare() {
    let root = real("");
    let known = Command::new("git")
        .arg("-C")
        .arg(&root)
        .args(["rev-list", "--max-count=11", "HEAD"])
        .output();
    let known = known.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    for commit in known.unwrap_or_default().lines().skip(1) {
        let run = Run::of(
            Command::new(crate::workspace::binary())
                .args(["diff", commit, "--root"])
                .arg(&root)
                .output(),
        );
        quiet(run);
    }
}
