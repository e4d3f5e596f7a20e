//! Generated files against the disk: what differs, and writing it.
//!
//! Comparing comes first. A file that is right is never touched; those that differ are all written
//! beside their places, and only when that is done renamed into them, so that nobody ever sees half a
//! file, and a disk that is full changes nothing. What a killed run leaves is known by its name and its
//! first line, and deleted by the next one. Without a lock it may belong to a run that is at work: then
//! it is deleted only when it is old, and what others have deleted meanwhile is no error.
//!
//! Which files are the generator's is told by [`Owns`]: by what they begin with, or by a list beside
//! them ([`MANIFEST`]), which changes in two steps, so that a run that is killed leaves no file that
//! nobody owns. Without a lock, two runs of different specs can make lists that know nothing of each
//! other's new files. Of these the next run lists what it makes too, if the texts are equal, and refuses
//! to write if they are not; what it does not make it takes for somebody else's, and leaves there without
//! a word.
//!
//! A file that only changes the capitals of its name is deleted before it is made again: to some systems
//! both names are one file, which would be deleted afterwards. A generated file is never replaced by a
//! folder, nor a folder by a file, since that cannot be prepared beside it: such a run is refused.

mod error;
mod found;
mod lock;
mod manifest;
mod owner;
mod staged;

pub use error::WriteError;
pub use lock::Lock;
pub use manifest::MANIFEST;
pub use staged::Staged;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::emit::file::{File, Owns};
use crate::naming::is_place;
use found::Found;
use manifest::Listing;
use owner::{Owner, Standing};

/// What the names of temporary files end with.
const TEMPORARY: &str = ".tmp";

/// Without a lock, a temporary file that is younger may belong to a run that is at work. None takes a
/// second, but the clock of a file server may be minutes behind.
const YOUNG: Duration = Duration::from_secs(600);

/// What is to be done to a folder of generated files.
#[derive(Debug)]
pub struct Plan<'f> {
    folder: PathBuf,
    owns: Owns,
    stale: Vec<&'f File>,
    missing: Vec<&'f File>,
    orphans: Vec<String>,
    /// Those of them that are missing by the same name in other letters.
    renamed: HashSet<String>,
    /// What runs that were killed have left.
    leftovers: Vec<String>,
    /// What is to be done to the list of the files.
    listing: Listing,
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
        owns: Owns,
        files: &'f [File],
    ) -> Result<Self, WriteError> {
        Self::between(false, root, below.as_ref(), owns, files)
    }

    /// Does the same under a lock, which must be held until all is written. If it keeps others out,
    /// every temporary file is a leftover.
    pub fn compare_under(
        lock: &Lock,
        root: &Path,
        below: impl AsRef<Path>,
        owns: Owns,
        files: &'f [File],
    ) -> Result<Self, WriteError> {
        Self::between(lock.is_held(), root, below.as_ref(), owns, files)
    }

    fn between(
        is_alone: bool,
        root: &Path,
        below: &Path,
        owns: Owns,
        files: &'f [File],
    ) -> Result<Self, WriteError> {
        let mut folder = root.to_owned();
        for part in below {
            folder.push(part);
            if folder.is_symlink() {
                return Err(WriteError::Link { path: folder });
            }
        }
        let mut found = Found::within(&folder, owns == Owns::Manifest)?;
        let owner = Owner::of(owns, &folder, &mut found)?;
        let mut plan = Self {
            folder,
            owns,
            stale: Vec::new(),
            missing: Vec::new(),
            orphans: Vec::new(),
            renamed: HashSet::new(),
            leftovers: Vec::new(),
            listing: Listing::default(),
            unchanged: 0,
        };
        for file in files {
            plan.compare_file(file, &owner, &mut found)?;
        }
        let mut others = HashSet::new();
        for name in found.files {
            match owner.standing(&name, &plan.folder)? {
                Standing::Orphan => plan.orphans.push(name),
                Standing::Temporary if is_alone || is_old(&plan.folder.join(&name)) => {
                    plan.leftovers.push(name);
                }
                Standing::Temporary => {}
                Standing::None => {
                    others.insert(name.to_lowercase());
                }
                Standing::Foreign => {
                    let path = plan.folder.join(&name);
                    return Err(WriteError::Foreign { path });
                }
            }
        }
        plan.listing = owner.listing(files, &plan.orphans);
        plan.unchanged += usize::from(plan.listing.is_kept);
        plan.spare(&others)?;
        plan.make_way(files)?;
        Ok(plan)
    }

    /// Finds the orphans that go before a file is made, and refuses those that stand where a folder is
    /// to be.
    fn make_way(&mut self, files: &[File]) -> Result<(), WriteError> {
        if self.orphans.is_empty() {
            return Ok(());
        }
        let missing = self.missing.iter().map(|file| file.path.to_lowercase());
        let missing: HashSet<String> = missing.collect();
        let folders: HashSet<String> = files
            .iter()
            .flat_map(|file| {
                let ends = file.path.match_indices('/');
                ends.map(|(end, _)| file.path[..end].to_lowercase())
            })
            .collect();
        for orphan in &self.orphans {
            let name = orphan.to_lowercase();
            if folders.contains(&name) {
                return Err(WriteError::InTheWay {
                    path: self.folder.join(orphan),
                    is_folder: false,
                });
            }
            if missing.contains(&name) {
                self.renamed.insert(orphan.clone());
            }
        }
        Ok(())
    }

    /// Refuses new files where somebody else's has the same name in other letters: to some systems that
    /// is the same file.
    fn spare(&self, others: &HashSet<String>) -> Result<(), WriteError> {
        let list = (self.listing.change == Some(Change::Missing)).then_some(MANIFEST);
        let new = self.missing.iter().map(|file| file.path.as_str());
        match new
            .chain(list)
            .find(|path| others.contains(&path.to_lowercase()))
        {
            Some(path) => {
                let path = self.folder.join(path);
                Err(WriteError::Foreign { path })
            }
            None => Ok(()),
        }
    }

    fn compare_file(
        &mut self,
        file: &'f File,
        owner: &Owner,
        found: &mut Found,
    ) -> Result<(), WriteError> {
        let path = self.folder.join(&file.path);
        if !is_place(&file.path) || !owner.has_room_for(&file.path) {
            return Err(WriteError::NoPlace { path });
        }
        if found.folders.contains(&file.path) {
            return Err(if owner.owns_all_below(&file.path, &self.folder, found)? {
                WriteError::InTheWay {
                    path,
                    is_folder: true,
                }
            } else {
                WriteError::Foreign { path }
            });
        }
        found.check_way_to(&file.path, &self.folder)?;
        let text = if found.files.remove(&file.path) {
            unless_gone(fs::read(&path)).map_err(WriteError::io("read", &path))?
        } else {
            None
        };
        match text {
            None => self.missing.push(file),
            Some(text) if text == file.text.as_bytes() => self.unchanged += 1,
            Some(text) if owner.owns(&file.path, &text) => self.stale.push(file),
            Some(_) => return Err(WriteError::Foreign { path }),
        }
        Ok(())
    }

    /// Whether the folder is as it should be.
    pub fn is_done(&self) -> bool {
        self.stale.is_empty()
            && self.missing.is_empty()
            && self.orphans.is_empty()
            && self.leftovers.is_empty()
            && self.listing.change.is_none()
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
        let listing = self.listing.change.map(|change| (change, MANIFEST));
        let mut changes: Vec<_> = stale.chain(missing).chain(orphans).chain(listing).collect();
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

    /// Makes all folders as they should be. What can fail fails before any is changed.
    pub fn apply_all(plans: &[Self]) -> Result<(), WriteError> {
        let plans = plans.iter().filter(|plan| !plan.is_done());
        let staged: Vec<_> = plans.map(Plan::stage).collect::<Result<_, _>>()?;
        staged.into_iter().try_for_each(Staged::commit)
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
