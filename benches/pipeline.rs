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
use prose_codegen::diff::changes;
use prose_codegen::emit::{File, rust};
use prose_codegen::model::Api;
use prose_codegen::source::{Sources, parse};
use prose_codegen::write::Plan;
use prose_codegen::{check, syntax};
use rustix::time::{ClockId, clock_gettime};

mod multiplied;

use multiplied::multiplied;

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

/// Both specs from text in memory to their changes, for each API: every title is another one.
#[divan::bench(args = apis())]
fn diff_of_an_api(bencher: Bencher<'_, '_>, api: &str) {
    let new = real(api);
    let old = as_it_was(&new);
    let model = |sources: &Sources| prose_codegen::compile(sources).model.expect("no mistakes");
    assert!(!changes(&model(&old), &model(&new)).is_empty());
    bencher.bench_local(|| changes(&model(&old), &model(&new)).len());
}

/// The spec with other titles.
fn as_it_was(new: &Sources) -> Sources {
    let mut old = Sources::new();
    for file in new.files() {
        old.add(
            &file.path,
            &file.text.replacen("\ntitle: ", "\ntitle: The old ", 1),
        );
    }
    old
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

/// The largest spec, so many times.
fn spec(times: usize) -> Sources {
    multiplied(&real("clienttether"), times)
}
