//! The obstacle course: a spec full of names and words that trip code generators. What is made of it
//! must compile, document and pass clippy's taste with every warning denied.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use prose_codegen::emit::rust;
use prose_codegen::naming;
use prose_codegen::render::{Format, render};
use prose_codegen::source::Sources;
use prose_codegen::write::Plan;

type Outcome = Result<(), Box<dyn Error>>;

#[test]
fn the_course_compiles_without_a_warning() -> Outcome {
    cargo(&["check"], &make("compiles", "course")?)?;
    Ok(())
}

#[test]
fn the_course_documents_without_a_warning() -> Outcome {
    cargo(&["doc", "--no-deps"], &make("documents", "course")?)?;
    Ok(())
}

#[test]
fn the_course_has_the_examples_of_the_emitter_and_no_others() -> Outcome {
    let folder = make("examples", "course")?;
    let told = cargo(&["test", "--doc"], &folder)?;
    let mut examples = 0;
    for file in fs::read_dir(folder.join("src/generated/calls"))? {
        let code = fs::read_to_string(file?.path())?;
        examples += code.lines().filter(|line| *line == "/// # Example").count();
    }
    assert!(examples > 0);
    assert!(
        told.contains(&format!("running {examples} tests")),
        "{told}"
    );
    Ok(())
}

#[test]
fn the_course_leaves_clippy_nothing_to_say() -> Outcome {
    cargo(&["clippy"], &make("clippy", "course")?)?;
    Ok(())
}

/// Generates a crate from a fixture into a folder of its own.
fn make(name: &str, fixture: &str) -> Result<PathBuf, Box<dyn Error>> {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = generator.parent().ok_or("it stands in a workspace")?;
    let sources = Sources::load(&generator.join("tests/emit/obstacles").join(fixture))?;
    let compiled = prose_codegen::compile(&sources);
    let api = compiled.model.ok_or_else(|| {
        format!(
            "the fixture has mistakes:\n{}",
            render(
                &compiled.diagnostics,
                &sources,
                Format::Human { colour: false }
            )
        )
    })?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{fixture}-{name}"));
    fs::create_dir_all(folder.join("src"))?;
    let files = rust::emit(&api)?;
    Plan::compare(&folder, "src/generated", rust::EMITTER.owns, &files)?.apply()?;
    // The workspace's own versions, which are there already.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"{fixture}-{name}\"\nedition = \"2024\"\n\n[lib]\nname = {:?}\n\n[workspace]\n\n[features]\nserde = [\"runtime/serde\"]\n\n[dependencies]\nruntime = {{ package = \"prose-runtime\", path = {:?} }}\n",
            naming::library(&api.crate_name),
            root.join("runtime")
        ),
    )?;
    fs::write(
        folder.join("src/lib.rs"),
        "//! The course.\n#![deny(warnings, missing_docs, rustdoc::all, clippy::all)]\nmod generated;\npub use generated::*;\npub use runtime;\n",
    )?;
    Ok(folder)
}

/// What the command told.
fn cargo(args: &[&str], folder: &Path) -> Result<String, Box<dyn Error>> {
    // The workspace's target folder, where the dependencies are built already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .ok_or("the target folder has a parent")?;
    let mut command = Command::new(env!("CARGO"));
    // What cargo tells this test about its own package would make build scripts run again.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_")
            || name.to_string_lossy().starts_with("CARGO_MANIFEST")
        {
            command.env_remove(name);
        }
    }
    let output = command
        .args(args)
        .args(["--quiet", "--offline"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output()?;
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match output.status.success() {
        true => Ok(told(&output.stdout)),
        false => Err(format!("{}{}", told(&output.stdout), told(&output.stderr)).into()),
    }
}
