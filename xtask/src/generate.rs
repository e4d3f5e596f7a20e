//! `generate` and `count`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use codegen::diagnostic::{Format, Severity, render};
use codegen::emit::{File, html, rust};
use codegen::model::{Api, Counts};
use codegen::source::{Sources, shown};
use codegen::write::{Lock, Plan, Staged, WriteError};

use crate::args::Args;
use crate::terminal::Terminal;

/// So long another run is waited for; none takes a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// Makes the generated code of every API, or with `check` only tells what differs.
pub(crate) fn generate(args: &Args, check: bool, terminal: &mut Terminal) -> ExitCode {
    let start = Instant::now();
    let Some(lock) = lock(args, terminal) else {
        return ExitCode::FAILURE;
    };
    let Some(apis) = compile_all(args, terminal) else {
        return ExitCode::FAILURE;
    };
    // Everything is made and compared before anything is written.
    let mut made: Vec<(PathBuf, Vec<File>)> = Vec::new();
    for api in &apis {
        let folder = PathBuf::from(&api.crate_name);
        match rust::emit(api) {
            Ok(files) => made.push((folder.join("src/generated"), files)),
            Err(error) => return fail(&error, terminal),
        }
        made.push((folder.join("forms"), html::emit(api)));
    }
    let mut plans = Vec::new();
    for (folder, files) in &made {
        match Plan::compare_under(&lock, &args.root, folder, files) {
            Ok(plan) => plans.push(plan),
            Err(error) => return fail(&error, terminal),
        }
    }
    if !check && let Err(error) = write(&plans) {
        return fail(&error, terminal);
    }
    let mut changed = 0;
    for (plan, (folder, _)) in plans.iter().zip(&made) {
        for (change, path) in plan.changes() {
            changed += 1;
            let word = if check { change.word() } else { done(change) };
            terminal.line(format_args!("{word:8} {}", folder.join(path).display()));
        }
    }
    if check && changed > 0 {
        terminal.error(format_args!(
            "{} out of date; run `cargo xtask generate` and commit what changes",
            counted(changed, "generated file is", "generated files are")
        ));
        return ExitCode::FAILURE;
    }
    for api in &apis {
        if !args.root.join(&api.crate_name).join("Cargo.toml").is_file() {
            terminal.warning(format_args!(
                "{} has no Cargo.toml, so nothing builds the code of {}; add a crate there or mend `crate:`",
                api.crate_name, api.name
            ));
        }
    }
    let counts: Vec<_> = apis.iter().map(Api::counts).collect();
    terminal.line(format_args!(
        "{}, {}, {}: {} changed, {} unchanged, {} ms",
        counted(apis.len(), "API", "APIs"),
        counted(counts.iter().map(Counts::all_calls).sum(), "call", "calls"),
        counted(counts.iter().map(Counts::all_keys).sum(), "key", "keys"),
        counted(changed, "file", "files"),
        plans.iter().map(Plan::unchanged).sum::<usize>(),
        start.elapsed().as_millis(),
    ));
    ExitCode::SUCCESS
}

/// Keeps other runs from writing here. One that does is waited for.
fn lock(args: &Args, terminal: &Terminal) -> Option<Lock> {
    let folder = args.root.join("spec");
    let (start, mut is_told) = (Instant::now(), false);
    loop {
        if let Some(lock) = Lock::of(&folder) {
            return Some(lock);
        }
        if start.elapsed() > PATIENCE {
            terminal.error(format_args!(
                "another run of `cargo xtask generate` has been at work in {} for a minute; end it and try again",
                args.root.display()
            ));
            return None;
        }
        if !is_told && start.elapsed() > Duration::from_secs(1) {
            terminal.note("waiting for another run of `cargo xtask generate`");
            is_told = true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Writes all plans, or none.
fn write(plans: &[Plan<'_>]) -> Result<(), WriteError> {
    let staged: Result<Vec<_>, _> = plans
        .iter()
        .filter(|plan| !plan.is_done())
        .map(Plan::stage)
        .collect();
    staged?.into_iter().try_for_each(Staged::commit)
}

/// Prints how much of everything each spec holds.
pub(crate) fn count(args: &Args, terminal: &mut Terminal) -> ExitCode {
    let Some(apis) = compile_all(args, terminal) else {
        return ExitCode::FAILURE;
    };
    for api in &apis {
        terminal.line(format_args!("{}\n{}", shown(&api.title), api.counts()));
    }
    ExitCode::SUCCESS
}

/// Compiles every folder of `spec/`; prints what is wrong with any, and gives nothing if there is an error.
fn compile_all(args: &Args, terminal: &Terminal) -> Option<Vec<Api>> {
    let spec = args.root.join("spec");
    let folders = match folders(&spec) {
        Ok(folders) if !folders.is_empty() => folders,
        Ok(_) => {
            terminal.error(format_args!(
                "{} holds no folder; each API has one",
                spec.display()
            ));
            return None;
        }
        Err(error) => {
            terminal.error(format_args!(
                "cannot read {}: {error}; run this in the workspace or name it with --root",
                spec.display()
            ));
            return None;
        }
    };
    let mut apis: Vec<Api> = Vec::new();
    let mut errors = 0;
    for folder in folders {
        let sources = match Sources::load(&folder) {
            Ok(sources) => sources,
            Err(error) => {
                terminal.error(error);
                errors += 1;
                continue;
            }
        };
        let compiled = codegen::compile(&sources);
        terminal.told(&render(&compiled.diagnostics, &sources, args.format));
        errors += compiled
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count();
        let twin = compiled
            .model
            .as_ref()
            .and_then(|api| apis.iter().find(|other| other.crate_name == api.crate_name));
        if let Some(twin) = twin {
            // Each would delete the files of the other.
            terminal.error(format_args!(
                "{} and the spec `{}` before it are both for the crate `{}`; give one of them another `crate:`",
                folder.display(),
                twin.name,
                twin.crate_name
            ));
            errors += 1;
        }
        apis.extend(compiled.model);
    }
    if errors > 0 {
        // Those who asked for JSON count the lines themselves.
        if args.format != Format::Json {
            let errors = counted(errors, "error", "errors");
            terminal.error(format_args!(
                "{errors} found, nothing was written; `cargo xtask explain CODE` tells more about each"
            ));
        }
        return None;
    }
    Some(apis)
}

fn folders(spec: &std::path::Path) -> std::io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(spec)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        // A link is refused where its specs are read.
        if kind.is_dir() || kind.is_symlink() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    Ok(folders)
}

fn done(change: codegen::write::Change) -> &'static str {
    match change {
        codegen::write::Change::Stale => "changed",
        codegen::write::Change::Missing => "new",
        codegen::write::Change::Orphan => "deleted",
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn fail(error: &dyn std::error::Error, terminal: &Terminal) -> ExitCode {
    let mut causes = Vec::new();
    let mut cause = error.source();
    while let Some(source) = cause {
        causes.push(source.to_string());
        cause = source.source();
    }
    if terminal.is_for_people() {
        terminal.error(error);
        for cause in causes {
            terminal.told(&format!("  because {}\n", shown(&cause)));
        }
    } else {
        // Programs get one message, with all that is in it.
        let causes = causes.iter().map(|cause| format!("; because {cause}"));
        terminal.error(format_args!("{error}{}", causes.collect::<String>()));
    }
    ExitCode::FAILURE
}
