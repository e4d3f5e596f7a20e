//! Crates that the generator made, built together outside of this workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use prose_codegen::emit::File;

/// A throw-away workspace. It has one place, so that what was built there is not built again.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff-proof");
        let _ = fs::remove_dir_all(&root);
        let workspace = Self { root };
        workspace.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n",
        );
        // The workspace's own versions, which are there already.
        let lock = fs::read_to_string(home().join("Cargo.lock")).unwrap_or_default();
        workspace.write("Cargo.lock", &lock);
        workspace
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text));
        assert!(written.is_ok(), "{}: {written:?}", path.display());
    }

    /// A crate with this code, and a program that uses it.
    pub(crate) fn member(&self, name: &str, files: &[File], witness: &str) {
        let runtime = home().join("runtime");
        self.write(
            &format!("{name}/Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\nserde = []\n\n[dependencies]\nruntime = {{ package = \"prose-runtime\", path = {:?}, default-features = false, features = [\"webhooks\"] }}\n",
                runtime.display().to_string()
            ),
        );
        self.write(
            &format!("{name}/src/lib.rs"),
            "#![allow(warnings)]\npub mod generated;\nmod witness;\n",
        );
        self.write(
            &format!("{name}/src/witness.rs"),
            witness.trim_start_matches("//! Uses everything.\n#![allow(warnings)]\n"),
        );
        for file in files {
            self.write(&format!("{name}/src/generated/{}", file.path), &file.text);
        }
    }

    /// The crates that do not compile, and the first reason of each.
    pub(crate) fn broken(&self) -> BTreeMap<String, String> {
        let output = self.cargo(&[
            "check",
            "--workspace",
            "--keep-going",
            "--offline",
            "--message-format=json",
        ]);
        let mut broken = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            let name = value["target"]["name"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            seen.insert(name.clone());
            if value["message"]["level"] == "error" {
                let message = value["message"]["message"].as_str().unwrap_or_default();
                let place = value["message"]["spans"][0]["text"][0]["text"]
                    .as_str()
                    .unwrap_or_default();
                let is_witness = value["message"]["spans"].as_array().is_none_or(|spans| {
                    spans.is_empty()
                        || spans.iter().any(|span| {
                            span["file_name"]
                                .as_str()
                                .is_some_and(|file| file.ends_with("witness.rs"))
                        })
                });
                assert!(
                    is_witness,
                    "the generated code itself does not compile: {message}: {place}"
                );
                broken
                    .entry(name)
                    .or_insert_with(|| format!("{message}: {}", place.trim()));
            }
        }
        assert!(
            seen.contains("prose_runtime") || seen.contains("runtime"),
            "cargo did not come so far: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        broken
    }

    fn target(&self) -> PathBuf {
        self.root.with_extension("target")
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST") {
                command.env_remove(&*name);
            }
        }
        command
            .args(arguments)
            .env("CARGO_TARGET_DIR", self.target())
            .current_dir(&self.root)
            .output()
            .unwrap_or_else(|error| unreachable!("{error}"))
    }
}

/// The workspace of these tests.
fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap_or_default()
}
