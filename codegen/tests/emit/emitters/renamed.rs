//! Files that are made under another name than before: in other letters only, or where a folder was.

use std::fs;

use prose_codegen::emit::{EmitError, Emitter, File, outputs};
use prose_codegen::model::Api;
use prose_codegen::write::Plan;

use super::{HEADER, JSON, NAMES, Workspace, api};

/// What an emitter makes of an API before and after.
struct Renamed {
    old: fn(&Api) -> Result<Vec<File>, EmitError>,
    new: fn(&Api) -> Result<Vec<File>, EmitError>,
}

fn file(path: &str) -> File {
    File {
        path: path.to_owned(),
        text: format!("{HEADER}\n"),
    }
}

const LETTERS: Renamed = Renamed {
    old: |_| Ok(vec![file("A.txt"), file("deep/old.txt")]),
    new: |_| Ok(vec![file("a.txt"), file("deep/new.txt")]),
};

/// The folder of an emitter whose files are known by a header, and of one with a list.
const OWNERS: [(Emitter, &str); 2] = [(NAMES, "garden-generated/names"), (JSON, "schemas")];

#[test]
fn a_file_that_changes_its_capitals_has_the_new_name_only() {
    let garden = [api("garden", &[])];
    for (owner, folder) in OWNERS {
        let emitter = |emit| Emitter { emit, ..owner };
        let workspace = Workspace::new();
        workspace.generate(&garden, &[emitter(LETTERS.old)]);
        workspace.generate(&garden, &[emitter(LETTERS.new)]);
        let files = workspace.files();
        let names = files
            .keys()
            .filter(|name| name.ends_with("a.txt") || name.ends_with("A.txt"));
        assert_eq!(names.collect::<Vec<_>>(), [&format!("{folder}/a.txt")]);
    }
}

/// To some systems both names are one file: deleted behind the new one, it would be the new one.
#[test]
fn the_old_name_goes_before_the_new_one_comes() {
    let garden = [api("garden", &[])];
    for (owner, folder) in OWNERS {
        let emitter = |emit| Emitter { emit, ..owner };
        let workspace = Workspace::new();
        workspace.generate(&garden, &[emitter(LETTERS.old)]);
        let made = outputs(&garden, &[emitter(LETTERS.new)]).expect("it is emitted");
        let (root, output) = (workspace.path(""), &made[0]);
        let plan = Plan::compare(&root, &output.folder, output.owns, &output.files);
        let plan = plan.expect("it compares");
        let staged = plan.stage().expect("it is staged");
        // The run ends where the new file is to be moved.
        let place = format!("{folder}/a.txt");
        workspace.write(&format!("{place}/in the way"), "");
        staged.commit().expect_err("it cannot go on");
        assert!(!workspace.path(&format!("{folder}/A.txt")).exists());
        assert!(workspace.path(&format!("{folder}/deep/old.txt")).exists());

        // The next one has what it needs to go on.
        fs::remove_dir_all(workspace.path(&place)).expect("it was there");
        workspace.generate(&garden, &[emitter(LETTERS.new)]);
        let names: Vec<String> = workspace.files().into_keys().collect();
        assert!(names.contains(&place), "{names:?}");
        assert!(
            !names.contains(&format!("{folder}/deep/old.txt")),
            "{names:?}"
        );
    }
}

const DEEPER: Renamed = Renamed {
    old: |_| Ok(vec![file("calls")]),
    new: |_| Ok(vec![file("calls/read/one")]),
};

#[test]
fn a_generated_file_where_a_folder_is_to_be_is_told_as_what_it_is() {
    let garden = [api("garden", &[])];
    for (owner, folder) in OWNERS {
        let emitter = |emit| Emitter { emit, ..owner };
        let workspace = Workspace::new();
        workspace.generate(&garden, &[emitter(DEEPER.old)]);
        let says = format!(
            "{folder}/calls is a generated file, and a folder is to be made in its place; delete it"
        );
        workspace.refuses(&garden, &[emitter(DEEPER.new)], &says);
        fs::remove_file(workspace.path(&format!("{folder}/calls"))).expect("it was there");
        workspace.generate(&garden, &[emitter(DEEPER.new)]);
    }
}

#[test]
fn a_folder_of_generated_files_where_a_file_is_to_be_is_told_as_what_it_is() {
    let garden = [api("garden", &[])];
    for (owner, folder) in OWNERS {
        let emitter = |emit| Emitter { emit, ..owner };
        let workspace = Workspace::new();
        workspace.generate(&garden, &[emitter(DEEPER.new)]);
        let place = format!("{folder}/calls");
        let says = format!(
            "{place} is a folder of generated files, and a file is to be made in its place; delete it"
        );
        workspace.refuses(&garden, &[emitter(DEEPER.old)], &says);

        // With somebody else's among them nobody is told to delete it.
        let mine = format!("{place}/mine");
        workspace.write(&mine, "Mine.\n");
        let says = format!("{place} stands among the generated files but was not generated");
        workspace.refuses(&garden, &[emitter(DEEPER.old)], &says);
        fs::remove_dir_all(workspace.path(&place)).expect("it was there");
        workspace.generate(&garden, &[emitter(DEEPER.old)]);
    }
}
