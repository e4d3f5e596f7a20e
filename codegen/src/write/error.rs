//! Why generated files could not be compared or written.

use std::io;
use std::path::{Path, PathBuf};

/// A file or folder could not be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// The system refused. Everything is as it was.
    Io {
        /// What was tried.
        doing: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused when some files were in their places already.
    Half {
        /// The file or folder that could not follow.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file stands among the generated ones and was not generated.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A link stands where generated files are to be: nobody knows what would be written elsewhere.
    Link {
        /// The link.
        path: PathBuf,
    },
}

impl WriteError {
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io {
            doing,
            path,
            source,
        }
    }

    pub(super) fn half(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Half { path, source }
    }
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io {
                doing,
                path,
                source,
            } => write!(
                f,
                "cannot {doing} {}: {source}; nothing was written",
                path.display()
            ),
            Self::Half { path, source } => write!(
                f,
                "cannot change {}: {source}; some files are new and others are not: mend that, and run it again",
                path.display()
            ),
            Self::Foreign { path } => write!(
                f,
                "{} stands among the generated files but was not generated; move it elsewhere, nothing was written",
                path.display()
            ),
            Self::Link { path } => write!(
                f,
                "{} is a link, and generated files are written into folders only; delete it, nothing was written",
                path.display()
            ),
        }
    }
}

impl std::error::Error for WriteError {}
