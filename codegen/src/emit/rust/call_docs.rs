//! What documentation says about a call.

use super::Lookup;
use super::call::method_name;
use super::docs::{Docs, code_span, inline};
use crate::model::{Call, Requires};

/// The documentation of a call's type.
pub(super) fn docs(lookup: &Lookup<'_>, call: &Call) -> Docs {
    let mut docs = Docs::of(&call.doc);
    docs.line(&format!("Call `{}`.", call.name));
    if call.empty_when_not_found {
        docs.line("If nothing matches, the reply has no records; that is no error.");
    }
    docs.history(call.since.as_deref(), &call.was);
    docs.list(sending(call));
    docs.list(call.requires.iter().filter_map(|item| match item {
        Requires::Key(_) => None,
        Requires::AnyOf(groups) => Some(format!(
            "Requires at least one of {}.",
            alternatives(groups)
        )),
        Requires::ExactlyOneOf(groups) => {
            Some(format!("Requires exactly one of {}.", alternatives(groups)))
        }
        Requires::When { key, is, also } => Some(format!(
            "When `{key}` is `{is}`, also requires {}.",
            alternatives(std::slice::from_ref(also))
        )),
    }));
    let codes = lookup
        .api
        .result_codes
        .iter()
        .filter(|code| call.codes.contains(&code.code));
    let codes: Vec<String> = codes
        .map(|code| {
            let said = [&code.doc, &code.message];
            let said = said.into_iter().find(|words| !words.is_empty());
            let said = said.map(|words| format!(": {}", inline(words)));
            format!("{}{}", code_span(&code.code), said.unwrap_or_default())
        })
        .collect();
    if !codes.is_empty() {
        docs.line("# Result codes").list(codes);
    }
    if let Some(unproven) = &call.unproven {
        docs.line("# Unproven").paragraph(unproven);
    }
    docs.quirks(&call.quirks);
    docs
}

fn alternatives(groups: &[Vec<String>]) -> String {
    let group = |group: &Vec<String>| {
        let keys: Vec<String> = group.iter().map(|key| format!("`{key}`")).collect();
        let keys = keys.join(" and ");
        match groups.len() > 1 && group.len() > 1 {
            true => format!("({keys})"),
            false => keys,
        }
    };
    groups.iter().map(group).collect::<Vec<_>>().join(", ")
}

/// What is unusual about how it is sent.
fn sending(call: &Call) -> Vec<String> {
    let mut points = Vec::new();
    let others: Vec<String> = call
        .other_methods
        .iter()
        .map(|method| format!("`{}`", method_name(*method)))
        .collect();
    if !others.is_empty() {
        points.push(format!(
            "The vendor's document leaves the method open. It is `{}` unless [`runtime::Sending::method`] asks for {}.",
            method_name(call.method),
            others.join(" or ")
        ));
    }
    match call.credentials.as_deref() {
        None => {}
        Some([]) => points.push("Sent without credentials.".to_owned()),
        Some(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            points.push(format!(
                "Sent with {}, and no other credential.",
                names.join(", ")
            ));
        }
    }
    points.extend(
        call.fixed.iter().map(|(name, value)| {
            format!("Always sent: {} is {}.", code_span(name), code_span(value))
        }),
    );
    points
}
