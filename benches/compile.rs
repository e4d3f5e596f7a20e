//! How long things take to compile, each measured from the shell's point of view.
//!
//! `cargo run --release --package benches --bin compile` prints, for each: the seconds of the fastest
//! of the runs, and of all of them. Everything happens in a scratch folder below the target folder, so
//! that nothing which was built before helps, and nothing built here stays.
//!
//! - `check`, `release`: a generated crate alone, its dependencies built before;
//! - `first generate`: a fresh clone's first `cargo xtask generate`, compiling included.

#![forbid(unsafe_code)]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use prose_codegen::source::Sources;

const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the benches stand in a workspace")?
        .to_owned();
    let scratch = root.join("target/compile-bench");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    let target = scratch.join("target");
    for package in packages(&root)? {
        let package = package.as_str();
        for (name, args) in [
            ("check", &["check"][..]),
            ("release", &["build", "--release"][..]),
        ] {
            let mut build = vec![
                *args.first().ok_or("a cargo command")?,
                "--package",
                package,
                "--lib",
                "--quiet",
                "--offline",
            ];
            build.extend(&args[1..]);
            cargo(&root, &target, &build)?;
            let times = (0..RUNS)
                .map(|_| {
                    // Only the crate itself is made again.
                    let touched = root.join(package).join("src/lib.rs");
                    let text = fs::read(&touched)?;
                    fs::write(&touched, text)?;
                    let start = Instant::now();
                    cargo(&root, &target, &build)?;
                    Ok(start.elapsed())
                })
                .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
            report(&format!("{package} {name}"), &times);
        }
    }
    let clone = scratch.join("clone");
    git_clone(&root, &clone)?;
    let start = Instant::now();
    cargo(&clone, &scratch.join("first"), &["xtask", "generate"])?;
    report("first generate", &[start.elapsed()]);
    fs::remove_dir_all(&scratch)?;
    Ok(())
}

/// The generated crates of all specs.
fn packages(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut packages = Vec::new();
    for entry in fs::read_dir(root.join("spec"))? {
        let folder = entry?.path();
        if folder.is_dir() {
            let compiled = prose_codegen::compile(&Sources::load(&folder)?);
            let model = compiled.model;
            let api = model.ok_or_else(|| format!("{} has a mistake", folder.display()))?;
            packages.push(api.crate_name);
        }
    }
    packages.sort();
    Ok(packages)
}

fn cargo(folder: &Path, target: &PathBuf, args: &[&str]) -> Result<(), Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(args)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "cargo {} failed: {}",
        args.join(" "),
        String::from_utf8_lossy(&output.stderr)
    )
    .into())
}

/// The commit that is checked out, as a newcomer gets it.
fn git_clone(root: &Path, clone: &Path) -> Result<(), Box<dyn Error>> {
    let status = Command::new("git")
        .args(["clone", "--quiet", "--no-hardlinks"])
        .arg(root)
        .arg(clone)
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("git clone failed".into())
    }
}

fn report(what: &str, times: &[Duration]) {
    let best = times.iter().min().copied().unwrap_or_default();
    let all = times
        .iter()
        .map(|time| format!("{:.2}", time.as_secs_f64()))
        .collect::<Vec<_>>()
        .join(" ");
    println!("{what:34} {:6.2} s   (all runs: {all})", best.as_secs_f64());
}
