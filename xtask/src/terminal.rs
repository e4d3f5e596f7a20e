//! Where the program writes: nothing that becomes of it is a reason to panic.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::process::ExitCode;

use codegen::diagnostic::{Format, Severity, render_message};

/// Standard output and standard error.
pub(crate) struct Terminal {
    /// How errors, warnings and notes are written.
    format: Format,
    /// Why standard output takes no more.
    broken: Option<io::Error>,
}

impl Terminal {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            broken: None,
        }
    }

    /// Whether people read what is written, rather than programs.
    pub(crate) fn is_for_people(&self) -> bool {
        matches!(self.format, Format::Human { .. })
    }

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
        self.message(Some(Severity::Error), &message);
    }

    /// Writes a warning to standard error.
    pub(crate) fn warning(&self, message: impl Display) {
        self.message(Some(Severity::Warning), &message);
    }

    /// Writes to standard error what is neither.
    pub(crate) fn note(&self, message: impl Display) {
        self.message(None, &message);
    }

    fn message(&self, severity: Option<Severity>, message: &dyn Display) {
        self.told(&render_message(severity, &message.to_string(), self.format));
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
