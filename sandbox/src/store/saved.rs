//! States under a name, kept in memory beside the one that is worked on.

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ffi};

use super::{Store, StoreError};

impl Store {
    /// Keeps all of it as it is now under a name, in the place of what had that name before.
    pub(crate) fn save_state(&mut self, name: &str) -> Result<(), StoreError> {
        self.close_transaction()?;
        let mut copy = Connection::open_in_memory()?;
        copy_all(&self.connection, &mut copy)?;
        self.saved.insert(name.to_owned(), copy);
        Ok(())
    }

    /// Puts the state of this name in the place of the present one. False if there is none.
    pub(crate) fn load_state(&mut self, name: &str) -> Result<bool, StoreError> {
        self.close_transaction()?;
        let Some(copy) = self.saved.get(name) else {
            return Ok(false);
        };
        // None of them may still be reading.
        self.connection.flush_prepared_statement_cache();
        copy_all(copy, &mut self.connection)?;
        Ok(true)
    }

    /// False if there is no state of this name.
    pub(crate) fn forget_state(&mut self, name: &str) -> bool {
        self.saved.remove(name).is_some()
    }

    /// The names that there are.
    pub(crate) fn states(&self) -> Vec<String> {
        self.saved.keys().cloned().collect()
    }
}

/// In one step: it is done as a whole or not at all.
fn copy_all(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::SqliteFailure(
            ffi::Error::new(ffi::SQLITE_BUSY),
            Some("the state is in use".to_owned()),
        )),
    }
}
