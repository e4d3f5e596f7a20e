//! The locks of an API: which of them is that of a page.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use prose_drift::coverage::Coverage;
use prose_drift::expected::Section;
use prose_drift::lock::{ENDING, Lock};
use prose_drift::page::Page;
use prose_drift::reading::Reading;

/// The lock of a page.
pub(crate) struct Chosen {
    path: PathBuf,
    /// As it is named in messages.
    pub(crate) shown: String,
    /// The file as it was read, if it could be.
    text: Option<String>,
    pub(crate) lock: Lock,
}

impl Chosen {
    fn new(path: PathBuf, text: Option<String>, lock: Lock) -> Self {
        // Below the workspace, as the places in the spec are.
        let parts: Vec<String> = path
            .iter()
            .rev()
            .take(3)
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        let shown = parts.into_iter().rev().collect::<Vec<_>>().join("/");
        Self {
            path,
            shown,
            text,
            lock,
        }
    }

    /// Writes the lock beside its place and renames it: what breaks off leaves the old one. Whoever writes has the
    /// file beside it for itself, so that of two reviews at once none is lost.
    pub(crate) fn write(&self, lock: &Lock) -> Result<(), String> {
        let cannot = |why: &dyn std::fmt::Display| format!("cannot write {}: {why}", self.shown);
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let beside = self.path.with_file_name(format!(".{name}.new"));
        let mut file = File::create_new(&beside).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => cannot(&format!(
                "another drift is writing it; if none is, delete {}",
                beside.display()
            )),
            _ => cannot(&error),
        })?;
        let done = if fs::read_to_string(&self.path).ok() == self.text {
            (file.write_all(lock.to_string().as_bytes()))
                .and_then(|()| fs::rename(&beside, &self.path))
                .map_err(|error| cannot(&error))
        } else {
            Err(cannot(&"it has changed meanwhile; do this once more"))
        };
        done.inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    }
}

/// The lock of this name; without one, the only lock of the API, or that of which the page has most.
pub(crate) fn choose(
    folder: &Path,
    name: Option<&str>,
    page: &Page,
    sections: &[Section],
    may_be_new: bool,
) -> Result<Chosen, String> {
    if let Some(name) = name {
        let path = folder.join(format!("{name}{ENDING}"));
        if may_be_new {
            // Made anew, whatever it holds.
            let text = fs::read_to_string(&path).ok();
            let lock = text.as_deref().and_then(|text| Lock::read(text).ok());
            return Ok(Chosen::new(path, text, lock.unwrap_or_default()));
        }
        return read(path);
    }
    let mut locks = Vec::new();
    for path in paths(folder)? {
        let chosen = read(path)?;
        let lock = &chosen.lock;
        let coverage = Coverage::of(&Reading::of(page, sections, &lock.keys()), lock);
        let total = coverage.total();
        let (there, reviewed) = match total.expected {
            0 => (coverage.sentences.1, coverage.sentences.0),
            _ => (total.read, total.expected),
        };
        locks.push((there * 1000 / reviewed.max(1), there, chosen));
    }
    locks.sort_by_key(|(share, there, _)| std::cmp::Reverse((*share, *there)));
    let count = locks.len();
    match locks.into_iter().next() {
        None => Err(format!(
            "{} has no lock yet; once the page was read beside the spec, `--page NAME --accept-all` makes NAME{ENDING}",
            folder.display()
        )),
        Some((share, _, _)) if share < 500 && count > 1 => Err(format!(
            "none of the {count} locks in {} is of this page; say with --page which one it should be, or with --page NAME --accept-all that it is new",
            folder.display()
        )),
        Some((_, _, chosen)) => Ok(chosen),
    }
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let cannot = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.ends_with(ENDING) && !name.starts_with('.') {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: PathBuf) -> Result<Chosen, String> {
    let cannot = |why: &dyn std::fmt::Display| format!("cannot read {}: {why}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| cannot(&error))?;
    let lock = Lock::read(&text).map_err(|error| cannot(&error))?;
    Ok(Chosen::new(path, Some(text), lock))
}
