//! From the model to named file contents.

pub mod html;
mod parallel;
pub mod rust;
mod words;

use std::fmt;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the folder of its kind of files, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The emitters built something that is not Rust: a fault of the generator, never of a spec.
#[derive(Debug)]
pub struct EmitError {
    /// The file that was being made.
    pub path: String,
    pub(crate) source: syn::Error,
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the generator made {} wrong, and wrote nothing; please report it with the spec",
            self.path
        )
    }
}

impl std::error::Error for EmitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
