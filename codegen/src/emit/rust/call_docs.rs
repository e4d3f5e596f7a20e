//! What documentation says about a call.

use super::docs::Docs;
use super::{Lookup, example};
use crate::emit::words::call::{requirements, result_codes, returned, sending};
use crate::emit::words::{Text, Voice, code, fill, item, link};
use crate::model::{Call, Idempotency, Returns};

/// The documentation of a call's type.
pub(super) fn docs(lookup: &Lookup<'_>, call: &Call) -> Docs {
    let mut docs = Docs::of(&call.doc);
    let function = &call.function;
    let function = link(
        format!("Client::{function}"),
        format!("client::Client::{function}"),
    );
    let sent = match call.name == call.function {
        true => fill("Sent by {}. ", [function]),
        false => fill("Call {}, sent by {}. ", [code(&call.name), function]),
    };
    docs.line(sent.and(returned(lookup.api, call, record(lookup, call))));
    docs.list(sending(call, item("runtime::Sending::method")));
    if let Some(url) = &call.base_url {
        let sent = match call.credentials.as_deref() {
            Some([]) => "Sent to {}, without credentials: {} gives another address for it.",
            _ => "Sent to {}, with the same credentials: {} gives another address for it.",
        };
        docs.list([fill(
            sent,
            [code(url), item("runtime::Config::base_url_of")],
        )]);
    }
    if let Some(Idempotency::Header(name) | Idempotency::Key(name)) = &call.idempotency {
        docs.list([fill(
            "Sent with a random key in {}, by which the server carries it out once however often it arrives, so that it may be repeated: see {}.",
            [code(name), item("runtime::Sending::idempotency_key")],
        )]);
    }
    docs.list(requirements(call, Voice::Developer));
    docs.list(headers(lookup, call));
    if let Some(lines) = example::lines(lookup, call) {
        docs.heading("Example").example(lines);
    }
    let meanings = link("ResultCode", "api::ResultCode");
    if let Some(codes) = result_codes(lookup.api, call, meanings) {
        docs.heading("Result codes").line(codes);
    }
    if let Some(unproven) = &call.unproven {
        docs.heading("Unproven").paragraph(unproven);
    }
    docs.history_apart(call.since.as_deref(), call.deprecated.as_deref(), &call.was)
        .quirks(&call.quirks);
    docs
}

/// What reads the headers of its answer.
fn headers(lookup: &Lookup<'_>, call: &Call) -> Option<Text> {
    let record = lookup.record(call.answer_headers.as_deref()?)?;
    Some(fill(
        "{} has what headers of the answer tell: see {}.",
        [
            link(&record.rust, format!("records::{}", record.rust)),
            item("Self::answer_headers"),
        ],
    ))
}

/// The type of what it returns. The file imports the modules that are named here.
fn record(lookup: &Lookup<'_>, call: &Call) -> Text {
    match &call.returns {
        Returns::Outcome | Returns::Text | Returns::Bytes { .. } => Text::default(),
        Returns::One { record, .. } | Returns::Many { record, .. } => match lookup.record(record) {
            Some(record) => link(&record.rust, format!("records::{}", record.rust)),
            None => code(record),
        },
    }
}
