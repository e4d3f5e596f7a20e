//! What the documentation of each crate shows can be pasted into a program outside this workspace, which has
//! the crate and nothing else of it.

use std::path::Path;

/// The visible lines of the examples in a file, with their numbers.
fn shown(text: &str) -> Vec<(usize, &str)> {
    let mut in_example = false;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let Some(line) = line.strip_prefix("//!") else {
            // An example that needs a feature begins with an attribute.
            in_example |= line.starts_with("#![cfg_attr(feature") && line.ends_with("\"```\")]");
            continue;
        };
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.starts_with("```") {
            in_example = !in_example;
        } else if in_example && !line.starts_with("# ") && line != "#" {
            lines.push((number + 1, line));
        }
    }
    lines
}

#[test]
fn examples_name_the_runtime_by_the_crate_that_a_reader_has() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut examples = 0;
    for entry in std::fs::read_dir(root).expect("the workspace is there") {
        let folder = entry.expect("it can be read").path();
        if !folder.to_string_lossy().ends_with("-generated") {
            continue;
        }
        for file in ["src/lib.rs", "src/guide.rs"] {
            let path = folder.join(file);
            let text = std::fs::read_to_string(&path).expect("it is there");
            // Hidden lines run outside too, where the crate is packaged.
            assert!(!text.contains("workspace_tests"), "{}", path.display());
            for (number, line) in shown(&text) {
                examples += 1;
                let foreign = line.split("runtime::").next().unwrap_or_default();
                let is_own = foreign.len() == line.len() || foreign.ends_with("_generated::");
                assert!(is_own, "{}:{number}: {line}", path.display());
            }
        }
    }
    assert!(examples > 200, "{examples}");
}

#[test]
fn a_line_that_a_reader_could_not_compile_is_found() {
    let text = "//! ```\n//! # use runtime::Error;\n//! use runtime::Config;\n//! ```\n//! runtime::Config\n";
    assert_eq!(shown(text), [(3, "use runtime::Config;")]);
    let text = "#![cfg_attr(feature = \"serde\", doc = \"```\")]\n//! runtime::Row\n//! ```\n//! runtime::Row\n";
    assert_eq!(shown(text), [(2, "runtime::Row")]);
}
