//! Throw-away workspaces, in which emitters are run as `cargo xtask generate` does.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use prose_codegen::emit::{Emitter, outputs};
use prose_codegen::model::Api;
use prose_codegen::source::Sources;
use prose_codegen::write::{Lock, Plan};
use tempfile::TempDir;

pub(crate) struct Workspace(TempDir);

impl Workspace {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it is made");
        fs::write(path, text).expect("it is written");
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("it is there")
    }

    /// Every file with its text.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it is there") {
                let entry = entry.expect("it can be read");
                let kind = entry.file_type().expect("it is of some kind");
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if kind.is_file() {
                    let path = entry.path();
                    let name = path.strip_prefix(self.path("")).expect("it is below");
                    let name = name.to_string_lossy().replace('\\', "/");
                    files.insert(name, fs::read(path).expect("it can be read"));
                }
            }
        }
        files
    }

    /// What is out of date.
    pub(crate) fn check(&self, apis: &[Api], emitters: &[Emitter]) -> Vec<String> {
        self.run(apis, emitters, true)
            .expect("nothing is in the way")
    }

    /// Makes all as it should be, and tells what was not.
    pub(crate) fn generate(&self, apis: &[Api], emitters: &[Emitter]) -> Vec<String> {
        let changed = self.run(apis, emitters, false);
        let changed = changed.expect("nothing is in the way");
        assert!(self.check(apis, emitters).is_empty());
        let changed = changed.iter();
        changed
            .map(|line| line.replace("missing ", "new "))
            .collect()
    }

    /// Neither checks nor generates: an error of one line says this, and nothing is changed.
    pub(crate) fn refuses(&self, apis: &[Api], emitters: &[Emitter], says: &str) {
        let before = self.files();
        for check in [true, false] {
            let error = self.run(apis, emitters, check).expect_err(says).to_string();
            assert!(error.contains(says), "{says}: {error}");
            assert!(error.contains("nothing"), "{error}");
            assert_eq!(error.lines().count(), 1, "{error}");
        }
        assert_eq!(self.files(), before, "{says}");
    }

    fn run(
        &self,
        apis: &[Api],
        emitters: &[Emitter],
        check: bool,
    ) -> Result<Vec<String>, Box<dyn Error>> {
        let lock = Lock::of(self.0.path()).expect("nobody else is here");
        let outputs = outputs(apis, emitters)?;
        let mut plans = Vec::new();
        for output in &outputs {
            let (folder, files) = (&output.folder, &output.files);
            plans.push(Plan::compare_under(
                &lock,
                self.0.path(),
                folder,
                output.owns,
                files,
            )?);
        }
        if !check {
            Plan::apply_all(&plans)?;
        }
        let changes = plans.iter().zip(&outputs).flat_map(|(plan, output)| {
            let folder = &output.folder;
            let changes = plan.changes().into_iter();
            changes.map(move |(change, path)| format!("{} {folder}/{path}", change.word()))
        });
        Ok(changes.collect())
    }
}

/// An API with calls of these names.
pub(crate) fn api(name: &str, calls: &[&str]) -> Api {
    let mut sources = Sources::new();
    sources.add(
        &format!("{name}/api.yaml"),
        &format!("api: {name}\ntitle: An API\nbase_url: https://{name}.example.com/\n"),
    );
    if !calls.is_empty() {
        let mut text = "family: read\nmethod: GET\nsends: query\ncalls:\n".to_owned();
        for call in calls {
            text.push_str(&format!("  {call}: {{ doc: A call., returns: outcome }}\n"));
        }
        sources.add(&format!("{name}/read.yaml"), &text);
    }
    let compiled = prose_codegen::compile(&sources);
    compiled.model.expect("the spec has no mistake")
}
