//! A file that an emitter makes, and how it is known on disk.

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the folder of its kind of files, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// How the generator knows its own files in a folder. It changes and deletes no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owns {
    /// They begin with this. Nothing else may stand in the folder.
    Header(&'static str),
    /// A list in the folder names them, because their format has no comments. Files that are not
    /// listed may stand beside them.
    Manifest,
}
