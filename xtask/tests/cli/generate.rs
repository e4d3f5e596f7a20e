//! What `generate` writes, and what `--check` lists.

use std::fs;

use prose_codegen::emit::{html, rust::HEADER};

use crate::workspace::{LIMITS, READ, Workspace};

#[test]
fn generate_writes_everything_once() {
    let workspace = Workspace::new();
    let run = workspace.run(&["generate"]).succeeds();
    let files = workspace.files("garden-generated");
    assert!(files.contains_key("garden-generated/src/generated/tables/plant.rs"));
    for (path, (text, _)) in &files {
        assert!(text.starts_with(HEADER.as_bytes()), "{path}");
        let line = format!("new      {path}");
        assert!(run.stdout.lines().any(|shown| shown == line), "{run:?}");
    }
    // With what stands elsewhere, for all APIs.
    let made = run
        .stdout
        .lines()
        .filter(|line| line.starts_with("new      "))
        .count();
    assert!(made > files.len(), "{run:?}");
    let summary = format!("1 API, 1 call, 1 key: {made} files changed, 0 unchanged");
    assert!(run.stdout.contains(&summary), "{run:?}");

    let again = workspace.run(&["generate"]).succeeds();
    let summary = format!("0 files changed, {made} unchanged");
    assert!(again.stdout.contains(&summary), "{again:?}");
    assert_eq!(again.stdout.lines().count(), 1);
    assert_eq!(
        workspace.files("garden-generated"),
        files,
        "not even the times"
    );
    workspace.run(&["generate", "--check"]).succeeds();
}

#[test]
fn check_lists_what_is_stale_missing_and_orphan_and_changes_nothing() {
    let workspace = Workspace::generated();
    let generated = "garden-generated/src/generated";
    workspace.write(&format!("{generated}/api.rs"), format!("{HEADER}\n"));
    fs::remove_file(workspace.path(&format!("{generated}/tables/plant.rs"))).expect("it was there");
    workspace.write(
        &format!("{generated}/tables/weed.rs"),
        format!("{HEADER}\n"),
    );
    let before = workspace.files("");

    let run = workspace.run(&["generate", "--check"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.stdout.lines().collect::<Vec<_>>(),
        [
            format!("stale    {generated}/api.rs"),
            format!("missing  {generated}/tables/plant.rs"),
            format!("orphan   {generated}/tables/weed.rs"),
        ]
    );
    assert!(
        run.stderr.contains("3 generated files are out of date"),
        "{run:?}"
    );
    assert!(run.stderr.contains("run `cargo xtask generate`"), "{run:?}");
    assert_eq!(workspace.files(""), before);

    let run = workspace.run(&["generate"]).succeeds();
    assert_eq!(
        run.stdout.lines().take(3).collect::<Vec<_>>(),
        [
            format!("changed  {generated}/api.rs"),
            format!("new      {generated}/tables/plant.rs"),
            format!("deleted  {generated}/tables/weed.rs"),
        ]
    );
    workspace.run(&["generate", "--check"]).succeeds();
}

#[test]
fn one_changed_byte_of_the_spec_changes_few_lines() {
    const CHANGED: [&str; 4] = [
        "garden-generated/src/generated/limits.rs",
        "openapi/garden.3.0.json",
        "openapi/garden.3.2.json",
        "openapi/garden.json",
    ];
    let workspace = Workspace::generated();
    let before = workspace.files("");
    workspace.write(
        "spec/garden/limits.yaml",
        LIMITS.replace("max: 20", "max: 30"),
    );
    let run = workspace.run(&["generate", "--check"]);
    assert_eq!(run.code, Some(1));
    let stale = CHANGED.map(|path| format!("stale    {path}\n"));
    assert_eq!(run.stdout, stale.concat());
    assert!(
        run.stderr.contains("4 generated files are out of date"),
        "{run:?}"
    );

    workspace.run(&["generate"]).succeeds();
    let mut changed = Vec::new();
    for (path, (text, time)) in workspace.files("") {
        if path.starts_with("spec/") {
            continue;
        }
        let (old, old_time) = &before[&path];
        if text == *old {
            assert_eq!(time, *old_time, "{path} was touched");
            continue;
        }
        let (text, old) = (String::from_utf8_lossy(&text), String::from_utf8_lossy(old));
        assert_eq!(text.lines().count(), old.lines().count());
        let differ = text
            .lines()
            .zip(old.lines())
            .filter(|(new, old)| new != old);
        changed.push((path, differ.count()));
    }
    assert_eq!(changed, CHANGED.map(|path| (path.to_owned(), 1)));
}

/// A call that is sent by a form, in a file of its own.
const FORM: &str = "family: create\nmethod: POST\nsends: form\ncalls:\n  add_plant: { doc: Adds a plant., accepts: [plant], html_form: {}, returns: outcome }\n";

#[test]
fn forms_are_written_compared_and_deleted_like_code() {
    let workspace = Workspace::new();
    workspace.write("spec/garden/create.yaml", FORM);
    let form = "garden-generated/forms/add_plant.html";
    let run = workspace.run(&["generate"]).succeeds();
    assert!(run.stdout.contains(&format!("new      {form}")), "{run:?}");
    let (text, _) = workspace.files("garden-generated")[form].clone();
    assert!(text.starts_with(html::HEADER.as_bytes()));
    workspace.run(&["generate", "--check"]).succeeds();

    workspace.write(form, format!("{} -->\n", html::HEADER));
    let run = workspace.run(&["generate", "--check"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout, format!("stale    {form}\n"));
    workspace.run(&["generate"]).succeeds();
    assert_eq!(workspace.files("garden-generated")[form].0, text);

    // Only the generator's own files may stand there.
    let mine = "garden-generated/forms/mine.html";
    workspace.write(mine, "<form></form>\n");
    let run = workspace.run(&["generate"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("was not generated; move it elsewhere"));
    fs::remove_file(workspace.path(mine)).expect("it was there");

    workspace.write(
        "spec/garden/create.yaml",
        FORM.replace("html_form: {}, ", ""),
    );
    let run = workspace.run(&["generate"]).succeeds();
    assert!(run.stdout.contains(&format!("deleted  {form}")), "{run:?}");
    assert!(!workspace.path("garden-generated/forms").exists());
}

#[test]
fn what_leaves_the_spec_leaves_the_crate() {
    let workspace = Workspace::generated();
    let folder = workspace.path("garden-generated/src/generated/tables");
    workspace.write("garden-generated/src/lib.rs", "mod generated;\n");
    workspace.write(
        "spec/garden/read.yaml",
        READ.replace("accepts: [plant], ", ""),
    );
    fs::remove_file(workspace.path("spec/garden/tables/plant.yaml")).expect("it was there");
    fs::remove_file(workspace.path("spec/garden/limits.yaml")).expect("it was there");
    let run = workspace.run(&["generate"]).succeeds();
    assert!(
        run.stdout
            .contains("deleted  garden-generated/src/generated/tables/plant.rs")
    );
    assert!(!folder.join("plant.rs").exists() && folder.join("mod.rs").exists());
    assert!(workspace.path("garden-generated/src/lib.rs").exists());
}

#[test]
fn a_warning_stops_nothing() {
    let workspace = Workspace::new();
    workspace.write(
        "spec/garden/read.yaml",
        READ.replace("accepts: [plant], ", ""),
    );
    let run = workspace.run(&["generate"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("warning[W0001]"), "{run:?}");
}

#[test]
fn code_that_no_crate_would_build_is_told() {
    let workspace = Workspace::new();
    let run = workspace.run(&["generate"]).succeeds();
    assert_eq!(
        run.stderr,
        "warning: garden-generated has no Cargo.toml, so nothing builds the code of garden; add a crate there or mend `crate:`\n"
    );
    workspace.write("garden-generated/Cargo.toml", "");
    assert_eq!(workspace.run(&["generate"]).succeeds().stderr, "");
}
