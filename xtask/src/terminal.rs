//! Where the program writes: nothing that becomes of it is a reason to panic.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::process::ExitCode;

use codegen::source::shown;

/// Standard output and standard error.
#[derive(Default)]
pub(crate) struct Terminal {
    /// Why standard output takes no more.
    broken: Option<io::Error>,
}

impl Terminal {
    /// Writes a line to standard output.
    pub(crate) fn line(&mut self, line: impl Display) {
        if self.broken.is_none() {
            self.broken = writeln!(io::stdout(), "{line}").err();
        }
    }

    /// Writes text to standard error as it is. If nobody reads it, nobody can be told.
    pub(crate) fn told(&self, text: &str) {
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Writes an error to standard error: one line, whatever the names in it hold.
    pub(crate) fn error(&self, message: impl Display) {
        self.told(&format!("error: {}\n", shown(&message.to_string())));
    }

    /// Writes a warning to standard error.
    pub(crate) fn warning(&self, message: impl Display) {
        self.told(&format!("warning: {}\n", shown(&message.to_string())));
    }

    /// Ends the program. A reader who has enough is none of its business; a device that is full is.
    pub(crate) fn end(mut self, code: ExitCode) -> ExitCode {
        let broken = self.broken.take().or_else(|| io::stdout().flush().err());
        match broken {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.error(format!("cannot write to standard output: {error}"));
                ExitCode::FAILURE
            }
            _ => code,
        }
    }
}
