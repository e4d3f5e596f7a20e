//! What it costs to generate.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use progenitor_code::Style;
use prose_codegen::emit::{EMITTERS, outputs, rust};
use prose_codegen::source::Sources;
use prose_codegen::write::Plan;

use crate::cost::Cost;
use crate::lines::Lines;
use crate::maker::Maker;
use crate::rounds::Rounds;
use crate::sizes::Size;
use crate::table::{Table, Unit};
use crate::{Failure, openapi_generator};

/// What the program is started with to generate once: who, from where, into which folder.
pub(crate) const ARGUMENT: &str = "generate";

/// How many times the API, in how many rounds, and our goal.
const SIZES: [(usize, usize, Option<f64>); 3] =
    [(1, 7, Some(0.25)), (10, 3, None), (50, 3, Some(0.25))];

/// Adds the rows of all sizes.
pub(crate) fn measure(makers: &[Maker], scratch: &Path, table: &mut Table) -> Result<(), Failure> {
    let mut with_more = makers.to_vec();
    with_more.push(Maker::OursInFull);
    for (times, rounds, goal) in SIZES {
        let size = Size::write(times, scratch)?;
        let rounds = Rounds::take(&with_more, rounds, |maker| once(maker, &size, scratch))?;
        let how_large = match times {
            1 => "Generate the client".to_owned(),
            times => format!("... of {times} times the API"),
        };
        let unit = if times == 1 {
            Unit::Milliseconds
        } else {
            Unit::Seconds
        };
        let cpu: fn(&Cost) -> f64 = |cost| cost.cpu;
        table.measured(
            &format!("{how_large}, CPU"),
            (Maker::Ours, cpu),
            &rounds,
            unit,
            goal,
        );
        let all = "... we: forms, reference, schema, OpenAPI too";
        table.measured(all, (Maker::OursInFull, cpu), &rounds, unit, None);
        if times == 1 {
            let lines = |maker| Lines::below(&folder(maker, &size, 0)).ok();
            table.counted(
                "Lines of Rust",
                |maker| lines(maker).map(|lines| lines.all as f64),
                Unit::Lines,
            );
            table.counted(
                "... without comments and blank ones",
                |maker| lines(maker).map(|lines| lines.code as f64),
                Unit::Lines,
            );
        }
        fs::remove_dir_all(&size.root)?;
    }
    Ok(())
}

/// One run, in a process of its own and into an empty folder.
fn once(maker: Maker, size: &Size, scratch: &Path) -> Result<Cost, Failure> {
    // What has just been deleted makes new files cost more, so nothing is until all have had their turns.
    let into = (0..)
        .map(|round| folder(maker, size, round))
        .find(|folder| !folder.exists())
        .ok_or("there is another round")?;
    fs::create_dir_all(&into)?;
    let mut command = match maker {
        Maker::OpenapiGenerator => openapi_generator::command(scratch, &size.document, &into)?,
        _ => {
            let from = match maker {
                Maker::Ours | Maker::OursInFull => &size.root,
                _ => &size.document,
            };
            let mut command = Command::new(env::current_exe()?);
            command.args([ARGUMENT, maker.name()]).arg(from).arg(&into);
            command
        }
    };
    Cost::of(&mut command).map_err(|error| {
        format!("{} of {} times the API: {error}", maker.name(), size.times).into()
    })
}

fn folder(maker: Maker, size: &Size, round: usize) -> PathBuf {
    let all = size.root.join("made").join(maker.name());
    all.join(round.to_string())
}

/// Generates once, in this process.
pub(crate) fn generate(maker: Maker, from: &Path, into: &Path) -> Result<(), Failure> {
    let style = match maker {
        Maker::Ours => return ours(from, into, std::slice::from_ref(&rust::EMITTER)),
        Maker::OursInFull => return ours(from, into, EMITTERS),
        Maker::Positional => Style::Positional,
        Maker::Builder => Style::Builder,
        Maker::OpenapiGenerator => return Err("that is no part of this program".into()),
    };
    let code = progenitor_code::code(&fs::read_to_string(from)?, style)?;
    fs::write(into.join("client.rs"), code)?;
    Ok(())
}

/// As `cargo xtask generate` does it.
fn ours(
    from: &Path,
    into: &Path,
    emitters: &[prose_codegen::emit::Emitter],
) -> Result<(), Failure> {
    let mut apis = Vec::new();
    for entry in fs::read_dir(from.join("spec"))? {
        let compiled = prose_codegen::compile(&Sources::load(&entry?.path())?);
        apis.push(compiled.model.ok_or("the spec has a mistake")?);
    }
    let outputs = outputs(&apis, emitters)?;
    let mut plans = Vec::new();
    for output in &outputs {
        let plan = Plan::compare(into, &output.folder, output.owns, &output.files)?;
        plans.push(plan);
    }
    Plan::apply_all(&plans)?;
    Ok(())
}
