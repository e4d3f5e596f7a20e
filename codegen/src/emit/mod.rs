//! From the model to named file contents.
//!
//! An emitter is a row of [`EMITTERS`] and a module here. Whoever wants all files asks [`outputs`], and
//! names no emitter.

mod emitter;
mod error;
pub mod html;
mod output;
mod parallel;
pub mod rust;
mod sample;
mod words;

pub use emitter::{Emitter, Owns};
pub use error::{Claim, EmitError};
pub use output::{Output, outputs};

/// All emitters.
pub static EMITTERS: &[Emitter] = &[rust::EMITTER, html::EMITTER];

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the folder of its kind of files, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}
