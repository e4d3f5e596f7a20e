//! One run at a time.

use std::fs::{File, TryLockError};
use std::path::Path;

/// What a run holds while it compares and writes. The system takes it back when the run ends, however
/// it ends, so that nothing is left by one that is killed.
#[derive(Debug)]
pub struct Lock(
    /// Absent where the file system, or the system, locks no folders: then only the names of temporary
    /// files keep two runs apart.
    #[allow(dead_code, reason = "it is held, not read")]
    Option<File>,
);

impl Lock {
    /// Locks a folder; nothing, if another run has locked it. No file is made for it.
    pub fn of(folder: &Path) -> Option<Self> {
        // A folder that is not there is told by whoever needs it.
        let Ok(open) = File::open(folder) else {
            return Some(Self(None));
        };
        match open.try_lock() {
            Ok(()) => Some(Self(Some(open))),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(_)) => Some(Self(None)),
        }
    }
}
