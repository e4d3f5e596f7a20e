//! What a package holds beside its code. That it builds by itself, `.ci/packages` tries.

use std::path::{Path, PathBuf};

fn read(path: &Path) -> String {
    let text = std::fs::read_to_string(path);
    assert!(text.is_ok(), "{}: {text:?}", path.display());
    text.unwrap_or_default()
}

/// The crates that are for others: those of APIs, and what they are made of.
fn packages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let entries = std::fs::read_dir(root).expect("the workspace is there");
    let folders = entries.map(|entry| entry.expect("it can be read").path());
    let manifests = folders.filter(|folder| folder.join("Cargo.toml").is_file());
    let texts = manifests.map(|folder| {
        let text = read(&folder.join("Cargo.toml"));
        (folder, text)
    });
    let own = ["benches", "drift", "fuzz", "tests", "xtask"];
    let found: Vec<_> = texts
        .filter(|(folder, _)| own.iter().all(|name| !folder.ends_with(name)))
        .collect();
    assert!(found.len() >= 6, "{found:?}");
    found
}

#[test]
fn each_has_the_licence_texts_of_the_workspace() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let text = read(&root.join(licence));
        for (folder, _) in packages() {
            let copy = folder.join(licence);
            assert!(read(&copy) == text, "{} is another text", copy.display());
        }
    }
}

#[test]
fn each_says_what_it_is_what_for_and_what_it_holds() {
    for (folder, manifest) in packages() {
        for key in ["description", "keywords", "categories", "include"] {
            let has = manifest.lines().any(|line| line.starts_with(key));
            assert!(has, "{}: no `{key}`", folder.display());
        }
        let readme = read(&folder.join("README.md"));
        assert!(readme.contains("```rust"), "{}", folder.display());
    }
}

#[test]
fn each_dependency_by_path_has_a_version_save_those_of_tests_alone() {
    for (folder, manifest) in packages() {
        for line in manifest.lines().filter(|line| line.contains("path = \"..")) {
            assert!(line.contains("version = "), "{}: {line}", folder.display());
        }
    }
}
