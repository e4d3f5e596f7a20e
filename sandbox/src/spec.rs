//! The specs that the sandbox carries, compiled to their models.

use prose_codegen::model::Api;
use prose_codegen::source::Sources;

/// An API, as the folder of this name in `spec/` has it. The message of a spec with mistakes is that
/// of the first one.
pub(crate) fn compile(folder: &str) -> Result<Api, String> {
    let Some((_, files)) = SPECS.iter().find(|(name, _)| *name == folder) else {
        return Err(format!("spec/{folder} was not there when this was built"));
    };
    let mut sources = Sources::new();
    for (path, text) in *files {
        sources.add(path, text);
    }
    let compiled = prose_codegen::compile(&sources);
    compiled.model.ok_or_else(|| {
        let first = compiled.diagnostics.first();
        first.map_or_else(String::new, |mistake| mistake.message.clone())
    })
}

/// The paths and texts of one spec's files.
type Files = &'static [(&'static str, &'static str)];

/// Every spec by the name of its folder.
static SPECS: &[(&str, Files)] = include!(concat!(env!("OUT_DIR"), "/spec.rs"));
