//! Whether a generated crate compiles as fast as it may.
//!
//! `cargo run --package compile_budget` measures what the compiler needs for the largest generated
//! crate, with all features off, and for a crate of plain Rust that never changes. The ratio of the two says
//! the same on a fast machine and on a slow one; it fails where that is over the budget. What counts is the CPU
//! time of the compiler alone, of the fastest of several runs. It needs Linux, which tells that time.
//!
//! - `check`: until all mistakes are known;
//! - `optimised`: until there is machine code as in a release.

#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

const CRATE: &str = "clienttether-generated";

/// How many times as long as the reference the crate may take: what it took when values in and out came (1.16 and 0.85),
/// and a fifth more. Raised only for what is worth it, with the figures of
/// `cargo run --release --package benches --bin compile` in the commit.
const BUDGETS: [(Way, f64); 2] = [(Way::Check, 1.4), (Way::Optimised, 1.0)];

const RUNS: usize = 5;

/// Where this program, as cargo's wrapper around the compiler, writes how long that took.
const TIMES: &str = "COMPILE_BUDGET_TIMES";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    if let Some(times) = env::var_os(TIMES) {
        return wrapped(Path::new(&times));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let root = root.ok_or("the benches stand in a workspace")?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let scratch = target.join("compile-budget");
    let reference = scratch.join("reference");
    fs::create_dir_all(reference.join("src"))?;
    fs::write(reference.join("Cargo.toml"), REFERENCE)?;
    fs::write(reference.join("src/lib.rs"), plain_rust()?)?;
    let subjects = [
        Subject::new(&root.join(CRATE), &target, &scratch),
        Subject::new(&reference, &scratch, &scratch),
    ];
    let changed = subjects[0].library()?.metadata()?.modified()?;
    let mut is_over = false;
    for (way, budget) in BUDGETS {
        let [own, reference] = fastest(&subjects, way)?;
        let ratio = own / reference;
        println!(
            "{CRATE} {way:?}: {own:.2} s, the reference {reference:.2} s: {ratio:.2} times, of {budget:.2}"
        );
        if ratio > budget {
            is_over = true;
            eprintln!(
                "error: {CRATE} costs more to compile ({way:?}) than its budget; make what is generated smaller, or raise the budget in benches/compile_budget/main.rs with a reason"
            );
        }
    }
    // As it was: other builds need not follow.
    subjects[0].library()?.set_modified(changed)?;
    Ok(if is_over {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

#[derive(Clone, Copy, Debug)]
enum Way {
    Check,
    Optimised,
}

/// A crate that is compiled alone, its dependencies before.
struct Subject {
    folder: PathBuf,
    target: PathBuf,
    times: PathBuf,
}

impl Subject {
    fn new(folder: &Path, target: &Path, scratch: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            target: target.to_owned(),
            times: scratch.join("times"),
        }
    }

    /// The file whose time says whether it must be compiled again.
    fn library(&self) -> io::Result<fs::File> {
        let file = self.folder.join("src/lib.rs");
        fs::File::options().append(true).open(file)
    }

    /// The seconds that the compiler needs for it.
    fn compiled(&self, way: Way) -> Result<f64, Box<dyn Error>> {
        self.library()?.set_modified(SystemTime::now())?;
        fs::write(&self.times, "")?;
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(match way {
            Way::Check => ["check", "--quiet", "--lib", "--no-default-features"].as_slice(),
            // Of the dependencies nothing is measured: they are those of any other build.
            Way::Optimised => &[
                "rustc",
                "--quiet",
                "--lib",
                "--no-default-features",
                "--",
                "-Copt-level=3",
                "-Cdebuginfo=0",
            ],
        });
        let output = cargo
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
            .env(TIMES, &self.times)
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        // The crate itself comes last.
        let times = fs::read_to_string(&self.times)?;
        let last = times.lines().last().ok_or("the compiler was not called")?;
        Ok(last.parse()?)
    }
}

/// The fastest run of each, one after the other, so that what slows the machine down slows both.
fn fastest(subjects: &[Subject; 2], way: Way) -> Result<[f64; 2], Box<dyn Error>> {
    let mut fastest = [f64::INFINITY; 2];
    // The first builds dependencies too.
    for run in 0..=RUNS {
        for (subject, fastest) in subjects.iter().zip(&mut fastest) {
            let time = subject.compiled(way)?;
            if run > 0 {
                *fastest = fastest.min(time);
            }
        }
    }
    Ok(fastest)
}

/// In the place of the compiler: calls it, and writes how long it took.
fn wrapped(times: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let compiler = arguments.next().ok_or("cargo names the compiler")?;
    let status = Command::new(compiler)
        .args(arguments)
        .env_remove(TIMES)
        .status()?;
    // The CPU time of the children that have ended, in hundredths of a second.
    let about = fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = about.rsplit_once(") ").ok_or("the system tells no times")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let [user, system] =
        [13, 14].map(|at| fields.get(at).and_then(|field| field.parse::<f64>().ok()));
    let time = user
        .zip(system)
        .map(|(user, system)| (user + system) / 100.0);
    let time = time.ok_or("the system tells no times")?;
    fs::write(times, format!("{time}\n"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

const REFERENCE: &str =
    "[package]\nname = \"reference\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";

/// Code as anybody writes it: types with constructors and setters, and functions with loops and matches. It
/// stays as it is, because all budgets are said in it.
fn plain_rust() -> Result<String, std::fmt::Error> {
    let mut code = String::new();
    for number in 0..200 {
        write!(
            code,
            r#"
/// A plant of a kind of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plant{number} {{
    name: String,
    height: Option<u64>,
    notes: Vec<String>,
}}

impl Plant{number} {{
    /// A plant with its name.
    pub fn new(name: impl Into<String>) -> Self {{
        Self {{ name: name.into(), ..Self::default() }}
    }}

    /// Its height, in centimetres.
    pub fn height(mut self, height: u64) -> Self {{
        self.height = Some(height);
        self
    }}

    /// One more note.
    pub fn note(mut self, note: impl Into<String>) -> Self {{
        self.notes.push(note.into());
        self
    }}

    /// What stands on its label.
    pub fn label(&self) -> String {{
        let mut label = self.name.clone();
        for (at, note) in self.notes.iter().enumerate() {{
            match note.len() {{
                0 => continue,
                length if length > {number} + at => label.push_str(&note.to_uppercase()),
                _ => label.push_str(note),
            }}
        }}
        label
    }}
}}
"#
        )?;
    }
    Ok(code)
}
