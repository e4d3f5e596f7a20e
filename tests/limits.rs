//! Limits and requirements: what the spec says, what the generated crate checks, and that the two
//! readings of the same rules (the generator's and the runtime's) never part.

#![allow(
    clippy::unwrap_used,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "limits/agreement.rs"]
mod agreement;
#[path = "limits/closed_sets.rs"]
mod closed_sets;
#[path = "limits/examples.rs"]
mod examples;
#[path = "limits/for_runtime.rs"]
mod for_runtime;
#[path = "limits/requirements.rs"]
mod requirements;
#[path = "limits/texts.rs"]
mod texts;
#[path = "limits/waived.rs"]
mod waived;

use std::error::Error;
use std::path::Path;

use prose_codegen::model::Api;
use prose_codegen::source::Sources;

/// The spec, as the generator understands it.
fn spec() -> Result<Api, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/clienttether");
    compile(&Sources::load(&folder)?)
}

fn compile(sources: &Sources) -> Result<Api, Box<dyn Error>> {
    let compiled = prose_codegen::compile(sources);
    compiled
        .model
        .ok_or_else(|| format!("{:#?}", compiled.diagnostics).into())
}
