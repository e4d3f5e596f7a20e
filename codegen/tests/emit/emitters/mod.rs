//! An emitter is a row: two of their own, run through the functions that `cargo xtask generate` uses.

mod hostile_lists;
mod killed;
mod lists;
mod outputs;
mod renamed;
mod workspace;

use prose_codegen::emit::{Emitter, File, Owns};
use workspace::{Workspace, api};

const HEADER: &str = "# @generated: names";

/// A text for each API, in a folder of its crate.
const NAMES: Emitter = Emitter {
    name: "names",
    folder: |api| Some(format!("{}/names", api.crate_name)),
    owns: Owns::Header(HEADER),
    emit: |api| {
        let path = format!("{}.txt", api.name);
        let text = format!("{HEADER}\n{} calls\n", api.calls().count());
        Ok(vec![File { path, text }])
    },
};

/// JSON for each API, and for each call in a folder of the API's; all APIs share the folder above.
const JSON: Emitter = Emitter {
    name: "json",
    folder: |_| Some("schemas".to_owned()),
    owns: Owns::Manifest,
    emit: |api| {
        let calls = api.calls().map(|call| &call.function);
        let mut files: Vec<File> = calls
            .map(|call| File {
                path: format!("{}/{call}.json", api.name),
                text: format!("{{\"call\":\"{call}\"}}\n"),
            })
            .collect();
        let path = format!("{}.json", api.name);
        let text = format!("{{\"calls\":{}}}\n", files.len());
        files.push(File { path, text });
        Ok(files)
    },
};

#[test]
fn a_ten_line_emitter_makes_changes_checks_and_deletes_its_files() {
    let workspace = Workspace::new();
    let path = "garden-generated/names/garden.txt";
    let garden = [api("garden", &["dig"])];
    let made = workspace.generate(&garden, &[NAMES]);
    assert_eq!(made, [format!("new {path}")]);
    assert_eq!(workspace.text(path), format!("{HEADER}\n1 calls\n"));
    assert!(workspace.check(&garden, &[NAMES]).is_empty());

    let larger = [api("garden", &["dig", "sow"])];
    assert_eq!(
        workspace.check(&larger, &[NAMES]),
        [format!("stale {path}")]
    );
    workspace.generate(&larger, &[NAMES]);
    assert_eq!(workspace.text(path), format!("{HEADER}\n2 calls\n"));

    let nothing = Emitter {
        emit: |_| Ok(Vec::new()),
        ..NAMES
    };
    assert_eq!(
        workspace.generate(&larger, &[nothing]),
        [format!("orphan {path}")]
    );
    assert!(workspace.files().is_empty());
    assert!(!workspace.path("garden-generated/names").exists());
}

#[test]
fn a_header_owns_no_file_that_begins_otherwise() {
    for (path, text) in [
        ("mine.txt", "Mine.\n"),
        ("garden.txt", "<!-- @generated -->\n"),
    ] {
        let workspace = Workspace::new();
        workspace.write(&format!("garden-generated/names/{path}"), text);
        let says = format!("{path} stands among the generated files");
        workspace.refuses(&[api("garden", &["dig"])], &[NAMES], &says);
    }
}
