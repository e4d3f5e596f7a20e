//! Files that are written beside their places.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Plan, TEMPORARY, WriteError, unless_gone};

/// So often a folder is made again that is removed before anything is in it.
const ATTEMPTS: usize = 10;

/// All of a plan's files, whole and beside their places. Dropped, they are deleted, and everything is
/// as it was.
#[derive(Debug)]
pub struct Staged<'p> {
    plan: &'p Plan<'p>,
    /// Temporary file and place.
    files: Vec<(PathBuf, PathBuf)>,
    /// Folders that were made for them.
    folders: Vec<PathBuf>,
}

impl<'p> Staged<'p> {
    /// Whatever can fail, disks that are full and folders that take nothing, fails here.
    pub(super) fn of(plan: &'p Plan<'p>) -> Result<Self, WriteError> {
        let mut staged = Self {
            plan,
            files: Vec::new(),
            folders: Vec::new(),
        };
        for leftover in &plan.leftovers {
            let path = plan.folder.join(leftover);
            unless_gone(fs::remove_file(&path)).map_err(WriteError::io("delete", &path))?;
        }
        for file in plan.stale.iter().chain(&plan.missing) {
            let path = plan.folder.join(&file.path);
            staged
                .write(path.clone(), file.text.as_bytes())
                .map_err(WriteError::io("write", &path))?;
        }
        // Where a file can be made, one can be deleted.
        let orphans = plan.orphans.iter().map(|orphan| plan.folder.join(orphan));
        let folders: BTreeSet<PathBuf> = orphans
            .filter_map(|path| path.parent().map(PathBuf::from))
            .collect();
        for folder in folders {
            // A folder that is gone took its orphans along.
            let probed = temporary(&folder.join("probe"), b"").and_then(fs::remove_file);
            unless_gone(probed).map_err(WriteError::io("write in", &folder))?;
        }
        Ok(staged)
    }

    /// Moves all files to their places, and deletes those that are no longer made.
    pub fn commit(mut self) -> Result<(), WriteError> {
        while let Some((temporary, path)) = self.files.first().cloned() {
            fs::rename(&temporary, &path).map_err(WriteError::half(&path))?;
            self.files.remove(0);
            // From here on they are wanted.
            self.folders.clear();
        }
        for orphan in &self.plan.orphans {
            let path = self.plan.folder.join(orphan);
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

    fn write(&mut self, path: PathBuf, text: &[u8]) -> io::Result<()> {
        for attempt in 0.. {
            let made = path.parent().map_or(Ok(()), |folder| self.make(folder));
            match made.and_then(|()| temporary(&path, text)) {
                Ok(temporary) => {
                    self.files.push((temporary, path));
                    break;
                }
                // A run beside this one has removed the folder, which was empty.
                Err(error) if error.kind() == io::ErrorKind::NotFound && attempt < ATTEMPTS => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
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
        for (temporary, _) in &self.files {
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
