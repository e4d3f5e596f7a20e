//! `generate --watch`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::args::Args;
use crate::generate::generate;
use crate::terminal::Terminal;

/// What is saved within so long after something else counts as saved with it: editors save in several steps,
/// and version control changes many files.
const QUIET: Duration = Duration::from_millis(50);

/// Generates now, and again whenever a file of the specs is saved, until it is ended from outside.
///
/// A run that fails says why, and the next is waited for.
pub(crate) fn watch(args: &Args, terminal: &mut Terminal) -> ExitCode {
    let spec = args.root.join("spec");
    let (sender, changes) = mpsc::channel();
    // Nobody is left to tell once this has ended.
    let tell = move |event| drop(sender.send(event));
    // It begins before the first run, so that nothing is missed that is saved during one.
    let watcher = notify::recommended_watcher(tell).and_then(|mut watcher| {
        watcher.watch(&spec, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    let _watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => {
            terminal.error(format_args!("cannot watch {}: {error}", spec.display()));
            return ExitCode::FAILURE;
        }
    };
    loop {
        generate(args, false, terminal);
        if terminal.is_broken() {
            return ExitCode::SUCCESS;
        }
        if !spec.is_dir() {
            terminal.error(format_args!(
                "{} is gone, so there is nothing to watch; start again when it is back",
                spec.display()
            ));
            return ExitCode::FAILURE;
        }
        terminal.note(format_args!("watching {}; Ctrl-C ends it", spec.display()));
        match saved(&spec, &changes) {
            Ok(files) => terminal.note(format_args!("{} was saved", listed(&files, &args.root))),
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
    let is_change = match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    };
    let may_be_spec = |path: &PathBuf| path.extension().is_none_or(|ending| ending == "yaml");
    let paths = event.paths.into_iter();
    paths.filter(move |path| is_change && may_be_spec(path))
}

/// The first of them, and how many more there are.
fn listed(files: &BTreeSet<PathBuf>, root: &Path) -> String {
    let first = files
        .first()
        .map(|file| file.strip_prefix(root).unwrap_or(file));
    let first = first
        .map(|file| file.display().to_string())
        .unwrap_or_default();
    match files.len() {
        0 | 1 => first,
        more => format!("{first}, with {} more,", more - 1),
    }
}
