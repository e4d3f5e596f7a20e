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
    /// A generated file stands where a folder is to be, or a folder of them where a file is to be.
    InTheWay {
        /// What stands there.
        path: PathBuf,
        /// Whether it is the folder.
        is_folder: bool,
    },
    /// A link stands where generated files are to be: nobody knows what would be written elsewhere.
    Link {
        /// The link.
        path: PathBuf,
    },
    /// The list of the generated files is not one that the generator has written.
    Manifest {
        /// The list.
        path: PathBuf,
        /// The line that is wrong, if it is one.
        line: Option<usize>,
        /// What is wrong with it.
        why: &'static str,
    },
    /// No file can be made at a path: it leads elsewhere, or is kept for the list of the files.
    NoPlace {
        /// The path.
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
            Self::InTheWay { path, is_folder } => {
                let (there, wanted) = if *is_folder {
                    ("a folder of generated files", "file")
                } else {
                    ("a generated file", "folder")
                };
                write!(
                    f,
                    "{} is {there}, and a {wanted} is to be made in its place; delete it and run this again, nothing was written",
                    path.display()
                )
            }
            Self::Link { path } => write!(
                f,
                "{} is a link, and generated files are written into folders only; delete it, nothing was written",
                path.display()
            ),
            Self::Manifest { path, line, why } => {
                write!(f, "{}", path.display())?;
                if let Some(line) = line {
                    write!(f, ": line {line}")?;
                }
                write!(
                    f,
                    " {why}; take it back from version control, or delete it and the generated files beside it, nothing was written"
                )
            }
            Self::NoPlace { path } => write!(
                f,
                "the generator has made a file for {path:?}, where it can have none, and wrote nothing; please report it with the spec"
            ),
        }
    }
}

impl std::error::Error for WriteError {}
