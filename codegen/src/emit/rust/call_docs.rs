//! What documentation says about a call.

use super::docs::Docs;
use super::{Lookup, example};
use crate::emit::words::call::{requirements, result_codes, sending};
use crate::emit::words::{Text, Voice, code, fill, item, own};
use crate::model::Call;

/// The documentation of a call's type.
pub(super) fn docs(lookup: &Lookup<'_>, call: &Call) -> Docs {
    let mut docs = Docs::of(&call.doc);
    docs.line(fill("Call {}.", [code(&call.name)]));
    if call.empty_when_not_found {
        docs.line(own(
            "If nothing matches, the reply has no records; that is no error.",
        ));
    }
    docs.history(call.since.as_deref(), &call.was);
    docs.list(sending(call, item("runtime::Sending::method")));
    docs.list(requirements(call, Voice::Developer));
    if let Some(lines) = example::lines(lookup, call) {
        docs.heading("Example").example(lines);
    }
    let codes: Vec<Text> = result_codes(lookup.api, call).collect();
    if !codes.is_empty() {
        docs.heading("Result codes").list(codes);
    }
    if let Some(unproven) = &call.unproven {
        docs.heading("Unproven").paragraph(unproven);
    }
    docs.quirks(&call.quirks);
    docs
}
