//! A call as an operation.

use super::conditions;
use super::describing;
use super::envelope;
use super::extension as x;
use super::result_codes;
use super::servers;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::emit::words::{self, Docs, Text, Voice, code, fill, own, said, stressed};
use crate::model::{
    Call, Family, Idempotency, NextAddress, NextCursor, Paging, Place, Rate, ResultCode, Retry,
    Returns,
};

impl<'a> Writer<'a> {
    /// All about a call.
    pub(super) fn operation(&mut self, family: &Family, call: &'a Call) -> Tree {
        let mut tree = Tree::map([
            ("operationId", Tree::text(&call.name)),
            ("tags", Tree::texts(&[family.name.as_str()])),
            (
                "summary",
                Tree::text(describing::summary(&call.doc, &call.name)),
            ),
        ]);
        let codes = self.codes_of(call);
        describing::describe(&mut tree, &self.docs(call, &codes));
        if call.deprecated.is_some() {
            tree.push("deprecated", Tree::Yes(true));
        }
        if let Some(servers) = servers::of_call(self.api, call) {
            tree.push("servers", servers);
        }
        tree.push("security", self.security(call));
        let parameters = self.parameters(call);
        if !parameters.is_empty() {
            tree.push("parameters", Tree::List(parameters));
        }
        if let Some(body) = self.body(call) {
            tree.push("requestBody", body);
        }
        let responses = self.responses(call);
        tree.push("responses", responses);
        let mut envelopes = self.api.envelopes.iter();
        if let Some(envelope) = envelopes.find(|it| it.name == call.envelope) {
            tree.push(x::ENVELOPE.name, envelope::of(self.api, envelope));
        }
        extend(&mut tree, call, &codes);
        tree
    }

    fn codes_of(&self, call: &Call) -> Vec<&'a ResultCode> {
        let known = self.api.result_codes.iter();
        known
            .filter(|known| call.codes.contains(&known.name))
            .collect()
    }

    fn docs(&self, call: &Call, codes: &[&ResultCode]) -> Docs {
        let mut docs = Docs::of(&call.doc);
        let record = match &call.returns {
            Returns::Outcome | Returns::Text | Returns::Bytes { .. } => Text::default(),
            Returns::One { record, .. } | Returns::Many { record, .. } => code(record),
        };
        docs.line(words::call::returned(self.api, call, record));
        let mut points = words::call::sending(call, own("the caller"));
        points.extend(words::call::requirements(call, Voice::Developer));
        points.extend(words::call::repeating(call));
        let places = call.sends.iter().skip(1);
        points.extend(places.map(|place| fill("May also be sent in {}.", [own(placed(*place))])));
        docs.list(points);
        if let Some(unproven) = &call.unproven {
            docs.line(stressed("Unproven.").and(fill(" {}", [said(unproven)])));
        }
        if !codes.is_empty() {
            docs.line(own("Result codes:"));
            docs.list(codes.iter().map(|known| result_codes::of_code(known)));
        }
        docs.history(call.since.as_deref(), call.deprecated.as_deref(), &call.was);
        describing::quirks(&mut docs, &call.quirks);
        docs
    }
}

fn extend(tree: &mut Tree, call: &Call, codes: &[&ResultCode]) {
    if let Some(requires) = conditions::list(&call.requires) {
        tree.push(x::REQUIRES.name, requires);
    }
    let places: Vec<&str> = call.sends.iter().map(|place| word(*place)).collect();
    if places.len() > 1 {
        tree.push(x::SENDS.name, Tree::texts(&places));
    }
    let methods: Vec<&str> = call.other_methods.iter().map(|it| it.as_str()).collect();
    if !methods.is_empty() {
        tree.push(x::METHODS.name, Tree::texts(&methods));
    }
    tree.push(x::RETRY.name, retry(&call.retry));
    if let Some(idempotency) = &call.idempotency {
        let (place, name) = match idempotency {
            Idempotency::Header(name) => ("header", name),
            Idempotency::Key(name) => ("key", name),
        };
        tree.push(x::IDEMPOTENCY.name, Tree::map([(place, Tree::text(name))]));
    }
    if let Some((name, own)) = &call.rate {
        let mut own_rate = rate(own.rate);
        if own.is_of_family {
            own_rate.push("shared_by", Tree::text(name));
        }
        tree.push(x::RATE.name, own_rate);
    }
    if let Some(call_paging) = &call.paging {
        tree.push(x::PAGING.name, paging(call_paging));
    }
    if !codes.is_empty() {
        tree.push(x::RESULT_CODES.name, result_codes::list(codes));
    }
    if let Some(unproven) = &call.unproven {
        tree.push(x::UNPROVEN.name, Tree::text(unproven));
    }
    let until = call.until.as_deref();
    describing::extend(tree, call.since.as_deref(), until, &call.was, &call.quirks);
}

/// How many calls the vendor bears.
pub(super) fn rate(rate: Rate) -> Tree {
    Tree::map([
        ("calls", Tree::Integer(rate.calls.into())),
        ("seconds", Tree::Integer(rate.seconds.into())),
    ])
}

fn retry(retry: &Retry) -> Tree {
    match retry {
        Retry::Safe => Tree::text("safe"),
        Retry::Never => Tree::text("never"),
        Retry::SafeWithout(keys) => {
            let keys = Tree::List(keys.iter().map(Tree::text).collect());
            Tree::map([("safe_without", keys)])
        }
    }
}

fn paging(paging: &Paging) -> Tree {
    let mut tree = Tree::map([]);
    let mut text = |name: &str, value: Option<&String>| {
        if let Some(value) = value {
            tree.push(name, Tree::text(value));
        }
    };
    let (mut first_page, mut repeats, mut ends) = (None, false, false);
    let max = match paging {
        Paging::ByOffset { limit, offset, max } => {
            text("by", Some(&"offset".to_owned()));
            text("offset", Some(offset));
            text("limit", limit.as_ref());
            Some(*max)
        }
        Paging::ByPage {
            page,
            size,
            max,
            first,
            rows_repeat,
        } => {
            text("by", Some(&"page".to_owned()));
            text("page", Some(page));
            text("size", size.as_ref());
            first_page = Some(*first);
            repeats = *rows_repeat;
            *max
        }
        Paging::ByCursor {
            cursor,
            next,
            size,
            max,
            more,
            ends_when_empty,
        } => {
            ends = *ends_when_empty;
            text("by", Some(&"cursor".to_owned()));
            text("cursor", Some(cursor));
            match next {
                NextCursor::Body(path) => text("next", Some(path)),
                NextCursor::Last(field) => text("next_of_last", Some(field)),
            }
            text("size", size.as_ref());
            text("more", more.as_ref());
            *max
        }
        Paging::ByAddress {
            next,
            size,
            max,
            more,
            ends_when_empty,
        } => {
            ends = *ends_when_empty;
            text("by", Some(&"address".to_owned()));
            match next {
                NextAddress::Body(path) => text("next", Some(path)),
                NextAddress::Link(relation) => text("link", Some(relation)),
            }
            text("size", size.as_ref());
            text("more", more.as_ref());
            *max
        }
    };
    if let Some(first) = first_page {
        tree.push("first", Tree::Integer(first.into()));
    }
    if let Some(max) = max {
        tree.push("max", Tree::Integer(max.into()));
    }
    for (name, is_so) in [("rows_repeat", repeats), ("ends_when_empty", ends)] {
        if is_so {
            tree.push(name, Tree::Yes(true));
        }
    }
    tree
}

/// The spec's word for a place.
fn word(place: Place) -> &'static str {
    match place {
        Place::Query => "query",
        Place::Form => "form",
        Place::Json => "json",
        Place::Multipart => "multipart",
    }
}

fn placed(place: Place) -> &'static str {
    match place {
        Place::Query => "the query, without a body",
        Place::Form => "a form body",
        Place::Json => "a JSON body",
        Place::Multipart => "a body of several parts",
    }
}
