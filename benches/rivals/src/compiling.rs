//! What the compiler needs for a client.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Instant, SystemTime};

use crate::Failure;
use crate::cost::{Cost, children};
use crate::maker::Maker;
use crate::openapi_generator;
use crate::rounds::Rounds;
use crate::table::{Table, Unit};

/// Where this program, as cargo's wrapper around the compiler, writes what that cost.
pub(crate) const TIMES: &str = "RIVALS_TIMES";

const ROUNDS: usize = 3;

/// Adds the rows of checking and of a release.
pub(crate) fn measure(
    makers: &[Maker],
    here: &Path,
    target: &Path,
    table: &mut Table,
) -> Result<(), Failure> {
    for (what, command, goal) in [
        ("`cargo check` of the client alone", "check", 0.2),
        ("Release build of the client alone", "build", 0.25),
    ] {
        let alone = |maker| alone(maker, command, here, target);
        // Builds what they depend on.
        Rounds::take(makers, 1, alone)?;
        let rounds = Rounds::take(makers, ROUNDS, alone)?;
        let cpu = format!("{what}, CPU of the compiler");
        let ours = Maker::Ours;
        table.measured(
            &cpu,
            (ours, |cost| cost.cpu),
            &rounds,
            Unit::Milliseconds,
            Some(goal),
        );
        table.measured(
            "... by the clock",
            (ours, |cost| cost.wall),
            &rounds,
            Unit::Milliseconds,
            None,
        );
    }
    Ok(())
}

/// Compiles a client that has been touched. The profile is that of a release for checking too: so the dependencies
/// of both have their build scripts in common, and nothing is kept from the run before.
fn alone(maker: Maker, command: &str, here: &Path, target: &Path) -> Result<Cost, Failure> {
    let (package, manifest, library) = match maker {
        Maker::Ours | Maker::OursInFull => (
            "clienttether-generated",
            here.join("Cargo.toml"),
            here.join("../../clienttether-generated/src/lib.rs"),
        ),
        Maker::Positional | Maker::Builder => (
            maker.name(),
            here.join("Cargo.toml"),
            here.join(maker.name()).join("lib.rs"),
        ),
        Maker::OpenapiGenerator => (
            openapi_generator::PACKAGE,
            here.join("openapi_generator/Cargo.toml"),
            openapi_generator::client().join("src/lib.rs"),
        ),
    };
    let file = fs::File::options().append(true).open(&library)?;
    let changed = file.metadata()?.modified()?;
    file.set_modified(SystemTime::now())?;
    let times = target.join("rivals/times");
    fs::write(&times, "")?;
    let output = Command::new(env!("CARGO"))
        .args([
            command,
            "--release",
            "--quiet",
            "--locked",
            "--lib",
            "--package",
            package,
        ])
        .arg("--manifest-path")
        .arg(manifest)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTC_WRAPPER", env::current_exe()?)
        .env(TIMES, &times)
        .output()?;
    // As it was: other builds need not follow.
    file.set_modified(changed)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let times = fs::read_to_string(&times)?;
    // The client itself comes last.
    let last = times.lines().last().ok_or("the compiler was not called")?;
    let (cpu, wall) = last
        .split_once(' ')
        .ok_or("a time of the processor and of the clock")?;
    Ok(Cost {
        cpu: cpu.parse()?,
        wall: wall.parse()?,
    })
}

/// In the place of the compiler: calls it, and adds what that cost to the file.
pub(crate) fn wrapped(times: &Path) -> Result<ExitCode, Failure> {
    let mut arguments = env::args_os().skip(1);
    let compiler = arguments.next().ok_or("cargo names the compiler")?;
    let start = Instant::now();
    let status = Command::new(compiler)
        .args(arguments)
        .env_remove(TIMES)
        .status()?;
    let (cpu, wall) = (children()?.as_secs_f64(), start.elapsed().as_secs_f64());
    use std::io::Write as _;
    let mut file = fs::File::options().append(true).open(times)?;
    writeln!(file, "{cpu} {wall}")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
