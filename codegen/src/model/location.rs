//! Where a thing stands in the spec: for links and messages, not for reading it again.

use std::sync::Arc;

/// A line of a spec file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Path of the file below the workspace.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
}
