//! What a spec says, in words: limits, keys, calls, requirements, history, quirks, result codes.
//!
//! Made once for every emitter, of pieces that tell the emitters' own words from those of the spec; no
//! tokens, Markdown or HTML here, but in the writers. Own words are `&'static str`, so that no text of a
//! spec can be taken for them.

pub(super) mod api;
pub(super) mod call;
mod example;
mod history;
mod html;
pub(super) mod key;
pub(crate) mod limit;
pub(super) mod markdown;
mod plain;
mod quirks;
pub(super) mod result_code;
pub(super) mod spellings;
mod text;

pub(super) use html::escape;
pub(super) use plain::plain;
pub(super) use text::{Docs, Text, code, fill, item, joined, link, own, said, stressed};

/// Whom words are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Who writes code that calls the API, and knows keys by their names on the wire.
    Developer,
    /// Who fills in a form, and knows keys by their labels.
    Visitor,
}
