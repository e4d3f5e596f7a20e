//! Runs that end in the middle: every file is still known to be the generator's or not, whichever spec
//! the next run has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::thread;
use std::time::{Duration, SystemTime};

use prose_codegen::emit::{Output, outputs};
use prose_codegen::model::Api;
use prose_codegen::write::{Plan, WriteError};

use super::{JSON, Workspace, api};

const LIST: &str = "schemas/generated.txt";
const MINE: &str = "schemas/garden/mine.json";

/// The spec before, with files that change, stay and go.
fn before() -> Vec<Api> {
    vec![api("garden", &["dig", "sow"]), api("weeds", &["pull"])]
}

/// The spec that a killed run had.
fn after() -> Vec<Api> {
    vec![
        api("garden", &["sow", "water", "mulch"]),
        api("trees", &["fell"]),
    ]
}

/// Another spec, which makes nothing of what the others make.
fn other() -> Vec<Api> {
    vec![api("ponds", &[])]
}

/// What there is of a spec, beside a file that is somebody else's.
fn tree(apis: &[Api]) -> BTreeMap<String, Vec<u8>> {
    let workspace = Workspace::new();
    workspace.write(MINE, "Mine.\n");
    workspace.generate(apis, &[JSON]);
    workspace.files()
}

fn with(files: &BTreeMap<String, Vec<u8>>) -> Workspace {
    let workspace = Workspace::new();
    for (path, text) in files {
        workspace.write(path, text);
    }
    workspace
}

fn output(apis: &[Api]) -> Output {
    let mut outputs = outputs(apis, &[JSON]).expect("it is emitted");
    outputs.remove(0)
}

fn plan<'f>(workspace: &Workspace, output: &'f Output) -> Plan<'f> {
    let root = workspace.path("");
    Plan::compare(&root, &output.folder, output.owns, &output.files).expect("it compares")
}

/// Whatever the next run makes, it comes to what a run without any before it would have made.
fn assert_healed_by_any_run(files: &BTreeMap<String, Vec<u8>>, state: &str) {
    for apis in [before(), after(), other()] {
        let workspace = with(files);
        workspace.generate(&apis, &[JSON]);
        assert_eq!(workspace.files(), tree(&apis), "{state}");
    }
}

/// Each state on the way, as `write/manifest.rs` tells it: the list of old and new, the files one by one,
/// what is deleted one by one, and the list that stays.
#[test]
fn a_run_that_is_killed_between_two_steps_is_healed_by_any_run() {
    let (old, new) = (tree(&before()), tree(&after()));
    let list = |files: &BTreeMap<_, Vec<u8>>| String::from_utf8(files[LIST].clone());
    let lists = [list(&old), list(&new)].map(|list| list.expect("it is text"));
    let paths: BTreeSet<&str> = lists.iter().flat_map(|list| list.lines()).collect();
    let both = paths.into_iter().map(|line| format!("{line}\n"));
    let both: String = both.collect();

    let mut files = old.clone();
    assert_healed_by_any_run(&files, "nothing moved");
    files.insert(LIST.to_owned(), both.into_bytes());
    assert_healed_by_any_run(&files, "the first list moved");
    for (path, text) in new.iter().filter(|(path, _)| *path != LIST) {
        files.insert(path.clone(), text.clone());
        assert_healed_by_any_run(&files, path);
    }
    for path in old.keys().filter(|path| !new.contains_key(*path)) {
        files.remove(path);
        assert_healed_by_any_run(&files, path);
    }
    files.insert(LIST.to_owned(), new[LIST].clone());
    assert_eq!(files, new);
    assert_healed_by_any_run(&files, "the last list moved");
}

#[test]
fn what_a_killed_run_staged_is_deleted_by_the_next() {
    for (there, made) in [
        (before(), after()),
        (after(), before()),
        (Vec::new(), after()),
    ] {
        let workspace = Workspace::new();
        workspace.write(MINE, "Mine.\n");
        workspace.generate(&there, &[JSON]);
        let whole = workspace.files();
        let output = output(&made);
        let plan = plan(&workspace, &output);
        // It is not dropped, as nothing is in a process that is killed.
        std::mem::forget(plan.stage().expect("it is staged"));
        let staged = workspace.files();
        let left = staged.keys().filter(|path| path.ends_with(".tmp"));
        assert!(left.count() > 3, "{staged:?}");
        assert!(whole.iter().all(|(path, text)| staged[path] == *text));
        assert_healed_by_any_run(&staged, "staged");
    }
}

#[test]
fn what_is_staged_and_dropped_leaves_everything_as_it_was() {
    let workspace = with(&tree(&before()));
    let output = output(&after());
    drop(plan(&workspace, &output).stage().expect("it is staged"));
    assert_eq!(workspace.files(), tree(&before()));
    assert!(!workspace.path("schemas/trees").exists());
}

/// Something steps in the way of a run that has begun to move files: it ends there, as if killed.
#[test]
fn a_run_that_ends_half_way_has_a_list_of_old_and_new() {
    let obstacles = [
        // In the way of a new file, of a changed one, and of one that is to be deleted.
        ("schemas/trees/fell.json", false),
        ("schemas/garden.json", true),
        ("schemas/weeds.json", true),
    ];
    for (place, is_there) in obstacles {
        let workspace = with(&tree(&before()));
        let output = output(&after());
        let plan = plan(&workspace, &output);
        let staged = plan.stage().expect("it is staged");
        if is_there {
            fs::remove_file(workspace.path(place)).expect("it was there");
        }
        workspace.write(&format!("{place}/in the way"), "");
        let error = staged.commit().expect_err("it cannot go on");
        assert!(matches!(error, WriteError::Half { .. }), "{error}");
        let list = workspace.text(LIST);
        for name in [
            "garden/dig.json",
            "weeds.json",
            "trees.json",
            "trees/fell.json",
        ] {
            assert!(list.lines().any(|line| line == name), "{place}: {list}");
        }
        fs::remove_dir_all(workspace.path(place)).expect("it was there");
        assert_healed_by_any_run(&workspace.files(), place);
    }
}

#[test]
fn the_list_goes_last() {
    let there = tree(&before());
    let workspace = with(&there);
    let output = Output {
        files: Vec::new(),
        ..output(&other())
    };
    let plan = plan(&workspace, &output);
    let staged = plan.stage().expect("it is staged");
    fs::remove_file(workspace.path("schemas/weeds.json")).expect("it was there");
    workspace.write("schemas/weeds.json/in the way", "");
    assert!(staged.commit().is_err());
    assert_eq!(workspace.text(LIST).as_bytes(), there[LIST]);
}

#[test]
fn without_a_lock_only_old_temporary_files_are_leftovers() {
    let workspace = with(&tree(&before()));
    let output = output(&before());
    let age = |name: &str, age: u64| {
        workspace.write(name, "{");
        let file = fs::File::options().write(true).open(workspace.path(name));
        let time = SystemTime::now() - Duration::from_secs(age);
        file.and_then(|file| file.set_modified(time))
            .expect("it ages");
    };
    let young = "schemas/garden/generated.txt.4711-0.tmp";
    let old = "schemas/garden/generated.txt.4711-1.tmp";
    age(young, 120);
    age(old, 3_600);
    let plan = plan(&workspace, &output);
    assert!(!plan.is_done() && plan.changes().is_empty(), "{plan:?}");
    plan.apply().expect("it is written");
    assert!(workspace.path(young).exists() && !workspace.path(old).exists());
}

#[test]
fn runs_at_once_without_a_lock_make_whole_trees() {
    let workspace = Workspace::new();
    let output = output(&after());
    for round in 0..20 {
        if round % 2 == 0 {
            let _ = fs::remove_dir_all(workspace.path("schemas"));
        } else {
            workspace.generate(&before(), &[JSON]);
        }
        workspace.write(MINE, "Mine.\n");
        let run = || plan(&workspace, &output).apply();
        thread::scope(|scope| {
            let runs: Vec<_> = (0..6).map(|_| scope.spawn(run)).collect();
            for run in runs {
                let ended = run.join().expect("it does not panic");
                assert!(ended.is_ok(), "round {round}: {ended:?}");
            }
        });
        assert_eq!(workspace.files(), tree(&after()), "round {round}");
    }
}
