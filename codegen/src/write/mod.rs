//! Generated files against the disk: what differs, and writing it.
//!
//! Comparing comes first. A file that is right is never touched; those that differ are all written
//! beside their places, and only when that is done renamed into them, so that nobody ever sees half a
//! file, and a disk that is full changes nothing. What a killed run leaves is known by its name and its
//! first line, and deleted by the next one. Without a lock it may belong to a run that is at work: then
//! it is deleted only when it is old, and what others have deleted meanwhile is no error.

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
use std::time::Duration;

use crate::emit::{File, html, rust};

/// What generated files begin with.
const HEADERS: [&str; 2] = [rust::HEADER, html::HEADER];

/// What the names of temporary files end with.
const TEMPORARY: &str = ".tmp";

/// Without a lock, a temporary file that is younger may belong to a run that is at work. None takes a
/// second, but the clock of a file server may be minutes behind.
const YOUNG: Duration = Duration::from_secs(600);

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
    /// link is followed on the way from the root. Other runs may be at work: the temporary files that
    /// can be theirs are left alone.
    pub fn compare(
        root: &Path,
        below: impl AsRef<Path>,
        files: &'f [File],
    ) -> Result<Self, WriteError> {
        Self::between(false, root, below.as_ref(), files)
    }

    /// Does the same under a lock, which must be held until all is written. If it keeps others out,
    /// every temporary file is a leftover.
    pub fn compare_under(
        lock: &Lock,
        root: &Path,
        below: impl AsRef<Path>,
        files: &'f [File],
    ) -> Result<Self, WriteError> {
        Self::between(lock.is_held(), root, below.as_ref(), files)
    }

    fn between(
        is_alone: bool,
        root: &Path,
        below: &Path,
        files: &'f [File],
    ) -> Result<Self, WriteError> {
        let mut folder = root.to_owned();
        for part in below {
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
            let Some(text) = unless_gone(fs::read(&path)).map_err(WriteError::io("read", &path))?
            else {
                plan.missing.push(file);
                continue;
            };
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
            let Some(text) = unless_gone(fs::read(&path)).map_err(WriteError::io("read", &path))?
            else {
                continue;
            };
            if name.ends_with(TEMPORARY) && is_begun(&text) {
                if is_alone || is_old(&path) {
                    plan.leftovers.push(name);
                }
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
        let entries = unless_gone(fs::read_dir(folder)).map_err(WriteError::io("read", folder))?;
        let Some(entries) = entries else {
            return Ok(());
        };
        for entry in entries {
            let entry = entry.map_err(WriteError::io("read", folder))?;
            let path = entry.path();
            // Of a link, not of what it leads to.
            let kind = unless_gone(entry.file_type()).map_err(WriteError::io("read", &path))?;
            let Some(kind) = kind else { continue };
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

/// Nothing of what is not there, or not any more.
fn unless_gone<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether no run that is at work can have made this file. One whose age nobody knows may be new.
fn is_old(path: &Path) -> bool {
    let changed = fs::symlink_metadata(path).and_then(|data| data.modified());
    let age = changed.ok().and_then(|changed| changed.elapsed().ok());
    age.is_some_and(|age| age >= YOUNG)
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
