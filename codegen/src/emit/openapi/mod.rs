//! The API as OpenAPI, for tools and languages that know nothing of our own spec.
//!
//! Three versions of OpenAPI are three [profiles](Profile) of one document. What a profile cannot say is
//! collected on the way and stands in the document itself: nothing is left out in silence.

mod answers;
mod body;
mod conditions;
mod describing;
mod document;
mod envelope;
mod examples;
mod extension;
mod limit;
mod losses;
mod operation;
mod parameters;
mod paths;
mod places;
mod profile;
mod record;
mod reply;
mod result_codes;
mod schemas;
mod security;
mod servers;
mod webhooks;
mod writer;

pub use extension::{EXTENSIONS, Extension};
pub use profile::Profile;

use super::emitter::Emitter;
use super::error::EmitError;
use super::file::{File, Owns};
use crate::model::Api;

/// A document in each profile for each API, in a folder that all share.
pub const EMITTER: Emitter = Emitter {
    name: "openapi",
    folder: |_| Some("openapi".to_owned()),
    owns: Owns::Manifest,
    emit,
};

fn emit(api: &Api) -> Result<Vec<File>, EmitError> {
    let files = Profile::ALL.into_iter().map(|profile| {
        let path = format!("{}.{}", api.name, profile.ending());
        let text = document(api, profile).map_err(|error| EmitError::wrong(path.clone(), error))?;
        Ok(File { path, text })
    });
    files.collect()
}

/// The document of an API in one profile.
pub fn document(api: &Api, profile: Profile) -> Result<String, serde_json::Error> {
    let tree = document::of(api, profile);
    let text = serde_json::to_string_pretty(&tree)?;
    Ok(format!("{text}\n"))
}
