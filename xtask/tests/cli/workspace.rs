//! Throw-away workspaces, and the program run in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

pub(crate) const API: &str =
    "api: garden\ntitle: Garden API\nbase_url: https://garden.example.com/\n";
pub(crate) const LIMITS: &str =
    "limits:\n  name: { rule: { text: { max: 20 } }, doc: A name., pass: [Rose] }\n";
pub(crate) const PLANT: &str =
    "table: plant\ntitle: Plants\nkeys:\n  name: { limit: name, doc: Name of the plant. }\n";
pub(crate) const READ: &str = "family: read\nmethod: GET\nsends: query\ncalls:\n  read_plants: { doc: Lists the plants., accepts: [plant], returns: outcome }\n";

/// A workspace with one small spec.
pub(crate) struct Workspace {
    root: PathBuf,
    /// Deletes it; absent where a workspace stays at its place.
    _throw_away: Option<TempDir>,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let workspace = Self::empty();
        workspace.write("spec/garden/api.yaml", API);
        workspace.write("spec/garden/limits.yaml", LIMITS);
        workspace.write("spec/garden/tables/plant.yaml", PLANT);
        workspace.write("spec/garden/read.yaml", READ);
        workspace
    }

    /// A workspace whose code is generated.
    pub(crate) fn generated() -> Self {
        let workspace = Self::new();
        workspace.run(&["generate"]).succeeds();
        workspace
    }

    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
        Self {
            root: folder.path().to_owned(),
            _throw_away: Some(folder),
        }
    }

    /// An empty workspace whose crates cargo can build. It has one place, so that what was built there
    /// is not built again.
    pub(crate) fn with_cargo(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        let workspace = Self {
            root,
            _throw_away: None,
        };
        let own = fs::read_to_string(real("Cargo.toml")).unwrap_or_default();
        let (_, shared) = own
            .split_once("[workspace.package]")
            .unwrap_or_else(|| unreachable!("packages of the workspace have much in common"));
        let (shared, _) = shared.split_once("[profile").unwrap_or((shared, ""));
        // What the comment above the profiles says would be about nothing here, and does no harm.
        workspace.write(
            "Cargo.toml",
            format!("[workspace]\nresolver = \"3\"\nmembers = [\"*-generated\"]\n\n[workspace.package]{shared}"),
        );
        // The workspace's own versions, which are there already.
        workspace.write(
            "Cargo.lock",
            fs::read(real("Cargo.lock")).unwrap_or_default(),
        );
        workspace
    }

    /// Runs cargo, without a network; it must succeed and find nothing to say about the crates here.
    pub(crate) fn cargo(&self, arguments: &[&str]) {
        // The target folder of the tests, where the dependencies are built already.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
        let mut command = Command::new(env!("CARGO"));
        // What cargo tells this test about its own package would make build scripts run again.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST") {
                command.env_remove(&*name);
            }
        }
        let run = Run::of(
            command
                .args(arguments)
                // Not as arguments: what is behind `--` is not cargo's own.
                .env("CARGO_TERM_QUIET", "true")
                .env("CARGO_NET_OFFLINE", "true")
                .current_dir(&self.root)
                .env("CARGO_TARGET_DIR", target.unwrap_or(Path::new("target")))
                .output(),
        );
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(!run.stderr.contains("-generated"), "{}", run.stderr);
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text));
        assert!(written.is_ok(), "{written:?}");
    }

    /// Every file below a folder, with its text and the time of its last change.
    pub(crate) fn files(&self, below: &str) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path(below)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                let changed = entry.metadata().and_then(|data| data.modified());
                match (fs::read(&path), changed) {
                    (Ok(text), Ok(changed)) => {
                        let path = path.strip_prefix(&self.root).unwrap_or(&path);
                        let path = path.to_string_lossy().replace('\\', "/");
                        files.insert(path, (text, changed));
                    }
                    _ => folders.push(path),
                }
            }
        }
        files
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let output = Command::new(binary())
            .args(arguments)
            .arg("--root")
            .arg(&self.root)
            .output();
        Run::of(output)
    }

    /// Runs `generate`, which must fail with one line that says this.
    pub(crate) fn refuses_to_write(&self, says: &str) {
        for arguments in [&["generate"][..], &["generate", "--check"]] {
            let run = self.run(arguments);
            assert_eq!(run.code, Some(1), "{run:?}");
            assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
            assert!(run.stderr.contains(says), "{says}: {run:?}");
            assert_eq!(run.stdout, "");
        }
    }

    /// Runs `generate`, which must fail, say this, and leave everything as it was.
    pub(crate) fn refuses(&self, says: &[&str]) {
        let before = self.files("");
        for arguments in [&["generate"][..], &["generate", "--check"], &["count"]] {
            let run = self.run(arguments);
            assert_eq!(run.code, Some(1), "{run:?}");
            for says in says {
                assert!(run.stderr.contains(says), "{says}: {run:?}");
            }
        }
        assert_eq!(self.files(""), before);
    }
}

/// A file or folder of the workspace that these tests belong to.
pub(crate) fn real(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(output: std::io::Result<Output>) -> Self {
        let output = output.unwrap_or_else(|error| unreachable!("{error}"));
        let run = Self {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        assert!(!run.stderr.contains("overflow"), "{}", run.stderr);
        run
    }

    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:?}");
        // These workspaces hold specs and no crates, which is told each time.
        let mut told = self.stderr.lines();
        assert!(
            told.all(|line| line.contains("has no Cargo.toml")),
            "{self:?}"
        );
        self
    }
}

/// The program.
pub(crate) fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_xtask"))
}
