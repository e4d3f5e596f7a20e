//! What other generators make of our OpenAPI, and what it costs, beside what we make of the spec.
//!
//! `cargo run --release --manifest-path benches/rivals/Cargo.toml` prints one table for all of it, in Markdown, or of
//! the parts that are named behind `--`:
//!
//! - `generating`: the CPU time from a spec or a document in a file to formatted code in files, for the real API and for
//!   one that is 10 and 50 times as large; and the lines of the code;
//! - `compiling`: what the compiler needs for the client alone, all that it depends on being built before;
//! - `calling`: a call from parameters to values, to a server on this machine that gives the same bytes to all.
//!
//! All take turns in every round, the figures are medians of the rounds, and what stands behind each is our share of it:
//! 0.25 is a quarter. openapi-generator comes from PyPI, because its package there has the whole program, and needs
//! Java; where either is missing, a line says so. It needs Linux or another Unix.

#![allow(missing_docs, reason = "a program has no one who reads them")]

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod calling;
mod compiling;
mod cost;
mod generating;
mod lines;
mod machine;
mod maker;
#[path = "../../multiplied.rs"]
mod multiplied;
mod openapi_generator;
mod rounds;
mod sizes;
mod table;

use maker::Maker;
use table::Table;

/// Why there is no table.
type Failure = Box<dyn Error>;

const PARTS: [&str; 3] = ["generating", "compiling", "calling"];

fn main() -> Result<ExitCode, Failure> {
    if let Some(times) = env::var_os(compiling::TIMES) {
        return compiling::wrapped(Path::new(&times));
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [first, maker, from, into] = arguments.as_slice()
        && first == generating::ARGUMENT
    {
        generating::generate(maker.parse()?, Path::new(from), Path::new(into))?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(unknown) = arguments
        .iter()
        .find(|part| !PARTS.contains(&part.as_str()))
    {
        return Err(format!("there is no part `{unknown}`: {}", PARTS.join(", ")).into());
    }
    let is_asked = |part: &str| arguments.is_empty() || arguments.iter().any(|asked| asked == part);

    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| here.join("target"), PathBuf::from);
    // The compiler is called elsewhere.
    let target = std::path::absolute(target)?;
    let scratch = target.join("rivals");
    fs::create_dir_all(&scratch)?;

    let mut makers = vec![Maker::Ours, Maker::Positional, Maker::Builder];
    let mut notes = Vec::new();
    match openapi_generator::find(&scratch) {
        Ok(_) => makers.push(Maker::OpenapiGenerator),
        Err(reason) => notes.push(format!("openapi-generator was not run: {reason}")),
    }
    println!("{}", machine::describe());
    let mut table = Table::new(&makers);
    if is_asked("generating") {
        generating::measure(&makers, &scratch, &mut table)?;
    }
    if makers.contains(&Maker::OpenapiGenerator) && arguments.as_slice() != ["generating"] {
        match openapi_generator::compile(&scratch, &target) {
            Ok(()) => notes.push(openapi_generator::left_out()),
            Err(reason) => {
                makers.retain(|maker| *maker != Maker::OpenapiGenerator);
                notes.push(format!(
                    "what openapi-generator made does not compile: {reason}"
                ));
            }
        }
    }
    if is_asked("compiling") {
        compiling::measure(&makers, here, &target, &mut table)?;
    }
    if is_asked("calling") {
        calling::measure(&makers, here, &target, &mut table)?;
    }
    print!("\n{table}");
    for note in notes {
        println!("\n{note}");
    }
    println!("\nload at the end: {}", machine::load());
    Ok(ExitCode::SUCCESS)
}
