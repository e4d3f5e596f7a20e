//! Why there are no files.

use std::error::Error;
use std::fmt;

/// The model could not be turned into files.
#[derive(Debug)]
#[non_exhaustive]
pub enum EmitError {
    /// An emitter built what is not of its format: a fault of the generator, never of a spec.
    Wrong {
        /// The file that was being made.
        path: String,
        /// What is wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Two files have one place.
    Twice {
        /// The place in the workspace.
        path: String,
        /// The emitter that made both.
        emitter: &'static str,
        /// The APIs that they were made for.
        apis: [String; 2],
    },
    /// A file stands where another needs a folder.
    InTheWay {
        /// The two places in the workspace, the outer first.
        paths: [String; 2],
        /// The emitter that made both.
        emitter: &'static str,
        /// The APIs that they were made for.
        apis: [String; 2],
    },
    /// A folder is the workspace itself, or leads out of it, or is not written plainly.
    Folder(Box<Claim>),
    /// One folder is that of two emitters, or stands in another's: each would take the files of the
    /// other for foreign ones.
    Overlap {
        /// The folder above.
        outer: Box<Claim>,
        /// The one that is the same or stands in it.
        inner: Box<Claim>,
    },
}

/// A folder, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The folder in the workspace.
    pub folder: String,
    /// The emitter.
    pub emitter: &'static str,
    /// The first API that the files are made for.
    pub api: String,
}

impl EmitError {
    /// An emitter has built a file wrong.
    pub fn wrong(path: impl Into<String>, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Wrong {
            path: path.into(),
            source: source.into(),
        }
    }
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong { path, .. } => write!(
                f,
                "the generator made {path} wrong, and wrote nothing; please report it with the spec"
            ),
            Self::Twice {
                path,
                emitter,
                apis: [first, second],
            } => write!(
                f,
                "{path} ({emitter}) is made for the API `{first}` and for `{second}`; give one of them another name, nothing was written"
            ),
            Self::InTheWay {
                paths: [outer, inner],
                emitter,
                apis: [first, second],
            } => write!(
                f,
                "{outer} ({emitter}, of the API `{first}`) is a file, and {inner} (of `{second}`) needs a folder there; give one of them another name, nothing was written"
            ),
            Self::Folder(claim) => write!(
                f,
                "{:?} ({}, of the API `{}`) is no folder inside of the workspace; give the emitter one of plain names with `/` between them, nothing was written",
                claim.folder, claim.emitter, claim.api
            ),
            Self::Overlap { outer, inner } => write!(
                f,
                "{} ({}, of the API `{}`) stands in {} ({}, of `{}`), and only one of them can own what is there; give an API another `crate:` or an emitter another folder, nothing was written",
                inner.folder, inner.emitter, inner.api, outer.folder, outer.emitter, outer.api
            ),
        }
    }
}

impl Error for EmitError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Wrong { source, .. } => Some(&**source),
            Self::Twice { .. } | Self::InTheWay { .. } | Self::Folder(_) | Self::Overlap { .. } => {
                None
            }
        }
    }
}
