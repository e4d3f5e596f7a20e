//! `generate` and `count`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use codegen::diagnostic::{Format, Severity, render};
use codegen::emit::{File, html, rust};
use codegen::model::{Api, Counts};
use codegen::source::Sources;
use codegen::write::Plan;

use crate::args::Args;

/// Makes the generated code of every API, or with `check` only tells what differs.
pub(crate) fn generate(args: &Args, check: bool) -> ExitCode {
    let start = Instant::now();
    let Some(apis) = compile_all(args) else {
        return ExitCode::FAILURE;
    };
    // Everything is made and compared before anything is written.
    let mut made: Vec<(PathBuf, Vec<File>)> = Vec::new();
    for api in &apis {
        let folder = args.root.join(&api.crate_name);
        match rust::emit(api) {
            Ok(files) => made.push((folder.join("src/generated"), files)),
            Err(error) => return fail(&error),
        }
        made.push((folder.join("forms"), html::emit(api)));
    }
    let mut plans = Vec::new();
    for (folder, files) in &made {
        match Plan::compare(folder, files) {
            Ok(plan) => plans.push(plan),
            Err(error) => return fail(&error),
        }
    }
    let mut changed = 0;
    for (plan, (folder, _)) in plans.iter().zip(&made) {
        for (change, path) in plan.changes() {
            changed += 1;
            let shown = folder.strip_prefix(&args.root).unwrap_or(folder).join(path);
            println!(
                "{:8} {}",
                if check { change.word() } else { done(change) },
                shown.display()
            );
        }
    }
    if check && changed > 0 {
        eprintln!(
            "error: {} out of date; run `cargo xtask generate` and commit what changes",
            counted(changed, "generated file is", "generated files are")
        );
        return ExitCode::FAILURE;
    }
    for plan in plans.iter().filter(|plan| !plan.is_done()) {
        if let Err(error) = plan.apply() {
            return fail(&error);
        }
    }
    for api in &apis {
        if !args.root.join(&api.crate_name).join("Cargo.toml").is_file() {
            eprintln!(
                "warning: {} has no Cargo.toml, so nothing builds the code of {}; add a crate there or mend `crate:`",
                api.crate_name, api.name
            );
        }
    }
    let counts: Vec<_> = apis.iter().map(Api::counts).collect();
    println!(
        "{}, {}, {}: {} changed, {} unchanged, {} ms",
        counted(apis.len(), "API", "APIs"),
        counted(counts.iter().map(Counts::all_calls).sum(), "call", "calls"),
        counted(counts.iter().map(Counts::all_keys).sum(), "key", "keys"),
        counted(changed, "file", "files"),
        plans.iter().map(Plan::unchanged).sum::<usize>(),
        start.elapsed().as_millis(),
    );
    ExitCode::SUCCESS
}

/// Prints how much of everything each spec holds.
pub(crate) fn count(args: &Args) -> ExitCode {
    let Some(apis) = compile_all(args) else {
        return ExitCode::FAILURE;
    };
    for api in &apis {
        println!("{}\n{}", api.title, api.counts());
    }
    ExitCode::SUCCESS
}

/// Compiles every folder of `spec/`; prints what is wrong with any, and gives nothing if there is an error.
fn compile_all(args: &Args) -> Option<Vec<Api>> {
    let spec = args.root.join("spec");
    let folders = match folders(&spec) {
        Ok(folders) if !folders.is_empty() => folders,
        Ok(_) => {
            eprintln!(
                "error: {} holds no folder; each API has one",
                spec.display()
            );
            return None;
        }
        Err(error) => {
            eprintln!(
                "error: cannot read {}: {error}; run this in the workspace or name it with --root",
                spec.display()
            );
            return None;
        }
    };
    let mut apis: Vec<Api> = Vec::new();
    let mut errors = 0;
    for folder in folders {
        let sources = match Sources::load(&folder) {
            Ok(sources) => sources,
            Err(error) => {
                eprintln!("error: {error}");
                errors += 1;
                continue;
            }
        };
        let compiled = codegen::compile(&sources);
        eprint!("{}", render(&compiled.diagnostics, &sources, args.format));
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
            eprintln!(
                "error: {} and the spec `{}` before it are both for the crate `{}`; give one of them another `crate:`",
                folder.display(),
                twin.name,
                twin.crate_name
            );
            errors += 1;
        }
        apis.extend(compiled.model);
    }
    if errors > 0 {
        // Those who asked for JSON count the lines themselves.
        if args.format != Format::Json {
            let errors = counted(errors, "error", "errors");
            eprintln!(
                "error: {errors} found, nothing was written; `cargo xtask explain CODE` tells more about each"
            );
        }
        return None;
    }
    Some(apis)
}

fn folders(spec: &std::path::Path) -> std::io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(spec)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
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

fn fail(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(source) = cause {
        eprintln!("  because {source}");
        cause = source.source();
    }
    ExitCode::FAILURE
}
