//! Whose the files of a folder are.

use std::fs;
use std::path::{Path, PathBuf};

use super::found::Found;
use super::manifest::{Listing, MANIFEST, Manifest, is_reserved, is_temporary};
use super::{TEMPORARY, WriteError, unless_gone};
use crate::emit::file::{File, Owns};

/// Knows the generator's files in one folder.
pub(super) enum Owner {
    /// By what they begin with.
    Header(&'static str),
    /// By a list.
    Manifest(Manifest),
}

/// What a file is that is not made.
pub(super) enum Standing {
    /// It was made once.
    Orphan,
    /// A killed run left it, or one that is at work is about to move it.
    Temporary,
    /// Somebody else's, where it may not be.
    Foreign,
    /// Somebody else's, or gone meanwhile.
    None,
}

impl Owner {
    /// Reads the list, where there is one, and takes it out of what was found.
    pub(super) fn of(owns: Owns, folder: &Path, found: &mut Found) -> Result<Self, WriteError> {
        match owns {
            Owns::Header(header) => Ok(Self::Header(header)),
            Owns::Manifest => {
                found.check_way_to(MANIFEST, folder)?;
                let manifest = if found.files.remove(MANIFEST) {
                    Manifest::read(folder)?
                } else {
                    Manifest::none()
                };
                for path in manifest.paths() {
                    found.check_way_to(path, folder)?;
                }
                Ok(Self::Manifest(manifest))
            }
        }
    }

    /// Whether a file can be called so.
    pub(super) fn has_room_for(&self, path: &str) -> bool {
        match self {
            Self::Header(_) => true,
            Self::Manifest(_) => !is_reserved(path),
        }
    }

    /// Whether a file that is made, and has another text on disk, may be changed.
    pub(super) fn owns(&self, path: &str, text: &[u8]) -> bool {
        match self {
            Self::Header(header) => text.starts_with(header.as_bytes()),
            Self::Manifest(manifest) => manifest.lists(path),
        }
    }

    /// What a file is that is not made. Only a header is looked for in it.
    pub(super) fn standing(&self, path: &str, folder: &Path) -> Result<Standing, WriteError> {
        let header = match self {
            Self::Header(header) => header.as_bytes(),
            Self::Manifest(_) if is_temporary(path) => return Ok(Standing::Temporary),
            Self::Manifest(manifest) if manifest.lists(path) => return Ok(Standing::Orphan),
            Self::Manifest(_) => return Ok(Standing::None),
        };
        let place = folder.join(path);
        let text = unless_gone(fs::read(&place)).map_err(WriteError::io("read", &place))?;
        let Some(text) = text else {
            return Ok(Standing::None);
        };
        let is_made = text.starts_with(header);
        Ok(
            if path.ends_with(TEMPORARY) && (is_made || header.starts_with(&text)) {
                Standing::Temporary
            } else if is_made {
                Standing::Orphan
            } else {
                Standing::Foreign
            },
        )
    }

    /// Whether there are files in a folder, and all of them were made once.
    pub(super) fn owns_all_below(
        &self,
        path: &str,
        folder: &Path,
        found: &Found,
    ) -> Result<bool, WriteError> {
        let mut below = found.below(path).peekable();
        let is_empty = below.peek().is_none();
        for name in below {
            let is_owned = found.files.contains(name)
                && match self.standing(name, folder)? {
                    Standing::Orphan | Standing::Temporary => true,
                    Standing::Foreign | Standing::None => false,
                };
            if !is_owned {
                return Ok(false);
            }
        }
        Ok(!is_empty)
    }

    /// What becomes of the list.
    pub(super) fn listing(&self, files: &[File], orphans: &[String]) -> Listing {
        match self {
            Self::Header(_) => Listing::default(),
            Self::Manifest(manifest) => manifest.listing(files, orphans),
        }
    }
}

/// What the temporary file of a place is named after.
pub(super) fn namesake(owns: Owns, place: &Path) -> PathBuf {
    match owns {
        Owns::Header(_) => place.to_owned(),
        Owns::Manifest => place.with_file_name(MANIFEST),
    }
}
