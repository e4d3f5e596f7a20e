//! The project's command line: `cargo xtask …`.

#![forbid(unsafe_code)]

mod args;
mod generate;
mod new_api;

use std::process::ExitCode;

use args::{Args, Command};
use codegen::diagnostic::Code;

fn main() -> ExitCode {
    let args = match Args::parse() {
        Ok(args) => args,
        Err(message) => {
            eprintln!("error: {message}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match &args.command {
        Command::Generate { check } => generate::generate(&args, *check),
        Command::Count => generate::count(&args),
        Command::Explain(code) => explain(*code),
        Command::NewApi(name) => new_api::new_api(&args.root, name),
        Command::Help => {
            println!("{}", args::USAGE);
            ExitCode::SUCCESS
        }
    }
}

fn explain(code: Option<Code>) -> ExitCode {
    match code {
        Some(code) => println!(
            "{}: {}\n\n{}",
            code.as_str(),
            code.title(),
            code.explanation()
        ),
        None => {
            for code in Code::ALL {
                println!("{}  {}", code.as_str(), code.title());
            }
        }
    }
    ExitCode::SUCCESS
}
