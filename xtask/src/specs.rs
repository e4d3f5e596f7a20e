//! The specs of a workspace.

use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::diagnostic::Severity;
use prose_codegen::model::Api;
use prose_codegen::render::{Format, render};
use prose_codegen::source::Sources;

use crate::args::Args;
use crate::terminal::{Terminal, counted};

/// Compiles every folder of `spec/`; prints what is wrong with any, and gives nothing if there is an error.
pub(crate) fn compile_all(args: &Args, terminal: &Terminal) -> Option<Vec<Api>> {
    let spec = args.root.join("spec");
    let folders = match folders(&spec) {
        Ok(folders) if !folders.is_empty() => folders,
        Ok(_) => {
            terminal.error(format_args!(
                "{} holds no folder; each API has one",
                spec.display()
            ));
            return None;
        }
        Err(error) => {
            terminal.error(format_args!(
                "cannot read {}: {error}; run this in the workspace or name it with --root",
                spec.display()
            ));
            return None;
        }
    };
    let mut apis: Vec<Api> = Vec::new();
    let mut errors = 0;
    for folder in folders {
        let sources = match Sources::load(&folder) {
            Ok(sources) => sources,
            Err(error) => {
                terminal.error(error);
                errors += 1;
                continue;
            }
        };
        let compiled = prose_codegen::compile(&sources);
        terminal.told(&render(&compiled.diagnostics, &sources, args.format));
        errors += compiled
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count();
        let twin = compiled
            .model
            .as_ref()
            .and_then(|api| apis.iter().find(|other| other.crate_name == api.crate_name));
        if let Some(twin) = twin {
            // Each would delete the files of the other.
            terminal.error(format_args!(
                "{} and the spec `{}` before it are both for the crate `{}`; give one of them another `crate:`",
                folder.display(),
                twin.name,
                twin.crate_name
            ));
            errors += 1;
        }
        apis.extend(compiled.model);
    }
    if errors > 0 {
        // Those who asked for JSON count the lines themselves.
        if args.format != Format::Json {
            let errors = counted(errors, "error", "errors");
            terminal.error(format_args!(
                "{errors} found, nothing was written; `cargo xtask explain CODE` tells more about each"
            ));
        }
        return None;
    }
    Some(apis)
}

/// The folders of the APIs.
pub(crate) fn folders(spec: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(spec)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        // A link is refused where its specs are read.
        if kind.is_dir() || kind.is_symlink() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    Ok(folders)
}
