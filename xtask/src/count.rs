//! `count`.

use std::process::ExitCode;

use prose_codegen::source::shown;

use crate::args::Args;
use crate::specs::compile_all;
use crate::terminal::Terminal;

/// Prints how much of everything each spec holds.
pub(crate) fn count(args: &Args, terminal: &mut Terminal) -> ExitCode {
    let Some(apis) = compile_all(args, terminal) else {
        return ExitCode::FAILURE;
    };
    for api in &apis {
        terminal.line(format_args!("{}\n{}", shown(&api.title), api.counts()));
    }
    ExitCode::SUCCESS
}
