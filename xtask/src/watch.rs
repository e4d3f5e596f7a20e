//! `generate --watch`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use notify::event::{CreateKind, ModifyKind, RemoveKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::args::Args;
use crate::generate::generate;
use crate::terminal::Terminal;

/// What is saved within so long after something else counts as saved with it: editors save in several steps,
/// and version control changes many files.
const QUIET: Duration = Duration::from_millis(50);

/// How often it is looked whether a folder that is gone is back.
const LOOK: Duration = Duration::from_millis(200);

/// Generates now, and again whenever a file of the specs is saved, until it is ended from outside.
///
/// A run that fails says why, and the next is waited for; so is a folder that is gone for a while, as where
/// version control brings another branch.
pub(crate) fn watch(args: &Args, terminal: &mut Terminal) -> ExitCode {
    // What is saved is told by its whole path.
    let root = std::path::absolute(&args.root).unwrap_or_else(|_| args.root.clone());
    let spec = root.join("spec");
    let mut is_first = true;
    loop {
        let (sender, changes) = mpsc::channel();
        // It begins before each run, so that nothing is missed that is saved during one, and anew, because the
        // folder may be another of the same name by now, of which the system would tell nothing.
        let _watcher = match watcher(&spec, sender) {
            Ok(watcher) => watcher,
            Err(_) if !is_first && !spec.is_dir() => {
                terminal.note(format_args!(
                    "{} is gone; waiting until it is back, Ctrl-C ends it",
                    spec.display()
                ));
                while !spec.is_dir() {
                    std::thread::sleep(LOOK);
                }
                continue;
            }
            Err(error) => {
                terminal.error(format_args!("cannot watch {}: {error}", spec.display()));
                return ExitCode::FAILURE;
            }
        };
        is_first = false;
        generate(args, false, terminal);
        if terminal.is_broken() {
            return ExitCode::SUCCESS;
        }
        terminal.note(format_args!("watching {}; Ctrl-C ends it", spec.display()));
        match saved(&spec, &changes) {
            Ok(files) => terminal.note(format_args!("{} was saved", listed(&files, &root))),
            Err(error) => {
                terminal.error(format_args!(
                    "cannot watch {} any longer: {error}",
                    spec.display()
                ));
                return ExitCode::FAILURE;
            }
        }
    }
}

fn watcher(
    spec: &Path,
    sender: Sender<notify::Result<Event>>,
) -> notify::Result<RecommendedWatcher> {
    // Nobody is left to tell once the watching has ended.
    let tell = move |event| drop(sender.send(event));
    let mut watcher = notify::recommended_watcher(tell)?;
    watcher.watch(spec, RecursiveMode::Recursive)?;
    Ok(watcher)
}

/// Waits until something is saved, and then until nothing more is.
///
/// Where the system has lost count of what was saved, it is the whole folder.
fn saved(
    spec: &Path,
    changes: &Receiver<notify::Result<Event>>,
) -> notify::Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    loop {
        let next = match files.is_empty() {
            true => changes.recv().map_err(RecvTimeoutError::from),
            false => changes.recv_timeout(QUIET),
        };
        match next {
            Ok(Ok(event)) if event.need_rescan() => drop(files.insert(spec.to_owned())),
            Ok(event) => files.extend(changed(event?)),
            Err(RecvTimeoutError::Timeout) => return Ok(files),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(notify::Error::generic("the system tells nothing any more"));
            }
        }
    }
}

/// The files of a spec, and the folders, that an event tells to be others than before. Reading them, as each
/// run does, is told as well, and is no change.
fn changed(event: Event) -> impl Iterator<Item = PathBuf> {
    let (of_files, of_folders) = match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => (false, false),
        EventKind::Create(CreateKind::File)
        | EventKind::Modify(ModifyKind::Data(_))
        | EventKind::Remove(RemoveKind::File) => (true, false),
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => {
            (false, true)
        }
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => (true, true),
    };
    let paths = event.paths.into_iter();
    paths.filter(move |path| (of_files && is_spec(path)) || (of_folders && may_be_folder(path)))
}

/// Whether this is the name of a file of a spec, and none that an editor keeps for itself while it works.
fn is_spec(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    path.extension().is_some_and(|ending| ending == "yaml") && !name.starts_with(b".#")
}

/// Of what is gone nobody knows any more what it was: a file with an ending was not one of a spec.
fn may_be_folder(path: &Path) -> bool {
    path.is_dir() || (path.extension().is_none() && !path.exists())
}

/// The first of them, and how many more there are: of the files, if there are any.
fn listed(files: &BTreeSet<PathBuf>, root: &Path) -> String {
    let specs: Vec<_> = files.iter().filter(|file| is_spec(file)).collect();
    let (first, count) = match specs.first() {
        Some(first) => (Some(*first), specs.len()),
        None => (files.first(), files.len()),
    };
    let first = first.map(|file| file.strip_prefix(root).unwrap_or(file));
    let first = first
        .map(|file| file.display().to_string())
        .unwrap_or_default();
    match count {
        0 | 1 => first,
        more => format!("{first}, with {} more,", more - 1),
    }
}
