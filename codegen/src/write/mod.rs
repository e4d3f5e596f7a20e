//! Generated files against the disk: what differs, and writing it.
//!
//! Comparing comes first. A file that is right is never touched; those that differ are all written
//! beside their places, and only when that is done renamed into them, so that nobody ever sees half a
//! file, and a disk that is full changes nothing. What a killed run leaves is known by its name and its
//! first line, and deleted by the next one.

mod error;
mod lock;
mod staged;

pub use error::WriteError;
pub use lock::Lock;
pub use staged::Staged;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::emit::{File, html, rust};

/// What generated files begin with.
const HEADERS: [&str; 2] = [rust::HEADER, html::HEADER];

/// What the names of temporary files end with.
const TEMPORARY: &str = ".tmp";

/// What is to be done to a folder of generated files.
#[derive(Debug)]
pub struct Plan<'f> {
    folder: PathBuf,
    stale: Vec<&'f File>,
    missing: Vec<&'f File>,
    orphans: Vec<String>,
    /// What runs that were killed have left.
    leftovers: Vec<String>,
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

impl<'f> Plan<'f> {
    /// Compares the files with a folder `below` a root; it need not exist. Nothing is written, and no
    /// link is followed on the way from the root.
    pub fn compare(
        root: &Path,
        below: impl AsRef<Path>,
        files: &'f [File],
    ) -> Result<Self, WriteError> {
        let mut folder = root.to_owned();
        for part in below.as_ref() {
            folder.push(part);
            if folder.is_symlink() {
                return Err(WriteError::Link { path: folder });
            }
        }
        let mut plan = Self {
            folder,
            stale: Vec::new(),
            missing: Vec::new(),
            orphans: Vec::new(),
            leftovers: Vec::new(),
            unchanged: 0,
        };
        let mut found = Found::default();
        found.look_into(&plan.folder, "")?;
        for file in files {
            let path = plan.folder.join(&file.path);
            if found.folders.contains(&file.path) {
                return Err(WriteError::Foreign { path });
            }
            if !found.files.remove(&file.path) {
                plan.missing.push(file);
                continue;
            }
            let text = fs::read(&path).map_err(WriteError::io("read", &path))?;
            if text == file.text.as_bytes() {
                plan.unchanged += 1;
            } else if is_generated(&text) {
                plan.stale.push(file);
            } else {
                return Err(WriteError::Foreign { path });
            }
        }
        for name in found.files {
            let path = plan.folder.join(&name);
            let text = fs::read(&path).map_err(WriteError::io("read", &path))?;
            if name.ends_with(TEMPORARY) && is_begun(&text) {
                plan.leftovers.push(name);
            } else if is_generated(&text) {
                plan.orphans.push(name);
            } else {
                return Err(WriteError::Foreign { path });
            }
        }
        Ok(plan)
    }

    /// Whether the folder is as it should be.
    pub fn is_done(&self) -> bool {
        self.stale.is_empty()
            && self.missing.is_empty()
            && self.orphans.is_empty()
            && self.leftovers.is_empty()
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

    /// Writes all that is to be written beside its place. Where that fails, everything is as it was.
    pub fn stage(&self) -> Result<Staged<'_>, WriteError> {
        Staged::of(self)
    }

    /// Makes the folder as it should be.
    pub fn apply(&self) -> Result<(), WriteError> {
        self.stage()?.commit()
    }
}

/// What stands in a folder, by paths in it.
#[derive(Default)]
struct Found {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Found {
    fn look_into(&mut self, folder: &Path, below: &str) -> Result<(), WriteError> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(WriteError::io("read", folder)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(WriteError::io("read", folder))?;
            let path = entry.path();
            // Of a link, not of what it leads to.
            let kind = entry.file_type().map_err(WriteError::io("read", &path))?;
            let Ok(name) = entry.file_name().into_string() else {
                return Err(WriteError::Foreign { path });
            };
            let name = format!("{below}{name}");
            if kind.is_dir() {
                self.look_into(&path, &format!("{name}/"))?;
                self.folders.insert(name);
            } else if kind.is_file() {
                self.files.insert(name);
            } else if kind.is_symlink() {
                return Err(WriteError::Link { path });
            } else {
                // To read a pipe is to wait for it.
                return Err(WriteError::Foreign { path });
            }
        }
        Ok(())
    }
}

fn is_generated(text: &[u8]) -> bool {
    let mut headers = HEADERS.iter();
    headers.any(|header| text.starts_with(header.as_bytes()))
}

/// Whether this is what there is of a generated file when a run is killed.
fn is_begun(text: &[u8]) -> bool {
    let mut headers = HEADERS.iter();
    is_generated(text) || headers.any(|header| header.as_bytes().starts_with(text))
}
