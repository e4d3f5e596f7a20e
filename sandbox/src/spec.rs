//! The specs that the sandbox carries, compiled to their models.

use prose_codegen::model::Api;
use prose_codegen::source::Sources;

/// An API, as the folder of this name in `spec/` has it. The message of a spec with mistakes is that
/// of the first one.
pub(crate) fn compile(folder: &str) -> Result<Api, String> {
    let Some((_, bundle)) = BUNDLES.iter().find(|(name, _)| *name == folder) else {
        return Err(format!("spec/{folder} is not carried here"));
    };
    let sources = Sources::of_bundle(bundle).map_err(|error| error.to_string())?;
    let compiled = prose_codegen::compile(&sources);
    compiled.model.ok_or_else(|| {
        let first = compiled.diagnostics.first();
        first.map_or_else(String::new, |mistake| mistake.message.clone())
    })
}

/// Each spec, by the name of its folder. `cargo xtask generate` writes the files.
static BUNDLES: [(&str, &str); 3] = [
    ("clienttether", include_str!("../spec/clienttether.bundle")),
    ("clienttrack", include_str!("../spec/clienttrack.bundle")),
    ("trackops", include_str!("../spec/trackops.bundle")),
];
