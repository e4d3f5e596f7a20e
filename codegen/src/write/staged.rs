//! Files that are written beside their places.

use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::manifest::MANIFEST;
use super::owner::namesake;
use super::{Change, Plan, TEMPORARY, WriteError, unless_gone};

/// So often a folder is made again that is removed before anything is in it.
const ATTEMPTS: usize = 10;

/// All of a plan's files, whole and beside their places. Dropped, they are deleted, and everything is
/// as it was.
#[derive(Debug)]
pub struct Staged<'p> {
    plan: &'p Plan<'p>,
    /// Temporary file and place, in the order in which they are moved.
    files: VecDeque<(PathBuf, PathBuf)>,
    /// The list that is moved when all is done.
    list: Option<(PathBuf, PathBuf)>,
    /// Folders that were made for them.
    folders: Vec<PathBuf>,
}

impl<'p> Staged<'p> {
    /// Whatever can fail, disks that are full and folders that take nothing, fails here.
    pub(super) fn of(plan: &'p Plan<'p>) -> Result<Self, WriteError> {
        let mut staged = Self {
            plan,
            files: VecDeque::new(),
            list: None,
            folders: Vec::new(),
        };
        for leftover in &plan.leftovers {
            let path = plan.folder.join(leftover);
            unless_gone(fs::remove_file(&path)).map_err(WriteError::io("delete", &path))?;
        }
        let files = plan.stale.iter().chain(&plan.missing);
        let files = files.map(|file| (file.path.as_str(), file.text.as_str()));
        let list = plan.listing.first.as_deref().map(|text| (MANIFEST, text));
        for (path, text) in list.into_iter().chain(files) {
            let written = staged.write(plan.folder.join(path), text)?;
            staged.files.push_back(written);
        }
        if let Some(text) = &plan.listing.last {
            staged.list = Some(staged.write(plan.folder.join(MANIFEST), text)?);
        }
        // Where a file can be made, one can be deleted.
        let folders: BTreeSet<PathBuf> = [true, false]
            .into_iter()
            .flat_map(|before| staged.to_delete(before))
            .filter_map(|path| path.parent().map(PathBuf::from))
            .collect();
        for folder in folders {
            // A folder that is gone took its orphans along.
            let probe = namesake(plan.owns, &folder.join("probe"));
            let probed = temporary(&probe, b"").and_then(fs::remove_file);
            unless_gone(probed).map_err(WriteError::io("write in", &folder))?;
        }
        Ok(staged)
    }

    /// Moves all files to their places, and deletes those that are no longer made. The list of them is
    /// complete at any time: it names new files before they are there, and old ones until they are gone.
    pub fn commit(mut self) -> Result<(), WriteError> {
        if self.plan.listing.first.is_some() {
            self.move_next()?;
        }
        self.delete(true)?;
        while !self.files.is_empty() {
            self.move_next()?;
        }
        self.delete(false)?;
        if let Some((temporary, path)) = &self.list {
            fs::rename(temporary, path).map_err(WriteError::half(path))?;
            self.list = None;
        }
        Ok(())
    }

    fn move_next(&mut self) -> Result<(), WriteError> {
        if let Some((temporary, path)) = self.files.front() {
            fs::rename(temporary, path).map_err(WriteError::half(path))?;
            self.files.pop_front();
            // From here on they are wanted.
            self.folders.clear();
        }
        Ok(())
    }

    fn delete(&self, before: bool) -> Result<(), WriteError> {
        for path in self.to_delete(before) {
            unless_gone(fs::remove_file(&path)).map_err(WriteError::half(&path))?;
            // Only empty folders can be removed this way, which is what is meant.
            let above = path.ancestors().skip(1);
            let mut above = above.take_while(|above| above.starts_with(&self.plan.folder));
            while above
                .next()
                .is_some_and(|above| fs::remove_dir(above).is_ok())
            {}
        }
        Ok(())
    }

    /// What is no longer made: `before` new files are moved, what has the name of one in other letters,
    /// and afterwards all else, and last the list, if it lists nothing.
    fn to_delete(&self, before: bool) -> impl Iterator<Item = PathBuf> + use<'p> {
        let plan = self.plan;
        let orphans = plan.orphans.iter();
        let orphans = orphans.filter(move |path| plan.renamed.contains(*path) == before);
        let is_over = !before && plan.listing.change == Some(Change::Orphan);
        let all = orphans
            .map(String::as_str)
            .chain(is_over.then_some(MANIFEST));
        all.map(|path| plan.folder.join(path))
    }

    /// Writes a file beside its place, and tells both.
    fn write(&mut self, path: PathBuf, text: &str) -> Result<(PathBuf, PathBuf), WriteError> {
        let namesake = namesake(self.plan.owns, &path);
        let mut attempt = 0;
        loop {
            let made = path.parent().map_or(Ok(()), |folder| self.make(folder));
            match made.and_then(|()| temporary(&namesake, text.as_bytes())) {
                Ok(temporary) => return Ok((temporary, path)),
                // A run beside this one has removed the folder, which was empty.
                Err(error) if error.kind() == io::ErrorKind::NotFound && attempt < ATTEMPTS => {
                    attempt += 1;
                }
                Err(error) => return Err(WriteError::io("write", &path)(error)),
            }
        }
    }

    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|folder| !folder.exists());
        let missing: Vec<&Path> = missing.collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.folders.push(folder.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        // What cannot be deleted is recognised by the next run; the error that counts is told already.
        for (temporary, _) in self.files.iter().chain(&self.list) {
            let _ = fs::remove_file(temporary);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Writes a file beside a place, under a name that no other run has.
fn temporary(path: &Path, text: &[u8]) -> io::Result<PathBuf> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    loop {
        let mut name = path.as_os_str().to_owned();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        name.push(format!(".{}-{count}{TEMPORARY}", std::process::id()));
        let name = PathBuf::from(name);
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&name) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        };
        return match file.write_all(text) {
            Ok(()) => Ok(name),
            Err(error) => {
                let _ = fs::remove_file(&name);
                Err(error)
            }
        };
    }
}
