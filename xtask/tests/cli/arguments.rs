//! Arguments, and commands that only tell something.

use prose_codegen::diagnostic::Code;

use crate::workspace::Workspace;

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
        &["count", "--watch"],
        &["generate", "--check", "--watch"],
        &["explain", "E9999"],
        &["explain", "9999"],
        &["explain", "E+1"],
        &["explain", "e"],
        &["count", "--version"],
        &["explain", "E0001", "E0002"],
        &["generate", "--format", "xml"],
        &["generate", "--format", "markdown"],
        &["diff", "a", "b", "c"],
        &["diff", "--fail-on", "anything"],
        &["diff", "--check"],
        &["count", "--api", "garden"],
        &["generate", "--next-version"],
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
