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
fn it_ends_with_an_error_when_there_is_nothing_to_watch() {
    let workspace = Workspace::empty();
    let run = workspace.run(&["generate", "--watch"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("cannot watch"), "{run:?}");

    let workspace = Workspace::new();
    let mut watching = Watching::over(&workspace);
    watching.until("watching");
    fs::remove_dir_all(workspace.path("spec")).expect("it is there");
    watching.until("is gone");
    let status = watching.process.wait().expect("it was started");
    assert_eq!(status.code(), Some(1));
}

/// A run that goes on until this is dropped.
struct Watching {
    process: Child,
    told: Receiver<String>,
}

impl Watching {
    fn over(workspace: &Workspace) -> Self {
        let mut process = Command::new(binary())
            .args(["generate", "--watch", "--root"])
            .arg(workspace.path(""))
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
        loop {
            match self.told.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return,
                Ok(_) => {}
                Err(error) => panic!("never told: {words} ({error})"),
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
