//! What the change of a spec comes to: nothing is overlooked, rules are mirrored, and the compiler agrees.

#![forbid(unsafe_code)]

#[path = "../mutants/chance.rs"]
mod chance;
mod complete;
mod edits;
#[path = "../mutants/mutant.rs"]
mod mutant;
mod proof;
mod reports;
mod revisions;
mod rules;
mod sets;
mod witness;
mod workspace;

use prose_codegen::model::Api;
use prose_codegen::source::Sources;

/// The model of a spec without mistakes.
fn model(sources: &Sources) -> Api {
    let compiled = prose_codegen::compile(sources);
    let told = compiled
        .diagnostics
        .iter()
        .map(|told| told.message.as_str());
    let told: Vec<&str> = told.collect();
    compiled
        .model
        .unwrap_or_else(|| unreachable!("{}", told.join("\n")))
}

/// All that a model says, but where.
fn without_places(api: &Api) -> String {
    let mut api = api.clone();
    // Comments and layout are in them.
    if let Some(bundle) = &mut api.bundle {
        bundle.files.clear();
    }
    let text = format!("{api:?}");
    let mut parts = text.split("Location {");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find('}').map_or(0, |end| end + 1);
        all.push_str(&part[end..]);
    }
    all
}
