//! From the model to named file contents.
//!
//! An emitter is a row of [`EMITTERS`] and a module here. Whoever wants all files asks [`outputs`], and
//! names no emitter.

pub mod bundle;
mod emitter;
mod error;
pub(crate) mod file;
pub mod html;
mod output;
mod parallel;
pub mod rust;
mod sample;
mod words;

pub use emitter::Emitter;
pub use error::{Claim, EmitError};
pub use file::{File, Owns};
pub use output::{Output, outputs};

/// All emitters.
pub static EMITTERS: &[Emitter] = &[rust::EMITTER, html::EMITTER, bundle::EMITTER];
