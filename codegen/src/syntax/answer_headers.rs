//! What the headers of an answer tell, as written: a record of the call's own.

use super::table::{Record, read_keys};
use crate::diagnostic::Diagnostics;
use crate::naming;
use crate::source::Node;
use crate::span::At;

/// Reads `answer_headers:`, whose rows are the fields of a record that is called after the call.
pub(super) fn answer_headers(
    call: &At<String>,
    rust: Option<&At<String>>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Record {
    let function = naming::function(&rust.unwrap_or(call).value);
    Record {
        name: At::new(
            format!("{}_headers", function.trim_end_matches('_')),
            node.span,
        ),
        doc: format!("What headers of the answer to `{function}` tell."),
        includes: Vec::new(),
        fields: read_keys(node, diagnostics),
        identified_by: None,
        is_open: true,
        is_of_headers: true,
        quirks: Vec::new(),
    }
}
