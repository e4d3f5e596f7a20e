//! Specs and folders of which nothing is written, and what is told instead.

use std::fs;
use std::process::Command;

use crate::workspace::{API, LIMITS, PLANT, READ, Run, Workspace, binary};

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
