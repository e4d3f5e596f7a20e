//! Compiles a prose API spec: spec text in, named file contents and diagnostics out.
//!
//! The stages are those of a small compiler, one module each:
//!
//! 1. [`source`] reads YAML files into trees whose every node knows its place;
//! 2. [`syntax`] reads the trees as the spec dialect (`spec/README.md`);
//! 3. [`check`] finds every mistake and resolves the rest into
//! 4. [`model`], plain data that the emitters read;
//! 5. [`emit`] turns the model into files;
//! 6. [`write`](mod@write) compares them with the disk and writes what differs.
//!
//! [`diagnostic`] is what the first three tell, and [`render`](mod@render) writes it for people and programs.
//!
//! Nothing here prints or exits; only [`source`] and [`write`](mod@write) touch the file system, and only the
//! latter asks for the time, to tell how old a temporary file is. The last two stages are the feature `emit`, but
//! for the page of the [`reference`](mod@emit::reference): whoever wants no more than that builds without a formatter.
//!
//! ```
//! use prose_codegen::source::Sources;
//!
//! let mut sources = Sources::new();
//! sources.add("greeting/api.yaml", "api: greeting\ntitle: Greeting API\nbase_url: https://example.com/\n");
//! sources.add(
//!     "greeting/calls.yaml",
//!     "family: read\nmethod: GET\nsends: query\ncalls:\n  hello: { doc: Says hello., returns: outcome }\n",
//! );
//! let compiled = prose_codegen::compile(&sources);
//! assert!(compiled.diagnostics.is_empty());
//! let api = compiled.model.expect("a spec without mistakes has a model");
//! assert_eq!(api.calls().count(), 1);
//! let files = prose_codegen::emit::rust::emit(&api).expect("the model is valid Rust");
//! assert!(files.iter().any(|file| file.path == "calls/read.rs"));
//! ```

#![forbid(unsafe_code)]

pub mod check;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod model;
pub mod naming;
pub mod render;
pub mod source;
pub mod span;
pub mod syntax;
#[cfg(feature = "emit")]
pub mod write;

use diagnostic::{Diagnostic, Diagnostics};
use source::Sources;

/// What compiling one API's files gives.
#[derive(Debug)]
pub struct Compiled {
    /// The resolved API; absent when there is any error.
    pub model: Option<model::Api>,
    /// Everything that was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles the files of one API, as far as the model.
pub fn compile(sources: &Sources) -> Compiled {
    let mut diagnostics = Diagnostics::new();
    let spec = syntax::read(sources, &mut diagnostics);
    let model = check::resolve(&spec, &mut diagnostics);
    let model = if diagnostics.has_errors() {
        None
    } else {
        model
    };
    Compiled {
        model,
        diagnostics: diagnostics.into_sorted(),
    }
}

/// The README's examples compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
