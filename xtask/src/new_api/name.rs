//! What an API can be called.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use prose_codegen::naming;
use xtask::{LICENCES, NEUTRAL, Wanted};

/// Longer ones make paths that not every system takes.
const LONGEST: usize = 40;

/// A name that the dialect, cargo and every file system take.
#[derive(Debug)]
pub(super) struct Name(String);

impl Name {
    /// Checks a name; a mistake is told with what to do.
    pub(super) fn new(name: &str) -> Result<Self, String> {
        let wrong = |why: &str| {
            Err(format!(
                "`{}` cannot name an API: {why}",
                name.escape_debug()
            ))
        };
        if naming::is_device(name) {
            return wrong("Windows keeps it for a device; choose another name");
        }
        if name.len() > LONGEST {
            return wrong(&format!("use {LONGEST} characters at most"));
        }
        if !naming::is_plain_name(name) {
            return wrong(
                "use small letters, digits, `-` and `_`, with a letter first, such as `garden-shop`",
            );
        }
        if !name.ends_with(|last: char| last.is_ascii_alphanumeric())
            || name
                .as_bytes()
                .windows(2)
                .any(|pair| pair.iter().all(|letter| b"-_".contains(letter)))
        {
            return wrong("put `-` and `_` singly, between letters or digits");
        }
        if name == "generated" || name.ends_with("-generated") || name.ends_with("_generated") {
            return wrong("leave `generated` out, the crate's name has it anyway");
        }
        Ok(Self(name.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The crate and its folder: `garden-shop-generated`.
    pub(super) fn crate_name(&self) -> String {
        format!("{}-generated", self.0.replace('_', "-"))
    }

    /// The crate in Rust: `garden_shop_generated`.
    pub(super) fn module(&self) -> String {
        self.crate_name().replace('-', "_")
    }

    /// What the names of environment variables begin with: `GARDEN_SHOP`.
    pub(super) fn env(&self) -> String {
        self.0.replace('-', "_").to_ascii_uppercase()
    }

    /// `Garden Shop`, without a word `api` at the end: the title has it anyway.
    pub(super) fn title(&self) -> String {
        let mut words: Vec<String> = self
            .0
            .split(['-', '_'])
            .map(|word| {
                let (first, rest) = word.split_at(1);
                first.to_ascii_uppercase() + rest
            })
            .collect();
        if words.len() > 1 && words.last().is_some_and(|last| last == "Api") {
            words.pop();
        }
        words.join(" ")
    }

    /// A spec that has this name but for its signs: `garden-shop` and `garden_shop` would be one crate.
    pub(super) fn twin(&self, spec: &Path) -> io::Result<Option<String>> {
        for entry in fs::read_dir(spec)? {
            let other = entry?.file_name().to_string_lossy().into_owned();
            if other != self.0 && other.replace('_', "-") == self.0.replace('_', "-") {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }

    /// A file of the neutral folders in which, or in whose path, this name stands as whole words: a test
    /// forbids that, and cannot tell the name from a word that means something else.
    pub(super) fn occurs(&self, root: &Path) -> io::Result<Option<PathBuf>> {
        let wanted = Wanted::new(&self.0);
        for neutral in NEUTRAL {
            let neutral = root.join(neutral);
            let mut folders = vec![neutral.clone()];
            folders.retain(|folder| folder.is_dir());
            while let Some(folder) = folders.pop() {
                for entry in fs::read_dir(folder)? {
                    let entry = entry?;
                    let path = entry.path();
                    if entry.file_type()?.is_dir() {
                        folders.push(path);
                        continue;
                    }
                    if LICENCES.iter().any(|licence| path.ends_with(licence)) {
                        continue;
                    }
                    let inner = path.strip_prefix(&neutral).unwrap_or(&path);
                    if wanted.is_in(&inner.to_string_lossy())
                        || wanted.is_in(&String::from_utf8_lossy(&fs::read(&path)?))
                    {
                        return Ok(Some(path));
                    }
                }
            }
        }
        Ok(None)
    }
}
