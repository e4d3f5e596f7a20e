//! What stands in a folder of generated files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{WriteError, unless_gone};

/// Everything below a folder, by paths in it. What is in `files` was reached through real folders only.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: BTreeSet<String>,
    pub(super) folders: BTreeSet<String>,
    /// Links, and what can be neither read nor replaced: pipes, say.
    odd: BTreeSet<String>,
}

impl Found {
    /// Looks at all that is there. Unless others may keep files there, what is odd is an error.
    pub(super) fn within(folder: &Path, is_shared: bool) -> Result<Self, WriteError> {
        let mut found = Self::default();
        found.look_into(folder, "", is_shared)?;
        Ok(found)
    }

    fn look_into(&mut self, folder: &Path, below: &str, is_shared: bool) -> Result<(), WriteError> {
        let entries = unless_gone(fs::read_dir(folder)).map_err(WriteError::io("read", folder))?;
        let Some(entries) = entries else {
            return Ok(());
        };
        for entry in entries {
            let entry = entry.map_err(WriteError::io("read", folder))?;
            let path = entry.path();
            // Of a link, not of what it leads to.
            let kind = unless_gone(entry.file_type()).map_err(WriteError::io("read", &path))?;
            let Some(kind) = kind else { continue };
            let Ok(name) = entry.file_name().into_string() else {
                // No file is made that is called so.
                if is_shared {
                    continue;
                }
                return Err(WriteError::Foreign { path });
            };
            let name = format!("{below}{name}");
            if kind.is_dir() {
                self.look_into(&path, &format!("{name}/"), is_shared)?;
                self.folders.insert(name);
            } else if kind.is_file() {
                self.files.insert(name);
            } else if is_shared {
                self.odd.insert(name);
            } else {
                return Err(odd(&path));
            }
        }
        Ok(())
    }

    /// All that is no folder and stands below one.
    pub(super) fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a str> {
        let start = format!("{folder}/");
        let all = self.files.iter().chain(&self.odd).map(String::as_str);
        all.filter(move |path| path.starts_with(&start))
    }

    /// Refuses a path of a generated file where something odd is, or on the way to it.
    pub(super) fn check_way_to(&self, path: &str, folder: &Path) -> Result<(), WriteError> {
        if self.odd.is_empty() {
            return Ok(());
        }
        let ends = path.match_indices('/').map(|(end, _)| end);
        for end in ends.chain([path.len()]) {
            if let Some(name) = self.odd.get(&path[..end]) {
                return Err(odd(&folder.join(name)));
            }
        }
        Ok(())
    }
}

/// To follow a link is to read or write elsewhere, and to read a pipe is to wait for it.
fn odd(path: &Path) -> WriteError {
    let path = path.to_owned();
    if path.is_symlink() {
        WriteError::Link { path }
    } else {
        WriteError::Foreign { path }
    }
}
