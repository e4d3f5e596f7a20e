//! The generator by stage, on the largest spec and on 10 and 100 times of it; and each spec as a whole.
//!
//! `cargo bench --package benches` prints the time of each stage. The larger specs are the real one
//! with every table, call and record again under new names, so their files are as people write them.
//!
//! At the end it prints the CPU time of the whole command, from text in memory to files in an empty folder, for
//! each of these sizes: that of all threads, so it tells what the work costs whatever the number of cores.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark that cannot begin has nothing to report but why"
)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use divan::Bencher;
use prose_codegen::diagnostic::Diagnostics;
use prose_codegen::emit::{File, rust};
use prose_codegen::model::Api;
use prose_codegen::source::{Sources, parse};
use prose_codegen::write::Plan;
use prose_codegen::{check, syntax};
use rustix::time::{ClockId, clock_gettime};

const SIZES: [usize; 3] = [1, 10, 100];

fn main() {
    divan::main();
    // What cargo says to a benchmark, and not to a test.
    if std::env::args().any(|argument| argument == "--bench") {
        print_cost();
    }
}

/// CPU time of the whole command for each size, the best of some runs, and what a copy costs in each.
fn print_cost() {
    println!("\nwhole command, CPU time of all threads");
    let cost = SIZES.map(|times| {
        let sources = spec(times);
        let runs = (0..(20 / times).max(3)).map(|_| {
            let folder = empty_folder("cost");
            let before = cpu_time();
            let files = files(&prose_codegen::compile(&sources).model.expect("no mistakes"));
            write(&folder, &files);
            cpu_time() - before
        });
        let best = runs.min().expect("there are runs");
        println!("  {times:>3} times  {:>9.1} ms", best.as_secs_f64() * 1e3);
        best.as_secs_f64() / times as f64
    });
    let [one, .., hundred] = cost;
    println!("  a copy of 100 costs {:.2} of one alone", hundred / one);
}

/// What all threads of this process have used.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("the clock has started")
}

/// YAML text to trees with places.
#[divan::bench(args = SIZES)]
fn s1_parse(bencher: Bencher<'_, '_>, times: usize) {
    let sources = spec(times);
    bencher.bench_local(|| {
        let mut diagnostics = Diagnostics::new();
        let trees = sources
            .files()
            .iter()
            .filter_map(|source| parse(source, 0, &mut diagnostics))
            .count();
        assert_eq!(trees, sources.files().len());
    });
}

/// YAML text to the dialect as written: parsing included.
#[divan::bench(args = SIZES)]
fn s2_read(bencher: Bencher<'_, '_>, times: usize) {
    let sources = spec(times);
    bencher.bench_local(|| syntax::read(&sources, &mut Diagnostics::new()));
}

/// The dialect as written to the model.
#[divan::bench(args = SIZES)]
fn s3_check(bencher: Bencher<'_, '_>, times: usize) {
    let written = syntax::read(&spec(times), &mut Diagnostics::new());
    bencher.bench_local(|| check::resolve(&written, &mut Diagnostics::new()));
}

/// The model to formatted Rust.
#[divan::bench(args = SIZES)]
fn s4_emit(bencher: Bencher<'_, '_>, times: usize) {
    let api = model(times);
    bencher.bench_local(|| files(&api));
}

/// Formatted Rust against files on disk that are right.
#[divan::bench(args = SIZES)]
fn s5_compare(bencher: Bencher<'_, '_>, times: usize) {
    let files = files(&model(times));
    let folder = empty_folder(&format!("compare-{times}"));
    write(&folder, &files);
    bencher.bench_local(|| {
        assert!(
            Plan::compare(&folder, "", rust::EMITTER.owns, &files)
                .expect("the folder compares")
                .is_done()
        )
    });
}

/// Formatted Rust into an empty folder.
#[divan::bench(args = SIZES)]
fn s6_write(bencher: Bencher<'_, '_>, times: usize) {
    let files = files(&model(times));
    bencher
        .with_inputs(|| empty_folder(&format!("write-{times}")))
        .bench_local_values(|folder| write(&folder, &files));
}

/// All of it, from text in memory to formatted Rust.
#[divan::bench(args = SIZES)]
fn whole_pipeline(bencher: Bencher<'_, '_>, times: usize) {
    let sources = spec(times);
    assert!(model(times).calls().count() >= times);
    bencher.bench_local(|| prose_codegen::compile(&sources).model.as_ref().map(files));
}

/// All of it, for each API.
#[divan::bench(args = apis())]
fn whole_pipeline_of_an_api(bencher: Bencher<'_, '_>, api: &str) {
    let sources = real(api);
    assert!(prose_codegen::compile(&sources).model.is_some());
    bencher.bench_local(|| prose_codegen::compile(&sources).model.as_ref().map(files));
}

/// The folders of all specs.
fn apis() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut apis: Vec<String> = std::fs::read_dir(folder)
        .expect("the specs are there")
        .map(|entry| entry.expect("the folder of the specs can be read"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    apis.sort();
    apis
}

fn model(times: usize) -> Api {
    let compiled = prose_codegen::compile(&spec(times));
    let first = compiled
        .diagnostics
        .first()
        .map(|diagnostic| diagnostic.message.clone());
    compiled
        .model
        .unwrap_or_else(|| panic!("the spec, {times} times, has a mistake: {first:?}"))
}

fn files(api: &Api) -> Vec<File> {
    rust::emit(api).expect("the model is valid Rust")
}

fn write(folder: &Path, files: &[File]) {
    Plan::compare(folder, "", rust::EMITTER.owns, files)
        .expect("the folder compares")
        .apply()
        .expect("the folder can be written");
}

/// An empty folder of this name.
fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            panic!("{}: {error}", folder.display())
        }
        _ => {}
    }
    folder
}

/// The spec of an API.
fn real(api: &str) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../spec")
        .join(api);
    Sources::load(&folder).expect("the real spec is there")
}

/// The real spec, its families' calls and all tables and records repeated under new names.
fn spec(times: usize) -> Sources {
    let real = real("clienttether");
    let mut sources = Sources::new();
    for file in real.files() {
        let text = file.text.clone();
        let first = text.split(':').next().unwrap_or_default();
        let repeated = match first {
            "api" => repeat_api(&text, times),
            "family" => repeat_calls(&text, times),
            "table" | "record" => {
                for copy in 1..times {
                    let path = file.path.replace(".yaml", &format!("_{copy}.yaml"));
                    sources.add(&path, &rename(&text, copy));
                }
                text
            }
            _ => text,
        };
        sources.add(&file.path, &repeated);
    }
    sources
}

fn repeat_api(text: &str, times: usize) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.push(line.to_owned());
        if let Some(table) = line
            .strip_prefix("  - ")
            .filter(|table| !table.contains(' '))
        {
            lines.extend((1..times).map(|copy| format!("  - {table}_{copy}")));
        }
    }
    lines.join("\n")
}

fn repeat_calls(text: &str, times: usize) -> String {
    let (head, calls) = text.split_once("\ncalls:\n").expect("a family has calls");
    let mut repeated = format!("{head}\ncalls:\n{calls}");
    for copy in 1..times {
        repeated.push('\n');
        repeated.push_str(&rename(calls, copy));
    }
    repeated
}

/// Gives everything that has a name of its own another one.
fn rename(text: &str, copy: usize) -> String {
    let suffix = format!("_{copy}");
    let lines: Vec<&str> = text.lines().collect();
    let mut renamed = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // Closed sets written in place become types, whose names must differ too.
        if line.contains("one_of:") && !has_rust_name(&lines, at) {
            let indent = line.len() - line.trim_start().len();
            let is_key = |above: &&&str| {
                above.len() - above.trim_start().len() < indent && above.ends_with(':')
            };
            let key = lines[..at]
                .iter()
                .rev()
                .find(is_key)
                .map_or("set", |above| above.trim().trim_end_matches(':'));
            renamed.push(format!("{:indent$}rust: {key}{suffix}", ""));
        }
        renamed.push(rename_line(line, &suffix));
    }
    renamed.join("\n")
}

/// Whether the block of attributes around a line has a `rust:` of its own.
fn has_rust_name(lines: &[&str], at: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_block = |line: &&&str| !line.trim().is_empty() && indent(line) >= indent(lines[at]);
    let after = lines[at..].iter().take_while(is_block);
    let before = lines[..at].iter().rev().take_while(is_block);
    after
        .chain(before)
        .any(|line| indent(line) == indent(lines[at]) && line.trim_start().starts_with("rust:"))
}

fn rename_line(line: &str, suffix: &str) -> String {
    let trimmed = line.trim_start();
    let families = [
        "create_",
        "read_",
        "update_",
        "delete_",
        "external_form",
        "thumbtack_",
    ];
    let is_call = line.len() == trimmed.len() + 2
        && line.ends_with(':')
        && families.iter().any(|family| trimmed.starts_with(family));
    if is_call {
        return format!("{}{suffix}:", &line[..line.len() - 1]);
    }
    if ["table: ", "record: ", "rust: "]
        .iter()
        .any(|definition| trimmed.starts_with(definition))
    {
        return format!("{line}{suffix}");
    }
    for list in ["accepts: [", "includes: ["] {
        if let Some(names) = trimmed
            .strip_prefix(list)
            .and_then(|names| names.strip_suffix(']'))
        {
            let names: Vec<String> = names
                .split(", ")
                .map(|name| match name.split_once('.') {
                    Some((table, key)) => format!("{table}{suffix}.{key}"),
                    None => format!("{name}{suffix}"),
                })
                .collect();
            return format!(
                "{}{list}{}]",
                &line[..line.len() - trimmed.len()],
                names.join(", ")
            );
        }
    }
    let mut line = line.to_owned();
    for reference in [
        "{ one: ",
        "{ many: ",
        "{ array_of: ",
        "{ object: ",
        "{ json_in_text: ",
    ] {
        if let Some(start) = line.find(reference).map(|at| at + reference.len()) {
            let end = line[start..]
                .find([' ', ',', '}'])
                .map_or(line.len(), |end| start + end);
            line.insert_str(end, suffix);
        }
    }
    line
}
