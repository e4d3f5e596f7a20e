//! `diff`: what a change of the spec comes to.

mod git;
mod side;
mod version;

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;

use prose_codegen::diff::report::{Compared, FailOn, Format, Report};
use prose_codegen::diff::{Action, changes, semver, whole};

use crate::args::Args;
use crate::terminal::{Terminal, counted};
use side::{Side, Spec};

/// The old spec of an API and the new one, where there is one.
type Pair = (Option<Spec>, Option<Spec>);

/// What was asked for.
pub(crate) struct Asked {
    /// The old spec, and the new one.
    pub(crate) sides: (Option<String>, Option<String>),
    /// Only these APIs; all, if there are none.
    pub(crate) apis: Vec<String>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) wants_version: bool,
    /// The file with the fingerprints of approved changes.
    pub(crate) approved: Option<PathBuf>,
    pub(crate) format: Format,
}

/// Compares two specs and writes what changed.
pub(crate) fn diff(args: &Args, asked: &Asked, terminal: &mut Terminal) -> ExitCode {
    let report = match report(args, asked) {
        Ok(report) => report,
        Err(message) => {
            terminal.error(message);
            return ExitCode::FAILURE;
        }
    };
    if asked.wants_version {
        for api in &report.apis {
            let name = &api.crate_name;
            match &api.versions {
                Some((_, next)) => terminal.line(format_args!("{name} {next}")),
                None if !api.is_gone() => terminal.warning(format_args!(
                    "nothing follows the version of {name}: {name}/Cargo.toml has none of three numbers"
                )),
                None => {}
            }
        }
    } else {
        let text = report.written(asked.format);
        if !text.is_empty() {
            terminal.line(text.trim_end_matches('\n'));
        }
    }
    match report.failures() {
        0 => ExitCode::SUCCESS,
        count => {
            terminal.error(format_args!(
                "{} by --fail-on; undo what is not meant, or put the fingerprint of what is into the file of --approved",
                counted(count, "change is refused", "changes are refused")
            ));
            ExitCode::FAILURE
        }
    }
}

/// Everything that there is to tell, or in one line why nothing can be told.
fn report(args: &Args, asked: &Asked) -> Result<Report, String> {
    let (old, new) = match &asked.sides {
        (None, _) => (Side::git("HEAD"), Side::Tree),
        (Some(old), None) => (Side::named(&args.root, old), Side::Tree),
        (Some(old), Some(new)) => (Side::named(&args.root, old), Side::named(&args.root, new)),
    };
    let approved = match &asked.approved {
        Some(file) => approved(file)?,
        None => HashSet::new(),
    };
    let (mut olds, mut news) = (old.specs(&args.root)?, new.specs(&args.root)?);
    for name in &asked.apis {
        if !olds.iter().chain(&news).any(|spec| spec.name == *name) {
            return Err(format!("neither {old} nor {new} has an API `{name}`"));
        }
    }
    for specs in [&mut olds, &mut news] {
        specs.retain(|spec| asked.apis.is_empty() || asked.apis.contains(&spec.name));
    }
    let mut apis = Vec::new();
    for pair in paired(olds, news)? {
        match pair {
            (Some(was), Some(is)) if was.is_same(&is) && !asked.wants_version => {}
            (Some(was), Some(is)) => {
                let (was, is) = (was.model()?, is.model()?);
                apis.push(compared(args, &is, changes(&was, &is)));
            }
            (Some(was), None) if !new.is_one() => {
                let api = was.model()?;
                apis.push(only(args, &api, Action::Removed));
            }
            (None, Some(is)) if !old.is_one() => {
                let api = is.model()?;
                apis.push(only(args, &api, Action::Added));
            }
            _ => {}
        }
    }
    Ok(Report {
        old: old.to_string(),
        new: new.to_string(),
        apis,
        approved,
        fail_on: asked.fail_on,
    })
}

/// The specs of one API on both sides: in folders of one name, or those that are left over and call their API alike.
fn paired(olds: Vec<Spec>, news: Vec<Spec>) -> Result<Vec<Pair>, String> {
    let mut news: Vec<Option<Spec>> = news.into_iter().map(Some).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    for was in olds {
        let is_other = |is: &&mut Option<Spec>| is.as_ref().is_some_and(|is| is.name == was.name);
        let is = news.iter_mut().find(is_other).and_then(Option::take);
        pairs.push((Some(was), is));
    }
    for (was, is) in pairs.iter_mut().filter(|(_, is)| is.is_none()) {
        for left in news.iter_mut().filter(|left| left.is_some()) {
            if let (Some(was), Some(other)) = (was.as_ref(), left.as_ref())
                && was.model()?.name == other.model()?.name
            {
                *is = left.take();
                break;
            }
        }
    }
    let new = news.into_iter().flatten().map(|is| (None, Some(is)));
    Ok(pairs.into_iter().chain(new).collect())
}

/// An API that only one side has.
fn only(args: &Args, api: &prose_codegen::model::Api, action: Action) -> Compared {
    let mut compared = compared(args, api, Vec::new());
    compared.changes = vec![whole(api, action)];
    if action == Action::Removed {
        // Nothing of a crate follows that is gone.
        compared.versions = None;
    }
    compared
}

fn compared(
    args: &Args,
    api: &prose_codegen::model::Api,
    changes: Vec<prose_codegen::diff::Change>,
) -> Compared {
    let now = version::of(&args.root, &api.crate_name);
    let versions = now.and_then(|now| {
        let next = version::next(&now, semver(&changes))?;
        Some((now, next))
    });
    Compared {
        api: api.name.clone(),
        title: api.title.clone(),
        crate_name: api.crate_name.clone(),
        versions,
        changes,
    }
}

/// The first word of each line; what follows says why.
fn approved(file: &std::path::Path) -> Result<HashSet<String>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        format!(
            "cannot read {}: {error}; --approved names a file with a fingerprint in each line",
            file.display()
        )
    })?;
    let mut approved = HashSet::new();
    for (number, line) in text.lines().enumerate() {
        let Some(word) = line
            .split_whitespace()
            .next()
            .filter(|word| !word.starts_with('#'))
        else {
            continue;
        };
        let is_fingerprint = word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_fingerprint {
            return Err(format!(
                "{}:{}: `{word}` is no fingerprint; a line begins with the 12 digits that `diff` prints, or with `#`",
                file.display(),
                number + 1
            ));
        }
        approved.insert(word.to_owned());
    }
    Ok(approved)
}
