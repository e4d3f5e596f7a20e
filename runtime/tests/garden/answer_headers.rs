//! Headers of an answer that are typed.

use prose_runtime::{
    CallDescriptor, Holds, Key, Limit, Method, NoRecord, RecordKind, Reply, Response, Row, Rule,
    read,
};
use prose_runtime::{Envelope, Record};

use crate::api::{ID, TEXT};
use crate::other_api::OTHER_API;

static NUMBER: Limit = Limit {
    name: "number",
    rule: Rule::Integer {
        min: Some(0),
        max: None,
    },
    ..Limit::PLAIN
};
static TEXTS: Limit = Limit {
    name: "texts",
    rule: Rule::ListOf(&TEXT),
    ..Limit::PLAIN
};
static LOCATION: Key = Key {
    wire: "Location",
    limit: &TEXT,
    holds: Holds::Personal,
    ..Key::PLAIN
};
static RESOURCE: Key = Key {
    wire: "X-Resource-Id",
    also: &["X-Id"],
    limit: &ID,
    ..Key::PLAIN
};
static LEFT: Key = Key {
    wire: "X-Left",
    limit: &NUMBER,
    ..Key::PLAIN
};
static TAGS: Key = Key {
    wire: "X-Tags",
    limit: &TEXTS,
    ..Key::PLAIN
};
static HEADERS: RecordKind = RecordKind {
    name: "PlantHeaders",
    fields: &[&LOCATION, &RESOURCE, &LEFT, &TAGS],
    open: true,
    ..RecordKind::PLAIN
};
static PLANT: CallDescriptor = CallDescriptor {
    envelope: &Envelope::BARE,
    returns: prose_runtime::Returns::Outcome,
    ..CallDescriptor::raw(&OTHER_API, Method::Post, "plant")
};

struct PlantHeaders(Row);

impl Record for PlantHeaders {
    const KIND: &'static RecordKind = &HEADERS;

    fn from_row(row: Row) -> Self {
        Self(row)
    }

    fn row(&self) -> &Row {
        &self.0
    }
}

fn headers(all: &[(&'static str, &[u8])]) -> PlantHeaders {
    let mut response = Response::new(201, "");
    for (name, value) in all {
        let value = prose_runtime::HeaderValue::from_bytes(value).unwrap();
        response.headers.append(*name, value);
    }
    let reply: Reply<NoRecord> = read(&PLANT, response).unwrap();
    reply.answer_headers()
}

#[test]
fn headers_are_read_by_their_limits_whatever_the_capitals_of_their_names() {
    let found = headers(&[
        ("location", b" /plants/7?a=\"b\" "),
        ("x-resource-id", b"0007"),
        ("x-left", b"12"),
        ("x-tags", b"red, tall"),
        ("x-tags", b"old"),
    ]);
    let row = found.row();
    assert_eq!(row.text(&LOCATION), Some("/plants/7?a=\"b\""));
    assert_eq!(
        row.id(&RESOURCE).map(|id| id.to_string()).as_deref(),
        Some("0007")
    );
    assert_eq!(row.unsigned(&LEFT), Some(12));
    assert_eq!(row.list(&TAGS), ["red", "tall", "old"]);
    assert!(found.misfits().is_empty());
}

#[test]
fn a_header_has_other_names_and_the_first_of_several_counts() {
    let found = headers(&[("x-id", b"8"), ("x-id", b"9"), ("x-other", b"1")]);
    assert_eq!(
        found
            .row()
            .id(&RESOURCE)
            .map(|id| id.to_string())
            .as_deref(),
        Some("8")
    );
    assert_eq!(found.row().unknown().count(), 0);
}

#[test]
fn what_is_not_there_is_nothing_and_what_does_not_fit_is_told() {
    let found = headers(&[]);
    assert!(found.row().text(&LOCATION).is_none() && found.row().list(&TAGS).is_empty());
    let found = headers(&[("x-left", b"many"), ("location", b"caf\xe9")]);
    let misfits: Vec<_> = found.misfits().iter().map(|key| key.wire).collect();
    assert_eq!(misfits, ["X-Left"]);
    assert_eq!(found.row().text(&LOCATION), Some("caf\u{fffd}"));
    assert!(!format!("{:?}", found.row()).contains("caf"));
}
