//! What documentation says about a call.

use super::Lookup;
use super::call::method_name;
use super::docs::Docs;
use super::prose::{Prose, code, fill, joined, own, said};
use crate::model::{Call, Requires};

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
    docs.list(sending(call));
    docs.list(call.requires.iter().filter_map(|item| match item {
        Requires::Key(_) => None,
        Requires::AnyOf(groups) => {
            Some(fill("Requires at least one of {}.", [alternatives(groups)]))
        }
        Requires::ExactlyOneOf(groups) => {
            Some(fill("Requires exactly one of {}.", [alternatives(groups)]))
        }
        Requires::When { key, is, also } => Some(fill(
            "When {} is {}, also requires {}.",
            [
                code(key),
                code(is),
                alternatives(std::slice::from_ref(also)),
            ],
        )),
    }));
    let codes = lookup
        .api
        .result_codes
        .iter()
        .filter(|code| call.codes.contains(&code.code));
    let codes: Vec<Prose> = codes
        .map(|known| {
            let words = [&known.doc, &known.message];
            let words = words.into_iter().find(|words| !words.is_empty());
            let words = words.map(|words| fill(": {}", [said(words)]));
            code(&known.code).and(words.unwrap_or_default())
        })
        .collect();
    if !codes.is_empty() {
        docs.line(own("# Result codes")).list(codes);
    }
    if let Some(unproven) = &call.unproven {
        docs.line(own("# Unproven")).paragraph(unproven);
    }
    docs.quirks(&call.quirks);
    docs
}

fn alternatives(groups: &[Vec<String>]) -> Prose {
    let group = |group: &Vec<String>| {
        let keys = joined(group.iter().map(code), " and ");
        match groups.len() > 1 && group.len() > 1 {
            true => fill("({})", [keys]),
            false => keys,
        }
    };
    joined(groups.iter().map(group), ", ")
}

/// What is unusual about how it is sent.
fn sending(call: &Call) -> Vec<Prose> {
    let mut points = Vec::new();
    if !call.other_methods.is_empty() {
        let others = call
            .other_methods
            .iter()
            .map(|other| code(method_name(*other)));
        points.push(fill(
            "The vendor's document leaves the method open. It is {} unless [`runtime::Sending::method`] asks for {}.",
            [code(method_name(call.method)), joined(others, " or ")],
        ));
    }
    match call.credentials.as_deref() {
        None => {}
        Some([]) => points.push(own("Sent without credentials.")),
        Some(names) => points.push(fill(
            "Sent with {}, and no other credential.",
            [joined(names.iter().map(code), ", ")],
        )),
    }
    points.extend(
        call.fixed
            .iter()
            .map(|(name, value)| fill("Always sent: {} is {}.", [code(name), code(value)])),
    );
    points
}
