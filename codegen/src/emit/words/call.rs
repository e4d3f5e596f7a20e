//! How a call is sent, what it requires, and what it can answer.

use std::collections::HashSet;

use super::text::{Text, code, fill, joined, listed, own, said};
use super::{Voice, key, limit};
use crate::model::{
    Api, Call, Fixed, FixedPlace, Idempotency, Key, Nests, Open, Requires, Retry, Returns, Table,
};

/// What is unusual about how it is sent; `chooser` is what asks for another method.
pub(crate) fn sending(call: &Call, chooser: Text) -> Vec<Text> {
    let mut points = Vec::new();
    if !call.other_methods.is_empty() {
        let others = call.other_methods.iter().map(|other| code(other.as_str()));
        points.push(fill(
            "The vendor's document leaves the method open. It is {} unless {} asks for {}.",
            [code(call.method.as_str()), chooser, joined(others, " or ")],
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
        (call.accept.iter()).map(|kinds| fill("Asks for answers that are {}.", [code(kinds)])),
    );
    points.extend(
        call.fixed
            .iter()
            .map(|(name, value)| fill("Always sent: {} is {}.", [code(name), code(value)])),
    );
    points.extend(fixed_elsewhere(&call.fixed_elsewhere));
    points.extend(call.nests.map(nests));
    let body = call.body.as_ref();
    points.extend(body.map(|key| fill("The whole body is {}.", [code(key)])));
    points.extend(call.rate.as_ref().map(|(name, own)| {
        let of = match own.is_of_family {
            true => fill(
                "Counted together with the other calls of {}: {}",
                [code(name), super::api::rate(own.rate)],
            ),
            false => super::api::rate(own.rate),
        };
        fill(
            "{} The client keeps to it, and to the rate of the API if there is one.",
            [of],
        )
    }));
    points
}

/// What any other name may hold, and what it begins with.
pub(crate) fn open(open: &Open) -> Text {
    let limit = limit::words(&open.limit, Voice::Developer);
    match open.prefix.as_str() {
        "" => limit,
        prefix => fill("Sent with {} before the name. {}", [code(prefix), limit]),
    }
}

/// How rows travel in a query and in a form.
fn nests(nests: Nests) -> Text {
    let (object, row) = match nests {
        Nests::JsonText => return own("Outside of JSON bodies, rows are the text of their JSON."),
        Nests::Brackets => ("a[b]", "a[0][b]"),
        Nests::Columns => ("a[b]", "a[b][0]"),
        Nests::Dots => ("a.b", "a.0.b"),
    };
    fill(
        "Outside of JSON bodies, the key {} of an object {} is sent as {}, that of its first row as {}.",
        [code("b"), code("a"), code(object), code(row)],
    )
}

/// What is always sent in a place of its own.
pub(crate) fn fixed_elsewhere(all: &[Fixed]) -> impl Iterator<Item = Text> {
    all.iter().map(|fixed| {
        let words = match fixed.place {
            FixedPlace::Query => "Always sent in the query: {} is {}.",
            FixedPlace::Header => "Always sent as a header: {} is {}.",
        };
        fill(words, [code(&fixed.name), code(&fixed.value)])
    })
}

/// What a call requires, as far as single keys do not say it.
pub(crate) fn requirements(call: &Call, voice: Voice) -> impl Iterator<Item = Text> {
    let items = call.requires.iter();
    items.filter_map(move |item| requirement(&|wire| accepted(call, wire), item, voice))
}

/// What each row requires, as far as single keys do not say it; for developers.
pub(crate) fn requirements_of_rows(table: &Table) -> impl Iterator<Item = Text> {
    let key = |wire: &str| table.keys.iter().find(|key| key.wire == wire);
    let key = move |wire: &str| key(wire).map(AsRef::as_ref);
    let items = table.requires.iter();
    items.filter_map(move |item| requirement(&key, item, Voice::Developer))
}

/// What it returns; `records` is what says more about one of them.
pub(crate) fn returned(api: &Api, call: &Call, records: Text) -> Text {
    let mut told = match (&call.returns, &call.paging) {
        (Returns::Outcome, _) => outcome(api, call),
        (Returns::Text, _) => own("Returns the body of the answer as text."),
        (Returns::Bytes { max }, _) => fill(
            "Returns the body of the answer as bytes, {} at most.",
            [said(max.to_string())],
        ),
        (Returns::One { .. }, _) => fill("Returns one {}.", [records]),
        (Returns::Many { .. }, None) => fill("Returns {} records.", [records]),
        (Returns::Many { .. }, Some(_)) => fill("Returns {} records, page by page.", [records]),
    };
    if call.empty_when_not_found {
        told.push(own(
            " If nothing matches, the reply has no records; that is no error.",
        ));
    }
    told
}

/// The result codes that it can give, if any are known; `meanings` is what tells what they mean.
pub(crate) fn result_codes(api: &Api, call: &Call, meanings: Text) -> Option<Text> {
    let given: HashSet<&str> = call.codes.iter().map(String::as_str).collect();
    let codes = api.result_codes.iter();
    let codes: Vec<Text> = codes
        .filter(|known| given.contains(known.name.as_str()))
        .map(|known| code(&known.name))
        .collect();
    (!codes.is_empty()).then(|| fill("{}: see {}.", [joined(codes, ", "), meanings]))
}

/// Whether it may be sent again.
pub(crate) fn repeating(call: &Call) -> Vec<Text> {
    let mut points = vec![match &call.retry {
        Retry::Safe => {
            own("Changes nothing that was not changed the first time: it may be repeated.")
        }
        Retry::Never => {
            own("Could do it twice: it is repeated only if nothing was sent, or nothing done.")
        }
        Retry::SafeWithout(keys) => fill(
            "May be repeated, unless it has {}.",
            [joined(keys.iter().map(code), " or ")],
        ),
    }];
    points.extend(call.idempotency.as_ref().map(|idempotency| {
        let (Idempotency::Header(name) | Idempotency::Key(name)) = idempotency;
        fill(
            "Sent with a random key in {}, by which the server carries it out once however often it arrives.",
            [code(name)],
        )
    }));
    points
}

/// What an answer without records has: what its envelope names.
fn outcome(api: &Api, call: &Call) -> Text {
    let mut envelopes = api.envelopes.iter();
    let envelope = envelopes.find(|envelope| envelope.name == call.envelope);
    let has = envelope.map(|envelope| {
        let redirects = envelope.redirect.is_some();
        let has_code = redirects
            || envelope
                .code
                .as_ref()
                .or(envelope.code_header.as_ref())
                .is_some();
        let message = envelope
            .message
            .as_ref()
            .or(envelope.message_header.as_ref());
        (has_code, redirects || message.is_some())
    });
    own(match has.unwrap_or_default() {
        (true, true) => "Returns a code and a message.",
        (true, false) => "Returns a code.",
        (false, true) => "Returns a message.",
        (false, false) => "Returns no records.",
    })
}

/// The key of this wire name.
type Find<'f, 'k> = &'f dyn Fn(&str) -> Option<&'k Key>;

fn requirement(keys: Find<'_, '_>, item: &Requires, voice: Voice) -> Option<Text> {
    let any_of = |groups: &[Vec<String>]| alternatives(keys, groups, voice);
    Some(match (item, voice) {
        (Requires::Key(_), Voice::Developer | Voice::Visitor) => return None,
        (Requires::AnyOf(groups), Voice::Developer) => {
            fill("Requires at least one of {}.", [any_of(groups)])
        }
        (Requires::AnyOf(groups), Voice::Visitor) => fill("Needed: {}.", [any_of(groups)]),
        (Requires::ExactlyOneOf(groups), Voice::Developer) => {
            fill("Requires exactly one of {}.", [any_of(groups)])
        }
        (Requires::ExactlyOneOf(groups), Voice::Visitor) => {
            fill("Needed, and only one of them: {}.", [any_of(groups)])
        }
        (Requires::AtMostOneOf(groups), Voice::Developer) => {
            fill("Takes at most one of {}.", [any_of(groups)])
        }
        (Requires::AtMostOneOf(groups), Voice::Visitor) => {
            fill("Only one of them can be sent: {}.", [any_of(groups)])
        }
        (Requires::WhenThere { key, also }, Voice::Developer) => fill(
            "With {}, also requires {}.",
            [code(key), any_of(std::slice::from_ref(also))],
        ),
        (Requires::WhenThere { key, also }, Voice::Visitor) => fill(
            "Needed with {}: {}.",
            [called(keys, key, voice), any_of(std::slice::from_ref(also))],
        ),
        (Requires::When { key, is, also }, Voice::Developer) => fill(
            "When {} is {}, also requires {}.",
            [code(key), code(is), any_of(std::slice::from_ref(also))],
        ),
        (Requires::When { key, is, also }, Voice::Visitor) => fill(
            "Needed if {} is {}: {}.",
            [
                called(keys, key, voice),
                value(keys, key, is),
                any_of(std::slice::from_ref(also)),
            ],
        ),
    })
}

fn alternatives(keys: Find<'_, '_>, groups: &[Vec<String>], voice: Voice) -> Text {
    let all = |group: &Vec<String>| {
        let keys = group.iter().map(|wire| called(keys, wire, voice));
        match voice {
            Voice::Developer if groups.len() > 1 && group.len() > 1 => {
                fill("({})", [joined(keys, " and ")])
            }
            Voice::Developer => joined(keys, " and "),
            Voice::Visitor => listed(keys, " and "),
        }
    };
    let groups = groups.iter().map(all);
    match voice {
        Voice::Developer => joined(groups, ", "),
        Voice::Visitor => listed(groups, " or "),
    }
}

fn called(keys: Find<'_, '_>, wire: &str, voice: Voice) -> Text {
    match voice {
        Voice::Developer => code(wire),
        Voice::Visitor => keys(wire).map_or_else(|| code(wire), key::label),
    }
}

fn value(keys: Find<'_, '_>, wire: &str, is: &str) -> Text {
    keys(wire).map_or_else(|| code(is), |key| limit::value(&key.limit, is))
}

fn accepted<'a>(call: &'a Call, wire: &str) -> Option<&'a Key> {
    let mut accepts = call.accepts.iter();
    let accepted = accepts.find(|accepted| accepted.key.wire == wire)?;
    Some(&accepted.key)
}
