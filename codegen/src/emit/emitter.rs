//! What is known of an emitter without running it.

use super::error::EmitError;
use super::file::{File, Owns};
use crate::model::Api;

/// One kind of files that are made of the model. It has no state, so several threads can share it.
#[derive(Clone, Copy, Debug)]
pub struct Emitter {
    /// What it is called in messages.
    pub name: &'static str,
    /// The folder of an API's files, relative to the workspace, with forward slashes; none where it makes
    /// nothing of this API, and never did. APIs may share one folder; two emitters may not, nor may the folder
    /// of one stand in that of another.
    pub folder: fn(&Api) -> Option<String>,
    /// How its files on disk are known.
    pub owns: Owns,
    /// Makes all files of an API, with paths below the folder.
    pub emit: fn(&Api) -> Result<Vec<File>, EmitError>,
}
