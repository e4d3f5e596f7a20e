//! Generated files against the disk: what differs, and writing it.
//!
//! Comparing comes first. A file that is right is never touched; one that differs is written beside
//! its place and renamed into it, so that nobody ever sees half a file.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::emit::{File, html, rust};

/// What is to be done to a folder of generated files.
#[derive(Debug)]
pub struct Plan<'f> {
    folder: PathBuf,
    stale: Vec<&'f File>,
    missing: Vec<&'f File>,
    orphans: Vec<String>,
    unchanged: usize,
}

/// What is wrong with one file on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its text differs.
    Stale,
    /// It is not there.
    Missing,
    /// It is there, but the spec no longer makes it.
    Orphan,
}

impl Change {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Orphan => "orphan",
        }
    }
}

/// A file or folder could not be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// The system refused.
    Io {
        /// What was tried.
        doing: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file stands among the generated ones and was not generated.
    Foreign {
        /// The file.
        path: PathBuf,
    },
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io {
                doing,
                path,
                source,
            } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Self::Foreign { path } => write!(
                f,
                "{} stands among the generated files but was not generated; move it elsewhere, nothing was written",
                path.display()
            ),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Foreign { .. } => None,
        }
    }
}

impl<'f> Plan<'f> {
    /// Compares the files with a folder, which need not exist. Nothing is written.
    pub fn compare(folder: &Path, files: &'f [File]) -> Result<Self, WriteError> {
        let mut plan = Self {
            folder: folder.to_owned(),
            stale: Vec::new(),
            missing: Vec::new(),
            orphans: Vec::new(),
            unchanged: 0,
        };
        for file in files {
            let path = folder.join(&file.path);
            match fs::read(&path) {
                Ok(text) if text == file.text.as_bytes() => plan.unchanged += 1,
                Ok(text) if !is_generated(&text) => return Err(WriteError::Foreign { path }),
                Ok(_) => plan.stale.push(file),
                Err(error) if error.kind() == io::ErrorKind::NotFound => plan.missing.push(file),
                Err(source) => {
                    return Err(WriteError::Io {
                        doing: "read",
                        path,
                        source,
                    });
                }
            }
        }
        let wanted: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        if folder.exists() {
            plan.find_orphans(folder, "", &wanted)?;
        }
        plan.orphans.sort();
        Ok(plan)
    }

    /// Whether the folder is as it should be.
    pub fn is_done(&self) -> bool {
        self.stale.is_empty() && self.missing.is_empty() && self.orphans.is_empty()
    }

    /// How many files are as they should be.
    pub fn unchanged(&self) -> usize {
        self.unchanged
    }

    /// Every file that is not, by its path in the folder.
    pub fn changes(&self) -> Vec<(Change, &str)> {
        let stale = self
            .stale
            .iter()
            .map(|file| (Change::Stale, file.path.as_str()));
        let missing = self
            .missing
            .iter()
            .map(|file| (Change::Missing, file.path.as_str()));
        let orphans = self
            .orphans
            .iter()
            .map(|path| (Change::Orphan, path.as_str()));
        let mut changes: Vec<_> = stale.chain(missing).chain(orphans).collect();
        changes.sort_by_key(|(_, path)| *path);
        changes
    }

    /// Makes the folder as it should be.
    pub fn apply(&self) -> Result<(), WriteError> {
        for file in self.stale.iter().chain(&self.missing) {
            write(&self.folder.join(&file.path), &file.text)?;
        }
        for orphan in &self.orphans {
            let path = self.folder.join(orphan);
            fs::remove_file(&path).map_err(|source| WriteError::Io {
                doing: "delete",
                path: path.clone(),
                source,
            })?;
            // Only an empty folder can be removed this way, which is what is meant.
            if let Some(parent) = path.parent() {
                let _ = fs::remove_dir(parent);
            }
        }
        Ok(())
    }

    fn find_orphans(
        &mut self,
        folder: &Path,
        below: &str,
        wanted: &BTreeSet<&str>,
    ) -> Result<(), WriteError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| WriteError::Io {
                doing: "read",
                path,
                source,
            }
        };
        for entry in fs::read_dir(folder).map_err(failed(folder))? {
            let entry = entry.map_err(failed(folder))?;
            let path = entry.path();
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(failed(&path))?.is_dir() {
                self.find_orphans(&path, &format!("{name}/"), wanted)?;
            } else if !wanted.contains(name.as_str()) {
                if !is_generated(&fs::read(&path).map_err(failed(&path))?) {
                    return Err(WriteError::Foreign { path });
                }
                self.orphans.push(name);
            }
        }
        Ok(())
    }
}

fn is_generated(text: &[u8]) -> bool {
    [rust::HEADER, html::HEADER]
        .iter()
        .any(|header| text.starts_with(header.as_bytes()))
}

fn write(path: &Path, text: &str) -> Result<(), WriteError> {
    let failed = |doing| {
        move |source| WriteError::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed("make the folder of"))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What cannot be renamed must not stay either; the error that counts is the first.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(failed("write"))
}
