//! `generate --watch`: what is saved is generated, mistakes are told and waited out.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, outside of its functions too"
)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::workspace::{PLANT, Workspace, binary};

const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn what_is_saved_is_generated_and_a_mistake_is_told_and_waited_out() {
    let workspace = Workspace::new();
    let watching = Watching::over(&workspace);
    watching.until("watching");
    let plant = "spec/garden/tables/plant.yaml";
    workspace.write(plant, PLANT.replace("limit: name", "limit: nam"));
    watching.until(&format!("{plant} was saved"));
    watching.until("error[E");
    watching.until("did you mean `name`?");
    watching.until("watching");

    workspace.write(
        plant,
        PLANT.replace("Name of the plant", "How it is called"),
    );
    watching.until("was saved");
    watching.until("watching");
    let table = workspace.path("garden-generated/src/generated/tables/plant.rs");
    let table = fs::read_to_string(table).expect("it was generated");
    assert!(table.contains("How it is called"), "{table}");
}

#[test]
fn files_that_are_new_or_put_in_the_place_of_another_are_seen() {
    let workspace = Workspace::new();
    let watching = Watching::over(&workspace);
    watching.until("watching");
    let tree = PLANT.replace("table: plant", "table: tree");
    workspace.write("spec/garden/trees/tree.yaml", tree);
    watching.until("was saved");
    watching.until("watching");
    assert!(
        workspace
            .path("garden-generated/src/generated/tables/tree.rs")
            .is_file()
    );
    // As many editors save.
    workspace.write("new.yaml", PLANT.replace("Name of", "What is called"));
    let plant = workspace.path("spec/garden/tables/plant.yaml");
    fs::rename(workspace.path("new.yaml"), plant).expect("both are there");
    watching.until("plant.yaml was saved");
    watching.until("watching");
}

#[test]
fn what_an_editor_keeps_for_itself_beside_a_file_is_not_taken_for_one() {
    let workspace = Workspace::new();
    let watching = Watching::over(&workspace);
    watching.until("watching");
    for kept in ["4913", "plant.yaml~", ".plant.yaml.swp", "#plant.yaml#"] {
        workspace.write(&format!("spec/garden/tables/{kept}"), PLANT);
    }
    #[cfg(unix)]
    {
        let lock = workspace.path("spec/garden/tables/.#plant.yaml");
        std::os::unix::fs::symlink("nobody@nowhere.1", lock).expect("it is linked");
    }
    // So long that what was made above would have been told by now.
    std::thread::sleep(Duration::from_millis(300));
    workspace.write("spec/garden/tables/plant.yaml", PLANT);
    let line = watching.next();
    assert_eq!(line, "note: spec/garden/tables/plant.yaml was saved");
    watching.until("watching");
}

#[test]
fn a_folder_that_is_gone_is_waited_for_and_watched_when_it_is_back() {
    let workspace = Workspace::new();
    let watching = Watching::over(&workspace);
    watching.until("watching");
    let spec = workspace.path("spec");
    let aside = workspace.path("aside");
    fs::rename(&spec, &aside).expect("it is there");
    watching.until("is gone");
    // Another folder of the same name, as version control makes it.
    let plant = "spec/garden/tables/plant.yaml";
    workspace.write(plant, PLANT);
    for file in ["api.yaml", "limits.yaml", "read.yaml"] {
        let text = fs::read(aside.join("garden").join(file)).expect("it is there");
        workspace.write(&format!("spec/garden/{file}"), text);
    }
    watching.until("watching");
    std::thread::sleep(Duration::from_millis(300));
    workspace.write(plant, PLANT.replace("limit: name", "limit: nam"));
    watching.until("did you mean `name`?");
}

#[test]
fn it_ends_with_an_error_when_there_is_nothing_to_watch() {
    let workspace = Workspace::empty();
    let run = workspace.run(&["generate", "--watch"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("cannot watch"), "{run:?}");
}

/// A run that goes on until this is dropped.
struct Watching {
    process: Child,
    told: Receiver<String>,
}

impl Watching {
    fn over(workspace: &Workspace) -> Self {
        let mut process = Command::new(binary())
            .args(["generate", "--watch", "--root", "."])
            .current_dir(workspace.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program is built");
        let stderr = process.stderr.take().expect("it is piped");
        let (sender, told) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Self { process, told }
    }

    /// Reads on until a line has these words.
    fn until(&self, words: &str) {
        while !self.next().contains(words) {}
    }

    /// The next line.
    fn next(&self) -> String {
        let line = self.told.recv_timeout(PATIENCE);
        line.unwrap_or_else(|error| panic!("nothing more is told ({error})"))
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
