//! Folders that hold no spec, or something that is not read as one.

use std::fs;

use prose_codegen::diagnostic::Code;
use prose_codegen::render::render;
use prose_codegen::source::{LoadError, Sources};

use crate::{API, HUMAN, codes};

#[cfg(unix)]
#[test]
fn links_in_a_spec_are_refused_and_what_they_lead_to_is_not_shown() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("creds"), "password: hunter2").expect("it is written");
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.yaml"), API).expect("it is written");
    for (name, to) in [
        ("x.yaml", outside.path().join("creds")),
        ("more", outside.path().into()),
    ] {
        std::os::unix::fs::symlink(to, folder.path().join(name)).expect("it is linked");
    }
    let sources = Sources::load(folder.path()).expect("there is an api file");
    let told = prose_codegen::compile(&sources).diagnostics;
    let unread = told.iter().filter(|it| it.code == Code::UnreadableFile);
    assert_eq!(unread.count(), 2);
    let shown = render(&told, &sources, HUMAN);
    assert!(
        shown.contains("it is a link") && !shown.contains("hunter2"),
        "{shown}"
    );
    let linked = outside.path().join("linked");
    std::os::unix::fs::symlink(folder.path(), &linked).expect("it is linked");
    assert!(Sources::load(&linked).is_err());
}

#[cfg(unix)]
#[test]
fn the_mark_of_an_editor_that_a_file_is_being_written_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.yaml"), API).expect("it is written");
    let mark = folder.path().join(".#api.yaml");
    std::os::unix::fs::symlink("somebody@somewhere.1", mark).expect("it is linked");
    let sources = Sources::load(folder.path()).expect("there is an api file");
    let told = prose_codegen::compile(&sources).diagnostics;
    assert!(
        told.iter().all(|it| it.code != Code::UnreadableFile),
        "{:?}",
        codes(&told)
    );
}

#[test]
fn folders_without_a_spec_are_errors_that_name_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = Sources::load(folder.path()).expect_err("it is empty");
    assert!(matches!(empty, LoadError::Empty { .. }));
    assert!(empty.to_string().contains("holds no .yaml file"), "{empty}");
    let missing = Sources::load(&folder.path().join("none")).expect_err("it is not there");
    assert!(matches!(missing, LoadError::Folder { .. }));
    assert!(missing.to_string().contains("none: "), "{missing}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_is_told_like_any_other_mistake() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.yaml"), API).expect("it is written");
    std::os::unix::fs::symlink("nowhere", folder.path().join("plant.yaml")).expect("a link");
    let sources = Sources::load(folder.path()).expect("there is an api file");
    let told = prose_codegen::compile(&sources).diagnostics;
    assert_eq!(codes(&told), [Code::UnreadableFile]);
}
