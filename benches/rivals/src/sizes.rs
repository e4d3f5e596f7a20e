//! The real API, and larger ones: a spec for us, its OpenAPI 3.0 document for the others.

use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::emit::openapi::{self, Profile};
use prose_codegen::source::Sources;

use crate::Failure;
use crate::multiplied::multiplied;

const API: &str = "clienttether";

/// An API on disk.
pub(crate) struct Size {
    pub(crate) times: usize,
    /// The root of a workspace: `spec/NAME` in it.
    pub(crate) root: PathBuf,
    pub(crate) document: PathBuf,
}

impl Size {
    /// The real API, so many times.
    pub(crate) fn write(times: usize, scratch: &Path) -> Result<Self, Failure> {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
        let sources = multiplied(&Sources::load(&specs.join(API))?, times);
        let root = scratch.join(format!("{times}-times"));
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        for file in sources.files() {
            let path = root.join(&file.path);
            fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
            fs::write(path, &file.text)?;
        }
        let compiled = prose_codegen::compile(&sources);
        let first = compiled
            .diagnostics
            .first()
            .map(|first| first.message.clone());
        let api = compiled
            .model
            .ok_or_else(|| format!("the spec, {times} times, has a mistake: {first:?}"))?;
        let document = root.join("document.json");
        fs::write(&document, openapi::document(&api, Profile::V3_0)?)?;
        Ok(Self {
            times,
            root,
            document,
        })
    }
}
