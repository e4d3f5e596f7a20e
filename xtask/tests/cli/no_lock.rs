//! Runs where nothing can be locked, or no folder: they do not take each other's temporary files for
//! leftovers.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use prose_codegen::emit::Owns;
use prose_codegen::emit::rust::{self, HEADER};
use prose_codegen::source::Sources;
use prose_codegen::write::{Change, Lock, Plan};

use super::workspace::Workspace;

const GENERATED: &str = "garden-generated/src/generated";
const OWNS: Owns = rust::EMITTER.owns;

/// The files that a workspace's spec makes.
fn emitted(workspace: &Workspace) -> Vec<prose_codegen::emit::File> {
    let sources = Sources::load(&workspace.path("spec/garden"));
    let sources = sources.unwrap_or_else(|error| unreachable!("{error}"));
    let api = prose_codegen::compile(&sources).model;
    let api = api.unwrap_or_else(|| unreachable!("the spec has no mistake"));
    rust::emit(&api).unwrap_or_else(|error| unreachable!("{error}"))
}

/// Writes a file that a run has begun, and gives it an age.
fn begun(workspace: &Workspace, name: &str, age: Duration) -> PathBuf {
    let path = format!("{GENERATED}/{name}");
    workspace.write(&path, &HEADER[..10]);
    let path = workspace.path(&path);
    let file = File::options().write(true).open(&path);
    let aged = file.and_then(|file| file.set_modified(SystemTime::now() - age));
    assert!(aged.is_ok(), "{aged:?}");
    path
}

#[test]
fn without_a_lock_only_old_temporary_files_are_leftovers() {
    let workspace = Workspace::generated();
    let files = emitted(&workspace);
    let root = workspace.path("");
    let young = begun(&workspace, "api.rs.4711-0.tmp", Duration::from_secs(120));
    let old = begun(&workspace, "api.rs.4711-1.tmp", Duration::from_secs(3_600));
    let plan = Plan::compare(&root, GENERATED, OWNS, &files).expect("it compares");
    assert!(!plan.is_done() && plan.changes().is_empty(), "{plan:?}");
    plan.apply().expect("it is written");
    assert!(young.exists() && !old.exists());
    let plan = Plan::compare(&root, GENERATED, OWNS, &files).expect("it compares");
    assert!(plan.is_done(), "{plan:?}");

    // Who keeps all others out knows better.
    let lock = Lock::of(&workspace.path("spec")).expect("nobody else is here");
    let plan = Plan::compare_under(&lock, &root, GENERATED, OWNS, &files).expect("it compares");
    plan.apply().expect("it is written");
    assert!(!young.exists());

    // A lock of what is not there keeps nobody out.
    let young = begun(&workspace, "api.rs.4711-0.tmp", Duration::ZERO);
    let nowhere = Lock::of(&workspace.path("nowhere")).expect("nobody can have it");
    let plan = Plan::compare_under(&nowhere, &root, GENERATED, OWNS, &files).expect("it compares");
    plan.apply().expect("it is written");
    assert!(young.exists());
}

#[test]
fn what_another_run_deletes_meanwhile_is_gone() {
    let workspace = Workspace::generated();
    let files = emitted(&workspace);
    let orphan = format!("{GENERATED}/deep/gone.rs");
    workspace.write(&orphan, format!("{HEADER}\n"));
    begun(&workspace, "api.rs.4711-1.tmp", Duration::from_secs(3_600));
    let compare =
        || Plan::compare(&workspace.path(""), GENERATED, OWNS, &files).expect("it compares");
    let (first, second, third) = (compare(), compare(), compare());
    assert_eq!(third.changes(), [(Change::Orphan, "deep/gone.rs")]);
    let staged = second.stage().expect("it is staged");
    first.apply().expect("it is written");
    staged.commit().expect("the orphan is gone already");
    third.apply().expect("leftover and folder are gone already");
    assert!(compare().is_done());
}

#[test]
fn runs_at_once_without_a_lock_make_whole_trees() {
    let workspace = Workspace::generated();
    let files = emitted(&workspace);
    let whole = workspace.files(GENERATED).into_keys();
    let whole: Vec<String> = whole.collect();
    for round in 0..20 {
        if round % 2 == 0 {
            fs::remove_dir_all(workspace.path(GENERATED)).expect("it was there");
        } else {
            workspace.write(&format!("{GENERATED}/api.rs"), format!("{HEADER}\n"));
        }
        let orphan = format!("{GENERATED}/deep/gone.rs");
        workspace.write(&orphan, format!("{HEADER}\n"));
        let run = || Plan::compare(&workspace.path(""), GENERATED, OWNS, &files)?.apply();
        thread::scope(|scope| {
            let runs: Vec<_> = (0..6).map(|_| scope.spawn(run)).collect();
            for run in runs {
                let ended = run.join().expect("it does not panic");
                assert!(ended.is_ok(), "round {round}: {ended:?}");
            }
        });
        let plan =
            Plan::compare(&workspace.path(""), GENERATED, OWNS, &files).expect("it compares");
        assert!(plan.is_done(), "round {round}: {plan:?}");
        let there: Vec<String> = workspace.files(GENERATED).into_keys().collect();
        assert_eq!(there, whole, "round {round}");
    }
}

/// A socket can be opened no more than a folder can on Windows.
#[cfg(unix)]
#[test]
fn what_cannot_be_opened_is_locked_by_a_file_elsewhere() {
    let workspace = Workspace::empty();
    let path = workspace.path("socket");
    let _socket = std::os::unix::net::UnixListener::bind(&path).expect("it is made");
    assert!(File::open(&path).is_err());
    let lock = Lock::of(&path).expect("nobody else is here");
    assert!(Lock::of(&path).is_none(), "another one has it");
    let other = workspace.path("other");
    let _other_socket = std::os::unix::net::UnixListener::bind(&other).expect("it is made");
    assert!(Lock::of(&other).is_some(), "each has a lock of its own");
    drop(lock);
    assert!(Lock::of(&path).is_some(), "it is free again");
    let there = fs::read_dir(workspace.path("")).map_or(0, Iterator::count);
    assert_eq!(there, 2, "nothing is left beside it");
}

/// A program that is being started holds all open files of this one, until it has begun.
#[test]
fn what_is_given_back_is_free_while_programs_are_started() {
    let workspace = Workspace::empty();
    let path = workspace.path("");
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let started = Command::new(env!("CARGO_BIN_EXE_xtask")).output();
                started.expect("it is there");
            }
        });
        let free = (0..20_000).all(|_| Lock::of(&path).is_some());
        over.store(true, Ordering::Relaxed);
        assert!(free, "it was locked by one that is gone");
    });
}
