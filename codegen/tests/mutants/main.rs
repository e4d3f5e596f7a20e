//! Specs that went wrong in any way: whatever is done to one, the generator ends soon, without a
//! panic, and with little memory; what it accepts, it makes Rust of.
//!
//! `MUTANTS` says how many are tried, `MUTANTS_SEED` where their numbers begin. A mutant is made of its
//! number alone, so `MUTANTS=1 MUTANTS_SEED=4711` tries number 4711 again.

#![forbid(unsafe_code)]

mod chance;
mod mutant;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutant::Mutant;
use prose_codegen::diagnostic::Severity;
use prose_codegen::emit::{EMITTERS, outputs};
use prose_codegen::render::{Format, render};
use prose_codegen::source::Sources;
use prose_fixture::Fixture;

/// No mutant takes longer. Code that is not optimised may take ten times as long.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

/// The most memory that this process may ever have.
const MOST_MEMORY: u64 = 100 << 20;

/// All that is generated of one.
const MOST_EMITTED: usize = 50 << 20;

#[test]
fn no_mutant_panics_and_what_is_accepted_is_rust() {
    let specs = specs();
    let number = |name: &str, otherwise: u64| -> u64 {
        let number = std::env::var(name).ok();
        number
            .and_then(|number| number.parse().ok())
            .unwrap_or(otherwise)
    };
    let (count, seed) = (number("MUTANTS", 300), number("MUTANTS_SEED", 0));
    let (mut accepted, mut slowest, mut largest) = (0, Duration::ZERO, 0);
    for number in seed..seed + count {
        let mutant = Mutant::of(number, &specs);
        let start = Instant::now();
        let outcome = std::panic::catch_unwind(|| attempt(&mutant.sources()));
        let took = start.elapsed();
        let Ok(emitted) = outcome else {
            unreachable!("MUTANTS_SEED={number} panics: {mutant}");
        };
        assert!(
            took < LONGEST,
            "MUTANTS_SEED={number} takes {took:?}: {mutant}"
        );
        let memory = memory();
        assert!(
            memory < MOST_MEMORY,
            "MUTANTS_SEED={number} takes {memory} bytes: {mutant}"
        );
        if took > slowest {
            println!(
                "{number} takes {took:?}, {} KiB in all: {mutant}",
                memory >> 10
            );
        }
        slowest = slowest.max(took);
        if let Some(bytes) = emitted {
            accepted += 1;
            largest = largest.max(bytes);
            assert!(
                bytes < MOST_EMITTED,
                "MUTANTS_SEED={number} makes {bytes} bytes: {mutant}"
            );
        }
    }
    println!(
        "{accepted} of {count} accepted; {slowest:?} and {largest} bytes of code at most, {} KiB of memory",
        memory() >> 10
    );
    assert!(
        count < 100 || (count / 20..count).contains(&accepted),
        "{accepted} of {count}"
    );
}

/// Compiles a spec as the command line does; gives the length of what is made of it.
fn attempt(sources: &Sources) -> Option<usize> {
    let compiled = prose_codegen::compile(sources);
    let told = &compiled.diagnostics;
    for format in [Format::Human { colour: false }, Format::Json, Format::Ci] {
        let shown = render(told, sources, format);
        assert_eq!(shown.is_empty(), told.is_empty());
        assert!(shown.len() < 4 << 20, "{} bytes are told", shown.len());
        let hidden = shown
            .chars()
            .find(|sign| sign.is_control() && *sign != '\n');
        assert_eq!(hidden, None, "{shown:?}");
    }
    let is_wrong = told.iter().any(|told| told.severity == Severity::Error);
    assert_eq!(compiled.model.is_none(), is_wrong);
    let api = compiled.model?;
    let outputs = outputs(&[api], EMITTERS);
    assert!(outputs.is_ok(), "{outputs:?}");
    let mut length = 0;
    for file in outputs
        .unwrap_or_default()
        .iter()
        .flat_map(|output| &output.files)
    {
        if file.path.ends_with(".rs") {
            let parsed = syn::parse_file(&file.text);
            assert!(parsed.is_ok(), "{}: {:?}", file.path, parsed.err());
        }
        assert!(!file.text.contains('\r'), "{}", file.path);
        length += file.text.len();
    }
    Some(length)
}

/// The most memory that this process has had, in bytes; 0 where the system does not tell.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    peak.unwrap_or_default() << 10
}

/// The fixtures, each some times, and the real specs, which take longer.
fn specs() -> Vec<Sources> {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures = Fixture::all(&generator.join("tests/emit/fixtures"));
    let fixtures = fixtures.iter().map(|it| it.on_disk(Sources::load));
    let mut folders = folders(&generator.join("tests/emit/obstacles"));
    folders.extend(self::folders(&generator.join("../spec")));
    let specs = folders.iter().map(|folder| Sources::load(folder));
    let specs: Vec<Sources> = fixtures
        .chain(specs)
        .map(Result::unwrap_or_default)
        .collect();
    assert!(specs.len() > 50, "the fixtures and specs are there");
    specs
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}
