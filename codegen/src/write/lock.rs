//! One run at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::Path;

/// What a run holds while it compares and writes. The system takes it back when the run ends, however
/// it ends, so that nothing is to be cleaned up after one that is killed.
#[derive(Debug)]
pub struct Lock(
    /// Absent where nothing can be locked: then only the names and the age of temporary files keep two
    /// runs apart.
    Option<File>,
);

impl Lock {
    /// Locks a folder; nothing, if another run has locked it. No file is made in it.
    ///
    /// Where the system opens no folders (Windows), or the file system locks none (some NFS), an empty
    /// file in the system's temporary folder is locked instead, which keeps out the runs of this machine.
    pub fn of(folder: &Path) -> Option<Self> {
        for open in [File::open, stand_in] {
            // A folder that is not there is told by whoever needs it.
            let Ok(file) = open(folder) else { continue };
            match file.try_lock() {
                Ok(()) => return Some(Self(Some(file))),
                Err(TryLockError::WouldBlock) => return None,
                Err(TryLockError::Error(_)) => {}
            }
        }
        Some(Self(None))
    }

    /// Whether other runs are kept out, rather than nothing could be locked.
    pub(super) fn is_held(&self) -> bool {
        self.0.is_some()
    }
}

impl Drop for Lock {
    /// Closing the file would do, if a program that another thread is starting did not hold it too, until
    /// it has begun.
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            let _ = file.unlock();
        }
    }
}

/// The file that is locked in the place of a folder. It is never deleted: a run that waits for it
/// would lock what no later run finds.
fn stand_in(folder: &Path) -> io::Result<File> {
    let mut hasher = DefaultHasher::new();
    folder.canonicalize()?.hash(&mut hasher);
    let name = format!("prose-codegen-{:016x}.lock", hasher.finish());
    let path = std::env::temp_dir().join(name);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    // One that another user has made can be locked, if not written.
    options.open(&path).or_else(|_| File::open(&path))
}
