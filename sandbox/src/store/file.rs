use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use super::StoreError;

/// Opens a file that has this mark or is new, and nothing else.
pub(super) fn open(file: &Path, ours: i32) -> Result<Connection, StoreError> {
    // A name that SQLite gives a meaning of its own, such as `:memory:`, is a file like any other here.
    let file = Path::new(".").join(file);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(Duration::ZERO)?;
    let is_ours = |connection: &Connection| {
        let mark: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let is_new: bool = connection.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)",
            [],
            |row| row.get(0),
        )?;
        Ok(mark == ours || (mark == 0 && is_new))
    };
    match is_ours(&connection) {
        Ok(true) => {}
        Ok(false) => {
            return Err(refused(
                ffi::SQLITE_NOTADB,
                "the file is the database of something else",
            ));
        }
        Err(StoreError::SqliteFailure(error, _)) if error.code == ErrorCode::DatabaseBusy => {
            return Err(refused(
                ffi::SQLITE_BUSY,
                "another sandbox has the file open",
            ));
        }
        Err(error) => return Err(error),
    }
    connection.pragma_update(None, "application_id", ours)?;
    Ok(connection)
}

fn refused(code: i32, why: &str) -> StoreError {
    StoreError::SqliteFailure(ffi::Error::new(code), Some(why.to_owned()))
}
