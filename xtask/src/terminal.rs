//! Where the program writes: nothing that becomes of it is a reason to panic.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::process::ExitCode;

use prose_codegen::diagnostic::Severity;
use prose_codegen::render::{Format, render_message};
use prose_codegen::source::shown;

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

    /// Whether nobody takes what is written to standard output any more.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken.is_some()
    }

    /// Writes text to standard error as it is. If nobody reads it, nobody can be told.
    pub(crate) fn told(&self, text: &str) {
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Writes an error to standard error: one line, whatever the names in it hold.
    pub(crate) fn error(&self, message: impl Display) {
        self.message(Some(Severity::Error), &message);
    }

    /// Writes an error to standard error with all that led to it, and gives the code to end with.
    pub(crate) fn failure(&self, error: &dyn std::error::Error) -> ExitCode {
        let mut causes = Vec::new();
        let mut cause = error.source();
        while let Some(source) = cause {
            causes.push(source.to_string());
            cause = source.source();
        }
        if self.is_for_people() {
            self.error(error);
            for cause in causes {
                self.told(&format!("  because {}\n", shown(&cause)));
            }
        } else {
            // Programs get one message, with all that is in it.
            let causes = causes.iter().map(|cause| format!("; because {cause}"));
            self.error(format_args!("{error}{}", causes.collect::<String>()));
        }
        ExitCode::FAILURE
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

/// A number with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
