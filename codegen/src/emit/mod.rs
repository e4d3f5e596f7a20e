//! From the model to named file contents.
//!
//! An emitter is a row of [`EMITTERS`] and a module here. Whoever wants all files asks [`outputs`], and
//! names no emitter.
//!
//! Without the feature `emit` there is the page of the [`reference`](mod@reference) alone, for programs that show it.

#[cfg(feature = "emit")]
pub mod bundle;
#[cfg(feature = "emit")]
mod emitter;
#[cfg(feature = "emit")]
mod error;
#[cfg(feature = "emit")]
pub(crate) mod file;
#[cfg(feature = "emit")]
pub mod html;
#[cfg(feature = "emit")]
pub mod openapi;
#[cfg(feature = "emit")]
mod output;
#[cfg(feature = "emit")]
mod parallel;
#[cfg(feature = "emit")]
mod pattern;
pub mod reference;
#[cfg(feature = "emit")]
pub mod rust;
mod sample;
#[cfg(feature = "emit")]
pub mod schema;
#[cfg(feature = "emit")]
mod tree;
#[cfg_attr(
    not(feature = "emit"),
    allow(
        dead_code,
        unused_imports,
        reason = "the other emitters have words of their own"
    )
)]
pub(crate) mod words;

#[cfg(feature = "emit")]
pub use emitter::Emitter;
#[cfg(feature = "emit")]
pub use error::{Claim, EmitError};
#[cfg(feature = "emit")]
pub use file::{File, Owns};
#[cfg(feature = "emit")]
pub use output::{Output, outputs};

/// All emitters.
#[cfg(feature = "emit")]
pub static EMITTERS: &[Emitter] = &[
    rust::EMITTER,
    html::EMITTER,
    bundle::EMITTER,
    reference::EMITTER,
    schema::EMITTER,
    openapi::EMITTER,
];
