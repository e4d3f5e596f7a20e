//! The project's command line: `cargo xtask …`.

#![forbid(unsafe_code)]

mod args;
mod count;
mod diff;
mod drift;
mod explain;
mod generate;
mod new_api;
mod specs;
mod terminal;
mod watch;

use std::process::ExitCode;

use args::{Args, Command};
use terminal::Terminal;

fn main() -> ExitCode {
    // It has arguments of its own.
    if let Some(words) = drift::asked() {
        let terminal = Terminal::new(args::format_named());
        let code = drift::drift(&words, &terminal);
        return terminal.end(code);
    }
    match Args::parse() {
        Ok(args) => {
            let mut terminal = Terminal::new(args.format);
            let code = run(&args, &mut terminal);
            terminal.end(code)
        }
        Err(message) => {
            let terminal = Terminal::new(args::format_named());
            terminal.error(message);
            if terminal.is_for_people() {
                terminal.told(&format!("\n{}\n", args::USAGE));
            }
            terminal.end(ExitCode::from(2))
        }
    }
}

fn run(args: &Args, terminal: &mut Terminal) -> ExitCode {
    match &args.command {
        Command::Generate { check } => return generate::generate(args, *check, terminal),
        Command::Watch => return watch::watch(args, terminal),
        Command::Count => return count::count(args, terminal),
        Command::Diff(asked) => return diff::diff(args, asked, terminal),
        Command::NewApi(name) => return new_api::new_api(&args.root, name, terminal),
        Command::Explain(code) => explain::explain(*code, terminal),
        Command::Help => terminal.line(args::USAGE),
        Command::Version => terminal.line(concat!("xtask ", env!("CARGO_PKG_VERSION"))),
    }
    ExitCode::SUCCESS
}
