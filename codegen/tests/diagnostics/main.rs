//! What a spec with mistakes is told.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    reason = "a test fails by a panic, in its helpers too"
)]

mod bulk;
mod causes;
mod explanations;
mod folders;
mod hostile;

use prose_codegen::diagnostic::{Code, Diagnostic};
use prose_codegen::render::Format;
use prose_fixture::USUAL_API as API;

const HUMAN: Format = Format::Human { colour: false };

fn codes(told: &[Diagnostic]) -> Vec<Code> {
    told.iter().map(|diagnostic| diagnostic.code).collect()
}
