//! `cargo xtask drift`: a program of its own, so that who only generates does not build a reader of HTML.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::terminal::Terminal;

/// What `drift` was asked, if that is the command.
pub(crate) fn asked() -> Option<Vec<OsString>> {
    let mut words = std::env::args_os().skip(1);
    (words.next()? == "drift").then(|| words.collect())
}

/// Builds the program if it must be, runs it, and ends as it does.
pub(crate) fn drift(words: &[OsString], terminal: &Terminal) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args([
        "run",
        "--quiet",
        "--profile",
        "xtask",
        "--package",
        "prose-drift",
    ]);
    // From wherever it is called, it is the package of this workspace.
    if let Some(package) = std::env::var_os("CARGO_MANIFEST_DIR") {
        command
            .arg("--manifest-path")
            .arg(PathBuf::from(package).with_file_name("Cargo.toml"));
    }
    match command.arg("--").args(words).status() {
        // What ends without a code was ended by a signal.
        Ok(status) => ExitCode::from(
            status
                .code()
                .and_then(|code| u8::try_from(code).ok())
                .unwrap_or(2),
        ),
        Err(error) => {
            terminal.error(format_args!("cannot run cargo: {error}"));
            ExitCode::from(2)
        }
    }
}
