//! Spec files, and the trees of spanned nodes that they hold.

mod bracket;
mod bundle;
mod hidden;
mod lines;
mod node;
mod raw;
mod refusal;
mod yaml;

pub use bundle::NoBundle;
#[cfg(feature = "emit")]
pub(crate) use bundle::bundled;
pub use hidden::shown;
pub(crate) use hidden::with_stand_ins;
pub use lines::Lines;
pub use node::{Kind, Node};
pub use yaml::parse;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};

/// One spec file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path below the workspace, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of one API, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    unreadable: Vec<Diagnostic>,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. The order of adding does not matter: files are kept in the order of their paths.
    pub fn add(&mut self, path: &str, text: &str) {
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let at = self.files.partition_point(|file| file.path.as_str() < path);
        self.files.insert(at, source);
    }

    /// Reads every `.yaml` file below `folder`. A file that cannot be read becomes a diagnostic of
    /// the compilation; a folder that is not there or holds no such file is an error.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        let mut paths = Vec::new();
        if fs::symlink_metadata(folder).is_ok_and(|about| about.is_symlink()) {
            return Err(LoadError::Folder {
                folder: folder.to_owned(),
                source: io::Error::other("it is a link, and links are not followed"),
            });
        }
        collect(folder, &mut paths).map_err(|source| LoadError::Folder {
            folder: folder.to_owned(),
            source,
        })?;
        if paths.is_empty() {
            return Err(LoadError::Empty {
                folder: folder.to_owned(),
            });
        }
        // So that the paths in messages can be followed from the workspace.
        let spec = folder.parent().unwrap_or(folder);
        let base = spec.parent().unwrap_or(spec);
        let mut sources = Self::new();
        for path in paths {
            let shown = slashed(path.strip_prefix(base).unwrap_or(&path));
            let about = fs::symlink_metadata(&path);
            // What it leads to was not reviewed with the spec, and would be printed in messages.
            if about.as_ref().is_ok_and(fs::Metadata::is_symlink) {
                sources.refuse(
                    &shown,
                    "it is a link, and links are not followed".to_owned(),
                );
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "yaml") {
                // Passing over it in silence would make its definitions vanish.
                sources.refuse(
                    &shown,
                    "spec files end in .yaml, in small letters".to_owned(),
                );
                continue;
            }
            // A pipe would be waited for, and a device could be endless.
            if !about.is_ok_and(|about| about.is_file()) {
                sources.refuse(&shown, "it is no regular file".to_owned());
                continue;
            }
            match fs::read(&path) {
                Ok(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => sources.add(&shown, &text),
                    Err(error) => {
                        sources.refuse(&shown, not_utf8(error.as_bytes(), &error.utf8_error()))
                    }
                },
                Err(error) => sources.refuse(&shown, error.to_string()),
            }
        }
        Ok(sources)
    }

    /// The files, in the order of their paths.
    pub fn files(&self) -> &[Source] {
        &self.files
    }

    /// Whether all of them could be read.
    pub fn are_readable(&self) -> bool {
        self.unreadable.is_empty()
    }

    /// What could not be read.
    pub(crate) fn unreadable(&self) -> &[Diagnostic] {
        &self.unreadable
    }

    fn refuse(&mut self, path: &str, why: String) {
        self.unreadable.push(
            Diagnostic::error(
                Code::UnreadableFile,
                None,
                format!("cannot read {path}: {why}"),
            )
            .help(
                "a spec file is text in UTF-8 that this user may read, and its name ends in .yaml",
            ),
        );
    }
}

/// Why a spec folder could not be loaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadError {
    /// The folder is missing, or not readable.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder holds no spec file.
    Empty {
        /// The folder.
        folder: PathBuf,
    },
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder { folder, source } => write!(
                f,
                "cannot read the spec folder {}: {source}; run this in the workspace or name it with --root",
                folder.display()
            ),
            Self::Empty { folder } => {
                write!(
                    f,
                    "{} holds no .yaml file; a spec starts with one that says `api: NAME`",
                    folder.display()
                )
            }
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Folder { source, .. } => Some(source),
            Self::Empty { .. } => None,
        }
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // `file_type` does not follow links: a link to a parent folder cannot make this endless.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&path, paths)?;
        } else if kind.is_symlink() {
            // Whatever it leads to: passing over it would make definitions vanish. Emacs marks so what is
            // being written just now.
            if !entry.file_name().as_encoded_bytes().starts_with(b".#") {
                paths.push(path);
            }
        } else if path.extension().is_some_and(|ending| {
            ["yaml", "yml"]
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
        }) {
            paths.push(path);
        }
    }
    Ok(())
}

fn slashed(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn not_utf8(bytes: &[u8], error: &std::str::Utf8Error) -> String {
    let before = &bytes[..error.valid_up_to()];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    format!(
        "line {line} is not UTF-8 (byte {} of the file)",
        error.valid_up_to() + 1
    )
}
