//! A state's file: opened by one sandbox at a time, and only if it is one of ours.

use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use super::StoreError;

/// How often the file is tried for before it counts as taken. Two that open it in the same moment
/// can hold each other up, so that both have to step back and one of them comes first.
const ATTEMPTS: u32 = 8;

/// The longest wait between two of them.
const LONGEST_STEP_BACK: u64 = 20;

/// Opens a file that has this mark or is new, and nothing else, for this connection alone.
pub(super) fn open(file: &Path, ours: i32) -> Result<Connection, StoreError> {
    let mut attempts = 0;
    loop {
        attempts += 1;
        match take(file, ours) {
            Err(StoreError::SqliteFailure(error, _)) if is_taken(error) => {
                if attempts == ATTEMPTS {
                    let file = file.display();
                    let why = format!(
                        "another sandbox or program has the file open: end it, or name another file than {file}"
                    );
                    return Err(StoreError::SqliteFailure(error, Some(why)));
                }
                thread::sleep(Duration::from_millis(fastrand::u64(1..=LONGEST_STEP_BACK)));
            }
            outcome => return outcome,
        }
    }
}

fn is_taken(error: ffi::Error) -> bool {
    matches!(
        error.code,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked
    )
}

fn take(file: &Path, ours: i32) -> Result<Connection, StoreError> {
    // A name that SQLite gives a meaning of its own, such as `:memory:`, is a file like any other here.
    let path = Path::new(".").join(file);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::ZERO)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        let why = format!("{} cannot be written", file.display());
        let error = ffi::Error::new(ffi::SQLITE_READONLY);
        return Err(StoreError::SqliteFailure(error, Some(why)));
    }
    // Before anything is read, so that the lock that follows is kept to the end, whether or not
    // anything is ever written: the second sandbox of a file must not even start.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.execute_batch("BEGIN EXCLUSIVE")?;
    let mark: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let is_new: bool = connection.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)",
        [],
        |row| row.get(0),
    )?;
    if mark == 0 && is_new {
        connection.pragma_update(None, "application_id", ours)?;
    } else if mark != ours {
        let why = format!("{} is the database of something else", file.display());
        let error = ffi::Error::new(ffi::SQLITE_NOTADB);
        return Err(StoreError::SqliteFailure(error, Some(why)));
    }
    connection.execute_batch("COMMIT")?;
    // What is acknowledged survives the end of the process, not that of the machine.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(connection)
}
