//! The command line, run as a program in throw-away workspaces.

#![forbid(unsafe_code)]

mod broken_runs;
mod formats;
mod new_api;
mod no_lock;
mod sixth_api;
mod workspace;

use std::fs;
use std::process::Command;

use prose_codegen::diagnostic::Code;
use prose_codegen::emit::{html, rust::HEADER};
use workspace::{API, LIMITS, PLANT, READ, Run, Workspace, binary};

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
    let summary = format!(
        "1 API, 1 call, 1 key: {} files changed, 0 unchanged",
        files.len()
    );
    assert!(run.stdout.contains(&summary), "{run:?}");

    let again = workspace.run(&["generate"]).succeeds();
    let summary = format!("0 files changed, {} unchanged", files.len());
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
    let workspace = Workspace::generated();
    let before = workspace.files("garden-generated");
    workspace.write(
        "spec/garden/limits.yaml",
        LIMITS.replace("max: 20", "max: 30"),
    );
    let run = workspace.run(&["generate", "--check"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.stdout,
        "stale    garden-generated/src/generated/limits.rs\n"
    );
    assert!(
        run.stderr.contains("1 generated file is out of date"),
        "{run:?}"
    );

    workspace.run(&["generate"]).succeeds();
    let mut changed = Vec::new();
    for (path, (text, time)) in workspace.files("garden-generated") {
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
    assert_eq!(
        changed,
        [("garden-generated/src/generated/limits.rs".to_owned(), 1)]
    );
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
fn a_spec_with_an_error_writes_nothing() {
    let workspace = Workspace::new();
    workspace.write(
        "spec/garden/tables/plant.yaml",
        PLANT.replace("limit: name", "limit: nmae"),
    );
    workspace.refuses(&[
        "error[E0020]",
        "did you mean `name`?",
        "1 error found, nothing was written",
    ]);
    assert!(!workspace.path("garden-generated").exists());

    let workspace = Workspace::generated();
    workspace.write(
        "spec/garden/tables/plant.yaml",
        PLANT.replace("limit: name", "limit: nmae"),
    );
    workspace.refuses(&["error[E0020]"]);

    // An error in one spec holds back the others too.
    let workspace = Workspace::new();
    workspace.write("spec/orchard/api.yaml", "api: orchard\n");
    workspace.refuses(&["error[E0011]"]);
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
fn errors_are_written_in_the_format_that_is_asked_for() {
    let workspace = Workspace::new();
    workspace.write("spec/garden/api.yaml", "api: garden\n");
    let run = workspace.run(&["generate", "--format", "json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr.lines().count(), 2, "{run:?}");
    for line in run.stderr.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        assert_eq!(value["code"], "E0011");
    }
    let run = workspace.run(&["generate", "--format", "ci"]);
    let first = "::error file=spec/garden/api.yaml,line=1,col=1,title=E0011::";
    assert!(run.stderr.starts_with(first), "{run:?}");
    let run = workspace.run(&["generate", "--format=human"]);
    assert!(
        run.stderr.contains("error[E0011]") && !run.stderr.contains('\u{1b}'),
        "{run:?}"
    );
}

#[test]
fn a_file_that_was_not_generated_is_never_deleted_or_overwritten() {
    for path in ["api.rs", "notes.txt", "tables/mine.rs", "deep/down/mine.rs"] {
        let workspace = Workspace::generated();
        workspace.write(
            &format!("garden-generated/src/generated/{path}"),
            "// Written by hand.\n",
        );
        // Something to be done, which is not done either.
        workspace.write(
            "spec/garden/limits.yaml",
            LIMITS.replace("max: 20", "max: 30"),
        );
        let before = workspace.files("");
        for arguments in [&["generate"][..], &["generate", "--check"]] {
            let run = workspace.run(arguments);
            assert_eq!(run.code, Some(1), "{run:?}");
            assert!(
                run.stderr.contains("was not generated; move it elsewhere"),
                "{run:?}"
            );
            assert!(
                run.stderr.contains(path.rsplit('/').next().unwrap_or(path)),
                "{run:?}"
            );
        }
        assert_eq!(workspace.files(""), before, "{path}");
    }
}

#[test]
fn hostile_and_broken_files_are_clear_errors() {
    let deep = 100_000;
    let bomb: String = (1..30)
        .map(|at| format!("b{at}: &b{at} [*b{0}, *b{0}]\n", at - 1))
        .collect();
    for (text, says) in [
        (b"table: pl\xffnt\n".to_vec(), "line 1 is not UTF-8"),
        (b"\x00\x01\x02".to_vec(), "error[E0009]"),
        (Vec::new(), "this file holds nothing"),
        (
            format!("b0: &b0 [lol]\n{bomb}").into_bytes(),
            "error[E0004]",
        ),
        ("[".repeat(deep).into_bytes(), "error[E0003]"),
        (
            format!("{}a\n", "- ".repeat(deep)).into_bytes(),
            "error[E0003]",
        ),
        (b"table: plant\nkeys: [\n".to_vec(), "error[E0002]"),
    ] {
        let workspace = Workspace::generated();
        workspace.write("spec/garden/hostile.yaml", text);
        workspace.refuses(&[says, "nothing was written"]);
    }
}

#[test]
fn folders_that_are_missing_or_empty_are_named() {
    let workspace = Workspace::empty();
    workspace.refuses(&["cannot read", "spec", "name it with --root"]);
    fs::create_dir(workspace.path("spec")).expect("it is made");
    workspace.refuses(&["spec holds no folder; each API has one"]);
    fs::create_dir(workspace.path("spec/garden")).expect("it is made");
    workspace.refuses(&["garden holds no .yaml file", "`api: NAME`"]);
    workspace.write(
        "spec/garden/read.yaml",
        READ.replace("accepts: [plant], ", ""),
    );
    workspace.refuses(&["error[E0007]", "no `api:` file"]);
    workspace.write("spec/garden/api.yml", API);
    workspace.refuses(&["error[E0001]", "spec files end in .yaml"]);
}

#[test]
fn nothing_is_written_outside_of_the_workspace() {
    for name in [
        "../elsewhere",
        "/elsewhere",
        "a/b",
        "..",
        ".",
        "C:elsewhere",
        "a\\b",
    ] {
        let workspace = Workspace::empty();
        let inner = "inner/spec/garden/api.yaml";
        workspace.write(inner, format!("{API}crate: '{name}'\n"));
        let root = workspace.path("inner");
        let run = Run::of(
            Command::new(binary())
                .arg("generate")
                .arg("--root")
                .arg(root)
                .output(),
        );
        assert_eq!(run.code, Some(1), "{name}");
        assert!(run.stderr.contains("error[E0042]"), "{run:?}");
        assert_eq!(workspace.files("").len(), 1, "{name}");
        workspace.write(inner, API.replace("api: garden", &format!("api: '{name}'")));
        let root = workspace.path("inner");
        let run = Run::of(
            Command::new(binary())
                .arg("generate")
                .arg("--root")
                .arg(root)
                .output(),
        );
        assert!(run.stderr.contains("error[E0042]"), "{run:?}");
        assert_eq!(workspace.files("").len(), 1, "{name}");
    }
}

#[test]
fn two_specs_cannot_share_a_crate() {
    let workspace = Workspace::generated();
    workspace.write(
        "spec/orchard/api.yaml",
        format!(
            "{}crate: garden-generated\n",
            API.replace("garden", "orchard")
        ),
    );
    workspace.refuses(&["both for the crate `garden-generated`"]);
    workspace.write("spec/orchard/api.yaml", API.replace("garden", "orchard"));
    let run = workspace.run(&["generate"]).succeeds();
    assert!(run.stdout.contains("2 APIs"), "{run:?}");
}

/// A file where a folder is needed stops every user, root included.
#[test]
fn a_folder_that_cannot_be_written_is_a_clear_error() {
    for path in ["garden-generated", "garden-generated/src/generated"] {
        let workspace = Workspace::new();
        workspace.write(path, "in the way\n");
        let before = workspace.files("");
        let run = workspace.run(&["generate"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.starts_with("error: cannot "), "{run:?}");
        assert!(run.stderr.contains("garden-generated"), "{run:?}");
        assert_eq!(workspace.files(""), before);
    }
    let workspace = Workspace::new();
    let path = workspace.path("garden-generated/src/generated/api.rs");
    fs::create_dir_all(path).expect("it is made");
    let run = workspace.run(&["generate"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("api.rs"), "{run:?}");
}

#[test]
fn wrong_arguments_are_told_with_the_usage() {
    let workspace = Workspace::generated();
    for arguments in [
        &["--colour"][..],
        &["generate", "--chekc"],
        &["generate", "everything"],
        &["prune"],
        &["new-api"],
        &["new-api", "orders", "bills"],
        &["new-api", "orders", "--check"],
        &["count", "--check"],
        &["explain", "E9999"],
        &["explain", "9999"],
        &["explain", "E+1"],
        &["explain", "e"],
        &["count", "--version"],
        &["explain", "E0001", "E0002"],
        &["generate", "--format", "xml"],
        &["generate", "--format"],
        &["-x"],
    ] {
        // `--root` comes after them and must not hide that something is wrong.
        let run = workspace.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.starts_with("error: "), "{run:?}");
        assert!(
            run.stderr.contains("cargo xtask generate [--check]"),
            "{run:?}"
        );
        assert_eq!(run.stdout, "");
    }
    for arguments in [&["--help"][..], &["-h"], &["help"], &[]] {
        let run = workspace.run(arguments).succeeds();
        assert!(run.stdout.contains("cargo xtask explain [CODE]"), "{run:?}");
    }
}

#[test]
fn explain_knows_every_code() {
    let workspace = Workspace::empty();
    let list = workspace.run(&["explain"]).succeeds().stdout;
    assert_eq!(list.lines().count(), Code::ALL.len());
    for code in Code::ALL {
        assert!(list.contains(&format!("{}  {}", code.as_str(), code.title())));
    }
    for (spelled, code) in [
        ("e0001", Code::UnreadableFile),
        ("E1", Code::UnreadableFile),
        ("e22", Code::UnknownParameter),
        ("e00022", Code::UnknownParameter),
        ("22", Code::UnknownParameter),
        ("1", Code::UnreadableFile),
        ("w1", Code::Unused),
        ("W0001", Code::Unused),
    ] {
        let run = workspace.run(&["explain", spelled]).succeeds();
        assert!(run.stdout.contains(code.explanation()), "{run:?}");
    }
}

#[test]
fn explain_shows_what_is_wrong_and_what_is_right() {
    let workspace = Workspace::empty();
    let shown = workspace.run(&["explain", "e13"]).succeeds().stdout;
    let wrong = "\nWrong:\n\n    # calls/read.yaml\n    family: read\n    method: get\n";
    let right = "\nRight:\n\n    # calls/read.yaml\n    family: read\n    method: GET\n";
    let (at_wrong, at_right) = (shown.find(wrong), shown.find(right));
    assert!(at_wrong.is_some() && at_wrong < at_right, "{shown}");
    let shown = workspace.run(&["explain", "e48"]).succeeds().stdout;
    assert!(
        shown.contains("\nNo example:\n\n    A wrong text"),
        "{shown}"
    );
}

#[test]
fn the_version_is_told() {
    for argument in ["--version", "-V"] {
        let run = Workspace::empty().run(&[argument]).succeeds();
        assert_eq!(
            run.stdout,
            concat!("xtask ", env!("CARGO_PKG_VERSION"), "\n")
        );
    }
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

#[test]
fn count_prints_the_numbers() {
    let workspace = Workspace::new();
    let run = workspace.run(&["count"]).succeeds();
    assert_eq!(
        run.stdout,
        "Garden API\n\
         tables        1 + 0 open\n\
         keys          1 (plant 1)\n\
         calls         1 (read 1)\n\
         result codes  0\n\
         limits        1\n\
         records       0\n\
         changes       0\n\
         quirks        0\n"
    );
    assert!(!workspace.path("garden-generated").exists());
}
