//! `generate`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use prose_codegen::emit::{EMITTERS, outputs};
use prose_codegen::model::{Api, Counts};
use prose_codegen::write::{Change, Lock, Plan};

use crate::args::Args;
use crate::specs::compile_all;
use crate::terminal::{Terminal, counted};

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
    let outputs = match outputs(&apis, EMITTERS) {
        Ok(outputs) => outputs,
        Err(error) => return terminal.failure(&error),
    };
    let mut plans = Vec::new();
    for output in &outputs {
        let (folder, files) = (&output.folder, &output.files);
        match Plan::compare_under(&lock, &args.root, folder, output.owns, files) {
            Ok(plan) => plans.push(plan),
            Err(error) => return terminal.failure(&error),
        }
    }
    if !check && let Err(error) = Plan::apply_all(&plans) {
        return terminal.failure(&error);
    }
    let mut changed = 0;
    for (plan, output) in plans.iter().zip(&outputs) {
        for (change, path) in plan.changes() {
            changed += 1;
            let word = if check { change.word() } else { done(change) };
            terminal.line(format_args!("{word:8} {}/{path}", output.folder));
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

fn done(change: Change) -> &'static str {
    match change {
        Change::Stale => "changed",
        Change::Missing => "new",
        Change::Orphan => "deleted",
    }
}
